"""Backups: earlier checkpoints of a space, kept beside it and rolled over."""

import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from workbench.store import checkpoint
from workbench.store.checkpoint import FORMAT, Checkpoint, Meta
from workbench.store.edits import TABLES
from workbench.store.errors import Damaged, NewerFormat
from workbench.store.files import make_folder, read_file, reading, replace_file, sync_folder

KEPT = 14
APART = timedelta(hours=20)


class Backups:
    """The backups of one space, `<space>-<moment>-<line>.json` or, of a later epoch, `…-e<epoch>.json`."""

    def __init__(
        self,
        folder: Path,
        space: str,
        modes: tuple[int, int],
        format: int = FORMAT,
        names: Sequence[str] = TABLES,
    ) -> None:
        self.folder, self._space, (self._folder_mode, self._mode) = folder, space, modes
        self._format, self.names = format, names
        self._name = re.compile(rf"{re.escape(space)}-(\d{{8}}T\d{{6}}Z)-(\d+)(?:-e(\d+))?\.json")

    def paths(self) -> list[Path]:
        """The backups there are, oldest first. Raises NotRead."""
        with reading(self.folder), suppress(FileNotFoundError, NotADirectoryError):
            return self._found()
        return []

    def _found(self) -> list[Path]:
        found = {path: self._name.fullmatch(path.name) for path in self.folder.iterdir()}
        known = {path: (name[1], int(name[2]), int(name[3] or 1)) for path, name in found.items() if name}
        return sorted(known, key=known.__getitem__)

    def readable(self) -> list[Checkpoint]:
        """The backups that can be read, newest first."""
        return [point for _, point in self._read()]

    def newest(self) -> tuple[Path, Checkpoint] | None:
        """The newest backup that can be read, with its path."""
        return next(self._read(), None)

    def _read(self) -> Iterator[tuple[Path, Checkpoint]]:
        for path in reversed(self.paths()):
            with suppress(Damaged, NewerFormat, OSError):
                yield path, checkpoint.read(path, self._format, self.names)

    def path_for(self, at: str, seq: int, epoch: int) -> Path:
        """Where the backup of what stood after a line is kept."""
        return self.folder / f"{self._space}-{_compact(at)}-{seq}{f'-e{epoch}' if epoch > 1 else ''}.json"

    def write(self, meta: Meta, data: bytes) -> Path:
        """Keep these bytes as the backup of this state. Raises OSError."""
        make_folder(self.folder, self._folder_mode)
        path = self.path_for(meta.at, meta.seq, meta.epoch)
        replace_file(path, data, self._mode)
        return path

    def keep(self, current: Path, at: str, seq: int, epoch: int) -> None:
        """Keep a checkpoint that is about to be replaced, if the newest backup is a while old. Raises OSError."""
        newest = self.paths()[-1:]
        if newest and _moment(at) - _moment(newest[0].name.removeprefix(f"{self._space}-")[:16]) < APART:
            return
        make_folder(self.folder, self._folder_mode)
        kept = self.path_for(at, seq, epoch)
        try:
            os.link(current, kept)
            sync_folder(self.folder)
        except (FileExistsError, FileNotFoundError):
            pass
        except OSError:  # a disk without hard links
            replace_file(kept, read_file(current), self._mode)
        for path in self.paths()[:-KEPT]:
            path.unlink(missing_ok=True)

    def drop_before(self, epoch: int) -> None:
        """Remove the backups of earlier epochs, and every file that was put aside. Raises OSError."""
        self._drop(lambda found: found is None or int(found[3] or 1) < epoch)

    def drop_from(self, epoch: int) -> None:
        """Remove the backups of an epoch that was never begun. Raises OSError."""
        self._drop(lambda found: found is not None and int(found[3] or 1) >= epoch)

    def _drop(self, is_meant: Callable[[re.Match[str] | None], bool]) -> None:
        with suppress(FileNotFoundError):
            for path in self.folder.iterdir():
                is_ours = path.name.startswith(f"{self._space}-") and path.suffix == ".json"
                if is_ours and is_meant(self._name.fullmatch(path.name)):
                    path.unlink(missing_ok=True)
            sync_folder(self.folder)

    def keep_aside(self, current: Path, why: str, at: str) -> Path:
        """Keep a copy of a file as it was found; what cannot be read is moved there as it is. Raises OSError."""
        make_folder(self.folder, self._folder_mode)
        path = self.folder / f"{self._space}-{why}-{_compact(at)}.json"
        try:
            data = read_file(current)
        except OSError:
            os.replace(current, path)
        else:
            replace_file(path, data, self._mode)
        return path


def _compact(at: str) -> str:
    return at.replace("-", "").replace(":", "")


def _moment(at: str) -> datetime:
    return datetime.fromisoformat(at)
