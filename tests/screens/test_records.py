"""What is kept of a process: readings, feedback, investigations, benchmarks, resources, reviews; by keys alone."""

from typing import TYPE_CHECKING

from textual.widgets import TextArea

from workbench.domain.feedback import Benchmark, Feedback, Investigation
from workbench.domain.readings import Reading
from workbench.domain.reviews import Outcome, Review
from workbench.screens.listing import Listing
from workbench.services import recording
from workbench.services.dated_kinds import INVESTIGATION

if TYPE_CHECKING:
    from tests.screens.conftest import Desk, Sitting
    from workbench.domain.process import Process

PLACES = ("measures", "feedback", "investigations", "benchmarks", "resources", "practices", "reviews")


def p4(desk: "Desk") -> "Process":
    return desk.store.organization.processes["P4"]


async def go(desk: "Desk", place: str) -> None:
    """Go into a place of Examine and explain, from the chart."""
    await desk.press("j", "j", "j", "5", "escape")
    await enter(desk, place)


async def enter(desk: "Desk", place: str) -> None:
    """Go down the list of oversight to a place, and into it."""
    agenda = desk.app.screen.query_one("#agenda", Listing)
    while agenda.chosen != place:
        await desk.press("j")
    await desk.press("enter")


async def fill(desk: "Desk", field: str, text: str) -> None:
    """Write into a field of the form that stands open."""
    desk.app.screen.query_one(f"#field-{field}").focus()
    await desk.pilot.pause()
    await desk.write(text)


async def test_a_second_reading_of_a_day_is_told_with_the_first(sample: "Sitting") -> None:
    async with sample() as desk:
        await go(desk, "measures")
        for figure in ("47", "44"):
            await desk.press("r")
            await desk.write(figure)
            await desk.press("enter")
        first, second = (one.id for one in desk.store.dated.of(Reading, "P4") if one.on == desk.app.today)
        assert desk.sentence == f"{second} 44 min; {first} of the same day is 47 min; u takes it back"


async def test_a_reading_out_of_range_is_looked_into_until_it_is_closed(sample: "Sitting") -> None:
    async with sample() as desk:
        await go(desk, "measures")
        await desk.press("r")
        await desk.write("58, yesterday")
        await desk.press("enter")
        (reading,) = [one for one in desk.store.dated.of(Reading, "P4") if one.actual == "58 min"]
        assert str(reading.on) == "2026-11-22"
        assert desk.sentence == f"{reading.id} 58 min is out of range: I4 looks into it; u takes it back"
        assert "! out of range" in desk.line_with("M1 Sitting down")
        await desk.press("l", "j", "i")
        assert "! 0 of 4 said" in desk.line_with("I4")
        await desk.press("enter")
        for field in ("facts", "causes", "action", "check"):
            await fill(desk, field, f"the {field}")
        await desk.press("ctrl+s", "c")
        (found,) = [one for one in desk.store.dated.of(Investigation, "P4") if one.id == "I4"]
        assert (found.closed, found.causes) == (desk.app.today, "the causes")
        assert "I4: what was learned?" in desk.text
        await desk.press("escape", "o")
        assert "Then held: target 45 min, range 35–55 min." in desk.text


