"""What keeps the store from being read or written, each naming the file and the way out."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from workbench.domain.errors import WorkbenchError


class StoreError(WorkbenchError):
    """The store cannot be read, locked or written."""


class NoStore(StoreError):
    """There is no store in the folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"There is no store in {folder}. `workbench init` begins one; `--sample` shows one.")


class NotAStore(StoreError):
    """The folder holds something else, which is left alone."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path} is not a workbench store: {why}. It is left as it is.")


class Exists(StoreError):
    """Something stands where a new folder is to be made."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} exists already. Name a folder that does not; nothing was copied.")


class NotWhole(StoreError):
    """Checkpoint or history is gone, so that a copy would be no store."""

    def __init__(self, folder: Path, command: str = "workbench") -> None:
        super().__init__(
            f"{folder} is not whole: a copy of it would be no store, and nothing was copied. `{command} restore` lists "
            f"the backups, `{command} restore BACKUP` goes back to one; `{command} export json` saves what is shown."
        )


class NewerFormat(StoreError):
    """A later version wrote the store."""

    def __init__(self, path: Path, theirs: int, ours: int, version: str) -> None:
        by = f" (written by {version})" if version else ""
        super().__init__(
            f"{path} has format {theirs}{by}, this version knows {ours}. Use a newer workbench; nothing was changed."
        )


class Damaged(StoreError):
    """Something in a file cannot be read; names the file, the line and the way out."""

    def __init__(self, path: Path, where: str, why: str) -> None:
        super().__init__(f"{path}{f', {where}' if where else ''}: {why}.")
        self.path, self.where, self.why = path, where, why


class NotRead(StoreError):
    """The disk, or a permission, keeps a file from being read just now."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(f"{error.filename or path} cannot be read: {error.strerror or error}.")


class ReadOnly(StoreError):
    """The store can be looked at, not changed."""

    def __init__(self, why: str) -> None:
        super().__init__(f"Nothing can be changed here: {why}")


class Busy(StoreError):
    """Another session holds the lock for longer than it ever should."""

    def __init__(self, folder: Path, holder: str) -> None:
        super().__init__(f"{folder} is being written by {holder}. Nothing was changed; try again.")


class NotWritten(StoreError):
    """The change did not reach the disk; the store is as it was."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(f"Not saved: {path}: {error.strerror or error}. The store is as it was.")


class ForeignFolder(StoreError):
    """A folder in which something private would stand is somebody else's, or only a link."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"{folder} is not a folder of this account. Nothing private is written there; remove it.")


class NotForgotten(StoreError):
    """What was deleted is gone from view, but what was written earlier could not be removed yet."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(
            f"{error.filename or path} could not be removed: {error.strerror or error}. What was deleted is gone from "
            "view, but may still stand there; the next change in that place tries again."
        )


class Conflict(NamedTuple):
    """A value that is no longer the one the person saw."""

    path: str
    seen: Any
    now: Any
    wanted: Any


class ChangedElsewhere(WorkbenchError):
    """Somebody changed the same value meanwhile; both texts are kept for the person to choose."""

    def __init__(self, conflicts: Sequence[Conflict], by: str = "") -> None:
        first = conflicts[0]
        who = f" by {by}" if by else ""
        super().__init__(
            f"{first.path} was changed meanwhile{who}: it is now {shown(first.now)}, you saw {shown(first.seen)} "
            f"and wrote {shown(first.wanted)}. Nothing was changed; look again."
        )
        self.conflicts = list(conflicts)


def shown(value: dict[str, Any] | list[Any] | str | int | float | None) -> str:
    """A stored value as it is quoted in a sentence."""
    if value is None or value in ("", [], {}):
        return "empty"
    if isinstance(value, dict):
        return f"“{value.get('name', '…')}”"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return f"“{value}”"
