"""Saving drafts from anywhere at any time: from a thread, from a signal, in the middle of itself."""

import signal
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workbench.domain.writing import Writing
from workbench.screens.drafting import EVERY, Drafts
from workbench.store import drafts
from workbench.store.sealing import new_pair
from workbench.store.writer import Writer

MORNING = datetime(2026, 11, 23, 9, 41, tzinfo=UTC)
EMPTY = Writing({"kind": "form", "record": "P1"}, "P1 Examine", {"purpose": ""}, {"purpose": ""})


class Page:
    """Something to write on; `asked` is called whenever it is asked for its text."""

    def __init__(self) -> None:
        self.text = ""
        self.asked: Callable[[], None] = lambda: None

    @property
    def writing(self) -> Writing:
        text = self.text
        asked, self.asked = self.asked, lambda: None
        asked()
        return replace(EMPTY, texts={"purpose": text})

    def told(self, sentence: str) -> None:
        raise NotImplementedError


@pytest.fixture
def saved(tmp_path: Path) -> Callable[[], list[str]]:
    """The texts on the disk."""
    return lambda: [draft.writing.texts["purpose"] for path in tmp_path.glob("*.json") if (draft := drafts.read(path))]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Drafts]:
    one = Drafts(lambda: [tmp_path], Writer.here("ana", "ana"), lambda: MORNING)
    yield one
    one.close()


def test_what_is_written_is_on_the_disk_within_a_second_without_being_asked(
    session: Drafts, saved: Callable[[], list[str]]
) -> None:
    page, was_asked = Page(), threading.Event()
    session.begin(page)
    page.text = "a word"
    page.asked = was_asked.set
    assert was_asked.wait(EVERY + 1)
    with session._turn:
        assert saved() == ["a word"]


def test_a_signal_in_the_middle_of_saving_saves_too(session: Drafts, saved: Callable[[], list[str]]) -> None:
    page = Page()
    session.begin(page)
    page.text = "a word"
    before = signal.signal(signal.SIGUSR1, lambda number, frame: session.save())
    try:
        page.asked = lambda: signal.raise_signal(signal.SIGUSR1)
        session.save()
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert saved() == ["a word"]


def test_many_who_save_at_once_leave_the_newest_text_and_nothing_else(
    session: Drafts, tmp_path: Path, saved: Callable[[], list[str]]
) -> None:
    page = Page()
    session.begin(page)

    def save_often() -> None:
        for _ in range(20):
            session.save()

    threads = [threading.Thread(target=save_often) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(2000):
        page.text = f"word {number}"
    for thread in threads:
        thread.join()
    session.save()
    assert saved() == ["word 1999"]
    assert len([path for path in tmp_path.iterdir() if path.is_file()]) == 1


def test_one_that_cannot_be_asked_keeps_no_other_from_being_saved(
    session: Drafts, saved: Callable[[], list[str]]
) -> None:
    def fail() -> None:
        raise RuntimeError("changed while it was read")

    broken, page = Page(), Page()
    session.begin(broken)
    session.begin(page)
    broken.text = page.text = "a word"
    broken.asked = fail
    session.save()
    assert saved() == ["a word"]
    session.save()
    assert saved() == ["a word", "a word"]


def test_what_is_done_is_never_saved_again(session: Drafts, saved: Callable[[], list[str]]) -> None:
    page = Page()
    session.begin(page)
    page.text = "a word"
    keeping = threading.Thread(target=session.done, args=(page,))
    page.asked = keeping.start
    session.save()
    keeping.join()
    session.save()
    assert saved() == []


def test_a_line_that_drops_leaves_a_draft_sealed_though_the_key_is_locked(tmp_path: Path) -> None:
    key = new_pair()
    session = Drafts(lambda: [tmp_path], Writer.here("ana", "ana"), lambda: MORNING, lambda place: [key.public])
    page = Page()
    session.begin(page)
    page.text = "cobalt"
    before = signal.signal(signal.SIGUSR1, lambda number, frame: session.close())
    try:
        signal.raise_signal(signal.SIGUSR1)
    finally:
        signal.signal(signal.SIGUSR1, before)
    (path,) = tmp_path.glob("*.json")
    assert "cobalt" not in path.read_text()
    (left,) = drafts.waiting([tmp_path])
    assert drafts.unsealed(left, key).writing.texts == {"purpose": "cobalt"}


def test_what_cannot_be_sealed_is_kept_in_memory_and_said(tmp_path: Path) -> None:
    said: list[str] = []
    session = Drafts(lambda: [tmp_path], Writer.here("ana", "ana"), lambda: MORNING, lambda place: ["no key"])
    page = Page()
    setattr(page, "told", said.append)  # noqa: B010
    session.begin(page)
    page.text = "cobalt"
    session.save()
    session.tell()
    assert said == ["The draft is only in memory (BadKey). It is tried again every second."]
    assert list(tmp_path.glob("*.json")) == []
    session.close()