async def test_a_complaint_ends_in_a_best_practice_that_names_it(sample: "Sitting") -> None:
    async with sample() as desk:
        await go(desk, "feedback")
        await desk.press("a")
        await desk.write("Nobody told me what it costs.")
        await fill(desk, "tone", "complaint")
        await fill(desk, "reply_wanted", "yes")
        await desk.press("ctrl+s")
        (said,) = [one for one in desk.store.dated.of(Feedback, "P4") if one.waits]
        assert f"added {said.id}; I4 looks into it" in desk.sentence
        assert "Waits for a reply" in desk.text
        assert "! complaint" in desk.line_with(said.id)
        await desk.press("g", "r")
        assert "Complaint: Nobody told me what it costs." in desk.text
        await desk.write("Sorry; here it is.")
        await desk.press("ctrl+s")
        assert "Waits for a reply" not in desk.text
        assert "! complaint" not in desk.text
        assert "Sorry; here it is." in desk.text
        await desk.press("i", "c")
        assert "I4 does not say its facts, causes, action, check." in desk.text
        await desk.write("seen at once")
        await desk.press("enter", "p", "n")
        await desk.write("Say the price first")
        await desk.press("ctrl+s")
        practice = p4(desk).practices[-1]
        assert (practice.name, practice.source, practice.confirmed) == ("Say the price first", "I4", desk.app.today)
        assert f"led to the best practice {practice.id} Say the price first" in desk.text


async def test_a_practice_is_confirmed_by_what_was_looked_into(sample: "Sitting") -> None:
    async with sample() as desk:
        await go(desk, "investigations")
        before = p4(desk).practices[0]
        await desk.press("p", "c", "enter")
        after = p4(desk).practices[0]
        assert after.confirmed == desk.app.today
        assert after.source.startswith(before.source)
        assert after.source.endswith("I1")
        await desk.press("u")
        assert p4(desk).practices[0] == before


async def test_what_is_short_is_said_in_words_until_it_is_allocated(sample: "Sitting") -> None:
    async with sample() as desk:
        await go(desk, "resources")
        assert "! short of 4 h per week" in desk.line_with("Chairside")
        await desk.press("enter")
        await fill(desk, "allocated", "60 h per week")
        await desk.press("ctrl+s")
        assert "✓ enough" in desk.line_with("Chairside")
        await desk.press("c")
        assert p4(desk).means[0].assessed == desk.app.today


async def test_what_another_reaches_is_held_against_ours(sample: "Sitting") -> None:
    async with sample() as desk:
        await go(desk, "benchmarks")
        await desk.press("a")
        await desk.write("Harbour Dental")
        for field, text in (("figure", "40 min"), ("ours", "46 min"), ("source", "a patient of both")):
            await fill(desk, field, text)
        await desk.press("ctrl+s")
        (made,) = desk.store.dated.of(Benchmark, "P4")
        assert made.source == "a patient of both"
        assert "40 min, ours +6 min  nothing is done about it" in desk.line_with("Harbour Dental")
        await desk.press("u")
        assert not desk.store.dated.of(Benchmark, "P4")
        assert "compared with nobody" in desk.text


async def test_a_review_that_found_nothing_is_one_key_and_one_that_did_says_what(sample: "Sitting") -> None:
    async with sample() as desk:
        await go(desk, "reviews")
        await desk.press("c")
        (made,) = desk.store.dated.of(Review, "P4")
        assert made.outcome is Outcome.NOTHING
        assert "nothing had changed" in desk.sentence
        await desk.press("c")
        assert "found nothing changed on 2026-11-23 already (V" in desk.text
        assert len(desk.store.dated.of(Review, "P4")) == 1
        await desk.press("r")
        await desk.write("The sheet names the old lamp.")
        await fill(desk, "minutes", "12")
        await desk.press("ctrl+s")
        newest = desk.store.dated.of(Review, "P4")[-1]
        assert (newest.outcome, newest.found, newest.minutes) == (Outcome.FOUND, "The sheet names the old lamp.", 12)
        assert "found something in 1 of 2" in desk.line_with("review of the process")


async def test_what_was_being_written_of_a_complaint_is_offered_again(sample: "Sitting", later: "Sitting") -> None:
    async with sample() as desk:
        await go(desk, "feedback")
        await desk.press("a")
        await desk.write("The lamp blinded me.")
    async with later() as desk:
        await desk.press("enter")
        area = desk.app.screen.query_one("#field-text", TextArea)
        assert area.text == "The lamp blinded me."
        await desk.press("ctrl+s")
        assert desk.store.dated.of(Feedback, "P4")[-1].text == "The lamp blinded me."


