"""What a person's panes remember of a store between sessions; losing it loses nothing."""

import json
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from workbench.store import paths
from workbench.store.files import make_folder, replace_file
from workbench.store.lines import stamp


class Visit(NamedTuple):
    """How far a person has looked: the newest change there was, and when that was."""

    seq: int
    at: datetime


def sitter(login: str, claimed: str = "") -> str:
    """Under which name a person's panes are remembered: whoever they say they are, else whose account it is."""
    return claimed or f"account-{login}"


def _path(store: str, what: str, person: str) -> Path:
    return Path(paths.state()) / store / f"{what}-{person}.json"


def _keep(path: Path, content: Any) -> None:
    with suppress(OSError):
        make_folder(path.parent)
        replace_file(path, json.dumps(content).encode(), 0o600)


def last_visit(store: str, person: str) -> Visit | None:
    """How far a person had looked when their panes were last left, None where that is not known."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        content = json.loads(_path(store, "looked", person).read_text(encoding="utf-8"))
        return Visit(int(content["seq"]), datetime.fromisoformat(content["at"]))
    return None


def keep_visit(store: str, person: str, visit: Visit) -> None:
    """Remember how far a person has looked; where that cannot be written, it is forgotten."""
    _keep(_path(store, "looked", person), {"seq": visit.seq, "at": stamp(visit.at)})


def fold_path(store: str, person: str) -> Path:
    """Where it is remembered what a person has folded."""
    return _path(store, "folded", person)


def folded(store: str, person: str) -> frozenset[str]:
    """The processes that a person left folded."""
    with suppress(OSError, ValueError, TypeError):
        content = json.loads(fold_path(store, person).read_text(encoding="utf-8"))
        return frozenset(str(process) for process in content)
    return frozenset()


def keep_folded(store: str, person: str, processes: frozenset[str]) -> None:
    """Remember what a person has folded; where that cannot be written, it is forgotten."""
    _keep(fold_path(store, person), sorted(processes))
