"""Faults that strike at a system call: it fails, or is the last one of its program."""

import errno
import fcntl
import os
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any

READING = ("stat", "fstat", "lseek", "read", "pread", "listdir", "scandir", "close")
WRITING = (
    "open", "write", "pwrite", "fsync", "replace", "link", "unlink",
    "ftruncate", "fchmod", "chmod", "mkdir", "flock",
)  # fmt: skip
DIED = 77


class Fault:
    """Strikes at one system call of those that are made, or at that one and all that follow."""

    def __init__(self, at: int, strike: Callable[..., Any], calls: tuple[str, ...], for_good: bool = False) -> None:
        self.at, self.strike, self.calls, self.for_good = at, strike, calls, for_good
        self.made: list[str] = []

    @property
    def has_struck(self) -> bool:
        return len(self.made) >= self.at

    @contextmanager
    def on(self) -> Generator[None]:
        homes = {name: fcntl if name == "flock" else os for name in self.calls}
        real = {name: getattr(home, name) for name, home in homes.items()}
        for name, home in homes.items():
            setattr(home, name, self._wrapped(name, real[name]))
        try:
            yield
        finally:
            for name, home in homes.items():
                setattr(home, name, real[name])

    def _wrapped(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            self.made.append(name)
            struck = len(self.made) == self.at or (self.for_good and len(self.made) > self.at)
            return self.strike(name, real, arguments, options) if struck else real(*arguments, **options)

        return call


def failing(code: int) -> Callable[..., Any]:
    """The call fails; a handle that cannot be closed is closed all the same, as Linux does."""

    def strike(name: str, real: Callable[..., Any], arguments: Any, options: Any) -> Any:
        if name == "close":
            real(*arguments, **options)
        raise OSError(code, os.strerror(code))

    return strike


def dying_before(name: str, real: Callable[..., Any], arguments: Any, options: Any) -> Any:
    os._exit(DIED)


def dying_after(name: str, real: Callable[..., Any], arguments: Any, options: Any) -> Any:
    try:
        real(*arguments, **options)
    finally:
        os._exit(DIED)


def dying_half_way(name: str, real: Callable[..., Any], arguments: Any, options: Any) -> Any:
    if name == "write":
        real(arguments[0], arguments[1][: len(arguments[1]) // 2])
    os._exit(DIED)


def filling_up() -> Callable[..., Any]:
    """The disk takes a part of what is written, then nothing more."""
    is_full = False

    def strike(name: str, real: Callable[..., Any], arguments: Any, options: Any) -> Any:
        nonlocal is_full
        if name not in ("write", "pwrite"):
            return real(*arguments, **options)
        if is_full:
            raise OSError(errno.ENOSPC, "No space left on device")
        is_full = True
        return real(arguments[0], arguments[1][: max(1, len(arguments[1]) // 3)], *arguments[2:])

    return strike
