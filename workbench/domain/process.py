"""A process, the node of the chart."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What a process is to the customer (Hammer): paid for, serving what is paid for, or hidden cost."""

    CORE = "core"
    ENABLING = "enabling"
    MANAGEMENT = "management"


class Stage(StrEnum):
    """How far a process has come, in the one order there is."""

    IDENTIFIED = "identified"
    DESIGNED = "designed"
    DOCUMENTED = "documented"
    TRAINED = "trained"
    OWNED = "owned"
    RETIRED = "retired"


GATES = (Stage.DESIGNED, Stage.DOCUMENTED, Stage.TRAINED, Stage.OWNED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A stage that was passed: by whom, on which day, and why in spite of a gap."""

    id: str
    by: str = ""
    on: date | None = None
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Something that comes in or goes out; `process` is where it comes from or goes to."""

    id: str
    name: str
    process: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """End-to-end work that turns a trigger into a result a customer wants.

    `kind` is its own, else its parent's counts; `coach` is named only where it is not the owner;
    `named_owner` is an owner as an import wrote the name, who is nobody here yet.
    """

    id: str
    name: str
    code: str = ""
    kind: Kind | None = None
    parent: str | None = None
    rank: str = "n"
    description: str = ""
    purpose: str = ""
    customers: frozenset[str] = frozenset()
    trigger: str = ""
    result: str = ""
    inputs: tuple[Flow, ...] = ()
    outputs: tuple[Flow, ...] = ()
    importance: int | None = None
    tags: frozenset[str] = frozenset()
    owner: str | None = None
    named_owner: str = ""
    coach: str | None = None
    engineer: str | None = None
    performers: frozenset[str] = frozenset()
    decision_rights: str = ""
    review_interval: str = ""
    next_review: date | None = None
    gates: tuple[Gate, ...] = ()
    retired: date | None = None

    @property
    def coached_by(self) -> str | None:
        """Who coaches the performers: the owner, unless another is named as `coach`."""
        return self.coach or self.owner

    @property
    def stage(self) -> Stage:
        """The last gate that was passed; evidence that has gone since does not take it back."""
        if self.retired:
            return Stage.RETIRED
        passed = {gate.id for gate in self.gates}
        return next((stage for stage in reversed(GATES) if stage in passed), Stage.IDENTIFIED)

    @property
    def is_engineered(self) -> bool:
        """An engineer has begun on it, so that its owner is no longer simply assigned."""
        return bool(self.gates)
