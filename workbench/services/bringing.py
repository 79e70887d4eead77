"""Files that come in and go out: what one brings, what taking it in comes to, and what one that goes out is called."""

from collections.abc import Mapping
from datetime import date

from workbench.domain.errors import count
from workbench.domain.folding import fold
from workbench.domain.outline import Outline
from workbench.domain.records import said
from workbench.exchange import formats
from workbench.exchange.decoding import LARGEST_FILE
from workbench.services.exchange import Import
from workbench.store.outside import read_outside


def outline_in(file: str, format: str | None = None, columns: Mapping[str, str] | None = None) -> Outline:
    """What a file holds. Raises BadInput."""
    return formats.read(read_outside(file, LARGEST_FILE), file, format, columns)


def summary(done: Import, dry: bool, undo: str) -> str:
    """What an import came to, or would come to, and what takes it back, in a sentence."""
    if not done.edited:
        return "Nothing new: nothing was changed."
    parts = [
        count(len(done.processes), "process") if done.processes else "",
        count(len(done.people), "person", "people") if done.people else "",
        count(len(done.customers), "customer") if done.customers else "",
    ]
    own = f"what the organization says of its {', '.join(map(said, done.said))}" if done.said else ""
    records = ", ".join(part for part in parts if part) + _levels(done.levels())
    brought = "; ".join(filter(None, [records, own]))
    if dry:
        return f"Would take in {brought}. Nothing was changed."
    return f"Took in {brought}. {undo} takes it back."


def _levels(levels: list[int]) -> str:
    """How the processes stand on one another: " (13 at the top, then 72, 350 below)"."""
    if not levels:
        return ""
    top, *below = [f"{number:,}" for number in levels]
    return f" ({top} at the top, then {', '.join(below)} below)" if below else f" ({top} at the top)"


def file_name(name: str, on: date, ending: str) -> str:
    """A name for a file that goes out: the letters of a name that are safe in every folder, and the day."""
    words = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in fold(name)).split()
    return f"{'-'.join(words)[:40].strip('-') or 'organization'}-{on}{ending}"
