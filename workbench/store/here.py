"""Who sits at the panes of a store: one small file a session, there for as long as its lock is held.

The kernel lets the lock go with the session, however that ends, so that nobody is shown who has gone.
"""

import fcntl
import json
import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from workbench.store.files import make_folder, opened, write_all
from workbench.store.lines import stamp

LONGEST = 400
_NEW = ".new"
_TRIES = 3


class Sitting(NamedTuple):
    """A session at the panes: who it is, a handle or “account NAME”, and since when."""

    person: str
    since: datetime


class Here:
    """The sessions of one store, with one's own among them once it has entered; `person` is who that was tried for."""

    def __init__(self, folder: Path, modes: tuple[int, int]) -> None:
        self.folder, (self._folder_mode, self._mode) = folder, modes
        self.person = ""
        self._name, self._handle = "", -1
        self._others: dict[str, tuple[int, Sitting | None]] = {}

    @property
    def has_entered(self) -> bool:
        """One's own session can be seen by others."""
        return self._handle >= 0

    def enter(self, person: str, since: datetime) -> None:
        """Let others see that a person sits here; where that cannot be written, nobody sees it."""
        self.leave()
        self.person = person
        data = json.dumps({"person": person, "since": stamp(since)}, ensure_ascii=False).encode()
        for _ in range(_TRIES):
            if not self.has_entered:
                self._try(f"{os.urandom(8).hex()}.json", data)

    def _try(self, name: str, data: bytes) -> None:
        """Put the file there under its lock; another session may just have taken it for one that was left behind."""
        path = self.folder / name
        with suppress(OSError):
            make_folder(self.folder, self._folder_mode)
            with opened(path.with_suffix(_NEW), os.O_RDWR | os.O_CREAT | os.O_EXCL, self._mode) as handle:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                os.fchmod(handle, self._mode)
                write_all(handle, data)
                os.replace(path.with_suffix(_NEW), path)
                self._name, self._handle = name, os.dup(handle)

    def leave(self) -> None:
        """Be gone for the others."""
        if self._handle >= 0:
            with suppress(OSError):
                os.unlink(self.folder / self._name)
            os.close(self._handle)
        self.person, self._name, self._handle = "", "", -1

    def others(self) -> list[Sitting]:
        """Who else sits here, those who came first ahead; what a session that ended left behind is removed."""
        found: set[str] = set()
        with suppress(OSError):
            found = {name for name in os.listdir(self.folder) if name.endswith((".json", _NEW))} - {self._name}
        for name in self._others.keys() - found:
            os.close(self._others.pop(name)[0])
        for name in found:
            self._look_at(name)
        return sorted((sitting for _, sitting in self._others.values() if sitting), key=lambda sitting: sitting.since)

    def _look_at(self, name: str) -> None:
        path = self.folder / name
        if name not in self._others:
            with suppress(OSError):
                handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
                self._others[name] = handle, _read(handle)
        if name in self._others and _is_free(self._others[name][0]):
            os.close(self._others.pop(name)[0])
            with suppress(OSError):
                os.unlink(path)

    def close(self) -> None:
        """Be gone, and let every file go."""
        self.leave()
        for handle, _ in self._others.values():
            os.close(handle)
        self._others.clear()


def _is_free(handle: int) -> bool:
    """Nobody holds the file, so that its session has ended."""
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _read(handle: int) -> Sitting | None:
    """Who a file says sits here, None for one that says nothing that can be understood."""
    with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        content = json.loads(os.pread(handle, LONGEST, 0))
        person, since = content["person"], datetime.fromisoformat(content["since"])
        if type(person) is str and since.tzinfo:
            return Sitting(person, since)
    return None
