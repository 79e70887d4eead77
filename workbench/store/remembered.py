"""What a person's panes remember of a store between sessions; losing it loses nothing."""

import json
from contextlib import suppress
from pathlib import Path

from workbench.store import paths
from workbench.store.files import make_folder, replace_file


def _path(store: str, person: str) -> Path:
    return Path(paths.state()) / store / f"folded-{person}.json"


def folded(store: str, person: str) -> frozenset[str]:
    """The processes that a person left folded."""
    with suppress(OSError, ValueError, TypeError):
        return frozenset(str(process) for process in json.loads(_path(store, person).read_text(encoding="utf-8")))
    return frozenset()


def keep_folded(store: str, person: str, processes: frozenset[str]) -> None:
    """Remember what a person has folded; where that cannot be written, it is forgotten."""
    path = _path(store, person)
    with suppress(OSError):
        make_folder(path.parent)
        replace_file(path, json.dumps(sorted(processes)).encode(), 0o600)
