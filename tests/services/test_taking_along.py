"""A journal taken along: out, in again and into another one, without a word lost or doubled."""

import json
import stat
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from workbench.domain.errors import BadInput, Refused
from workbench.domain.journal import Entry
from workbench.exchange import journal_formats
from workbench.exchange.journal_rows import Notebook
from workbench.services import chart, coaching, committing, journal, setup, sharing, taking_along
from workbench.services.taking_along import Brought
from workbench.store.lines import Actor
from workbench.store.outside import InTheWay
from workbench.store.store import Store

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
TODAY = NOW.date()
KINDS = ("markdown", "json", "jrnl", "jrnl-json", "ics")


@pytest.fixture
def full(store: Store, ana: Actor, zoe: Actor) -> Store:
    """A journal with entries that are tied to one another, to the work, and shared."""
    chart.add(store, ana, "Greet")
    journal.write(
        store, ana, "# Said no\n\n[2026-01-02 10:00] as they say.", {"kind": "decision", "process": "P1"}, NOW
    )
    journal.write(store, ana, "Twice in a minute.", {"on": "2026-05-30 10:00"}, NOW)
    journal.write(store, ana, "Twice in a minute.", {"on": "2026-05-30 10:00"}, NOW)
    journal.write(store, ana, "Again.", {"reconsiders": "E1", "tags": "calls", "star": "yes", "with_whom": "zoe"}, NOW)
    journal.write(store, ana, "Some day.", {"on": "2026-05-01"}, NOW)
    committing.commit(store, ana, {"name": "Lead it", "difficulty": "4", "until": "2026-07-01"}, TODAY)
    sharing.share(store, ana, "E4", ["zoe"], TODAY)
    sharing.reply(store, zoe, "ana/E4", "Why?", NOW)
    return store


def notebook(store: Store, actor: Actor, kind: str, folder: Path) -> Notebook:
    """What a format holds of a journal that was written in it."""
    target = folder / f"out-{kind}"
    if kind == "markdown":
        taking_along.write_pages(store, actor, str(target))
        return taking_along.notebook_in(str(target), TODAY)
    target.write_bytes(taking_along.written(store, actor, kind))
    return taking_along.notebook_in(str(target), TODAY, kind.removesuffix("-json"))


def take_in(store: Store, actor: Actor, found: Notebook, dry: bool = False) -> Brought:
    return taking_along.take_in(store, actor, found, NOW, dry)


def a_file(*told: dict[str, object]) -> Notebook:
    return journal_formats.read(json.dumps(list(told)).encode(), "x.json", TODAY)


def own(store: Store, actor: Actor) -> dict[str, Entry]:
    return {entry.id: entry for entry in journal.entries(store, actor)}


@pytest.mark.parametrize("kind", ["markdown", "json", "jrnl", "ics"])
def test_what_stands_here_does_not_come_in_again(kind: str, full: Store, ana: Actor, tmp_path: Path) -> None:
    before = own(full, ana)
    done = take_in(full, ana, notebook(full, ana, kind, tmp_path))
    assert (done.entries, done.commitments) == ([], [])
    assert done.known == (6 if kind == "json" else 5)
    assert own(full, ana) == before


@pytest.mark.parametrize("kind", ["markdown", "json", "jrnl", "ics"])
def test_a_journal_comes_into_another_one_whole_and_only_once(
    kind: str, full: Store, ana: Actor, tmp_path: Path
) -> None:
    found = notebook(full, ana, kind, tmp_path)
    other, _ = setup.begin(tmp_path / "other", "Elsewhere", "ana", "Ana Lima", clock=full.clock)
    with_other = Actor("ana", "ana")
    take_in(other, with_other, found)
    came = sorted((entry.on, entry.text) for entry in journal.entries(other, with_other))
    assert came == sorted((entry.on, entry.text) for entry in journal.entries(full, ana))
    assert take_in(other, with_other, found).entries == []
    other.close()


