"""The packet of a handoff: what a new owner needs of a process, as text under its topics."""

from collections.abc import Sequence
from dataclasses import dataclass

Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Section:
    """One item of the packet: its topic, its title, what the record says, and what the new owner said to it."""

    id: str
    title: str
    rows: Sequence[Row]
    standing: str = ""


@dataclass(frozen=True, slots=True)
class Packet:
    """A process as it is handed over: between whom and when, whether it is ready, and its items.

    Rows are a name and a text; where the name is "", the text stands alone.
    """

    title: str
    terms: Sequence[Row]
    ready: Sequence[tuple[bool, str]]
    sections: Sequence[Section]
    told: Sequence[Row]
    trail: Sequence[Row]
