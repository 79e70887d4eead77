"""Whatever is written comes back as it was, for any text a record can hold."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.domain.organization import Organization
from workbench.domain.outline import Outline
from workbench.domain.text import clean_body, clean_line
from workbench.exchange.values import is_nobody

Trip = Callable[[str, Organization], Outline]

_nasty = st.text(st.sampled_from(list("\\`*_[]()<>&;#@'\"=+-.:,~|! 1aé\u0301\u0338\u3000\uff1d")), max_size=12)
lines = st.one_of(_nasty, st.text(max_size=12)).map(clean_line)
names = lines.filter(bool)
bodies = st.lists(st.one_of(_nasty, st.just("  "), st.just("\t- x")), max_size=4).map(
    lambda parts: clean_body("\n".join(parts))
)
owners = lines.filter(lambda text: not is_nobody(text))
processes = st.lists(st.tuples(names, lines, bodies, owners, st.integers(0, 9)), min_size=1, max_size=5)

quick = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("kind", ["csv", "json", "markdown", "text"])
@quick
@given(processes)
def test_any_chart_comes_back_as_it_was(
    kind: str, an_organization: Callable[[], Any], there_and_back: Trip, told: list[tuple[str, str, str, str, int]]
) -> None:
    built = an_organization()
    codes: set[str] = set()
    rows: list[tuple[str, str, str, str, int | None]] = []
    for number, (name, code, body, owner, under) in enumerate(told):
        code = "" if code in codes or code.startswith("P") else code
        codes.add(code)
        above = under % number if number and under < 8 else None
        rows.append((name, code, body, owner, above))
        parent = None if above is None else f"P{above + 1}"
        built.process(name, parent, code=code, description=body, owner=owner or None)
    organization = built.built()
    order = [int(process[1:]) - 1 for process, _ in organization.chart.walk()]
    back = there_and_back(kind, organization).processes
    for row, (name, code, body, owner, above) in zip(back, (rows[place] for place in order), strict=True):
        assert (row.name, row.code, row.owner) == (name, code, owner)
        assert row.description == ("" if kind == "text" else body)
        assert (None if row.above is None else order[row.above]) == above


@pytest.mark.parametrize("kind", ["csv", "json", "text"])
@quick
@given(st.frozensets(names, max_size=4))
def test_any_tags_come_back_as_they_were(
    kind: str, an_organization: Callable[[], Any], there_and_back: Trip, tags: frozenset[str]
) -> None:
    row = there_and_back(kind, an_organization().process("x", tags=tags).built()).processes[0]
    assert frozenset(row.tags) == tags
