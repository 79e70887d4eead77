"""Files that are the old one or the new one, never half, and appends that are on the disk when they return."""

import os
import stat
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from workbench.store.errors import NotRead

TEMP = ".tmp-"


class Signature(NamedTuple):
    """What tells one state of a file from the next, even within one tick of the clock."""

    inode: int
    size: int
    changed: int


def signature(path: Path) -> Signature | None:
    """The file's signature, None where there is no file."""
    try:
        found = os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    return Signature(found.st_ino, found.st_size, found.st_mtime_ns)


def read_file(path: Path, start: int = 0) -> bytes:
    """The bytes from `start` to the end. Raises OSError; refuses what is no plain file."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(22, "is not a plain file")
        if start:
            os.lseek(handle, start, os.SEEK_SET)
        parts: list[bytes] = []
        while part := os.read(handle, max(found.st_size - start + 1, 65536)):
            parts.append(part)
        return b"".join(parts)
    finally:
        os.close(handle)


@contextmanager
def reading(path: Path) -> Generator[None]:
    """Say in a sentence what keeps the path from being read. Raises NotRead."""
    try:
        yield
    except OSError as error:
        raise NotRead(path, error) from None


def write_all(handle: int, data: bytes) -> None:
    """Write every byte, however short the single writes are."""
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def replace_file(path: Path, data: bytes, mode: int) -> Signature:
    """Put new content in place of a file, durably; on any error the old one stands and no temporary file is left."""
    temp = path.with_name(f"{path.name}{TEMP}{os.getpid()}")
    with suppress(FileNotFoundError):
        os.unlink(temp)
    handle = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, mode)
    try:
        try:
            os.fchmod(handle, mode)
            write_all(handle, data)
            os.fsync(handle)
            written = os.fstat(handle)
        finally:
            os.close(handle)
        os.replace(temp, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temp)
        raise
    sync_folder(path.parent)
    return Signature(written.st_ino, written.st_size, written.st_mtime_ns)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(folder: Path) -> None:
    """Remove the temporary files of programs that are gone."""
    for path in folder.glob(f"*{TEMP}*"):
        pid = path.name.rpartition(TEMP)[2]
        if pid.isdecimal() and not is_alive(int(pid)):
            with suppress(OSError):
                os.unlink(path)


def is_alive(pid: int) -> bool:
    """Another program of this number is running."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return pid != os.getpid()


def make_folder(folder: Path, mode: int = 0o700, group: int | None = None) -> None:
    """Make a folder, and those above it, with this mode and group; one that is there stays as it is."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    with suppress(FileExistsError):
        os.mkdir(folder, mode)
        if group is not None:
            os.chown(folder, -1, group)
        os.chmod(folder, mode)


@contextmanager
def opened(path: Path, flags: int, mode: int = 0o600) -> Generator[int]:
    """A file handle for a moment."""
    handle = os.open(path, flags | os.O_CLOEXEC | os.O_NOFOLLOW, mode)
    try:
        yield handle
    finally:
        os.close(handle)
