"""The history of a space: files of lines, a file a month, appended to and never dropped."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from workbench.store.errors import Damaged, NotRead, NotWritten
from workbench.store.files import opened, read_file, reading, sync_folder, write_all
from workbench.store.lines import Line, decode


class Position(NamedTuple):
    """A place in the history: the file's name and the offset in it behind what was read."""

    file: str
    offset: int


START = Position("", 0)
PURGE, SEAL, UNSEAL = "purge", "seal", "unseal"
BEGIN_ANEW = (PURGE, SEAL, UNSEAL)
_TOLD_BY = 64
_BEFORE = (
    "What stands now is whole; only the time before cannot be told. Put the line back from a copy of the file "
    "(`workbench backup --to` makes such copies), or write it anew as it should be, without its sum"
)


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
        self._base = str(folder)
        self._handle = -1
        self._file = ""
        self._known = START, b""

    def files(self) -> list[str]:
        """The names of the files, oldest first; a file of a later epoch stands behind those before it."""
        with reading(self.folder), suppress(FileNotFoundError, NotADirectoryError):
            return sorted((name for name in os.listdir(self.folder) if name.endswith(".jsonl")), key=_order)
        return []

    def ends_at(self, position: Position) -> bool:
        """Nothing stands behind a place. Raises NotRead."""
        if self.end_of(position.file) != position.offset:
            return False
        with reading(self.folder):
            return not any(name > position.file for name in os.listdir(self._base) if name.endswith(".jsonl"))

    def still_holds(self, position: Position) -> bool:
        """What was read or written ahead of a place stands there; a line may have been taken back since.

        Raises NotRead.
        """
        known, end = self._known
        if known != position or not end:
            return True
        path = self.folder / position.file
        with reading(path), suppress(FileNotFoundError, NotADirectoryError), opened(path, os.O_RDONLY) as handle:
            return os.pread(handle, len(end), position.offset - len(end)) == end
        return False

    def _know(self, position: Position, data: bytes) -> Position:
        """Keep the last bytes ahead of a place, in which the sum of its line stands."""
        self._known = position, data[-_TOLD_BY:]
        return position

    @property
    def epoch(self) -> int:
        """The newest epoch of which there are files; the first one where there are none."""
        return max((_order(name)[0] for name in self.files()), default=1)

    @property
    def format(self) -> int:
        """The format in which the newest epoch began, as far as its first line tells; 0 where it does not."""
        first = next((name for name in self.files() if _order(name)[0] == self.epoch), None)
        lines = self.read(Position(first, 0)).lines if first else []
        told = lines[0].extra.get("format") if lines else None
        return told if isinstance(told, int) else 0

    @property
    def is_blank(self) -> bool:
        """No change was ever written whole."""
        return not any(b"\n" in self._read(name) for name in self.files())

    def _read(self, name: str, start: int = 0) -> bytes:
        with reading(self.folder / name):
            return read_file(self.folder / name, start)

    def read(self, start: Position = START) -> Found:
        """Everything of the same epoch behind `start`, up to the end, a torn line or damage. Raises NotRead."""
        lines: list[Line] = []
        position, torn = start, 0
        epoch, first = _order(start.file)
        for name in self.files():
            if _order(name)[0] != epoch or _order(name)[1] < first:
                continue
            offset = start.offset if name == start.file else 0
            data = self._read(name, offset)
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
            if position.file == name:
                end = position.offset - offset
                self._know(position, data[max(end - _TOLD_BY, 0) : end])
        return Found(lines, position, torn, None)

    def _damage(self, name: str, offset: int, error: ValueError) -> Damaged:
        number = self._read(name)[:offset].count(b"\n") + 1
        return Damaged(self.folder / name, f"line {number}", str(error))

    def backwards(self) -> Iterator[Line]:
        """Every line, newest first. Raises NotRead, and Damaged where one cannot be read or is missing."""
        later, act = 0, ""
        for name in reversed(self.files()):
            data = self._read(name)
            for end, raw in reversed(list(_split(data))):
                if not raw:
                    continue
                try:
                    line = decode(raw)
                except ValueError as error:
                    if end < len(data) or data.endswith(b"\n"):
                        raise self._damage(name, end - len(raw) - 1, ValueError(f"{error}. {_BEFORE}")) from None
                    continue
                if later and line.seq != later - 1:
                    raise Damaged(self.folder / name, "", f"change {later - 1} is not in it. {_BEFORE}")
                later, act = line.seq, line.act
                yield line
        if later > 1 and act not in BEGIN_ANEW:
            raise Damaged(self.folder, "", f"the changes before change {later} are missing. {_BEFORE}")

    def end_of(self, name: str) -> int:
        """The size of a file, 0 for one that is not there. Raises NotRead."""
        try:
            return os.stat(f"{self._base}/{name}").st_size
        except (FileNotFoundError, NotADirectoryError):
            return 0
        except OSError as error:
            raise NotRead(self.folder / name, error) from None

    def sync(self, name: str) -> None:
        """Make what anybody wrote to a file durable, also one who was killed before it was. Raises OSError."""
        with suppress(FileNotFoundError), opened(self.folder / name, os.O_RDONLY) as handle:
            os.fsync(handle)
            sync_folder(self.folder)

    def drop_before(self, epoch: int) -> None:
        """Remove the files of earlier epochs. Raises OSError."""
        for name in self.files():
            if _order(name)[0] < epoch:
                with suppress(FileNotFoundError):
                    os.unlink(self.folder / name)
        sync_folder(self.folder)

    def append(self, name: str, offset: int, data: bytes) -> Position:
        """Put a line behind `offset`, durable on return; what stands there torn is cut off.

        Raises NotWritten, the file being as it was.
        """
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
            self._take_back(self.folder / name, offset, fresh)
            raise NotWritten(self.folder / name, error) from None
        return self._know(Position(name, offset + len(data)), data)

    def _reach(self, name: str) -> bool:
        """Open the file for appending; true when it was not there before."""
        if self._file == name and self._is_open():
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

    def _is_open(self) -> bool:
        """The open file is the one that others find; an editor may have put another in its place."""
        with suppress(FileNotFoundError):
            return self._handle >= 0 and os.path.samestat(os.fstat(self._handle), os.stat(f"{self._base}/{self._file}"))
        return False

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

    def __del__(self) -> None:
        """Let the file go with the last that knew of it, where nobody closed it."""
        self.close()


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
    return (int(epoch) if epoch.isdecimal() else 1, month)


def file_for(at: str, epoch: int) -> str:
    """The file in which a line of this moment stands."""
    return f"{at[:7]}{f'-e{epoch}' if epoch > 1 else ''}.jsonl"
