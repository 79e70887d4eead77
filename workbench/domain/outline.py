"""What a file brings in, before it becomes part of an organization: plain rows, each with its line."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowRow:
    """An input or output; `process` is the key of the process it comes from or goes to, "" for none."""

    name: str
    process: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GateRow:
    """A stage that was passed, by whom and on which day as the file writes it."""

    id: str
    by: str = ""
    on: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessRow:
    """One process as a file gives it.

    `line` counts from 1; `above` is the index in the outline of the row it stands under, None for
    a root; people, customers and other processes are named as the file names them, the process itself by `key`.
    """

    line: int
    name: str
    above: int | None = None
    code: str = ""
    kind: str = ""
    description: str = ""
    purpose: str = ""
    trigger: str = ""
    result: str = ""
    decision_rights: str = ""
    importance: int | None = None
    review_interval: str = ""
    next_review: str = ""
    owner: str = ""
    coach: str = ""
    engineer: str = ""
    performers: tuple[str, ...] = ()
    customers: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    retired: str = ""
    key: str = ""
    inputs: tuple[FlowRow, ...] = ()
    outputs: tuple[FlowRow, ...] = ()
    gates: tuple[GateRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One person or team as a file gives them; `handle` is "" where the file has none, `left` a day as written."""

    line: int
    name: str
    handle: str = ""
    contacts: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    left: str = ""
    team: bool = False
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerRow:
    """One customer as a file gives them; `last_checked` is a day as the file writes it."""

    line: int
    name: str
    inside: bool = False
    needs: str = ""
    last_checked: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """Everything a file brings, in its order: a row stands behind the row above it.

    `profile` is what it says of the organization itself, field by field; `mapping` says which column or mark
    was read as what; `notes` say, by line, what was not understood.
    """

    processes: tuple[ProcessRow, ...] = ()
    people: tuple[PersonRow, ...] = ()
    customers: tuple[CustomerRow, ...] = ()
    profile: tuple[tuple[str, str], ...] = ()
    mapping: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
