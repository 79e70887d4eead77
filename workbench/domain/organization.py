"""The organization: its people, customers and processes, as they are at one moment."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from workbench.domain.chart import Chart
from workbench.domain.errors import Ambiguous, NotFound, Refused
from workbench.domain.folding import fold
from workbench.domain.ids import CustomerId, HandoffId, PersonId, ProcessId
from workbench.domain.people import Customer, Person, Profile
from workbench.domain.process import Kind, Process

if TYPE_CHECKING:
    from workbench.domain.handoff import Handoff


AN_OWNER = "an owner"


@dataclass(frozen=True, eq=False)
class Organization:
    """Everything that is known of an organization on a day, and the questions one asks of it.

    The owner of each process is the one whom it had on that day, by the handoffs accepted until then.
    """

    profile: Profile
    people: Mapping[PersonId, Person]
    customers: Mapping[CustomerId, Customer]
    processes: Mapping[ProcessId, Process]
    handoffs: Mapping[HandoffId, "Handoff"] = field(default_factory=dict[HandoffId, "Handoff"])

    @cached_property
    def chart(self) -> Chart:
        """The chart of what runs; retired processes do not stand in it."""
        return Chart((p.id, p.parent, p.rank) for p in self.processes.values() if not p.retired)

    @cached_property
    def full_chart(self) -> Chart:
        """The chart with the retired processes in it."""
        return Chart((p.id, p.parent, p.rank) for p in self.processes.values())

    def share_charts(self, other: "Organization") -> None:
        """Take over the charts of another moment at which every process stood where it stands now."""
        known = vars(other) if self.processes.keys() == other.processes.keys() else {}
        vars(self).update({name: known[name] for name in ("chart", "full_chart") if name in known})

    @cached_property
    def _by_code(self) -> dict[str, list[ProcessId]]:
        codes: dict[str, list[ProcessId]] = {}
        for process in self.processes.values():
            if process.code:
                codes.setdefault(process.code, []).append(process.id)
        return codes

    @cached_property
    def _by_name(self) -> dict[str, list[ProcessId]]:
        names: dict[str, list[ProcessId]] = {}
        for process in self.processes.values():
            names.setdefault(fold(process.name), []).append(process.id)
        return names

    def process(self, text: str) -> Process:
        """The process that is meant: by id, else by exact code, else by place. Raises NotFound, Ambiguous."""
        if text in self.processes:
            return self.processes[text]
        if coded := self._by_code.get(text):
            return self._one_of(text, coded)
        if place := self.chart.at(text):
            return self.processes[place]
        if text.upper() in self.processes:
            return self.processes[text.upper()]
        raise NotFound("process", text)

    def process_named(self, text: str) -> Process:
        """The process that is meant: as in `process`, else by its whole name. Raises NotFound, Ambiguous."""
        try:
            return self.process(text)
        except NotFound:
            if named := self._by_name.get(fold(text)):
                return self._one_of(text, named)
            raise

    def _one_of(self, text: str, found: Sequence[ProcessId]) -> Process:
        """The one that is meant of those that answer to a text: one that runs before one that is retired."""
        running = [one for one in found if not self.processes[one].retired] or found
        if len(running) > 1:
            raise Ambiguous(text, [f"{one} {self.processes[one].name}" for one in running])
        return self.processes[running[0]]

    def person(self, text: str) -> Person:
        """The person or team that is meant, by handle, full name or first name. Raises NotFound, Ambiguous."""
        found = self.people.get(text.removeprefix("@"))
        if found:
            return found
        wanted = fold(text)
        named = [person for person in self.people.values() if fold(person.name) == wanted]
        named = named or [person for person in self.people.values() if fold(person.name).partition(" ")[0] == wanted]
        if len(named) > 1:
            raise Ambiguous(text, [f"{person.id} ({person.name})" for person in named])
        if not named:
            raise NotFound("person", text)
        return named[0]

    def customer(self, text: str) -> Customer:
        """The customer that is meant, by id, else by full name. Raises NotFound, Ambiguous."""
        if text in self.customers:
            return self.customers[text]
        named = [customer for customer in self.customers.values() if fold(customer.name) == fold(text)]
        if len(named) > 1:
            raise Ambiguous(text, [f"{customer.id} ({customer.name})" for customer in named])
        if not named:
            raise NotFound("customer", text)
        return named[0]

    def label(self, process: Process) -> str:
        """Its code, else its place in the chart; nothing for a retired one without a code."""
        if process.code or process.retired:
            return process.code
        return self.chart.place(process.id)

    def kind(self, process: Process) -> Kind:
        """Its own kind, else that of the nearest process above it that has one, else core."""
        seen: set[ProcessId] = set()
        at: Process | None = process
        while at is not None and at.id not in seen:
            if at.kind:
                return at.kind
            seen.add(at.id)
            at = self.processes.get(at.parent) if at.parent else None
        return Kind.CORE

    def room(
        self,
        under: ProcessId | None,
        behind: ProcessId | None = None,
        first: bool = False,
        besides: Container[ProcessId] = (),
    ) -> tuple[str, str | None]:
        """The ranks between which there is room under a process: behind a sibling, at the beginning, else at the end.

        `besides` are about to leave their places. Raises Refused where `behind` stands elsewhere.
        """
        standing = [process for process in self.full_chart.children(under) if process not in besides]
        if behind and behind not in standing:
            raise Refused(f"{behind} {self.processes[behind].name} stands somewhere else.")
        place = 0 if first else standing.index(behind) + 1 if behind else len(standing)
        low = self.processes[standing[place - 1]].rank if place else ""
        later = (self.processes[process].rank for process in standing[place:])
        return low, next((rank for rank in later if rank > low), None)

    def name_of(self, person: PersonId | None) -> str:
        """The person's name, the bare handle for one who is not known, "" for nobody."""
        if not person:
            return ""
        known = self.people.get(person)
        return known.name if known else person

    def doer(self, by: PersonId, acts_for: PersonId = "") -> str:
        """Who did something, and for whom if for another: "Mia Chen for Sol Adeyemi"."""
        name = self.name_of(by) or "somebody"
        return f"{name} for {self.name_of(acts_for)}" if acts_for else name

    def answers_for(self, person: PersonId, owner: PersonId | None) -> bool:
        """The person is that owner, or a member of the team that is."""
        if not owner or person == owner:
            return bool(owner)
        team = self.people.get(owner)
        return team is not None and person in team.members

    def handoffs_of(self, process: ProcessId) -> "Sequence[Handoff]":
        """Every handoff of a process, the newest last."""
        return self._handoffs.get(process, ())

    @cached_property
    def _handoffs(self) -> dict[ProcessId, "list[Handoff]"]:
        found: dict[ProcessId, list[Handoff]] = {}
        for handoff in sorted(self.handoffs.values(), key=lambda handoff: int(handoff.id[1:])):
            found.setdefault(handoff.process, []).append(handoff)
        return found

    def handoff_under_way(self, process: ProcessId) -> "Handoff | None":
        """The handoff of a process that is not decided yet; there is at most one."""
        return next((handoff for handoff in self.handoffs_of(process) if handoff.is_open), None)

    def has_changed_hands(self, process: ProcessId) -> bool:
        """Somebody took the process over, or will on a day: only a handoff, or a reason, moves it from then on."""
        return any(handoff.since for handoff in self.handoffs_of(process))

    def taken_last(self, process: ProcessId) -> "Handoff | None":
        """The newest handoff by which a process changed hands, or will on a day."""
        return next((handoff for handoff in reversed(self.handoffs_of(process)) if handoff.since), None)

    def followed_by(self, handoff: "Handoff") -> "Handoff | None":
        """The next handoff by which the process left its new owner again, or will on a day."""
        later = (
            one for one in self.handoffs_of(handoff.process) if one.since and int(one.id[1:]) > int(handoff.id[1:])
        )
        return next(later, None) if handoff.since else None

    def is_past(self, handoff: "Handoff", day: date) -> bool:
        """The process was in these hands, and is not any more on that day."""
        after = self.followed_by(handoff)
        return after is not None and after.since is not None and after.since <= day

    def coming(self, process: Process) -> "Handoff | None":
        """The newest handoff by which a process comes into other hands on a day ahead."""
        last = self.taken_last(process.id)
        return last if last and (last.to or None) != (process.owner or None) else None

    def comes_to(self, process: Process) -> str:
        """Who owns a process from which day on, where that lies ahead and they are here: "Sol from 2026-12-02"."""
        coming = self.coming(process)
        is_sure = coming is not None and coming.to is not None and not self.has_left(coming.to)
        return f"{self.name_of(coming.to)} from {coming.since}" if coming and is_sure else ""

    def has_left(self, person: PersonId | None) -> bool:
        """Somebody who was here is not here any more."""
        known = self.people.get(person or "")
        return known is not None and known.left is not None

    def handoff(self, text: str) -> "Handoff":
        """The handoff that is meant: by its id, else the newest one of a process. Raises NotFound, Refused."""
        found = self.handoffs.get(text.upper())
        if found:
            return found
        try:
            process = self.process(text)
        except NotFound:
            raise NotFound("handoff", text) from None
        made = self.handoffs_of(process.id)
        if not made:
            raise Refused(f"{process.id} {process.name} was never handed over.")
        return self.handoff_under_way(process.id) or made[-1]

    def running(self) -> Iterator[Process]:
        """The processes that are not retired, in the order of the chart."""
        return iter(self._running)

    @cached_property
    def _running(self) -> list[Process]:
        return [self.processes[process] for process, _ in self.chart.walk()]

    def is_unowned(self, process: Process) -> bool:
        """Nobody answers for it: no owner, or one who has left."""
        owner = self.people.get(process.owner) if process.owner else None
        return owner is None or owner.left is not None

    def unowned(self) -> list[Process]:
        """What runs without anybody who answers for it."""
        return self._unowned

    @cached_property
    def _unowned(self) -> list[Process]:
        return [process for process in self.running() if self.is_unowned(process)]

    def missing(self, process: Process) -> list[str]:
        """The evidence that has gone since a gate was passed; what makes a process drifted."""
        if not process.gates:
            return []
        gone: list[str] = []
        if (
            any(gate.id == "owned" for gate in process.gates)
            and self.is_unowned(process)
            and not self.comes_to(process)
        ):
            gone.append(AN_OWNER)
        if any(gate.evidence for gate in process.gates):
            from workbench.domain import drift

            gone += drift.gone(process)
        return gone