async def test_a_reading_that_makes_no_sense_is_asked_for_again_with_what_was_written(sample: "Sitting") -> None:
    async with sample() as desk:
        await go(desk, "measures")
        await desk.press("r")
        await desk.write("soon")
        await desk.press("enter")
        assert "“soon” holds no number" in desk.text
        await desk.press("backspace", "backspace", "backspace", "backspace")
        await desk.write("45")
        await desk.press("enter")
        assert desk.store.dated.of(Reading, "P4")[-1].actual == "45 min"


async def test_a_reason_for_closing_is_asked_for_no_more_once_it_is_closed(sample: "Sitting", later: "Sitting") -> None:
    async with sample() as desk:
        actor, today = desk.app.actor, desk.app.today
        made = recording.note(desk.store, actor, INVESTIGATION, p4(desk), {"name": "It broke"}, today).record
        await go(desk, "investigations")
        while desk.app.screen.query_one("InvestigationsPane Listing", Listing).chosen != made.id:
            await desk.press("j")
        await desk.press("c")
        await desk.write("nothing")
        await desk.press("escape")
        assert "What you wrote is a draft" in desk.sentence
        await desk.press("enter")
        await desk.write("The facts.")
        for field in ("causes", "action", "check"):
            await fill(desk, field, f"the {field}")
        await desk.press("ctrl+s", "c", "escape")
        assert desk.store.dated.get(made.id).facts == "The facts."
    async with later() as desk:
        assert "Drafts" not in desk.text
        await desk.press("f8", "enter")
        assert f"{made.id} was closed on {today}: it needs no reason any more." in desk.text
        await desk.press("d")
        assert "same?”" in desk.text


async def test_the_first_of_thousands_of_readings_is_reached_by_one_key(sample: "Sitting") -> None:
    async with sample((80, 24)) as desk:
        actor, today = desk.app.actor, desk.app.today
        taken = [recording.Taken("P4", "M2", f"{80 + n % 20} %") for n in range(3000)]
        recording.take_all(desk.store, actor, taken, today)
        desk.store.dated.forget()
        await go(desk, "measures")
        await desk.press("j", "l", "G")
        first = desk.store.dated.get(desk.store.dated.newest_ids(Reading, "P4", measure="M2")[-1])
        assert desk.line_with(f"{first.on}  {first.actual}")


async def test_nothing_is_listed_by_person(sample: "Sitting") -> None:
    async with sample() as desk:
        for place in PLACES:
            await desk.press("1", "g")
            await go(desk, place)
            people = desk.store.organization.people.values()
            listed = [line for line in desk.lines if any(f"││ {person.name}" in line for person in people)]
            assert not listed, place


async def test_enter_on_what_is_looked_into_goes_to_it_among_others(sample: "Sitting") -> None:
    async with sample() as desk:
        process = desk.store.organization.processes["P11"]
        recording.note(desk.store, desk.app.actor, INVESTIGATION, process, {"name": "Another"}, desk.app.today)
        await desk.press("5")
        listed = desk.app.screen.query_one("WaitingPane Listing", Listing)
        while "I2" not in listed.chosen:
            before = listed.chosen
            await desk.press("j")
            assert listed.chosen != before
        await desk.press("enter")
        await desk.pilot.pause()
        assert "─I2─" in desk.text


async def test_an_empty_place_says_what_to_do(empty: "Sitting") -> None:
    async with empty((80, 24)) as desk:
        await desk.burst("aOrder to cash↵↵5")
        await desk.press("escape")
        await enter(desk, "measures")
        assert "Nothing is measured yet" in desk.text
        await desk.press("r")
        assert "a says what, its target" in desk.text.splitlines()[-3]
        await desk.press("enter")
        await desk.write("Days to cash")
        await desk.press("ctrl+s")
        assert "not read yet" in desk.line_with("Days to cash")