def test_links_within_a_journal_hold_and_those_to_another_organization_are_named(
    full: Store, ana: Actor, tmp_path: Path
) -> None:
    found = notebook(full, ana, "json", tmp_path)
    other, _ = setup.begin(tmp_path / "other", "Elsewhere", "ana", "Ana Lima", clock=full.clock)
    journal.write(other, ana, "Mine.", {}, NOW)
    done = take_in(other, ana, found)
    by_text = {entry.text: entry for entry in journal.entries(other, ana)}
    assert own(other, ana)[by_text["Again."].reconsiders].text.startswith("# Said no")
    assert [reply.text for reply in by_text["Again."].replies] == ["Why?"]
    assert by_text["Again."].with_whom == frozenset()
    assert [one.name for one in done.commitments] == ["Lead it"]
    assert any("process P1 belongs to another organization and was left out" in note for note in done.notes)
    assert any("sharing does not come along" in note for note in done.notes)
    other.close()


def test_an_entry_that_was_changed_since_stays_as_it_is(full: Store, ana: Actor, tmp_path: Path) -> None:
    found = notebook(full, ana, "json", tmp_path)
    journal.set_fields(full, ana, "E5", {"text": "Some better day."}, NOW)
    done = take_in(full, ana, found)
    assert done.entries == []
    assert any("E5 was changed here since; it stays as it is." in note for note in done.notes)
    assert own(full, ana)["E5"].text == "Some better day."


def test_what_was_deleted_for_good_comes_back_under_a_new_id(full: Store, ana: Actor, tmp_path: Path) -> None:
    found = notebook(full, ana, "json", tmp_path)
    journal.delete(full, ana, ["E5"])
    assert [entry.id for entry in take_in(full, ana, found).entries] == ["E6"]


def test_an_import_is_one_change_that_is_taken_back_whole(full: Store, ana: Actor) -> None:
    before = own(full, ana)
    found = a_file({"date": "2026-03-01", "text": "One #wet"}, {"date": "2026-03-02", "text": "Two", "process": "P1"})
    assert len(take_in(full, ana, found, dry=True).entries) == 2
    assert own(full, ana) == before
    done = take_in(full, ana, found)
    assert [(entry.id, sorted(entry.tags), entry.process) for entry in done.entries] == [
        ("E6", ["wet"], ""), ("E7", [], "P1"),
    ]  # fmt: skip
    full.undo(ana)
    assert own(full, ana) == before


def test_nothing_is_taken_in_when_one_of_it_cannot_be(full: Store, ana: Actor) -> None:
    before = own(full, ana)
    with pytest.raises(BadInput, match="Entry 2: The text is 2,000,001 characters long"):
        take_in(full, ana, a_file({"date": "2026-03-01", "text": "x"}, {"date": "2026-03-01", "text": "y" * 2_000_001}))
    assert own(full, ana) == before


def test_an_entry_of_a_megabyte_comes_in_and_is_found(store: Store, ana: Actor) -> None:
    text = "wort " * 210_000 + "cobalt"
    take_in(store, ana, a_file({"date": "2026-03-01", "text": text}))
    assert own(store, ana)["E1"].text == text


def test_an_hour_that_the_clock_shows_twice_keeps_both_entries_in_their_order(store: Store, ana: Actor) -> None:
    found = a_file(
        {"at": "2025-10-26T02:30:00+01:00", "text": "second"}, {"at": "2025-10-26T02:30:00+02:00", "text": "first"},
        {"at": "2025-10-26T02:10:00+01:00", "text": "back"},
    )  # fmt: skip
    take_in(store, ana, found)
    assert [entry.text for entry in journal.entries(store, ana)] == ["second", "back", "first"]
    assert {entry.on for entry in journal.entries(store, ana)} == {date(2025, 10, 26)}
    assert take_in(store, ana, found).known == 3


@pytest.mark.usefixtures("_in_berlin")
def test_moments_told_in_greenwich_or_in_no_zone_are_those_of_the_clock_here(store: Store, ana: Actor) -> None:
    found = a_file(
        {"date": "2026-02-28T23:30:00Z", "text": "Greenwich"}, {"date": "2026-02-28 23:30", "text": "here"},
        {"date": "2025-10-26 02:30", "text": "twice"}, {"date": "2026-03-29 02:30", "text": "never"},
    )  # fmt: skip
    told = {entry.text: (str(entry.on), f"{entry.at:%H:%M %z}") for entry in take_in(store, ana, found).entries}
    assert told["Greenwich"] == ("2026-03-01", "00:30 +0100")
    assert told["here"] == ("2026-02-28", "23:30 +0100")
    assert told["twice"] == ("2025-10-26", "02:30 +0200")
    assert told["never"][0] == "2026-03-29"
    assert take_in(store, ana, found).known == 4


