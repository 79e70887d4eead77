"""Past every place of the panes with texts that would like to be markup: they are read, and nothing of them acts."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from rich.segment import Segment

from tests.poisoned import PLACES, PROBES, poisoned

if TYPE_CHECKING:
    from tests.screens.conftest import Desk, Sitting


def segments(desk: "Desk") -> Iterator[Segment]:
    """Everything that is drawn, piece by piece, with what a click on it would do."""
    for strip in desk.app.screen._compositor.render_strips():
        yield from strip


def live(desk: "Desk") -> list[str]:
    """The pieces that somebody's text has made to act, or to be coloured as it says."""
    return [
        piece.text for piece in segments(desk) if piece.style and (piece.style.link or "@click" in piece.style.meta)
    ]


async def test_no_text_acts_in_any_place(tmp_path: Path, later: "Sitting") -> None:
    poisoned(tmp_path / "store", "tester", PROBES)
    async with later((80, 24)) as desk:
        before = desk.store.organization.processes.keys()
        for place, keys in PLACES:
            await desk.press(*keys)
            assert desk.app.defect is None, place
            assert live(desk) == [], place
        assert before <= desk.store.organization.processes.keys()


async def test_a_click_on_any_line_of_any_text_runs_nothing(tmp_path: Path, later: "Sitting") -> None:
    poisoned(tmp_path / "store", "tester", ("[@click=app.quit]Anna[/]", "[@click=screen.dismiss]Bo[/]"))
    async with later((80, 24)) as desk:
        for keys in (["down"], ["w"], ["w", "w", "enter"], ["escape", "at"], ["escape", "f5"], ["escape", "f"]):
            await desk.press(*keys)
            spots = [(line.index("[@click") + 3, y) for y, line in enumerate(desk.lines) if "[@click" in line]
            assert spots
            await desk.pilot.click(offset=spots[0])
            await desk.pilot.click(offset=spots[-1])
            assert desk.app.is_running
            assert desk.app.defect is None


async def test_the_probes_are_read_as_they_were_typed(tmp_path: Path, later: "Sitting") -> None:
    poisoned(tmp_path / "store", "tester", ("[@click=app.quit]A[/]",))
    async with later() as desk:
        places = {"the chart": ["down"], "the map": ["w"], "a form": ["w", "w", "enter"], "people": ["escape", "f5"]}
        for place, keys in places.items():
            await desk.press(*keys)
            assert "[@click=app.quit]A[/]" in desk.text, place


async def test_an_account_that_is_nobodys_reads_every_line_of_every_pane(
    sample: "Sitting", stranger: "Sitting"
) -> None:
    async with sample():
        pass
    async with stranger() as desk:
        for pane in ("2", "3", "4", "5"):
            await desk.press(pane)
            seen = ""
            while desk.text != seen:
                seen = desk.text
                await desk.press("down")
                assert desk.app.defect is None, seen
