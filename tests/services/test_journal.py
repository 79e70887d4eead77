"""One's own journal: written, reconsidered, found again, shared by the copy, and gone for good when deleted."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.services.conftest import StandingClock
from workbench.domain.errors import BadInput, NotFound, Refused
from workbench.domain.journal import Entry, EntryKind, Stance
from workbench.services import (
    chart,
    coaching,
    documenting,
    emptying,
    journal,
    people,
    reconsidering,
    seen_by,
    sharing,
    story,
    templates,
    waiting,
)
from workbench.services.entry_fields import comes_again
from workbench.services.searching import Wanted, others_entries, own_entries
from workbench.store.errors import ChangedElsewhere
from workbench.store.lines import Actor
from workbench.store.store import Store
from workbench.store.undoing import Stays

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def write(store: Store, actor: Actor, text: str, **fields: str) -> Entry:
    return journal.write(store, actor, text, fields, NOW)


def found(store: Store, actor: Actor, *words: str, **wanted: object) -> list[str]:
    return [one.id for one in own_entries(store, actor, Wanted(words, **wanted))]  # type: ignore[arg-type]


def holding(folder: Path, word: str) -> list[str]:
    """The files under a folder in which a word stands."""
    return [path.name for path in folder.rglob("*") if path.is_file() and word.encode() in path.read_bytes()]


# Writing


def test_an_entry_takes_its_moment_and_the_version_of_its_process_from_now(store: Store, ana: Actor) -> None:
    process = chart.add(store, ana, "Greet")
    documenting.publish(store, ana, store.organization.processes[process.id], "first", NOW.date())
    entry = write(store, ana, "Took it myself. #Comfort-zone", process=process.id, tags="calls", star="yes")
    assert (entry.on, entry.at, entry.process) == (NOW.date(), NOW, process.id)
    assert entry.version == store.organization.processes[process.id].versions[-1].id
    assert entry.tags == {"Comfort-zone", "calls"}
    assert journal.entry_of(store, ana, "e1") == entry


@pytest.mark.parametrize(
    ("text", "on", "at"),
    [
        ("2026-05-20", date(2026, 5, 20), None),
        ("yesterday", date(2026, 5, 31), None),
        ("2026-05-20 14:30", date(2026, 5, 20), datetime(2026, 5, 20, 14, 30, tzinfo=UTC)),
        ("2025-10-26T02:30+01:00", date(2025, 10, 26), datetime(2025, 10, 26, 1, 30, tzinfo=UTC)),
    ],
)
def test_the_day_and_the_time_can_be_told(store: Store, ana: Actor, text: str, on: date, at: datetime | None) -> None:
    entry = write(store, ana, "x", on=text)
    assert (entry.on, entry.at) == (on, at)


@pytest.mark.parametrize("text", ["2026-13-01", "2026-05", "32", "2026-05-20 25:00", "2026-06-02", "2026-06-01 13:00"])
def test_a_day_that_is_none_or_still_to_come_is_refused_in_a_sentence(store: Store, ana: Actor, text: str) -> None:
    with pytest.raises(BadInput, match=r"\.$"):
        write(store, ana, "x", on=text)
    assert journal.newest(store, ana) is None


@pytest.mark.parametrize(
    ("field", "value"),
    [("energy", "6"), ("kind", "mood"), ("lenses", "fame"), ("about", "R99"), ("reconsiders", "E9"), ("mood", "5")],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(
    store: Store, ana: Actor, field: str, value: str
) -> None:
    with pytest.raises((BadInput, Refused)):
        write(store, ana, "x", **{field: value})
    assert journal.newest(store, ana) is None


def test_an_entry_of_a_megabyte_is_kept_to_the_last_character(store: Store, ana: Actor) -> None:
    text = "é" + "x" * (2**20 - 1)
    assert write(store, ana, text).text == text
    assert found(store, ana, "E" + "x" * 900) == ["E1"]


def test_an_entry_of_nothing_is_refused(store: Store, ana: Actor) -> None:
    with pytest.raises(Refused, match="needs words"):
        write(store, ana, " \x1b \n")


def test_only_the_unanswered_prompts_of_a_template_are_left_out(store: Store) -> None:
    growth = templates.template_of(store.organization, "growth", NOW.date())
    first, second, third = growth.asked
    page = templates.laid_out(growth)
    assert templates.without_unanswered(growth, page) == ""
    written = page.replace(f"## {second}\n", f"## {second}\nThe angry call.\n\n- took 14 min\n")
    assert templates.without_unanswered(growth, written) == f"## {second}\nThe angry call.\n\n- took 14 min"
    assert templates.without_unanswered(growth, f"Hello.\n\n{page}") == "Hello."
    assert page.count("## ") == len([first, second, third])


def test_the_seven_marks_take_turns_by_the_day(store: Store) -> None:
    days = [NOW.date() + timedelta(n) for n in range(7)]
    asked = {templates.template_of(store.organization, "marks", day).id for day in days}
    assert len(asked) == 7
    assert all(templates.templates(store.organization)[one].lenses <= templates.lenses().keys() for one in asked)


def test_a_template_of_ones_own_stands_beside_the_shipped_ones(store: Store, ana: Actor) -> None:
    templates.add_template(store, ana, "monday", "Monday", ["What comes?", "What goes?"])
    made = templates.template_of(store.organization, "monday", NOW.date())
    assert made.asked == ["What comes?", "What goes?"]
    assert journal.write(store, ana, "Much.", {}, NOW, made).template == "monday"
    templates.delete_template(store, ana, "monday")
    with pytest.raises(NotFound):
        templates.template_of(store.organization, "monday", NOW.date())


def test_an_entry_written_on_a_template_is_of_its_kind_and_under_its_lenses(store: Store, ana: Actor) -> None:
    template = templates.template_of(store.organization, "after-action", NOW.date())
    entry = journal.write(store, ana, "Went well.", {}, NOW, template)
    assert (entry.kind, entry.lenses, entry.template) == (EntryKind.EVENT, frozenset({"reflection"}), "after-action")


def test_two_who_edit_one_text_do_not_overwrite_each_other(store: Store, ana: Actor) -> None:
    seen = write(store, ana, "first")
    journal.revise(store, ana, seen, {"text": "second"}, NOW)
    with pytest.raises(ChangedElsewhere):
        journal.revise(store, ana, seen, {"text": "third"}, NOW)
    assert journal.revise(store, ana, seen, {"star": "yes"}, NOW).text == "second"


def test_a_tag_like_a_known_one_is_named(store: Store, ana: Actor) -> None:
    write(store, ana, "x", tags="comfort-zone, Prägung")
    known = journal.tags(store, ana)
    assert journal.similar_tags(known, ["comfort-zones", "pragung", "sales"]) == {
        "comfort-zones": "comfort-zone",
        "pragung": "Prägung",
    }
    assert journal.similar_tags(known, ["comfort-zone"]) == {}


def test_nobody_writes_or_reads_a_journal_for_another(store: Store, ana: Actor) -> None:
    with pytest.raises(Refused, match="by oneself"):
        journal.write(store, Actor("ana", "ana", "zoe"), "x", {}, NOW)


# Reading back


def test_search_is_blind_to_case_and_accents_and_keeps_to_what_is_asked(store: Store, ana: Actor) -> None:
    process = chart.add(store, ana, "Greet")
    write(store, ana, "Über die STRASSE ins Café", on="2026-03-01", process=process.id, kind="decision")
    write(store, ana, "naïve façade, ОТЧЁТ", tags="Größe")
    assert found(store, ana, "uber", "straße") == ["E1"]
    assert found(store, ana, "facade naive") == ["E2"]
    assert found(store, ana, "отчет") == ["E2"]
    assert found(store, ana, "#grosse") == ["E2"]
    assert found(store, ana, tags=("GROSSE",)) == ["E2"]
    assert found(store, ana, since=date(2026, 4, 1)) == ["E2"]
    assert found(store, ana, until=date(2026, 4, 1), kind="decision", process=process.id) == ["E1"]
    assert found(store, ana) == ["E2", "E1"]


def test_this_day_in_earlier_years_comes_back_the_leap_day_too(store: Store, ana: Actor) -> None:
    for on in ("2024-02-29", "2025-02-28", "2025-06-01"):
        write(store, ana, on, on=on)
    assert [one.text for one in journal.on_this_day(store, ana, date(2026, 2, 28))] == ["2025-02-28", "2024-02-29"]
    assert [one.text for one in journal.on_this_day(store, ana, date(2028, 2, 29))] == ["2024-02-29"]
    assert [one.text for one in journal.on_this_day(store, ana, date(2026, 6, 1))] == ["2025-06-01"]


# Reconsidering


def test_a_decision_comes_back_and_a_verdict_settles_that_look(store: Store, ana: Actor) -> None:
    write(store, ana, "Said no.", kind="decision", on="2026-05-20")
    [due] = reconsidering.waiting(store, ana, NOW.date())
    assert (due.what, due.record, due.on) == ("look again after a week", "E1", date(2026, 5, 27))
    seen = reconsidering.reconsider(store, ana, "E1", NOW.date(), Stance.PARTLY, "Too curt.")
    assert [(one.id, one.stance, one.text) for one in seen.verdicts] == [("P1W", Stance.PARTLY, "Too curt.")]
    assert reconsidering.waiting(store, ana, NOW.date()) == []
    assert [one.about for one in reconsidering.waiting(store, ana, NOW.date(), 60)] == ["P1M"]


def test_only_what_comes_back_and_is_due_gets_a_verdict(store: Store, ana: Actor) -> None:
    write(store, ana, "Rain.")
    write(store, ana, "Said no.", kind="decision")
    with pytest.raises(Refused, match="E1 is a note; an action, an event or a decision comes back"):
        reconsidering.reconsider(store, ana, "E1", NOW.date(), Stance.HOLDS)
    with pytest.raises(Refused, match=f"E2 comes back on {NOW.date() + timedelta(7)}, and not before"):
        reconsidering.reconsider(store, ana, "E2", NOW.date(), Stance.HOLDS)


def test_a_later_entry_opens_an_earlier_one_again_and_both_say_so(store: Store, ana: Actor) -> None:
    write(store, ana, "Said no.")
    later = write(store, ana, "Said yes after all.", reconsiders="e1")
    assert later.reconsiders == "E1"
    assert journal.reopened_by(store, ana, "E1") == [later]


# Sharing


def test_a_share_is_a_copy_for_those_who_are_named_without_the_marks_of_the_writer(
    store: Store, ana: Actor, zoe: Actor
) -> None:
    write(store, ana, "cobalt", energy="2", complexity="5", star="yes")
    write(store, ana, "mine alone")
    sharing.share(store, ana, "E1", ["zoe"], NOW.date())
    [seen] = sharing.shared_with(store, "zoe")
    assert (seen.by, seen.text, seen.energy, seen.complexity, seen.star) == ("ana", "cobalt", None, None, False)
    assert [one.id for one in others_entries(store, zoe, Wanted(("COBALT",)))] == ["E1"]
    with pytest.raises(NotFound):
        sharing.shared_entry(store, "zoe", "ana/E2")
    assert journal.newest(store, zoe) is None


def test_nobody_named_means_the_coach_of_the_process_and_a_process_means_all_of_it(
    store: Store, ana: Actor, zoe: Actor
) -> None:
    process = chart.add(store, ana, "Greet", fields={"owner": "zoe"})
    write(store, ana, "x", process=process.id)
    assert sharing.share(store, ana, "E1", [], NOW.date()).readers == {"zoe"}
    write(store, ana, "y")
    with pytest.raises(Refused, match="Say with whom"):
        sharing.share(store, ana, "E2", [], NOW.date())
    assert sharing.share(store, ana, "E2", [process.id], NOW.date()).readers == {"zoe"}


def test_a_new_coach_gets_nothing_old(store: Store, ana: Actor, zoe: Actor) -> None:
    process = chart.add(store, ana, "Greet", fields={"owner": "zoe"})
    write(store, ana, "x", process=process.id)
    sharing.share(store, ana, "E1", [], NOW.date())
    bo = Actor("bo", "bo")
    people.add_person(store, ana, "Bo", "bo")
    chart.set_fields(store, ana, store.organization.processes[process.id], {"coach": "bo"})
    assert list(sharing.shared_with(store, bo.by)) == []


def test_an_ended_share_leaves_no_word_in_the_store_and_the_writer_keeps_the_answers(
    store: Store, ana: Actor, zoe: Actor, tmp_path: Path
) -> None:
    write(store, ana, "cobalt")
    sharing.share(store, ana, "E1", ["zoe"], NOW.date())
    sharing.reply(store, zoe, "ana/E1", "Time it, viridian.", NOW)
    store.keeping.settle(at_once=True)
    assert holding(tmp_path / "store", "cobalt")
    assert found(store, ana, "viridian") == ["E1"]
    entry = sharing.unshare(store, ana, "E1")
    assert holding(tmp_path / "store", "cobalt") == holding(tmp_path / "store", "viridian") == []
    assert (entry.shared, [one.text for one in entry.replies]) == ((), ["Time it, viridian."])
    assert list(sharing.shared_with(store, "zoe")) == []
    assert found(store, ana, "viridian") == ["E1"]


def test_a_share_can_be_ended_for_one_and_go_on_for_another(store: Store, ana: Actor, zoe: Actor) -> None:
    people.add_person(store, ana, "Bo", "bo")
    write(store, ana, "x")
    sharing.share(store, ana, "E1", ["zoe", "bo"], NOW.date())
    assert sharing.unshare(store, ana, "E1", ["zoe"]).readers == {"bo"}
    assert list(sharing.shared_with(store, "zoe")) == []
    assert [one.id for one in sharing.shared_with(store, "bo")] == ["E1"]


def test_a_change_does_not_reach_the_copy_until_it_is_shared_again(store: Store, ana: Actor, zoe: Actor) -> None:
    write(store, ana, "first")
    sharing.share(store, ana, "E1", ["zoe"], NOW.date())
    changed = journal.set_fields(store, ana, "E1", {"text": "second"}, NOW)
    assert sharing.is_out_of_date(store, ana, changed)
    assert [one.text for one in sharing.shared_with(store, "zoe")] == ["first"]
    sharing.share(store, ana, "E1", ["zoe"], NOW.date())
    assert [one.text for one in sharing.shared_with(store, "zoe")] == ["second"]


def test_every_entry_says_who_can_read_it(store: Store, ana: Actor, zoe: Actor) -> None:
    write(store, ana, "x")
    assert seen_by.of_entry(store, ana, journal.entry_of(store, ana, "E1")) == "your account"
    assert seen_by.of_own(store, zoe) == "everybody with the account desk"
    entry = sharing.share(store, ana, "E1", ["zoe"], NOW.date())
    assert seen_by.of_entry(store, ana, entry) == "your account; shared with Zoë Brückner since 2026-06-01"


# Deleting for good


def test_what_is_deleted_is_gone_from_every_file_the_copy_too(
    store: Store, ana: Actor, zoe: Actor, tmp_path: Path
) -> None:
    write(store, ana, "cobalt")
    write(store, ana, "kept")
    sharing.share(store, ana, "E1", ["zoe"], NOW.date())
    store.keeping.settle(at_once=True)
    assert journal.delete(store, ana, ["E1"]) == ["E1"]
    assert holding(tmp_path, "cobalt") == []
    assert found(store, ana) == ["E2"]
    assert emptying.delete_everything(store, ana) == ["E2"]
    assert holding(tmp_path, "kept") == []


def test_what_stays_when_everything_is_deleted_is_said_before(store: Store, ana: Actor, zoe: Actor) -> None:
    write(store, ana, "cobalt")
    assert emptying.what_stays(store, ana) == "What stays: copies that were made elsewhere."
    coaching.agree(store, ana, zoe.by, NOW.date(), is_coach=False)
    assert emptying.what_stays(store, ana).startswith("What stays: 1 coaching session, which the other one of two has")
    emptying.delete_everything(store, ana)
    assert len(coaching.sessions_of(store, ana)) == 1


def test_nothing_of_a_journal_stands_in_the_organizations_history_or_look_up_table(
    store: Store, ana: Actor, tmp_path: Path
) -> None:
    write(store, ana, "cobalt", tags="viridian", with_whom="Umber", kind="decision", on="2026-05-20")
    reconsidering.reconsider(store, ana, "E1", NOW.date(), text="ochre")
    store.keeping.settle(at_once=True)
    store.keeping.back_up()
    for word in ("cobalt", "viridian", "Umber", "ochre", '"E1"'):
        assert holding(tmp_path / "store", word) == []


# Undo


def test_undo_takes_back_the_newest_change_of_the_person_also_in_their_journal(
    store: Store, ana: Actor, zoe: Actor
) -> None:
    write(store, zoe, "Zoë's own")
    chart.add(store, ana, "Greet")
    write(store, ana, "first")
    journal.set_fields(store, ana, "E1", {"text": "second"}, NOW)
    line = store.undo(ana)
    assert story.taken_back(line, store.organization) == ["E1 of your journal"]
    assert journal.entry_of(store, ana, "E1").text == "first"
    store.redo(ana)
    assert journal.entry_of(store, ana, "E1").text == "second"
    for _ in range(3):
        store.undo(ana)
    assert journal.newest(store, ana) is None
    assert "Greet" not in [one.name for one in store.organization.processes.values()]
    assert found(store, zoe) == ["E1"]


def test_an_entry_that_was_taken_back_can_still_be_deleted_from_the_history(
    store: Store, ana: Actor, tmp_path: Path
) -> None:
    write(store, ana, "cobalt")
    store.undo(ana)
    assert holding(tmp_path, "cobalt")
    journal.delete(store, ana, ["E1"])
    assert holding(tmp_path, "cobalt") == []
    with pytest.raises(NotFound):
        journal.delete(store, ana, ["E2"])


def test_what_was_deleted_for_good_is_not_taken_back(store: Store, ana: Actor) -> None:
    write(store, ana, "cobalt")
    journal.delete(store, ana, ["E1"])
    with pytest.raises(Refused, match="nothing else of yours"):
        store.undo(ana)


def test_what_stands_before_something_that_stays_is_taken_back_only_by_who_is_sure(
    store: Store, ana: Actor, zoe: Actor, clock: StandingClock
) -> None:
    first = write(store, ana, "cobalt")
    clock.move(1)
    sharing.share(store, ana, first.id, ["zoe"], NOW.date())
    with pytest.raises(Stays, match="shared"):
        store.undo(ana)
    clock.move(1)
    second = write(store, ana, "viridian")
    assert store.undo(ana).edits.keys() == {second.id}
    sharing.reply(store, zoe, "ana/E1", "Time it.", NOW)
    with pytest.raises(Refused, match="nothing else of yours"):
        store.undo(zoe)
    journal.delete(store, ana, [second.id])
    assert store.undo(ana, is_sure=True).edits.keys() == {"zoe"}


def test_an_answer_waits_until_its_writer_has_read_it(store: Store, ana: Actor, zoe: Actor) -> None:
    entry = write(store, ana, "cobalt")
    sharing.share(store, ana, entry.id, ["zoe"], NOW.date())
    assert sharing.waiting(store, ana, NOW.date()) == []
    sharing.reply(store, zoe, "ana/E1", "Time it.", NOW)
    sharing.reply(store, zoe, "ana/E1", "And write it down.", NOW)
    [due] = waiting.of_own_journal(store, ana, NOW.date())
    assert (due.what, due.record, due.name, due.on) == ("answered: Zoë Brückner", "E1", "cobalt", NOW.date())
    assert waiting.of_own_journal(store, zoe, NOW.date()) == []
    sharing.read(store, ana, journal.entry_of(store, ana, "E1"))
    assert waiting.of_own_journal(store, ana, NOW.date()) == []
    assert [one.text for one in journal.entry_of(store, ana, "E1").replies] == ["Time it.", "And write it down."]


# Time


@pytest.mark.usefixtures("_in_berlin")
def test_an_hour_that_comes_twice_and_one_that_never_comes_are_told_apart(store: Store, ana: Actor) -> None:
    first = write(store, ana, "first", on="2025-10-26 02:30")
    second = write(store, ana, "second", on="2025-10-26 02:30+01:00")
    assert first.at
    assert second.at
    assert second.at == comes_again(first.at) == datetime(2025, 10, 26, 1, 30, tzinfo=UTC)
    assert [one.text for one in journal.entries(store, ana)] == ["second", "first"]
    assert comes_again(second.at) is None
    lost = write(store, ana, "lost", on="2026-03-29 02:30")
    assert lost.at
    assert f"{lost.at:%H:%M %z}" == "03:30 +0200"


def test_a_clock_that_goes_back_loses_no_entry_and_no_order_of_writing(
    store: Store, ana: Actor, clock: Callable[[], datetime]
) -> None:
    write(store, ana, "first")
    clock.move(-4000)  # type: ignore[attr-defined]
    earlier = NOW - timedelta(days=4000)
    assert (journal.last_written(store, ana) or earlier) > earlier
    again = journal.write(store, ana, "second", {}, earlier)
    assert (again.id, again.on) == ("E2", earlier.date())
    assert [one.text for one in journal.entries(store, ana)] == ["first", "second"]
