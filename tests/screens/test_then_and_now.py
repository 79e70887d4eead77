"""Maturity, careers or jobs, then and now, progress and the line of sight, answered by keyboard."""

from typing import TYPE_CHECKING

import pytest

from workbench.domain.assessments import Assessment, Survey
from workbench.domain.reviews import Outcome, Review
from workbench.screens.listing import Line, Listing
from workbench.screens.oversight import OversightScreen
from workbench.screens.places import PlacesScreen
from workbench.services.chart import add
from workbench.services.people import set_person

if TYPE_CHECKING:
    from tests.screens.conftest import Desk, Golden, Sitting


async def go(desk: "Desk", place: str) -> None:
    """Stand in a place of the oversight pane."""
    await desk.press("5")
    assert isinstance(desk.app.screen, PlacesScreen)
    desk.app.screen.action_go(place)
    for _ in range(3):
        await desk.pilot.pause()


async def test_a_statement_is_answered_by_a_key_and_the_level_follows(sample: "Sitting") -> None:
    async with sample() as desk:
        desk.app.current = "P8"
        await go(desk, "maturity")
        assert "P-0: the weakest is Performers" in desk.text
        assert "Performers can name the process and say what it is measured by." in desk.text
        await desk.press("l")
        assert desk.sentence.startswith("knowledge-1: largely true.")
        assert "✓ 1 Performers can name the process" in desk.text
        await desk.press("s")
        assert "~ 2 Performers know the whole of it" in desk.text
        assert "not answered" in desk.text
        (made,) = [one for one in desk.store.dated.of(Assessment, "P8") if one.on == desk.app.today]
        assert {one.id: str(one.truth) for one in made.held} == {
            "knowledge-1": "largely true",
            "knowledge-2": "somewhat true",
        }
        await desk.press("u")
        assert "? 2 Performers know the whole of it" in desk.text


async def test_the_levels_judged_before_are_drawn_as_a_trend(sample: "Sitting") -> None:
    async with sample() as desk:
        desk.app.current = "P20"
        await go(desk, "maturity")
        assert desk.line_with("▁▃▃  P-0 on 2026-05-17, P-1 on 2026-11-05")


async def test_evidence_is_written_beside_what_was_judged(sample: "Sitting") -> None:
    async with sample() as desk:
        desk.app.current = "P8"
        await go(desk, "maturity")
        await desk.press("e")
        assert "Say first how far it holds" in desk.sentence
        await desk.press("n", "k", "e")
        await desk.write("asked two at the desk")
        await desk.press("escape", "f8")
        assert "On what? Performers can name the process" in desk.text
        await desk.press("enter", "enter")
        await desk.pilot.pause()
        assert "asked two at the desk" in desk.text
        await desk.press("w")
        assert "Performers can name the process" in desk.text


async def test_the_enterprise_is_judged_in_a_place_of_its_own(sample: "Sitting") -> None:
    async with sample() as desk:
        await go(desk, "enterprise")
        assert "Enterprise · E-1: the weakest is Leadership" in desk.text
        await desk.press("l")
        assert "style-2: largely true." in desk.sentence


async def test_where_nobody_has_judged_the_enterprise_no_level_is_claimed(empty: "Sitting") -> None:
    async with empty((80, 24)) as desk:
        await desk.press("escape")
        await go(desk, "enterprise")
        assert "Enterprise · not judged as a whole yet" in desk.text


async def test_the_key_of_a_missing_point_goes_to_where_it_is_said(sample: "Sitting") -> None:
    async with sample() as desk:
        desk.app.current = "P1"
        await go(desk, "iso")
        await desk.press("end", "k", "k")
        assert "risks and chances" in desk.text
        await desk.press("enter")
        await desk.pilot.pause()
        assert "[2 Engineer]" in desk.lines[0]
        assert "no risk yet: a writes one" in desk.text
        await go(desk, "iso")
        await desk.press("home", "enter")
        assert desk.line_with("inputs")


