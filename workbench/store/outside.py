"""Files outside the store that a person names: what comes in from them, and what goes out to them."""

import os
import shutil
import stat
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from workbench.domain.errors import BadInput
from workbench.store.errors import NotWritten
from workbench.store.files import TEMP, opened, replace_file, write_all


class InTheWay(BadInput):
    """A file of that name is there already."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is there already.")


def read_outside(file: str, largest: int) -> bytes:
    """What stands in a file or a pipe, as far as the limit goes. Raises BadInput."""
    try:
        with open(os.path.expanduser(file), "rb") as source:
            content = source.read(largest + 1)
    except OSError as error:
        raise BadInput(f"{file} cannot be read: {error.strerror}.") from None
    except ValueError:
        raise BadInput(f"{file} cannot be read: no file has such a name.") from None
    if len(content) > largest:
        raise BadInput(f"{file} has more than {largest:,} bytes. Bring it in in parts.")
    return content


def write_outside(file: str, data: bytes, is_over: bool = False, mode: int = 0o600) -> Path:
    """Write a file whole or not at all, over another only when that is meant; where it lies.

    Raises InTheWay, NotWritten, BadInput.
    """
    path = Path(os.path.abspath(os.path.expanduser(file)))
    is_new = False
    try:
        if not is_over:
            with opened(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode):
                is_new = True
        replace_file(path, data, mode)
    except FileExistsError:
        raise InTheWay(path) from None
    except ValueError:
        raise BadInput(f"{file} cannot be written: no file has such a name.") from None
    except OSError as error:
        if is_new:
            with suppress(OSError):
                os.unlink(path)
        raise NotWritten(path, error) from None
    return path


# Folders


def is_folder(file: str) -> bool:
    """A folder is meant."""
    return os.path.isdir(os.path.expanduser(file))


def read_folder(folder: str, endings: Sequence[str], largest: int) -> list[tuple[str, bytes | None]]:
    """What stands in the files of a folder and of those in it, by their names within it, as far as the limit goes.

    None stands for what does not end so, and for what is no plain file; no link is followed, and what is
    hidden is passed over. Raises BadInput.
    """
    top = os.path.abspath(os.path.expanduser(folder))
    found: list[tuple[str, bytes | None]] = []
    left = largest
    for place, folders, names in os.walk(top, onerror=_refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            path = os.path.join(place, name)
            is_meant = name.lower().endswith(tuple(endings)) and stat.S_ISREG(os.lstat(path).st_mode)
            data = read_outside(path, left) if is_meant else None
            left -= len(data or b"")
            found.append((os.path.relpath(path, top), data))
    return found


def _refuse(error: OSError) -> None:
    raise BadInput(f"{error.filename} cannot be read: {error.strerror}.")


def write_folder(folder: str, files: Iterable[tuple[str, bytes]]) -> Path:
    """Write a new folder of files for the account alone, whole or not at all; where it lies.

    Raises InTheWay, NotWritten.
    """
    path = Path(os.path.abspath(os.path.expanduser(folder)))
    if os.path.lexists(path) and not (path.is_dir() and not any(path.iterdir())):
        raise InTheWay(path)
    temp = path.with_name(f"{path.name}{TEMP}{os.getpid()}")
    try:
        os.mkdir(temp, 0o700)
        for name, data in files:
            with opened(temp / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL) as handle:
                write_all(handle, data)
        os.replace(temp, path)
    except OSError as error:
        raise NotWritten(path, error) from None
    finally:
        shutil.rmtree(temp, ignore_errors=True)
    return path
