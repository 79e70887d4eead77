"""The history of a space: files of lines, a file a month, appended to and never dropped."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from workbench.store.errors import Damaged, NotWritten
from workbench.store.files import read_file, sync_folder, write_all
from workbench.store.lines import Line, decode


class Position(NamedTuple):
    """A place in the history: the file's name and the offset in it behind what was read."""

    file: str
    offset: int


START = Position("", 0)


class Found(NamedTuple):
    """What was read: the whole lines, the place behind them, the length of a torn end, the damage met."""

    lines: list[Line]
    position: Position
    torn: int
    damage: Damaged | None


class History:
    """The files of one folder, read from any place on and appended to at the end."""

    def __init__(self, folder: Path, mode: int = 0o600) -> None:
        self.folder, self._mode = folder, mode
        self._handle = -1
        self._file = ""

    def files(self) -> list[str]:
        """The names of the files, oldest first; a file of a later epoch stands behind those before it."""
        try:
            names = [name for name in os.listdir(self.folder) if name.endswith(".jsonl")]
        except (FileNotFoundError, NotADirectoryError):
            return []
        return sorted(names, key=_order)

    def epochs(self) -> set[int]:
        """The epochs of which there are files; the first one always."""
        return {1, *(_order(name)[0] for name in self.files())}

    def read(self, start: Position = START) -> Found:
        """Everything behind `start`, up to the end, a torn line or damage."""
        lines: list[Line] = []
        position, torn = start, 0
        for name in self.files():
            if _order(name) < _order(start.file):
                continue
            offset = start.offset if name == start.file else 0
            data = read_file(self.folder / name, offset)
            for end, raw in _split(data):
                if raw:
                    try:
                        lines.append(decode(raw))
                    except ValueError as error:
                        if end == len(data) and not data.endswith(b"\n"):
                            torn = len(raw)
                            break
                        damage = self._damage(name, offset + end - len(raw) - 1, error)
                        return Found(lines, position, 0, damage)
                position, torn = Position(name, offset + end), 0
        return Found(lines, position, torn, None)

    def _damage(self, name: str, offset: int, error: ValueError) -> Damaged:
        number = read_file(self.folder / name)[:offset].count(b"\n") + 1
        return Damaged(self.folder / name, f"line {number}", str(error))

    def backwards(self) -> Iterator[Line]:
        """Every line, newest first. Raises Damaged where one cannot be read."""
        for name in reversed(self.files()):
            data = read_file(self.folder / name)
            for end, raw in reversed(list(_split(data))):
                if not raw:
                    continue
                try:
                    yield decode(raw)
                except ValueError as error:
                    if end < len(data) or data.endswith(b"\n"):
                        raise self._damage(name, end - len(raw) - 1, error) from None

    def end_of(self, name: str) -> int:
        """The size of a file, 0 for one that is not there."""
        try:
            return os.stat(self.folder / name).st_size
        except FileNotFoundError:
            return 0

    def append(self, name: str, offset: int, data: bytes) -> Position:
        """Put a line behind `offset`, durable on return; what stands there torn is cut off.

        Raises NotWritten, the file being as it was.
        """
        path = self.folder / name
        fresh = False
        try:
            fresh = self._reach(name)
            size = os.fstat(self._handle).st_size
            if size > offset:
                os.ftruncate(self._handle, offset)
            if offset and os.pread(self._handle, 1, offset - 1) != b"\n":
                data = b"\n" + data
            write_all(self._handle, data)
            os.fsync(self._handle)
            if fresh:
                sync_folder(self.folder)
        except OSError as error:
            self._take_back(path, offset, fresh)
            raise NotWritten(path, error) from None
        return Position(name, offset + len(data))

    def _reach(self, name: str) -> bool:
        """Open the file for appending; true when it was not there before."""
        if self._file == name and self._handle >= 0:
            return False
        self.close()
        flags = os.O_RDWR | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW
        try:
            self._handle = os.open(self.folder / name, flags)
            fresh = False
        except FileNotFoundError:
            self._handle = os.open(self.folder / name, flags | os.O_CREAT, self._mode)
            fresh = True
            os.fchmod(self._handle, self._mode)
        self._file = name
        return fresh

    def _take_back(self, path: Path, offset: int, fresh: bool) -> None:
        with suppress(OSError):
            if self._handle >= 0:
                os.ftruncate(self._handle, offset)
        if fresh:
            with suppress(OSError):
                os.unlink(path)
        self.close()

    def close(self) -> None:
        """Let the file go."""
        if self._handle >= 0:
            with suppress(OSError):
                os.close(self._handle)
        self._handle, self._file = -1, ""


def _split(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The lines of a file with the offset behind each; a last one may lack its newline."""
    at = 0
    while at < len(data):
        newline = data.find(b"\n", at)
        end = len(data) if newline < 0 else newline + 1
        yield end, data[at : end if newline < 0 else newline]
        at = end


def _order(name: str) -> tuple[int, str]:
    """Files sort by epoch, then month: 2026-11.jsonl is of the first epoch, 2026-11-e2.jsonl of the second."""
    stem = name.removesuffix(".jsonl")
    month, _, epoch = stem.partition("-e")
    return (int(epoch) if epoch.isdecimal() else 1 if name else 0, month)


def file_for(at: str, epoch: int) -> str:
    """The file in which a line of this moment stands."""
    return f"{at[:7]}{f'-e{epoch}' if epoch > 1 else ''}.jsonl"