async def test_careers_or_jobs_is_asked_of_the_branch_and_kept_by_the_day(sample: "Sitting") -> None:
    async with sample() as desk:
        desk.app.current = "P3"
        await go(desk, "careers")
        assert "Careers or jobs · 1 Call to first visit" in desk.text
        await desk.press("right", "right", "j", "left")
        assert "reflection: 2 of 5, today." in desk.sentence
        made = desk.store.dated.of(Survey, "P1")[-1]
        assert {mark.id: mark.value for mark in made.marks} == {"meaning": 5, "reflection": 2}
        await desk.press("v", "9", "enter")
        assert desk.store.dated.of(Survey, "P1")[-1].voices == 9
        assert desk.line_with(f"{desk.app.today}  3.5, 2 of 7 answered, 9 asked")


async def test_then_and_now_says_what_became_of_the_chart_and_is_stamped_by_a_key(sample: "Sitting") -> None:
    async with sample() as desk:
        await go(desk, "since")
        assert "Then and now · since 2026-05-23" in desk.text
        assert desk.line_with("P30   Grow into harder work")
        assert desk.line_with("Renée Thibault → Mia Chen")
        assert "c notes 45 min with the look; m says how many it took." in desk.text
        await desk.press("c")
        assert "The chart is reviewed, 45 min; next on 2027-05-23." in desk.sentence
        made = desk.store.dated.of(Review, "")[-1]
        assert (made.on, made.minutes, made.outcome) == (desk.app.today, 45, Outcome.NOTHING)
        await desk.press("m", "ctrl+u")
        await desk.write("20")
        await desk.press("enter")
        assert "c notes 20 min with the look" in desk.text
        await desk.press("r")
        await desk.write("two names mean the same")
        await desk.press("escape")
        assert "What you wrote is a draft" in desk.sentence
        await desk.press("r", "enter")
        made = desk.store.dated.of(Review, "")[-1]
        assert (made.found, made.minutes) == ("two names mean the same", 20)
        await desk.press("d")
        desk.app.screen.query_one("Input").value = "yesterday"  # type: ignore[attr-defined]
        await desk.press("enter")
        assert "Nothing has changed since 2026-11-22." in desk.text


async def test_a_process_that_changed_is_shown_in_the_chart(sample: "Sitting") -> None:
    async with sample() as desk:
        await go(desk, "since")
        await desk.press("j", "enter")
        await desk.pilot.pause()
        assert "[1 Chart]" in desk.lines[0]
        assert desk.app.current == "P16"


async def test_much_that_came_at_once_stands_as_branches_that_are_opened(empty: "Sitting") -> None:
    async with empty((80, 24)) as desk:
        await desk.press("escape")
        for number in range(20):
            desk.app.act(add, f"Step {number}", "P1" if number else None)
        desk.app.act(add, "Greet", "P2")
        await go(desk, "since")
        assert desk.line_with("added 21")
        assert desk.line_with("▸ P1    Step 0  20 under it")
        assert not desk.line_with("Step 1")
        await desk.press("enter", "j")
        assert desk.line_with("▾ P1    Step 0  20 under it")
        assert desk.line_with("▸ P2    Step 1  1 under it")
        assert not desk.line_with("Greet")
        await desk.press("enter", "j")
        assert desk.line_with("P21   Greet")
        await desk.press("left", "k", "left")
        assert not desk.line_with("Greet")
        await desk.press("enter", "enter")
        await desk.pilot.pause()
        assert "[1 Chart]" in desk.lines[0]
        assert desk.app.current == "P2"


async def test_progress_is_drawn_by_branch_below_the_preferred_future(sample: "Sitting") -> None:
    async with sample((80, 40), glyphs="ascii") as desk:
        await go(desk, "progress")
        assert desk.line_with("A practice where nobody in town puts off a visit")
        assert "The whole chart" in desk.text
        line = desk.line_with("documented")
        assert "%" in line
        assert line.isascii()


