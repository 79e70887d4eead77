"""What is being written, saved every second by a thread of its own: the loop of the screens may be held up."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Protocol, runtime_checkable

from workbench.domain.errors import Refused
from workbench.domain.writing import Writing
from workbench.store import drafts
from workbench.store.drafts import Draft
from workbench.store.writer import LEFT, Writer

EVERY = 1.0
PATIENCE = 1.0


@runtime_checkable
class Writes(Protocol):
    """Whatever a person writes in. It is asked from another thread, and while it is being changed."""

    @property
    def writing(self) -> Writing | None:
        """What is being written, None for nothing."""
        ...

    def told(self, sentence: str) -> None:
        """Show a sentence beside what is being written."""
        ...


class _Piece:
    """One open piece of writing: where its draft lies, and what of it is there."""

    def __init__(self, writes: Writes, since: datetime, path: Path | None) -> None:
        self.writes, self.since, self.path = writes, since, path
        self.saved: Writing | None = None
        self.is_left = False
        self.told = ""
        self.news: list[str] = []

    def holds(self, writing: Writing) -> bool:
        """The draft says all that is written."""
        return self.saved is not None and self.saved.texts == writing.texts and writing.is_at(self.saved.place)

    def tell(self, sentence: str) -> None:
        """Have something to say, unless it was the last that was said."""
        if sentence != self.told:
            self.told = sentence
            self.news.append(sentence)


class Drafts:
    """The drafts of one session. A piece of writing is begun, saved while it lasts, and done when it is kept.

    `save` may be called from anywhere at any time, by a signal in the middle of itself too. `readers` are the public
    keys to which the drafts of a place are sealed; `opened` opens a draft that is, as far as the key is at hand, and
    gives None for one that is nobody's business here.
    """

    def __init__(
        self,
        places: Callable[[], Sequence[Path]],
        writer: Writer,
        clock: Callable[[], datetime],
        readers: Callable[[Mapping[str, str]], Sequence[str]] = lambda place: (),
        opened: Callable[[Draft], Draft | None] = lambda draft: draft,
    ) -> None:
        self._places, self._writer, self._clock = places, writer, clock
        self._readers, self._opened = readers, opened
        self._open: tuple[_Piece, ...] = ()
        self._turn = threading.RLock()
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    # One's own

    def begin(self, writes: Writes, draft: Draft | None = None) -> None:
        """Save from now on what is written there; `draft` is the one that is gone on with."""
        self._open = (*self._others(writes), _Piece(writes, *self._start(draft)))
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="drafts", daemon=True)
            self._thread.start()

    def _start(self, draft: Draft | None) -> tuple[datetime, Path | None]:
        return (draft.since, draft.path) if draft else (self._clock(), None)

    def _others(self, writes: Writes) -> list[_Piece]:
        return [piece for piece in self._open if piece.writes is not writes]

    def done(self, writes: Writes) -> None:
        """It was kept, or thrown away on purpose: its draft goes."""
        gone = [piece for piece in self._open if piece.writes is writes]
        self._open = tuple(self._others(writes))
        has_turn = self._turn.acquire(timeout=PATIENCE)
        for piece in gone:
            self._drop(piece)
        if has_turn:
            self._turn.release()

    def leave(self, writes: Writes) -> bool:
        """It is left for later: its draft stays, and waits. False where it cannot be saved; then it is still open."""
        mine = tuple(piece for piece in self._open if piece.writes is writes)
        has_turn = self._turn.acquire(timeout=PATIENCE)
        for piece in mine:
            piece.is_left = True
        self._save_each(mine, replace(self._writer, pid=LEFT), anew=True)
        is_saved = all(piece.path for piece in mine)
        for piece in mine:
            piece.is_left = is_saved
        if is_saved:
            self._open = tuple(self._others(writes))
        if has_turn:
            self._turn.release()
        return is_saved

    def _run(self) -> None:
        while not self._ended.wait(EVERY):
            self.save()

    def save(self) -> None:
        """Put on the disk what is written and not there yet."""
        self._save_each(self._open, self._writer)

    def close(self) -> None:
        """Save what is still being written, for the next session."""
        self._ended.set()
        self._save_each(self._open, replace(self._writer, pid=LEFT), anew=True)

    def _save_each(self, pieces: Sequence[_Piece], writer: Writer, anew: bool = False) -> None:
        has_turn = self._turn.acquire(timeout=PATIENCE)
        try:
            for piece in pieces:
                try:
                    self._save(piece, writer, anew and piece.path is not None)
                except Exception as error:  # it keeps no other from being saved, and is tried again
                    piece.tell(f"The draft is only in memory ({type(error).__name__}). It is tried again every second.")
        finally:
            if has_turn:
                self._turn.release()

    def _save(self, piece: _Piece, writer: Writer, anew: bool) -> None:
        handed = self._hand_over(piece)
        writing = piece.writes.writing
        if writing is None or not writing.written:
            self._drop(piece)
        elif anew or not piece.holds(writing):
            self._write(piece, writing, writer)
        if handed:
            drafts.remove(handed)

    def _write(self, piece: _Piece, writing: Writing, writer: Writer) -> None:
        """Write a draft where it lies, else at the first place that takes it; else it is said and tried again."""
        trouble, to = "", tuple(self._readers(writing.place))
        for folder in self._places():
            path = piece.path if piece.path and piece.path.parent == folder else drafts.new_path(folder)
            try:
                drafts.keep(Draft(path, writing, writer, piece.since, self._clock(), to=to, is_left=piece.is_left))
            except OSError as error:
                trouble = trouble or f"{folder}: {error.strerror or error}"
                continue
            if piece.path and piece.path != path:
                drafts.remove(piece.path)
            piece.path, piece.saved = path, writing
            if trouble:
                piece.tell(f"The draft is in {folder} instead, for as long as the machine runs. {trouble}.")
            elif piece.told:
                piece.tell("The draft is on the disk again.")
                piece.told = ""
            return
        piece.tell(f"The draft is only in memory: {trouble}. It is tried again every second.")

    def _drop(self, piece: _Piece) -> None:
        if piece.path:
            drafts.remove(piece.path)
        piece.path = piece.saved = None

    def _hand_over(self, piece: _Piece) -> Path | None:
        """Let go of a draft that somebody took over; the path of what is left of it."""
        taker = drafts.taken(piece.path) if piece.path else None
        if taker is None:
            return None
        where = f" on {taker.writer.tty}" if taker.writer.tty else ""
        piece.tell(f"It was taken over{where}. What you write here from now on is a draft of its own.")
        piece.told = ""
        left, piece.path, piece.saved = piece.path, None, taker.writing
        return left

    def tell(self) -> None:
        """Say, where it is being written, what became of a draft."""
        for piece in self._open:
            while piece.news:
                piece.writes.told(piece.news.pop(0))

    # Others'

    def waiting(self) -> list[Draft]:
        """The drafts that nobody is writing any more, the newest first."""
        return self._not_mine(drafts.waiting(self._places()))

    def elsewhere(self) -> list[Draft]:
        """The drafts that other sessions of this account are writing."""
        return self._not_mine(drafts.at_work(self._places()))

    def _not_mine(self, found: Sequence[Draft]) -> list[Draft]:
        mine = {piece.path for piece in self._open}
        shown = (self._opened(draft) for draft in found if draft.path not in mine)
        return [draft for draft in shown if draft]

    def take(self, draft: Draft) -> Draft:
        """The draft as this session's own. Raises Refused where somebody was quicker, or the disk is full."""
        try:
            own = drafts.take(draft, self._writer)
        except OSError as error:
            raise Refused(f"The draft stays where it is: {draft.path}: {error.strerror or error}.") from None
        if own is None:
            raise Refused("It is no longer there: it was kept, thrown away or taken over meanwhile.")
        return self._opened(own) or own

    def discard(self, draft: Draft) -> None:
        """Throw a draft away."""
        drafts.remove(draft.path)
