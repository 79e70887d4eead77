"""Text that is being written: kept whatever happens, for its account alone, and read whatever stands in it."""

import json
import os
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from workbench.domain.writing import Writing
from workbench.store import drafts
from workbench.store.drafts import Draft
from workbench.store.sealing import Unopened, new_pair
from workbench.store.store import Store
from workbench.store.writer import LEFT, Writer

MORNING = datetime(2026, 11, 23, 9, 41, tzinfo=UTC)
WRITING = Writing({"kind": "form", "record": "P1"}, "P1 Examine", {"purpose": "To see \ud800 it"}, {"purpose": ""})
HERE = Writer.here("ana", "ana")
GONE = replace(HERE, pid=LEFT)
KEY, RECOVERY = new_pair(), new_pair()

Write = Callable[..., Draft]


@pytest.fixture
def places(store: Store) -> tuple[Path, ...]:
    return drafts.folders(store.id)


@pytest.fixture
def write(places: tuple[Path, ...]) -> Write:
    """Puts a draft on the disk whose writer is gone, unless told otherwise."""

    def writing(writer: Writer = GONE, **fields: Any) -> Draft:
        draft = Draft(drafts.new_path(places[0]), replace(WRITING, **fields), writer, MORNING, MORNING)
        drafts.keep(draft)
        return draft

    return writing


def texts(found: list[Draft]) -> list[dict[str, str]]:
    return [dict(draft.writing.texts) for draft in found]


def test_a_draft_is_read_as_it_was_written(write: Write, places: tuple[Path, ...]) -> None:
    draft = write()
    assert drafts.waiting(places) == [draft]


def test_a_draft_is_for_its_account_alone(write: Write) -> None:
    path = write().path
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_folder_that_others_may_look_into_is_closed_before_anything_is_written(write: Write) -> None:
    folder = write().path.parent
    folder.chmod(0o755)
    write()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_nothing_is_written_through_a_link(write: Write, tmp_path: Path) -> None:
    draft = write()
    victim = tmp_path / "victim"
    victim.write_text("theirs")
    draft.path.unlink()
    draft.path.symlink_to(victim)
    drafts.keep(draft)
    assert victim.read_text() == "theirs"
    assert not draft.path.is_symlink()


def test_nothing_is_read_through_a_link_and_the_link_is_named(
    write: Write, places: tuple[Path, ...], tmp_path: Path
) -> None:
    victim = tmp_path / "victim"
    victim.write_text("theirs")
    path = write().path
    path.unlink()
    path.symlink_to(victim)
    (found,) = drafts.waiting(places)
    assert "theirs" not in str(found.writing)
    assert found.trouble.startswith("It cannot be read")
    drafts.remove(path)
    assert victim.read_text() == "theirs"


def test_no_draft_goes_into_a_folder_that_is_a_link(write: Write, places: tuple[Path, ...], tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    places[0].parent.mkdir(parents=True)
    places[0].symlink_to(elsewhere)
    with pytest.raises(OSError, match="is not a folder of this account"):
        write()
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [b"", b'{"texts": {"purpose": "ha', b"plain words \xff", b"[]", b'{"texts": 7}', b"[" * 5000, b'{"texts": {}}'],
)
def test_a_damaged_draft_is_still_offered_as_what_stands_in_it(
    write: Write, places: tuple[Path, ...], content: bytes
) -> None:
    write().path.write_bytes(content)
    (found,) = drafts.waiting(places)
    assert found.writing.texts == {"text": content.decode(errors="replace")}
    assert found.trouble


def test_a_draft_of_a_newer_version_can_be_read_and_says_so(write: Write, places: tuple[Path, ...]) -> None:
    path = write().path
    doc = json.loads(path.read_text())
    path.write_text(json.dumps({**doc, "format": 2, "colour": "blue"}))
    (found,) = drafts.waiting(places)
    assert found.writing.texts == WRITING.texts
    assert found.trouble == "A newer version wrote it; here is what stands in it."


def test_fields_that_are_not_known_are_passed_over(write: Write, places: tuple[Path, ...]) -> None:
    path = write().path
    path.write_text(json.dumps({**json.loads(path.read_text()), "colour": "blue", "since": "never", "writer": 3}))
    (found,) = drafts.waiting(places)
    assert (found.trouble, found.since) == ("", MORNING)


def test_a_draft_whose_writer_is_at_work_is_not_waiting(write: Write, places: tuple[Path, ...]) -> None:
    draft = write(HERE)
    assert drafts.waiting(places) == []
    assert drafts.at_work(places) == [draft]


def test_a_writer_that_was_killed_is_gone(write: Write, places: tuple[Path, ...]) -> None:
    pid = os.fork()
    if not pid:
        os._exit(0)
    write(replace(HERE, pid=pid))
    os.waitpid(pid, 0)
    assert len(drafts.waiting(places)) == 1


@pytest.mark.skipif(not HERE.boot, reason="this system does not tell one start from another")
def test_another_process_with_the_number_of_the_writer_is_not_the_writer(
    write: Write, places: tuple[Path, ...]
) -> None:
    write(replace(HERE, started="1"))
    write(replace(HERE, boot="another start of the machine"))
    assert len(drafts.waiting(places)) == 2


def test_the_newest_draft_comes_first(write: Write, places: tuple[Path, ...]) -> None:
    old, new = write(texts={"purpose": "old"}), write(texts={"purpose": "new"})
    drafts.keep(replace(old, saved=datetime(2026, 11, 20, tzinfo=UTC)))
    drafts.keep(new)
    assert texts(drafts.waiting(places)) == [{"purpose": "new"}, {"purpose": "old"}]


