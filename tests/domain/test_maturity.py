"""Maturity: the weakest element decides its enabler, the weakest enabler the process, the enterprise caps it."""

from datetime import date

import pytest

from workbench.domain.assessments import Assessment, Judged
from workbench.domain.errors import NotFound
from workbench.domain.maturity import Element, Enabler, Model, Shown, judged_last, maturity

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


def test_what_was_judged_last_counts_over_what_the_records_show() -> None:
    first = Assessment(id="A1", on=date(2026, 1, 1), process="P1", judged=(Judged(id="uses", level=1),))
    second = Assessment(id="A2", on=DAY, process="P1", judged=(Judged(id="uses", level=4, note="seen at work"),))
    found = maturity(BOTH, shown(purpose=2, context=2, uses=0), judged_last([first, second]))
    uses = found.enablers[1].elements[0]
    assert (uses.level, uses.evidence, uses.judged) == (4, "seen at work", DAY)
    assert uses.missing == ""
    assert found.level == 2


def test_an_element_is_named_by_its_beginning_where_that_is_enough() -> None:
    model = Model(LEVELS, BOTH, ())
    assert model.element("pur").id == "purpose"
    with pytest.raises(NotFound):
        model.element("weather")
    with pytest.raises(NotFound):
        model.element("purpose", of_enterprise=True)
