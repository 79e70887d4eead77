"""A journal is sealed, laid open and recovered; what is shared, and sessions of two, are sealed to their readers."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from workbench.domain.coaching import CoachingSession
from workbench.domain.errors import Refused
from workbench.domain.journal import Entry, Share
from workbench.domain.writing import Writing
from workbench.services import chart, people, sealing
from workbench.services.sealing import NoKeyHere
from workbench.services.setup import begin
from workbench.store import drafts, identity, pins
from workbench.store.drafts import Draft
from workbench.store.identity import Identity, NotTheRecoveryKey
from workbench.store.journal_space import JournalSpace
from workbench.store.lines import Actor
from workbench.store.pins import KeyChanged, KeyGone, NoKey
from workbench.store.sealing import KeyPair, Unopened, new_pair
from workbench.store.store import Store
from workbench.store.unlocked import Locked
from workbench.store.wrapping import Cost, WrongPassphrase
from workbench.store.writer import LEFT, Writer

ANA, SOL, EVE = Actor("ana", "ana"), Actor("sol", "sol"), Actor("eve", "eve")
TODAY = date(2026, 11, 22)
WORD = "four words are good"


def key(passphrase: str = WORD) -> tuple[Identity, str]:
    return identity.begin(passphrase, Cost(memory=64, passes=1, lanes=1))


KEY, RECOVERY = key()
OPEN = KEY.opened(WORD)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store, _ = begin(tmp_path / "store", "Lakeside", "ana", "Ana")
    for name in ("sol", "eve"):
        people.add_person(store, ANA, name.title(), name, {"accounts": frozenset({name})})
    store.private = tmp_path / "own"
    yield store
    store.close()


def write(space: JournalSpace, text: str, actor: Actor = ANA, **fields: Any) -> Entry:
    with space.change(actor, "journal.add") as change:
        said: dict[str, Any] = {"id": change.new_id("E"), "on": TODAY, "text": text, **fields}
        entry = Entry(**said)
        change.put(None, entry)
    return entry


def texts(space: JournalSpace) -> list[str]:
    return [entry.text for entry in space.values(Entry)]


def files_with(folder: Path, *words: str) -> list[Path]:
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and any(word.encode() in path.read_bytes() for word in words)
    ]


def has_key(store: Store, actor: Actor) -> KeyPair:
    """Let a person have a key, as the organization knows it, and a journal that is sealed with it."""
    made, _ = key()
    store.journals.keys.ask = None
    sealing.encrypt(store, actor, made)
    return made.opened(WORD)


def test_no_word_is_left_on_the_disk_when_a_journal_is_sealed_not_even_of_what_was_changed_or_taken_out(
    store: Store, tmp_path: Path
) -> None:
    space = store.journals.of("ana")
    entry = write(space, "cobalt", tags=frozenset({"vermilion"}), process="")
    write(space, "umber")
    store.keeping.settle(at_once=True)
    assert space.space
    space.space.back_up()
    with space.change(ANA, "journal.set") as change:
        change.put(entry, replace(entry, text="ochre"))
    with space.change(ANA, "journal.delete") as change:
        change.remove("E2")
    sealing.encrypt(store, ANA, KEY)
    store.keeping.settle(at_once=True)
    assert files_with(tmp_path, "cobalt", "vermilion", "umber", "ochre") == []
    store.journals.keys.unlocked.hold(OPEN, store.clock())
    assert texts(space) == ["ochre"]


def test_what_was_left_unfinished_in_the_journal_is_sealed_with_it(store: Store, tmp_path: Path) -> None:
    folder, gone = drafts.folders(store.id)[0], replace(Writer.here("ana", "ana"), pid=LEFT)
    for journal in ("ana", "sol"):
        writing = Writing({"kind": "entry", "journal": journal}, "an entry", {"text": f"{journal}'s cobalt"}, {})
        moment = datetime(2026, 11, 22, 9, tzinfo=UTC)
        drafts.keep(Draft(drafts.new_path(folder), writing, gone, moment, moment))
    sealing.encrypt(store, ANA, KEY)
    assert len(files_with(tmp_path, "cobalt")) == 1
    found = [drafts.unsealed(draft, OPEN) for draft in drafts.waiting([folder])]
    assert {draft.writing.texts["text"] for draft in found} == {"ana's cobalt", "sol's cobalt"}


def test_what_is_written_later_is_sealed_without_the_key_and_read_with_it(store: Store, tmp_path: Path) -> None:
    sealing.encrypt(store, ANA, KEY)
    space = store.journals.of("ana")
    write(space, "cobalt")
    store.keeping.settle(at_once=True)
    assert files_with(tmp_path, "cobalt") == []
    with pytest.raises(Locked):
        texts(space)
    with pytest.raises(Locked):
        space.get("E1")
    store.journals.keys.ask = lambda may_ask: OPEN
    assert texts(space) == ["cobalt"]
    store.journals.keys.ask = None
    assert texts(space) == ["cobalt"]
    store.journals.lock()
    with pytest.raises(Locked):
        texts(space)


def test_another_program_that_was_open_already_seals_from_then_on(store: Store, tmp_path: Path) -> None:
    other = Store.open(store.folder)
    other.private = store.private
    write(other.journals.of("ana"), "before")
    sealing.encrypt(store, ANA, KEY)
    write(other.journals.of("ana"), "cobalt")
    assert files_with(tmp_path, "before", "cobalt") == []
    other.close()


def test_a_sealed_journal_is_laid_open_only_with_the_key(store: Store, tmp_path: Path) -> None:
    write(store.journals.of("ana"), "cobalt")
    sealing.encrypt(store, ANA, KEY)
    with pytest.raises(Locked):
        sealing.decrypt(store, ANA)
    assert sealing.protection(store, "ana").sound
    store.journals.keys.ask = lambda may_ask: OPEN
    sealing.decrypt(store, ANA)
    store.journals.keys.ask = None
    assert texts(store.journals.of("ana")) == ["cobalt"]
    assert files_with(tmp_path, "cobalt")
    assert store.organization.people["ana"].public_key == ""


def test_the_organization_learns_the_public_key_and_nothing_else(store: Store) -> None:
    sealing.encrypt(store, ANA, KEY)
    assert store.organization.people["ana"].public_key == KEY.public
    assert files_with(store.folder, OPEN.secret, RECOVERY, KEY.recovery) == []


def test_another_passphrase_opens_what_was_sealed_and_the_recovery_key_sets_one_anew(store: Store) -> None:
    sealing.encrypt(store, ANA, KEY)
    write(store.journals.of("ana"), "cobalt")
    sealing.change_passphrase(store, ANA, sealing.key_of(store, "ana").opened(WORD), "five words are better still")
    with pytest.raises(WrongPassphrase):
        sealing.key_of(store, "ana").opened(WORD)
    with pytest.raises(NotTheRecoveryKey):
        sealing.recover(store, ANA, new_pair().secret, "six words it is")
    assert not sealing.recover(store, ANA, RECOVERY, "six words it is")
    store.journals.keys.ask = lambda may_ask: sealing.key_of(store, "ana").opened("six words it is")
    assert texts(store.journals.of("ana")) == ["cobalt"]
    assert sealing.key_of(store, "ana").seals


@pytest.mark.parametrize("left", [None, "{"], ids=["gone", "torn"])
def test_the_recovery_key_reads_everything_also_where_the_key_file_is_lost(
    store: Store, tmp_path: Path, left: str | None
) -> None:
    sealing.encrypt(store, ANA, KEY)
    write(store.journals.of("ana"), "cobalt")
    path = store.journals.keys.folder("ana") / "key.json"
    path.unlink() if left is None else path.write_text(left)
    with pytest.raises(NotTheRecoveryKey):
        sealing.recover(store, ANA, new_pair().secret, "six words it is")
    assert sealing.recover(store, ANA, RECOVERY, "six words it is")
    assert files_with(tmp_path, "cobalt") == []
    with pytest.raises(Locked):
        texts(store.journals.of("ana"))
    opened = sealing.key_of(store, "ana").opened("six words it is")
    store.journals.keys.ask = lambda may_ask: opened
    assert texts(store.journals.of("ana")) == ["cobalt"]
    assert store.organization.people["ana"].public_key == opened.public


def test_a_damaged_entry_is_named_and_the_others_are_read_and_kept(store: Store) -> None:
    sealing.encrypt(store, ANA, KEY)
    space = store.journals.of("ana")
    for text in ("one", "two", "three"):
        write(space, text)
    store.keeping.settle(at_once=True)
    path = space.folder / "store.json"
    text = path.read_text()
    first, second = (text.index(f'"{name}":') + 4 for name in ("E1", "E2"))
    one, two = text[first : text.index("}", first)], text[second : text.index("}", second)]
    path.write_text(text.replace(one, "#").replace(two, one).replace("#", two))
    again = Store.open(store.folder)
    again.private, again.journals.keys.ask = store.private, lambda may_ask: OPEN
    swapped = again.journals.of("ana")
    assert texts(swapped) == ["three"]
    assert [sentence.partition(":")[0] for sentence in swapped.broken()] == [
        "E1 cannot be opened",
        "E2 cannot be opened",
    ]
    with pytest.raises(Unopened, match="E1 cannot be opened"):
        swapped.get("e1")
    swapped.reseal(ANA, "seal")
    assert texts(swapped) == ["three"]
    assert len(swapped.broken()) == 2
    again.close()


def test_nobody_does_this_for_another_and_nothing_can_be_done_without_a_key(store: Store) -> None:
    with pytest.raises(Refused, match="everybody's own"):
        sealing.encrypt(store, Actor("ana", "ana", "sol"), KEY)
    with pytest.raises(NoKeyHere, match="`workbench journal encrypt` begins"):
        sealing.decrypt(store, ANA)


def test_it_is_said_which_protection_holds_and_against_whom(store: Store) -> None:
    assert "root, and whoever gets the disk" in sealing.protection(store, "ana").what
    write(store.journals.of("ana"), "cobalt")
    sealing.encrypt(store, ANA, KEY)
    found = sealing.protection(store, "ana")
    assert found.sound
    assert "how many records there are, when each was written and about how long it is" in found.what
    assert "root can read it from memory" in found.what


def test_what_was_written_is_taken_back_without_the_key_and_the_sealing_is_not(store: Store, tmp_path: Path) -> None:
    chart.add(store, ANA, "Bill it")
    sealing.encrypt(store, ANA, KEY)
    space = store.journals.of("ana")
    write(space, "cobalt")
    store.undo(ANA)
    assert space.records() == set()
    store.redo(ANA)
    assert space.records() == {"E1"}
    assert files_with(tmp_path, "cobalt") == []
    store.undo(ANA)
    assert "P1" in store.undo(ANA).edits
    assert store.organization.people["ana"].public_key == KEY.public
    assert sealing.protection(store, "ana").sound


# Sharing, and sessions of two


def test_what_is_shared_is_sealed_to_exactly_its_readers(store: Store, tmp_path: Path) -> None:
    ana, sol, eve = (has_key(store, actor) for actor in (ANA, SOL, EVE))
    space = store.journals.shared_by("ana")
    write(space, "cobalt", shared=(Share(id="sol", since=TODAY),))
    assert files_with(tmp_path, "cobalt") == []
    for reader, found in ((ana, ["cobalt"]), (sol, ["cobalt"]), (eve, [])):
        store.journals.lock()
        store.journals.keys.unlocked.hold(reader, store.clock())
        assert texts(space) == found


def test_whose_journal_is_sealed_shares_nothing_plainly_unawares(store: Store, tmp_path: Path) -> None:
    has_key(store, ANA)
    with pytest.raises(NoKey, match="sol has no public key yet"):
        write(store.journals.shared_by("ana"), "cobalt", shared=(Share(id="sol", since=TODAY),))
    assert files_with(tmp_path, "cobalt") == []


def test_who_has_no_key_shares_as_the_folder_lets(store: Store) -> None:
    has_key(store, SOL)
    write(store.journals.shared_by("ana"), "cobalt", shared=(Share(id="sol", since=TODAY),))
    store.journals.lock()
    assert texts(store.journals.shared_by("ana")) == ["cobalt"]


def test_a_key_that_somebody_put_in_anothers_place_is_refused(store: Store, tmp_path: Path) -> None:
    has_key(store, ANA)
    has_key(store, SOL)
    space = store.journals.shared_by("ana")
    write(space, "one", shared=(Share(id="sol", since=TODAY),))
    sol = store.organization.people["sol"]
    for planted, refusal in ((new_pair().public, KeyChanged), ("", NoKey)):
        now = people.set_person(store, EVE, store.organization.people["sol"], {"public_key": planted})
        with pytest.raises(refusal):
            write(space, "cobalt", shared=(Share(id="sol", since=TODAY),))
    people.set_person(store, EVE, now, {"public_key": sol.public_key})
    write(space, "two", shared=(Share(id="sol", since=TODAY),))
    assert files_with(tmp_path, "cobalt") == []


def test_a_session_is_sealed_to_the_two_where_both_have_keys(store: Store, tmp_path: Path) -> None:
    space = store.journals.between("ana", "sol")
    ana, sol, eve = (has_key(store, actor) for actor in (ANA, SOL, EVE))
    hold_session(space, "cobalt")
    assert files_with(tmp_path, "cobalt") == []
    for reader, found in ((ana, ["cobalt"]), (sol, ["cobalt"]), (eve, [])):
        store.journals.lock()
        store.journals.keys.unlocked.hold(reader, store.clock())
        assert [session.review for session in space.values(CoachingSession)] == found


def test_sessions_of_before_are_sealed_by_the_one_who_gets_a_key_last(store: Store, tmp_path: Path) -> None:
    space = store.journals.between("ana", "sol")
    hold_session(space, "cobalt")
    has_key(store, ANA)
    assert "as before: 1 coaching session." in sealing.still_plain(store, "ana")
    sol = has_key(store, SOL)
    assert (sealing.still_plain(store, "sol"), files_with(tmp_path, "cobalt")) == ("", [])
    store.journals.keys.unlocked.hold(sol, store.clock())
    assert [session.review for session in space.values(CoachingSession)] == ["cobalt"]


def test_sessions_that_were_left_plain_are_sealed_by_sealing_again(store: Store, tmp_path: Path) -> None:
    ana, sol = key()[0], key()[0]
    sealing.encrypt(store, ANA, ana)
    sealing.encrypt(store, SOL, sol)
    sealing.publish(store, SOL, "")
    pins.trust(store.journals.keys.folder("ana"), "sol", "")
    hold_session(store.journals.between("ana", "sol"), "cobalt")
    assert sealing.sessions_to_seal(store, "ana") == []
    sealing.publish(store, SOL, sol.public)
    assert len(sealing.sessions_to_seal(store, "ana")) == 1
    sealing.encrypt(store, ANA, ana)
    assert (sealing.sessions_to_seal(store, "ana"), files_with(tmp_path, "cobalt")) == ([], [])


def test_sessions_that_were_sealed_do_not_turn_plain_when_a_key_is_taken_away(store: Store, tmp_path: Path) -> None:
    has_key(store, ANA)
    has_key(store, SOL)
    space = store.journals.between("ana", "sol")
    hold_session(space, "one")
    people.set_person(store, EVE, store.organization.people["sol"], {"public_key": ""})
    with pytest.raises(KeyGone, match="sol has no public key any more"):
        hold_session(space, "cobalt")
    assert files_with(tmp_path, "cobalt") == []
    pins.trust(store.journals.keys.folder("ana"), "sol", "")
    hold_session(space, "agreed to")
    assert files_with(tmp_path, "agreed to")


def test_whoever_lays_their_journal_open_goes_on_writing_in_the_sessions_of_two(store: Store, tmp_path: Path) -> None:
    ana = has_key(store, ANA)
    has_key(store, SOL)
    space = store.journals.between("ana", "sol")
    hold_session(space, "cobalt")
    people.set_person(store, EVE, store.organization.people["ana"], {"public_key": ""})
    with pytest.raises(KeyGone):
        hold_session(space, "cobalt")
    store.journals.keys.unlocked.hold(ana, store.clock())
    sealing.decrypt(store, ANA)
    hold_session(space, "in the open")
    assert files_with(tmp_path, "in the open")
    assert files_with(tmp_path, "cobalt") == []


def test_what_was_shared_before_is_said_to_stay_plain_when_a_journal_is_sealed(store: Store) -> None:
    assert sealing.still_plain(store, "ana") == ""
    write(store.journals.shared_by("ana"), "cobalt", shared=(Share(id="sol", since=TODAY),))
    has_key(store, ANA)
    assert "as before: 1 shared copy." in sealing.still_plain(store, "ana")


def test_what_stays_sealed_to_its_readers_is_said_when_a_journal_is_laid_open(store: Store) -> None:
    ana = has_key(store, ANA)
    has_key(store, SOL)
    assert sealing.still_sealed(store, "ana") == ""
    write(store.journals.shared_by("ana"), "cobalt", shared=(Share(id="sol", since=TODAY),))
    hold_session(store.journals.between("ana", "sol"), "one")
    store.journals.keys.unlocked.hold(ana, store.clock())
    sealing.decrypt(store, ANA)
    assert ": 1 shared copy and 1 coaching session." in sealing.still_sealed(store, "ana")
    assert ": 1 coaching session." in sealing.still_sealed(store, "sol")


def hold_session(space: JournalSpace, review: str) -> None:
    with space.change(ANA, "session.add") as change:
        session = CoachingSession(id=change.new_id("W"), on=TODAY, performer="ana", coach="sol", review=review)
        change.put(None, session)


def test_the_clock_of_the_store_locks_what_lies_idle(store: Store) -> None:
    moments = [datetime(2026, 11, 22, 9, tzinfo=UTC)]
    store.clock = lambda: moments[-1]
    sealing.encrypt(store, ANA, KEY)
    write(store.journals.of("ana"), "cobalt")
    store.journals.keys.unlocked.hold(OPEN, moments[-1])
    moments.append(datetime(2026, 11, 22, 9, 14, tzinfo=UTC))
    assert texts(store.journals.of("ana")) == ["cobalt"]
    assert not store.journals.lock_when_idle()
    moments.append(datetime(2026, 11, 22, 9, 30, tzinfo=UTC))
    assert store.journals.lock_when_idle()
    assert not store.journals.lock_when_idle()
    with pytest.raises(Locked):
        texts(store.journals.of("ana"))


@pytest.mark.skipif(not shutil.which("age"), reason="the age tool is not installed")
@pytest.mark.parametrize("secret", [OPEN.secret, RECOVERY], ids=["own key", "recovery key"])
def test_the_plain_age_tool_opens_what_lies_in_the_journal(store: Store, tmp_path: Path, secret: str) -> None:
    sealing.encrypt(store, ANA, KEY)
    space = store.journals.of("ana")
    write(space, "in the checkpoint")
    store.keeping.settle(at_once=True)
    write(space, "in the history")
    (tmp_path / "key.txt").write_text(secret)
    checkpoint = json.loads((space.folder / "store.json").read_text())
    (history,) = (space.folder / "history").iterdir()
    newest = json.loads(history.read_text().splitlines()[-1])
    for sealed, text in (
        (checkpoint["entries"]["E1"]["sealed"], "in the checkpoint"),
        (newest["set"]["E2"][1]["sealed"], "in the history"),
    ):
        command = ["age", "-d", "-i", str(tmp_path / "key.txt")]
        found = subprocess.run(command, input=sealed.encode(), capture_output=True, check=True, timeout=30)
        assert json.loads(found.stdout)["doc"]["text"] == text


# Many


@pytest.fixture
def many(store: Store) -> JournalSpace:
    """A sealed journal of 250 entries, closed behind its writer."""
    space = store.journals.of("ana")
    space.play(ANA, "import", {f"E{n}": [None, {"on": str(TODAY), "text": f"cobalt {n}"}] for n in range(1, 251)})
    sealing.encrypt(store, ANA, KEY)
    store.journals.keys.ask = lambda may_ask: OPEN
    return space


def test_what_was_opened_one_by_one_is_opened_together_next_time_and_lies_sealed(
    many: JournalSpace, store: Store, tmp_path: Path
) -> None:
    assert len(texts(many)) == 250
    store.keeping.settle()
    assert (many.folder / "opened.age").stat().st_mode & 0o777 == 0o600
    assert files_with(tmp_path, "cobalt") == []
    store.journals.lock()
    with many.change(ANA, "entry.set") as change:
        seen = many.get("E7")
        change.put(seen, replace(seen, text="ochre"))
    store.journals.lock()
    store.journals.keys.ask = None
    with pytest.raises(Locked):
        texts(many)
    store.journals.keys.ask = lambda may_ask: OPEN
    assert sorted(texts(many)) == sorted([*(f"cobalt {n}" for n in range(1, 251) if n != 7), "ochre"])


@pytest.mark.parametrize("content", [b"", b"age-encryption.org/v1\n", b"{}"])
def test_a_damaged_bundle_is_no_loss(many: JournalSpace, store: Store, content: bytes) -> None:
    texts(many)
    store.keeping.settle()
    (many.folder / "opened.age").write_bytes(content)
    store.journals.lock()
    assert len(texts(many)) == 250


def test_a_damaged_entry_is_not_read_from_the_bundle(many: JournalSpace, store: Store) -> None:
    texts(many)
    store.keeping.settle(at_once=True)
    path = many.folder / "store.json"
    text = path.read_text()
    place = text.index('"E9":') + 500
    path.write_text(text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :])
    again = Store.open(store.folder)
    again.private, again.ask_key = store.private, lambda may_ask: OPEN
    assert "cobalt 9" not in texts(again.journals.of("ana"))
    assert len(texts(again.journals.of("ana"))) == 249
    again.close()


def test_no_bundle_outlives_what_is_deleted_for_good_or_laid_open(many: JournalSpace, store: Store) -> None:
    path = many.folder / "opened.age"
    texts(many)
    store.keeping.settle()
    assert path.exists()
    many.purge(["E7"], ANA)
    assert not path.exists()
    texts(many)
    store.keeping.settle()
    assert path.exists()
    sealing.decrypt(store, ANA)
    assert not path.exists()
    texts(many)
    store.keeping.settle()
    assert not path.exists()
