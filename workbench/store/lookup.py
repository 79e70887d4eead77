"""The look-up table beside the store: who owns what, one record a line, for `who` and for grep.

`lookup.tsv` is derived. Its first line says what it folds: the checkpoint's signature, the history
file and the offset in it, and the day on which it is over. A record's line begins with the folded
text by which it is found. This module loads neither `json` nor `re`, so that a look-up takes little
longer than Python's own start.
"""

import os
from time import strftime

NAME = "lookup.tsv"
VERSION = "workbench-lookup-4"
ORGANIZATION = "organization"


KINDS = ("process", "person", "team", "left")
FIELDS = (
    "folded", "kind", "id", "code", "place", "name", "owner", "coach",
    "performers", "tags", "contact", "parent", "rank", "named_owner", "says",
)  # fmt: skip


class Row:
    """One process or person as the look-ups show it; sets are joined by commas.

    `kind` is process, person, team, or left for a person who has; a team's `performers` are its members;
    what a person `says` is that they own too much, what a process, who has it from which day on.
    """

    folded: str
    kind: str
    id: str
    code: str
    place: str
    name: str
    owner: str
    coach: str
    performers: str
    tags: str
    contact: str
    parent: str
    rank: str
    named_owner: str
    says: str

    __slots__ = FIELDS

    def __init__(self, fields: list[str]) -> None:
        for name, value in zip(FIELDS, fields, strict=True):
            setattr(self, name, value)

    def line(self) -> str:
        """The row as it stands in the file."""
        return "\t".join(getattr(self, name) for name in FIELDS)

    @property
    def is_process(self) -> bool:
        """It is a process, else a person or team."""
        return self.kind == "process"

    @property
    def label(self) -> str:
        """Its code, else its place in the chart."""
        return self.code or self.place

    @property
    def coached_by(self) -> str:
        """Who coaches its performers."""
        return self.coach or self.owner


def read(store: str) -> str | None:
    """The lines of the table as one text, brought up to date with the history; None when it must be made anew."""
    try:
        with open(f"{store}/{NAME}", encoding="utf-8", newline="\n") as file:
            head, _, text = file.read().partition("\n")
        version, seen, name, offset, until = head.split("\t")
        if version != VERSION or seen != checkpoint_seen(store) or (until and until <= strftime("%Y-%m-%d")):
            return None
        tail = _tail(f"{store}/{ORGANIZATION}/history", name, int(offset))
    except (OSError, ValueError, IndexError):
        return None
    if not tail:
        return text
    from workbench.store.overlay import overlaid

    return overlaid(text, tail)


def checkpoint_seen(store: str) -> str:
    """What tells the checkpoint on the disk from an edited or a newer one. Raises OSError."""
    found = os.stat(f"{store}/{ORGANIZATION}/store.json")
    return _said((found.st_ino, found.st_size, found.st_mtime_ns))


def _said(signature: tuple[int, int, int]) -> str:
    return "-".join(map(str, signature))


def _tail(folder: str, name: str, offset: int) -> bytes:
    """The history behind what the table folds; raises ValueError where the two do not fit."""
    month = len("2026-11")
    names = [other for other in os.listdir(folder) if other[month:] == name[month:]]
    later = sorted(other for other in names if other > name)
    tail = b""
    for other in [name, *later]:
        with open(f"{folder}/{other}", "rb") as file:
            if other == name and os.fstat(file.fileno()).st_size < offset:
                raise ValueError
            file.seek(offset if other == name else 0)
            tail += file.read()
    return tail


def head(checkpoint: tuple[int, int, int], name: str, offset: int, until: str) -> str:
    """The first line of a table that folds a checkpoint, known by its signature, and the history up to an offset.

    On the day `until`, "" for none, somebody takes a process over, and the table has to be made anew.
    """
    return "\t".join((VERSION, _said(checkpoint), name, str(offset), until))
