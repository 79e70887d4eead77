"""A report: a titled table whose rows are processes, and what there is to say below it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Report:
    """Rows about processes, the id of each first; `notes` are sentences below the table."""

    name: str
    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()
