"""The lock of a space: held for milliseconds while a change is written, never while a person thinks."""

import fcntl
import os
import time
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from workbench.store.errors import Busy, NotWritten

PATIENCE = 5.0


class Lock:
    """A kernel lock on a side file that is never renamed or removed, so that none can be left over."""

    def __init__(self, path: Path, mode: int = 0o600, patience: float = PATIENCE) -> None:
        self._path, self._mode, self._patience = path, mode, patience
        self._handle = -1
        self._depth = 0

    @contextmanager
    def held(self) -> Generator[None]:
        """Hold the lock. Raises Busy, naming the holder, after the patience has run out."""
        if self._depth == 0:
            self._take()
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1
            if self._depth == 0:
                self._let_go()

    def _take(self) -> None:
        try:
            deadline = time.monotonic() + self._patience
            while not self._free():
                if time.monotonic() > deadline:
                    raise Busy(self._path.parent, self._holder())
                time.sleep(0.005)
            os.pwrite(self._handle, f"{os.getpid():<12} {os.getuid():<12}\n".encode(), 0)
        except Busy:
            raise
        except OSError as error:
            self._let_go()
            raise NotWritten(self._path, error) from None

    def _open(self) -> int:
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, self._mode)
        with suppress(PermissionError):
            os.fchmod(handle, self._mode)
        return handle

    def _free(self) -> bool:
        if self._handle < 0:
            self._handle = self._open()
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        if not self._stands():
            self.close()
            return False
        return True

    def _stands(self) -> bool:
        """The file that is locked is the one that others find; somebody may have removed it in spite of all."""
        with suppress(FileNotFoundError):
            return os.path.samestat(os.fstat(self._handle), os.stat(self._path))
        return False

    def _let_go(self) -> None:
        if self._handle >= 0:
            try:
                fcntl.flock(self._handle, fcntl.LOCK_UN)
            except OSError:
                self.close()

    def _holder(self) -> str:
        pid, _, user = os.pread(self._handle, 26, 0).decode(errors="replace").partition(" ")
        return f"process {pid.strip() or '?'} of user {user.strip() or '?'}"

    def close(self) -> None:
        """Let the handle go."""
        if self._handle >= 0:
            with suppress(OSError):
                os.close(self._handle)
            self._handle = -1

    def __del__(self) -> None:
        """Let the handle go with the last that knew of it, where nobody closed it."""
        self.close()
