"""The bench in the engineer's pane: kept by the people concerned, above what hangs on one person."""

from typing import TYPE_CHECKING

import pytest

from workbench.domain.bench import Candidate
from workbench.services import chart

if TYPE_CHECKING:
    from tests.screens.conftest import Desk, Golden, Sitting

EXAMINE = ("down", "down", "down", "2", "B")


def bench(desk: "Desk") -> list[Candidate]:
    return [*desk.store.organization.processes["P4"].bench]


async def test_somebody_else_reads_the_bench_and_changes_nothing_on_it(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press(*EXAMINE, "space")
        assert "The bench of P4 Examine and explain is kept by the people concerned: Zoë" in desk.text
        assert "! only Dr Chidi Okafor does T2" in desk.text
        assert [one.level for one in bench(desk)] == ["do"]


async def test_the_owner_puts_somebody_on_the_bench_and_takes_them_off_again(sample: "Sitting") -> None:
    async with sample() as desk:
        process = desk.store.organization.processes["P4"]
        desk.app.act(chart.set_fields, process, {"owner": desk.app.actor.by}, "they take it over")
        await desk.press(*EXAMINE, "a")
        await desk.burst("lukasz")
        await desk.press("down")
        await desk.burst("coach")
        await desk.press("ctrl+s")
        assert [(one.person, one.seat, one.level) for one in bench(desk)][1:] == [("lukasz", "coach", "see")]
        assert "on the way to coach it" in desk.text
        await desk.press("j", "space", "e", "down", "down", "down")
        await desk.burst("Sits in on two")
        await desk.press("ctrl+s")
        assert [(one.level, one.next) for one in bench(desk)][1:] == [("do", "Sits in on two")]
        await desk.press("d", "x")
        assert [one.person for one in bench(desk)] == ["zoe"]


async def test_an_entry_that_was_being_written_is_offered_again(empty: "Sitting", later: "Sitting") -> None:
    async with empty((120, 40)) as desk:
        await desk.burst("aOrder to cash↵↵2B")
        assert "Nobody is on the way yet" in desk.text
        await desk.press("a")
        await desk.burst("tess")
    async with later() as desk:
        await desk.press("enter", "ctrl+s")
        (one,) = desk.store.organization.processes["P1"].bench
        assert one.person == one.said_by


@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 40)])
async def test_the_bench_of_the_sample_looks_as_it_should(
    sample: "Sitting", golden: "Golden", width: int, height: int
) -> None:
    async with sample((width, height)) as desk:
        await desk.press(*EXAMINE)
        golden(desk, f"bench-{width}x{height}")
