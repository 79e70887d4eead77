"""Whatever people type is drawn letter by letter: aligned, never as markup, never as an escape sequence."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from workbench.domain.outline import Outline, PersonRow, ProcessRow
from workbench.domain.text import clean_line
from workbench.services import exchange, setup
from workbench.store.lines import Actor
from workbench.store.store import Store

if TYPE_CHECKING:
    from tests.screens.conftest import Desk, Sitting

SHARED = Path(__file__).parents[2].parent / "shared" / "data"
HOSTILE = (
    "[red]x[/red] y", "[/]", "q [bold] r", "[@click=app.quit]z[/]", "C:\\[b]", "\x1b]52;c;eA==\x07", "a\x1b[31mb",
    "\u009b31m", "x\u202ey", "\x00", "\x7f", "e\u0301\u0301\u0301", "👩‍👩‍👧‍👦 family", "田中 結衣", "שלום", "ก็็็",
    "a" * 300,
)  # fmt: skip
FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")


def real(name: str) -> list[str]:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{name} is not beside this project")
    text = path.read_text(encoding="utf-8")
    found = json.loads(text) if name.endswith(".json") else [row["name"] for row in csv.DictReader(text.splitlines())]
    return [item for item in found if clean_line(item)]


def store_of(folder: Path, names: list[str]) -> Store:
    """A store in which every name is a process's, every other one a person's too."""
    store, _ = setup.begin(folder, names[0], "tester", "Tess Ter")
    people = tuple(PersonRow(line=n + 1, name=name) for n, name in enumerate(names[::2]))
    exchange.take_in(store, Actor("tess", "tester"), Outline(people=people))
    handles = [handle for handle in store.organization.people if handle != "tess"]
    rows = tuple(
        ProcessRow(
            line=n + 1, name=name, above=n - 1 if n % 7 else None, description=name, purpose=name,
            owner=handles[n % len(handles)], customers=(name,), tags=(name,),
        )
        for n, name in enumerate(names)
    )  # fmt: skip
    exchange.take_in(store, Actor("tess", "tester"), Outline(processes=rows))
    return store


def wrong_lines(desk: "Desk", width: int) -> Iterator[str]:
    """The lines of the screen that hold what no terminal should get, or are not as wide as the screen."""
    for strip in desk.app.screen._compositor.render_strips():
        text = strip.text
        if FORBIDDEN.search(text) or strip.cell_length != width or cell_len(text) != width:
            yield text


@pytest.mark.parametrize("source", ["hostile", "naughty-strings/blns.json", "names-many-scripts/names.csv"])
async def test_every_screen_of_the_chart_stays_aligned_and_harmless(
    source: str, tmp_path: Path, later: "Sitting"
) -> None:
    names = list(filter(clean_line, HOSTILE)) if source == "hostile" else real(source)
    store_of(tmp_path / "store", names).close()
    async with later((100, 30)) as desk:
        for keys in (["down"], ["pagedown"] * 3, ["G"], ["w"], ["pagedown"], ["escape"], ["enter"], ["escape"], ["f"]):
            await desk.press(*keys)
            assert list(wrong_lines(desk, 100)) == []
            assert desk.app.defect is None


async def test_markup_in_a_name_is_read_as_it_was_typed(tmp_path: Path, later: "Sitting") -> None:
    store_of(tmp_path / "store", ["[@click=app.quit]Anna[/]", "[red]x[/red] y"]).close()
    async with later() as desk:
        assert "[@click=app.quit]Anna[/]" in desk.text
        assert "[red]x[/red] y" in desk.text
        await desk.pilot.click(offset=(20, 2))
        assert desk.app.is_running
