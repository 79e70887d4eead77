"""Ids: short, stable, never reused, safe in a shell and in a file name."""

import re

from workbench.domain.folding import fold

ProcessId = str
PersonId = str
CustomerId = str
HandoffId = str

PREFIXES = {"P": "processes", "C": "customers", "H": "handoffs"}
DATED = {
    "F": "feedback",
    "V": "reviews",
    "I": "investigations",
    "B": "benchmarks",
    "A": "assessments",
    "J": "surveys",
    "R": "readings",
}
JOURNAL = {"E": "entries", "K": "commitments"}
COACHING = {"W": "sessions"}
PROFILE = "organization"
PROPOSALS = ".proposals."

_TABLES = PREFIXES | DATED | JOURNAL | COACHING

_numbered = re.compile(r"([A-Z])([1-9][0-9]{0,8})")
_handle = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_titles = {"dr", "mr", "mrs", "ms", "prof", "sir", "dame", "dipl", "ing", "herr", "frau"}


def table_of(record_id: str) -> str | None:
    """The table in which a record of this id stands; None when it is no id at all."""
    if record_id == PROFILE:
        return PROFILE
    if numbered := _numbered.fullmatch(record_id):
        return _TABLES.get(numbered[1])
    return "people" if is_handle(record_id) else None


def number_of(record_id: str) -> tuple[str, int] | None:
    """Prefix and number of a numbered id, ("P", 7) for P7."""
    numbered = _numbered.fullmatch(record_id)
    return (numbered[1], int(numbered[2])) if numbered else None


def numbered_in(path: str) -> str:
    """The id that nothing else may have when something stands at a path: a record's, or a proposal's in one."""
    if "." not in path:
        return path
    part = path.partition(PROPOSALS)[2]
    return part if number_of(part) else ""


def is_handle(text: str) -> bool:
    """The text can be a person's handle: lower-case ASCII letters, digits and inner hyphens."""
    return bool(_handle.fullmatch(text)) and len(text) <= 40 and text != PROFILE


def handle_for(name: str) -> str:
    """A handle made from a name, "" where nothing can be made of it."""
    words = re.findall(r"[a-z][a-z0-9]*", fold(name))
    return next((word[:20] for word in words if word not in _titles and word != PROFILE), "")
