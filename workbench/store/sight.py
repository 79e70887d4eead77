"""The first screen as it stood last, kept so that it can stand again at once while nothing has changed.

Read before anything else is loaded, and so it loads nothing. What it depends on stands in the file itself.
"""

import os
import zlib
from collections.abc import Iterable

from workbench.store import paths

_FIRST = "workbench sight 1"
_SAME, _EMPTY = "=", "0"


def _path(store: str) -> str:
    return f"{paths.state()}/sights/{zlib.crc32(store.encode()):08x}"


def kept(store: str, circumstances: str) -> tuple[str, str] | None:
    """What draws the first screen, and its picture, where both circumstances and files are as they were; else None."""
    try:
        with open(os.open(_path(store), os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC), encoding="utf-8") as file:
            head, _, body = file.read().partition("\n\n")
    except (OSError, ValueError):
        return None
    first, seen, *conditions = [*head.split("\n"), ""]
    drawn, parted, picture = body.partition("\x00")
    holds = (first, seen) == (_FIRST, circumstances) and parted and all(map(_holds, filter(None, conditions)))
    return (drawn, picture) if holds else None


def keep(store: str, circumstances: str, drawn: str, picture: str, files: Iterable[str], empty: Iterable[str]) -> None:
    """Keep a first screen for as long as the files are what they are and the folders empty. Raises OSError."""
    from pathlib import Path

    from workbench.store.files import make_folder, replace_file

    same = [f"{_SAME}{_signature(file)} {file}" for file in files]
    head = "\n".join([_FIRST, circumstances, *same, *(f"{_EMPTY} {folder}" for folder in empty)])
    path = Path(_path(store))
    make_folder(path.parent)
    replace_file(path, f"{head}\n\n{drawn}\x00{picture}".encode(), 0o600)


def _holds(condition: str) -> bool:
    kind, path = condition[0], condition.partition(" ")[2]
    if kind == _EMPTY:
        try:
            return not os.listdir(path)
        except OSError:
            return True
    return condition == f"{_SAME}{_signature(path)} {path}"


def _signature(path: str) -> str:
    try:
        found = os.stat(path)
    except OSError:
        return "-"
    return f"{found.st_ino}.{found.st_size}.{found.st_mtime_ns}"
