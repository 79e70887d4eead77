"""Who else is here, and what they changed."""

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from tests.screens.conftest import TODAY, at
from workbench.domain.organization import Organization
from workbench.domain.people import Person, Profile
from workbench.screens.app import WorkbenchApp
from workbench.screens.company import told
from workbench.screens.desk import Opening
from workbench.services import chart, reshape, setup
from workbench.store.here import Sitting
from workbench.store.lines import Actor
from workbench.store.store import Store

if TYPE_CHECKING:
    from tests.screens.conftest import Desk
    from tests.screens.conftest import Sitting as SittingDown

MIA = Actor("mia", "mia")


async def follow(desk: "Desk") -> None:
    desk.app._follow()
    await desk.pilot.pause()


async def test_two_at_one_store_see_each_other_and_when_one_leaves(sample: "SittingDown", tmp_path: Path) -> None:
    async with sample() as desk:
        other = Store.open(tmp_path / "store", lambda: TODAY)
        async with at(other, (120, 24), login="stranger") as elsewhere:
            await follow(elsewhere)
            await follow(desk)
            await follow(elsewhere)
            clock = f"{TODAY.astimezone():%H:%M}"
            assert desk.lines[0].endswith(f"with account stranger since {clock}")
            assert elsewhere.lines[0].endswith(f"with Pat Lind since {clock}")
        await follow(desk)
        assert "with" not in desk.lines[0]


async def test_who_says_who_they_are_is_seen_as_that_person(sample: "SittingDown", tmp_path: Path) -> None:
    async with sample() as desk:
        other = Store.open(tmp_path / "store", lambda: TODAY)
        async with at(other, (120, 24), login="stranger") as elsewhere:
            await follow(elsewhere)
            await elsewhere.press("down", "R")
            await elsewhere.write("Nova Reed")
            await elsewhere.press("enter")
            await follow(elsewhere)
            await follow(desk)
            assert "with Nova Reed since" in desk.lines[0]


def test_the_names_are_cut_to_the_room_there_is() -> None:
    people = {name: Person(id=name, name=f"{name.title()} Long") for name in ("dana", "pat")}
    known = Organization(Profile(name="X"), people, {}, {})
    yesterday = TODAY - timedelta(days=1)
    company = [Sitting("dana", TODAY), Sitting("pat", yesterday)]
    clock = f"{TODAY.astimezone():%H:%M}"
    assert list(told(company, known, TODAY.astimezone().date())) == [
        f"with Dana Long since {clock}, Pat Long since 22 Nov {clock}",
        "with Dana Long, Pat Long",
        "with Dana, Pat",
        "with Dana and 1 more",
        "with 2",
    ]
    assert list(told([], known, TODAY.date())) == []


async def test_what_others_changed_since_is_said_and_listed_and_own_changes_are_no_news(
    sample: "SittingDown", later: "SittingDown", tmp_path: Path
) -> None:
    async with sample() as desk:
        name = desk.store.organization.processes["P2"].name
    other = Store.open(tmp_path / "store", lambda: TODAY)
    chart.set_fields(other, MIA, other.organization.processes["P2"], {"importance": 1})
    chart.set_fields(other, MIA, other.organization.processes["P3"], {"code": "Q"})
    chart.set_fields(other, Actor("pat", "tester"), other.organization.processes["P3"], {"code": "R"})
    reshape.delete_alone(other, MIA, "P1")
    other.close()
    async with later() as desk:
        when = f"{TODAY.astimezone():%H:%M}"
        assert desk.sentence.startswith(f"Since you were here ({when}): 3 changes by Mia")
        assert "F3 shows them." in desk.sentence
        await desk.press("f3")
        assert "deleted P1" in desk.text
        assert "code “R”" not in desk.text
        await desk.press("enter")
        assert "P1 is not there any more." in desk.text
        await desk.write("importance")
        await desk.press("enter")
        assert name in desk.line_with(">")
    async with later() as desk:
        assert "Since you were here" not in desk.text
        await desk.press("f3")
        assert desk.sentence == f"Nobody else has changed anything since you were here ({when})."


async def test_what_others_change_while_one_sits_there_is_listed_too(sample: "SittingDown", tmp_path: Path) -> None:
    async with sample() as desk:
        other = Store.open(tmp_path / "store", lambda: TODAY)
        chart.set_fields(other, MIA, other.organization.processes["P2"], {"code": "Q7"})
        await follow(desk)
        await desk.press("f3")
        assert "Q7" in desk.line_with("code empty → ")


async def test_a_sample_that_is_not_kept_remembers_nothing(tmp_path: Path) -> None:
    store = setup.sample(tmp_path / "sample", "tester", TODAY, lambda: TODAY)
    app = WorkbenchApp(store, None, Opening(login="tester", keep_in=tmp_path / "own"))
    async with app.run_test() as pilot:
        app._follow()
        app._settle()
        await pilot.pause()
    assert not (tmp_path / "sample/here").exists()
    assert not list((tmp_path / "home").rglob("looked-*"))