def test_what_is_no_process_and_no_earlier_entry_is_named(store: Store, ana: Actor) -> None:
    done = take_in(store, ana, a_file({"date": "2026-03-01", "text": "x", "process": "P9", "reconsiders": "E77"}))
    assert (done.entries[0].process, done.entries[0].reconsiders) == ("", "")
    assert len(done.notes) == 2


def test_a_session_is_taken_out_by_both_and_comes_into_nobodys_journal(full: Store, ana: Actor, zoe: Actor) -> None:
    coaching.agree(full, ana, "zoe", TODAY, is_coach=False, agenda=["Talk"])
    for actor in (ana, zoe):
        document = json.loads(taking_along.written(full, actor, "json"))
        assert [one["agenda"][0]["text"] for one in document["sessions"]] == ["Talk"]
    assert json.loads(taking_along.written(full, zoe, "json"))["entries"] == []


def test_blanks_and_empty_lines_make_no_other_entry_and_another_time_does(store: Store, ana: Actor) -> None:
    journal.write(store, ana, "# Wet\n\nAll day.", {"on": "2026-03-01 10:00"}, NOW)
    at = journal.newest(store, ana).at.isoformat()[:13]  # type: ignore[union-attr]
    for moment, new in (("2026-03-01", 0), (f"{at}:00", 0), (f"{at}:01", 1)):
        found = a_file({"date": moment, "title": "# Wet", "body": "All  day.\n@rain"})
        assert len(take_in(store, ana, found, dry=True).entries) == new


@pytest.mark.parametrize("kind", ["markdown", "json", "ics"])
def test_every_character_comes_in_stays_and_goes_out(kind: str, store: Store, ana: Actor, tmp_path: Path) -> None:
    text = "\n    indented\n\ne\u0301 and \u00e9\t \n\n"
    take_in(store, ana, a_file({"date": "2026-03-01", "text": text}))
    journal.starred(store, ana, "E1")
    journal.set_fields(store, ana, "E1", {"tags": "rain", "text": text.strip()}, NOW)
    assert journal.entry_of(store, ana, "E1").text == text
    assert [row.entry.text for row in notebook(store, ana, kind, tmp_path).entries] == [text]


def test_nobody_takes_along_what_is_somebody_elses(full: Store) -> None:
    for_ana = Actor("zoe", "desk", acts_for="ana")
    with pytest.raises(Refused, match="leave --for away"):
        taking_along.written(full, for_ana, "json")
    with pytest.raises(Refused, match="leave --for away"):
        take_in(full, for_ana, a_file({"text": "x"}))


def test_a_folder_is_written_for_the_account_alone_and_over_nothing(full: Store, ana: Actor, tmp_path: Path) -> None:
    taking_along.write_pages(full, ana, str(tmp_path / "out"))
    assert stat.S_IMODE((tmp_path / "out").stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "out").iterdir()} == {0o600}
    with pytest.raises(InTheWay):
        taking_along.write_pages(full, ana, str(tmp_path / "out"))
    assert sorted(path.name for path in tmp_path.iterdir() if "tmp" in path.name) == []


def test_no_link_out_of_a_folder_is_followed_and_no_name_in_it_leads_out(
    store: Store, ana: Actor, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    (folder / ".hidden").mkdir(parents=True)
    (tmp_path / "secret.md").write_text("secret")
    (folder / ".hidden" / "a.md").write_text("secret")
    (folder / "2026-03-01.md").symlink_to(tmp_path / "secret.md")
    (folder / "a\\..\\..\\2026-03-02.md").write_text("inside")
    done = take_in(store, ana, taking_along.notebook_in(str(folder), TODAY))
    assert [(entry.text, entry.on) for entry in done.entries] == [("inside", date(2026, 3, 2))]
    assert done.notes == ["2026-03-01.md: this is no Markdown; it was left out, and comes in by itself."]