def test_a_draft_that_is_taken_up_is_waiting_no_longer(write: Write, places: tuple[Path, ...]) -> None:
    own = drafts.take(write(), HERE)
    assert own
    assert own.writing == WRITING
    assert drafts.waiting(places) == []
    assert [path.name for path in places[0].iterdir()] == [own.path.name]


def test_of_two_who_take_up_one_draft_one_gets_it(write: Write) -> None:
    draft = write()
    assert drafts.take(draft, HERE)
    assert drafts.take(draft, HERE) is None


def test_a_writer_at_work_is_told_who_took_the_draft_over(write: Write) -> None:
    draft = write(HERE)
    own = drafts.take(draft, replace(HERE, tty="pts/3"))
    assert own
    assert drafts.take(draft, HERE) is None
    assert drafts.at_work([draft.path.parent]) == [own]
    told = drafts.taken(draft.path)
    assert told
    assert told.writer.tty == "pts/3"


def test_what_was_taken_over_from_a_writer_who_then_dies_is_not_offered_twice(
    write: Write, places: tuple[Path, ...]
) -> None:
    draft = write(HERE)
    own = drafts.take(draft, HERE)
    assert own
    drafts.keep(replace(draft, writer=GONE))
    drafts.keep(replace(own, writer=GONE))
    assert [found.path for found in drafts.waiting(places)] == [own.path]
    assert [path.name for path in places[0].iterdir()] == [own.path.name]


def test_what_its_writer_wrote_after_it_was_taken_over_is_offered_too(write: Write, places: tuple[Path, ...]) -> None:
    draft = write(HERE)
    own = drafts.take(draft, HERE)
    assert own
    drafts.keep(replace(draft, writer=GONE, writing=replace(WRITING, texts={"purpose": "more"})))
    drafts.keep(replace(own, writer=GONE))
    assert {"purpose": "more"} in texts(drafts.waiting(places))
    assert dict(WRITING.texts) in texts(drafts.waiting(places))


def test_a_full_disk_leaves_the_draft_before_it_and_nothing_half(
    write: Write, places: tuple[Path, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = write()

    def full(handle: int, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "write", full)
        with pytest.raises(OSError, match="No space"):
            drafts.keep(replace(draft, writing=replace(WRITING, texts={"purpose": "new"})))
    assert drafts.waiting(places) == [draft]
    assert [path.name for path in places[0].iterdir()] == [draft.path.name]


# Sealed ones


def sealed(write: Write, places: tuple[Path, ...], **fields: Any) -> Draft:
    """A draft that its writer left sealed to a key."""
    draft = replace(write(place={"kind": "entry", "journal": "ana"}, **fields), to=(KEY.public, RECOVERY.public))
    drafts.keep(draft)
    return draft


def test_nothing_but_the_place_of_a_sealed_draft_can_be_read_on_the_disk(
    write: Write, places: tuple[Path, ...]
) -> None:
    text = sealed(write, places, title="Cobalt", texts={"text": "I said too much."}, base={"text": "I said"}).path
    found = json.loads(text.read_text())
    assert found["place"] == {"kind": "entry", "journal": "ana"}
    assert not [word for word in ("Cobalt", "said", "text") if word in text.read_text()]


def test_a_sealed_draft_says_that_it_is_sealed_and_opens_with_either_key(
    write: Write, places: tuple[Path, ...]
) -> None:
    draft = sealed(write, places)
    (found,) = drafts.waiting(places)
    assert (dict(found.writing.texts), found.trouble[:12]) == ({}, "It is sealed")
    for key in (KEY, RECOVERY):
        assert drafts.unsealed(found, key) == draft
    with pytest.raises(Unopened):
        drafts.unsealed(found, new_pair())


def test_a_sealed_draft_that_was_opened_is_sealed_again_when_it_is_gone_on_with(
    write: Write, places: tuple[Path, ...]
) -> None:
    sealed(write, places)
    opened = drafts.unsealed(drafts.waiting(places)[0], KEY)
    drafts.keep(replace(opened, writing=replace(opened.writing, texts={"purpose": "cobalt"})))
    assert "cobalt" not in opened.path.read_text()
    assert drafts.unsealed(drafts.waiting(places)[0], KEY).writing.texts == {"purpose": "cobalt"}


def test_a_sealed_draft_is_taken_over_whole_by_one_who_cannot_open_it(write: Write, places: tuple[Path, ...]) -> None:
    draft = sealed(write, places)
    own = drafts.take(drafts.waiting(places)[0], HERE)
    assert own
    drafts.keep(replace(own, writer=GONE))
    (left,) = drafts.waiting(places)
    assert drafts.unsealed(left, KEY).writing == draft.writing


def test_two_sealed_drafts_of_which_one_was_taken_over_are_told_apart_unopened(
    write: Write, places: tuple[Path, ...]
) -> None:
    draft = replace(sealed(write, places), writer=HERE)
    drafts.keep(draft)
    assert drafts.take(draft, HERE)
    drafts.keep(replace(draft, writer=GONE, writing=replace(WRITING, texts={"purpose": "more"})))
    assert [drafts.unsealed(found, KEY).writing.texts for found in drafts.waiting(places)] == [{"purpose": "more"}]


def test_a_sealed_draft_that_is_damaged_is_still_offered(write: Write, places: tuple[Path, ...]) -> None:
    path = sealed(write, places).path
    path.write_text(path.read_text().replace("BEGIN AGE", "BEGIN"))
    (found,) = drafts.waiting(places)
    with pytest.raises(Unopened):
        drafts.unsealed(found, KEY)
    path.write_text('{"place": {}, "sealed": 7}')
    assert "sealed" in drafts.waiting(places)[0].writing.texts["text"]
