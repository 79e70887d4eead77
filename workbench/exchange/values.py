"""Values as files write them: several in one cell, nobody in particular, formulas that must not run.

Several values stand in one cell with "; " between them; a semicolon inside a value is written
`\\;` and a backslash `\\\\`. A cell that a spreadsheet would take for a formula gets a
`'` in front, which is taken off again on the way in; a value that begins with such a `'` of its
own gets another one.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from workbench.domain.dates import Interval, read_date
from workbench.domain.errors import BadInput
from workbench.domain.folding import fold
from workbench.domain.process import Kind
from workbench.domain.text import clean_line

_NOBODY = frozenset(["-", "--", "\u2013", "\u2014", "?", "??", "???", "tbd", "t.b.d.", "tba", "tbc"])
_NAMELESS = frozenset(["n/a", "none", "nobody", "null", "nil", "unknown", "unassigned", "vacant", "todo"])

_FORMULA = "=+\\-@\t\r\uff1d\uff0b\uff0d\uff20"
_would_run = re.compile(f"'*[{_FORMULA}]")
_inert = re.compile(f"'+[{_FORMULA}]")
_KINDS = {
    **{str(kind): str(kind) for kind in Kind},
    "support": "enabling", "supporting": "enabling", "enabler": "enabling",
    "operating": "core", "primary": "core", "managing": "management",
}  # fmt: skip


@lru_cache(maxsize=1024)
def is_nobody(text: str) -> bool:
    """The text stands where a person should, but names none: TBD, n/a, <enter name>."""
    return fold(text) in _NOBODY | _NAMELESS or (text.startswith("<") and text.endswith(">"))


def inert(cell: str) -> str:
    """The cell so that no spreadsheet runs it."""
    return f"'{cell}" if _would_run.match(cell) else cell


def live(cell: str) -> str:
    """The cell without the mark that made it inert."""
    return cell[1:] if _inert.match(cell) else cell


def joined(values: Iterable[str]) -> str:
    """Several values as one cell."""
    return "; ".join(value.replace("\\", "\\\\").replace(";", "\\;") for value in values)


def parted(cell: str) -> tuple[str, ...]:
    """The values of one cell, in their order, each once."""
    if "\\" not in cell:
        parts = re.split("[;\n]", cell)
    else:
        held = cell.replace("\\\\", "\x01").replace("\\;", "\x02")
        parts = [part.replace("\x02", ";").replace("\x01", "\\") for part in re.split("[;\n]", held)]
    return tuple(dict.fromkeys(value for part in parts if (value := clean_line(part))))


def understood(field: str, text: str) -> str:
    """A kind, importance, day or interval as the workbench writes it. Raises BadInput."""
    match field:
        case "kind":
            if found := _KINDS.get(fold(text).removesuffix(" process").removesuffix(" processes")):
                return found
            raise BadInput(f"“{text}” is no kind of process; core, enabling and management are.")
        case "importance":
            if re.fullmatch("0{0,9}[1-5]", text):
                return text
            raise BadInput(f"“{text}” is no importance. Write a whole number from 1 to 5.")
        case "review_interval":
            return str(Interval.read(text))
        case _:
            return read_date(text).isoformat()
