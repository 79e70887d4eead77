"""A space that can forget: it is written anew as it shall be, and everything older is removed.

A note beside the checkpoint says what is under way, so that whoever comes next finishes what a program that died
has begun, or takes it back where the space had not been written anew yet.
"""

import json
import os
from collections.abc import Collection, Generator
from contextlib import contextmanager, suppress
from copy import copy
from datetime import datetime
from pathlib import Path

from workbench import __version__
from workbench.store import checkpoint
from workbench.store.edits import Tables
from workbench.store.errors import NotForgotten, NotWritten
from workbench.store.files import read_file, reading, replace_file, signature, sync_folder
from workbench.store.fold import Fold
from workbench.store.history import BEGIN_ANEW, PURGE, Position, file_for
from workbench.store.lines import Actor, stamp
from workbench.store.space import Space

UNDER_WAY = "forgetting"


class ForgettingSpace(Space):
    """Records that are gone for good when they are deleted: from the checkpoint, the history and the backups."""

    command = "workbench journal"

    @property
    def _note_path(self) -> Path:
        return self.folder / UNDER_WAY

    @property
    def is_forgetting(self) -> bool:
        """Somebody has begun to forget, and died before the end of it."""
        with reading(self._note_path):
            return signature(self._note_path) is not None

    @contextmanager
    def writing(self) -> Generator[None]:
        """Hold the space still, with everything others did taken in, and what they began to forget forgotten."""
        with super().writing():
            if self.is_forgetting:
                self._finish()
            yield

    def purge(self, records: Collection[str], actor: Actor, moment: datetime, beside: int = 0) -> None:
        """Let records go for good. Raises StoreError, the space being as it was or as it shall be."""
        with self.writing():
            left = {
                name: {record: doc for record, doc in table.items() if record not in records}
                for name, table in self.tables.items()
            }
            self.write_anew(left, actor, PURGE, moment, beside)

    def write_anew(self, tables: Tables, actor: Actor, act: str, moment: datetime, beside: int = 0) -> None:
        """Let these tables stand, and nothing of what stood before anywhere; only inside `writing`.

        `beside` is the newest change of the organization then, which tells what came first where the clock does not.
        Raises StoreError, the space being as it was or as it shall be.
        """
        before = vars(self).copy()
        fold = self._fold_of(tables, moment)
        note = {"epoch": fold.epoch, "by": actor.by, "login": actor.login, "act": act, "beside": beside}
        try:
            replace_file(self._note_path, json.dumps(note).encode(), self._access.file)
            self.fold, self._by_hand, self._aside, self._seen = fold, {}, "", None
            meta = fold.meta(__version__)
            self.backups.write(meta, checkpoint.encode(meta, self.tables, self.names))
            self._write_checkpoint()
        except (OSError, NotWritten) as error:
            vars(self).update(before, _seen=None)
            raise error if isinstance(error, NotWritten) else NotWritten(self.folder, error) from None
        self._finish()

    def _fold_of(self, tables: Tables, moment: datetime) -> Fold:
        fold = copy(self.fold)
        fold.tables = tables
        fold.epoch, fold.format = fold.epoch + 1, self._format
        fold.position = Position(file_for(max(stamp(moment), fold.at), fold.epoch), 0)
        return fold

    def _finish(self) -> None:
        """Remove everything older than what was written anew; or what was meant to be, where it never was."""
        try:
            epoch, actor, act, beside = self._under_way()
            if self.fold.epoch >= epoch:
                if not self.fold.position.offset:
                    told = {"beside": beside} if beside else {}
                    self._append(actor, act, {}, datetime.fromisoformat(self.fold.at), format=self._format, **told)
                self.history.drop_before(epoch)
                self.backups.drop_before(epoch)
            else:
                self.backups.drop_from(epoch)
            os.unlink(self._note_path)
            sync_folder(self.folder)
        except OSError as error:
            raise NotForgotten(self.folder, error) from None

    def _under_way(self) -> tuple[int, Actor, str, int]:
        """Which epoch was begun, by whom, in which act, beside which change; the newest where no note can be read."""
        with suppress(ValueError, TypeError, KeyError):
            note = json.loads(read_file(self._note_path))
            actor, act = Actor(str(note["by"]), str(note["login"])), str(note["act"])
            beside = int(note.get("beside", 0))
            return int(note["epoch"]), actor, act if act in BEGIN_ANEW else PURGE, beside
        return self.fold.epoch, Actor("", ""), PURGE, 0
