"""Everything that was opened of a sealed journal, in one sealed file: next time it is opened at one stroke.

Opening a hundred thousand records one by one takes half a minute, and one file of them all a second. The bundle is made
from the records and never asked instead of them: what lies in the journal in another form by now is opened anew.
"""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from workbench.store.edits import Doc
from workbench.store.files import read_file, replace_file, sync_folder
from workbench.store.sealing import Unopened, seal_whole, unseal_whole

NAME = "opened.age"

Known = dict[str, tuple[str, Doc]]


def digest(sealed: str) -> str:
    """What tells one sealed text from every other."""
    return hashlib.sha256(sealed.encode()).hexdigest()[:32]


class Bundle:
    """The bundle of one folder. It is derived, so that one that is damaged, or cannot be written, is no loss."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME

    def read(self, secret: str) -> Known:
        """The documents by record, each with the digest of what it was opened from; nothing where that is not known."""
        with suppress(OSError, Unopened, ValueError, TypeError, AttributeError, RecursionError):
            content: Known = json.loads(unseal_whole(read_file(self._path), secret, NAME))
            return {record: (told, doc) for record, (told, doc) in content.items()}
        return {}

    def write(self, known: Mapping[str, tuple[str, Doc]], to: Sequence[str]) -> None:
        """Make the bundle anew, sealed to these public keys."""
        data = json.dumps(known, ensure_ascii=False, separators=(",", ":")).encode(errors="surrogatepass")
        with suppress(OSError):
            replace_file(self._path, seal_whole(data, to), 0o600)

    def drop(self) -> None:
        """Remove the bundle, durably. Raises OSError."""
        with suppress(FileNotFoundError):
            os.unlink(self._path)
            sync_folder(self._path.parent)
