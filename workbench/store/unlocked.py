"""A key while it is open: in memory for as long as it is used, and locked again when it lies idle."""

import json
import os
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from workbench.domain.errors import Refused
from workbench.store import paths
from workbench.store.errors import NotWritten
from workbench.store.files import make_folder, read_file, replace_file
from workbench.store.lines import stamp
from workbench.store.sealing import BadKey, KeyPair, pair_of

IDLE = timedelta(minutes=15)
_LONGEST_WAIT = 30


class Locked(Refused):
    """Something sealed is to be read, and the key is locked."""

    def __init__(self) -> None:
        super().__init__(
            "The journal is locked. `workbench journal unlock` opens it for a while; writing needs no key."
        )


class Unlocked:
    """The key that opens what is sealed, while it is open; every use puts off the moment at which it locks.

    Where somebody sits at it, `is_watched`, what they press is use, and not what is drawn anew meanwhile.
    """

    def __init__(self, idle: timedelta = IDLE) -> None:
        self.idle = idle
        self.is_watched = False
        self._pair: KeyPair | None = None
        self._used: datetime | None = None

    def hold(self, pair: KeyPair, now: datetime) -> None:
        """Keep a key open from now on; the program leaves no core behind in which it could be found."""
        _leave_no_core()
        self._pair, self._used = pair, now

    def pair(self, now: datetime) -> KeyPair:
        """The key, which is used now. Raises Locked."""
        if not self.is_open(now) or self._pair is None:
            raise Locked
        if not self.is_watched:
            self._used = now
        return self._pair

    def use(self, now: datetime) -> None:
        """Put off the moment at which an open key locks."""
        if self.is_open(now):
            self._used = now

    def is_open(self, now: datetime) -> bool:
        """The key is open; it is locked when it lay idle too long, or where the clock was put back that far."""
        if self._used is None or abs(now - self._used) > self.idle:
            self.lock()
        return self._pair is not None

    def lock(self) -> None:
        """Forget the key."""
        self._pair = self._used = None


def _leave_no_core() -> None:
    import resource

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def wait_after(failures: int) -> int:
    """The seconds to wait before the next guess, after so many wrong ones."""
    return min(2 ** (failures - 1), _LONGEST_WAIT) if failures else 0


# From one command of the shell to the next


class NoPlaceInMemory(Refused):
    """There is nowhere to keep a key between two commands but on a disk."""

    def __init__(self) -> None:
        super().__init__(
            "There is no place in memory ($XDG_RUNTIME_DIR) to keep a key between two commands. "
            "Each command that reads the journal asks for the passphrase instead, or takes it with --passphrase-from."
        )


def _path(store: str, person: str) -> Path | None:
    """Where a key lies between two commands: in memory, gone with the login; None where there is no such place."""
    given = os.environ.get("XDG_RUNTIME_DIR", "")
    if not os.path.isabs(given):
        return None
    with suppress(OSError):
        found = os.stat(given)
        if found.st_uid == os.geteuid() and not found.st_mode & 0o077:
            return Path(given) / paths.APP / store / f"open-{person}.json"
    return None


def check_place(store: str, person: str) -> None:
    """Raise NoPlaceInMemory where no key can be kept between two commands."""
    if _path(store, person) is None:
        raise NoPlaceInMemory


def keep(store: str, person: str, pair: KeyPair, now: datetime, idle: timedelta = IDLE) -> None:
    """Leave a key open for the commands to come. Raises NoPlaceInMemory, NotWritten."""
    path = _path(store, person)
    if path is None:
        raise NoPlaceInMemory
    doc = {"key": pair.secret, "used": stamp(now), "seconds": int(idle.total_seconds())}
    try:
        make_folder(path.parent)
        replace_file(path, json.dumps(doc).encode(), 0o600)
    except OSError as error:
        raise NotWritten(path, error) from None


def kept(store: str, person: str, now: datetime) -> KeyPair | None:
    """The key that was left open, which is used now; None where there is none, or it lay idle too long."""
    path = _path(store, person)
    if path is None:
        return None
    try:
        doc = json.loads(read_file(path))
        used, idle = datetime.fromisoformat(doc["used"]), timedelta(seconds=doc["seconds"])
        if abs(now - used) <= idle:
            pair = pair_of(doc["key"])
            keep(store, person, pair, now, idle)
            return pair
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, BadKey, NotWritten):
        pass
    forget(store, person)
    return None


def forget(store: str, person: str) -> bool:
    """Lock: take the key away that was left open; whether there was one."""
    path = _path(store, person)
    with suppress(OSError):
        if path:
            os.unlink(path)
            return True
    return False
