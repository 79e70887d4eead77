"""A process, the node of the chart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the chart looks at none of these, and need not wait until they are loaded
    from workbench.domain.answers import Answer, Need, NeedConflict
    from workbench.domain.appointments import Appointment
    from workbench.domain.bench import Candidate
    from workbench.domain.document import Practice, Reader, Risk, Version
    from workbench.domain.means import Check, Means
    from workbench.domain.proposals import Proposal
    from workbench.domain.readings import Indicator
    from workbench.domain.steps import Step
    from workbench.domain.training import TrainingItem


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
    """A stage that was passed: by whom, on which day, in which round, and why in spite of a gap.

    `evidence` names what was there then, `gaps` what was missing; what goes later, and what is missing
    beside them later, is said of it (see drift).
    """

    id: str
    by: str = ""
    on: date | None = None
    because: str = ""
    round: str = ""
    evidence: frozenset[str] = frozenset()
    gaps: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One turn of engineering: who began it, when, why where it is not the first, and when a handoff closed it."""

    id: str
    by: str = ""
    on: date | None = None
    because: str = ""
    closed: date | None = None


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
    `review_from_date` counts the review interval on from the day it was due, else from the day it was made;
    `named_owner` is an owner as an import wrote the name, who is nobody here yet;
    `appointments` are the parts in it that others have from a day ahead on.
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
    review_from_date: bool = False
    gates: tuple[Gate, ...] = ()
    rounds: tuple[Round, ...] = ()
    answers: Sequence["Answer"] = ()
    fit: Sequence["Need"] = ()
    conflicts: Sequence["NeedConflict"] = ()
    steps: Sequence["Step"] = ()
    practices: Sequence["Practice"] = ()
    risks: Sequence["Risk"] = ()
    training: Sequence["TrainingItem"] = ()
    versions: Sequence["Version"] = ()
    readers: Sequence["Reader"] = ()
    measures: Sequence["Indicator"] = ()
    means: Sequence["Means"] = ()
    checks: Sequence["Check"] = ()
    proposals: Sequence["Proposal"] = ()
    bench: Sequence["Candidate"] = ()
    appointments: Sequence["Appointment"] = ()
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
        return bool(self.gates or self.rounds)

    @property
    def has_left_engineering(self) -> bool:
        """An owner has it from engineering: nothing hangs on its engineer any more."""
        return self.rounds[-1].closed is not None if self.rounds else self.stage is Stage.OWNED

    @property
    def round(self) -> str:
        """The round of engineering it is in, or was in last; "" before any has begun."""
        return self.rounds[-1].id if self.rounds else ""