async def test_an_empty_store_has_no_share_to_draw(empty: "Sitting") -> None:
    async with empty((80, 24)) as desk:
        await desk.press("escape")
        await go(desk, "progress")
        assert "Nobody has written the preferred future yet: F7." in desk.text
        assert "There is no process yet" in desk.text


async def test_a_key_of_the_chart_shows_the_line_of_sight(sample: "Sitting") -> None:
    async with sample() as desk:
        await desk.press("j", "j", "I")
        for _ in range(3):
            await desk.pilot.pause()
        process = desk.store.organization.processes[desk.app.current or ""]
        assert "[5 Oversight]" in desk.lines[0]
        assert f"Line of sight · {desk.store.organization.label(process)} {process.name}" in desk.text
        for said in ("customer", "coach", "result", "part of"):
            assert desk.line_with(f"│ {said} ")


async def listed(desk: "Desk", place: str) -> "list[Line]":
    """What is listed in a place of the oversight pane."""
    await go(desk, place)
    found = desk.app.screen.query(f"#place-{place} Listing, #place-{place}").results(Listing)
    return [line for listing in found for line in listing._lines]


async def test_no_line_of_oversight_stands_for_a_person_or_where_a_persons_name_puts_it(sample: "Sitting") -> None:
    async with sample() as desk:
        desk.app.current = "P4"
        before: dict[str, list[list[str]]] = {}
        for place in OversightScreen.kinds:
            names = [person.name for person in desk.store.organization.people.values()]
            for line in await listed(desk, place):
                text = "".join(part for part, _ in line.parts).strip()
                assert line.id.rpartition("/")[2] not in desk.store.organization.people
                assert not any(text.startswith(name) for name in names)
                before.setdefault(place, []).append(line.id.split()[:3])
        people = sorted(desk.store.organization.people.values(), key=lambda person: person.name, reverse=True)
        for number, person in enumerate(people):
            desk.app.act(set_person, person, {"name": f"{chr(ord('A') + number)} {person.id}"})
        for place in ("waiting", "six", "since"):
            assert [line.id.split()[:3] for line in await listed(desk, place)] == before[place]
        assert {"measures", "feedback", "investigations", "maturity", "reviews"} <= before.keys()


async def test_the_line_of_sight_stands_on_one_screen_and_is_shown_for_another_performer(sample: "Sitting") -> None:
    async with sample((80, 24)) as desk:
        desk.app.current = "P4"
        await go(desk, "sight")
        for wanted in ("Patient in the chair", "target 45 min", "Dr Chidi Okafor", "resolve complaints"):
            assert wanted in desk.text
        await desk.press("p")
        await desk.write("zo")
        await desk.press("enter")
        assert "for Zoë Brückner" in desk.lines[1]
        assert "learned" in desk.text


async def test_a_day_is_typed_over_the_one_that_stands_there_and_asked_again_until_it_is_one(sample: "Sitting") -> None:
    async with sample() as desk:
        await go(desk, "since")
        await desk.press("d")
        await desk.write("2026-13-45")
        await desk.press("enter")
        assert "“2026-13-45” is no day." in desk.text
        await desk.burst("x")
        assert "2026-13-45x" in desk.text
        await desk.press(*("backspace",) * 11)
        await desk.burst("-1m↵")
        assert "stand otherwise than at the end of 2026-10-23." in desk.sentence


@pytest.mark.parametrize(("width", "height"), [(80, 24), (120, 40)])
@pytest.mark.parametrize(
    ("place", "name"), [("maturity", "maturity"), ("sight", "sight"), ("since", "then-and-now"), ("cost", "cost")]
)
async def test_the_places_of_the_second_day_look_as_they_should(
    sample: "Sitting", golden: "Golden", place: str, name: str, width: int, height: int
) -> None:
    async with sample((width, height)) as desk:
        desk.app.current = "P4"
        await go(desk, place)
        golden(desk, f"{name}-{width}x{height}")
