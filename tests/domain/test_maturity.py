"""Maturity: the weakest element decides its enabler, the weakest enabler the process, the enterprise caps it."""

from datetime import date

import pytest

from workbench.domain.assessments import Assessment, Held, Judged, Truth
from workbench.domain.errors import NotFound
from workbench.domain.maturity import Element, Enabler, Model, Shown, maturity, told_last

LEVELS = ("one", "two", "three", "four")
DESIGN = Enabler("design", "Design", [Element("purpose", "Purpose", LEVELS), Element("context", "Context", LEVELS)])
METRICS = Enabler("metrics", "Metrics", [Element("uses", "Uses", LEVELS)])
BOTH = (DESIGN, METRICS)
DAY = date(2026, 11, 1)


def shown(**levels: int) -> dict[str, Shown]:
    return {element: Shown(level, "seen") for element, level in levels.items()}


def test_the_weakest_enabler_decides_and_says_what_is_missing() -> None:
    found = maturity(BOTH, shown(purpose=3, context=2, uses=1), {})
    assert [enabler.level for enabler in found.enablers] == [2, 1]
    assert found.level == 1
    assert found.weakest.enabler is METRICS
    assert found.weakest.weakest[0].missing == "two"


def test_the_enterprise_caps_the_process() -> None:
    found = maturity(BOTH, shown(purpose=3, context=3, uses=3), {}, cap=1)
    assert (found.own, found.level, found.is_capped) == (3, 1, True)
    assert maturity(BOTH, shown(purpose=3, context=3, uses=3), {}).level == 3


def test_what_was_told_last_counts_over_what_the_records_show() -> None:
    first = Assessment(id="A1", on=date(2026, 1, 1), process="P1", judged=(Judged(id="uses", level=1),))
    second = Assessment(id="A2", on=DAY, process="P1", judged=(Judged(id="uses", level=4, note="seen at work"),))
    found = maturity(BOTH, shown(purpose=2, context=2, uses=0), told_last([first, second]))
    uses = found.enablers[1].elements[0]
    assert (uses.level, uses.evidence, uses.judged) == (4, "seen at work", DAY)
    assert uses.missing == ""
    assert found.level == 2


def test_an_element_stands_where_all_statements_up_to_it_are_largely_true() -> None:
    held = (
        Held(id="uses-1", truth=Truth.LARGELY),
        Held(id="uses-2", truth=Truth.SOMEWHAT),
        Held(id="uses-3", truth=Truth.LARGELY),
    )
    told = told_last([Assessment(id="A1", on=DAY, process="P1", held=held)])
    uses = maturity(BOTH, shown(uses=4), told).enablers[1].elements[0]
    assert [one.truth for one in uses.statements] == [Truth.LARGELY, Truth.SOMEWHAT, Truth.LARGELY, Truth.LARGELY]
    assert (uses.level, uses.missing) == (1, "two")
    assert uses.statements[3].on is None


def test_what_is_said_of_a_statement_counts_over_an_element_judged_before() -> None:
    before = Assessment(id="A1", on=date(2026, 1, 1), process="P1", judged=(Judged(id="uses", level=3),))
    after = Assessment(id="A2", on=DAY, process="P1", held=(Held(id="uses-2", truth=Truth.NOT),))
    assert maturity(BOTH, {}, told_last([before, after])).enablers[1].level == 1
    assert maturity(BOTH, {}, told_last([after, before])).enablers[1].level == 3


def test_an_element_is_named_by_its_beginning_where_that_is_enough() -> None:
    model = Model(LEVELS, BOTH, ())
    assert model.element("pur").id == "purpose"
    with pytest.raises(NotFound):
        model.element("weather")
    with pytest.raises(NotFound):
        model.element("purpose", of_enterprise=True)
