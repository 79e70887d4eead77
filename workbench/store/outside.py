"""Files outside the store that a person names: what comes in from them, and what goes out to them."""

import os
from contextlib import suppress
from pathlib import Path

from workbench.domain.errors import BadInput
from workbench.store.errors import NotWritten
from workbench.store.files import opened, replace_file


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
