"""The chart is a forest, whatever the records say."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.domain.chart import Chart

Nodes = Sequence[tuple[str, str | None, str]]
SMALL: Nodes = [("P1", None, "b"), ("P2", "P1", "d"), ("P3", "P1", "c"), ("P4", "P3", "n"), ("P5", None, "c")]


def outline(chart: Chart) -> list[tuple[str, int]]:
    return list(chart.walk())


def test_siblings_stand_in_the_order_of_their_ranks() -> None:
    assert outline(Chart(SMALL)) == [("P1", 0), ("P3", 1), ("P4", 2), ("P2", 1), ("P5", 0)]


def test_siblings_with_one_rank_stand_in_the_order_of_their_ids() -> None:
    assert Chart([("P10", None, "n"), ("P9", None, "n")]).roots == ["P9", "P10"]


def test_a_walk_can_begin_anywhere() -> None:
    assert list(Chart(SMALL).walk("P3")) == [("P3", 0), ("P4", 1)]


def test_the_line_of_a_process_leads_down_from_its_root() -> None:
    assert Chart(SMALL).line("P4") == ["P1", "P3"]
    assert Chart(SMALL).line("P1") == []


def test_a_place_leads_to_its_process_and_back() -> None:
    chart = Chart(SMALL)
    assert [chart.place(process) for process, _ in chart.walk()] == ["1", "1.1", "1.1.1", "1.2", "2"]
    assert all(chart.at(chart.place(process)) == process for process, _ in chart.walk())


@pytest.mark.parametrize("place", ["", "0", "3", "1.3", "1.", ".1", "-1", "1.1.1.1", "²", "9" * 5_000, "0000000001"])
def test_nothing_stands_at_a_place_that_is_none(place: str) -> None:
    assert Chart(SMALL).at(place) is None


def test_a_process_whose_parent_is_missing_is_shown_as_a_root() -> None:
    assert outline(Chart([("P2", "P1", "n"), ("P3", "P2", "n")])) == [("P2", 0), ("P3", 1)]


def test_a_ring_is_named_and_opened_at_its_lowest_id() -> None:
    chart = Chart([("P10", "P9", "n"), ("P9", "P11", "n"), ("P11", "P10", "n"), ("P12", "P10", "n")])
    assert chart.rings == [{"P9", "P10", "P11"}]
    assert chart.roots == ["P9"]
    assert len(outline(chart)) == 4


def test_a_process_that_is_its_own_parent_is_a_ring_of_one() -> None:
    chart = Chart([("P1", "P1", "n")])
    assert chart.rings == [{"P1"}]
    assert outline(chart) == [("P1", 0)]


def test_a_sound_chart_has_no_rings() -> None:
    assert Chart(SMALL).rings == []


def test_a_chart_a_thousand_deep_is_walked_without_ado() -> None:
    chart = Chart([(f"P{n}", f"P{n - 1}" if n > 1 else None, "n") for n in range(1, 1_001)])
    assert outline(chart)[-1] == ("P1000", 999)
    assert chart.place("P1000").count(".") == 999
    assert chart.at(chart.place("P1000")) == "P1000"
    assert len(chart.line("P1000")) == 999


def test_an_empty_chart_has_nothing_in_it() -> None:
    chart = Chart([])
    assert outline(chart) == []
    assert chart.at("1") is None


IDS = st.sampled_from([f"P{n}" for n in range(1, 13)])


@given(st.dictionaries(IDS, st.tuples(st.none() | IDS, st.sampled_from("bcn"))))
def test_each_process_stands_in_the_chart_exactly_once_whatever_the_parents(
    nodes: dict[str, tuple[str | None, str]],
) -> None:
    chart = Chart((node, parent, rank) for node, (parent, rank) in nodes.items())
    walked = [process for process, _ in chart.walk()]
    assert sorted(walked) == sorted(nodes)
    assert all(chart.at(chart.place(process)) == process for process in walked)
