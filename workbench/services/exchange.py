"""Taking in what a file brings, as one change; what it would do is known before."""

from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from workbench.domain.dates import Interval, read_date
from workbench.domain.errors import BadInput
from workbench.domain.folding import fold
from workbench.domain.ids import CustomerId, PersonId, ProcessId, is_handle
from workbench.domain.outline import CustomerRow, FlowRow, GateRow, Outline, PersonRow, ProcessRow
from workbench.domain.people import Customer, Person, Profile
from workbench.domain.process import GATES, Flow, Gate, Kind, Process
from workbench.domain.rank import run, spread
from workbench.domain.records import revised, said
from workbench.services import fields
from workbench.services.people import free_handle
from workbench.store.lines import Actor
from workbench.store.store import Change, Store


@dataclass(slots=True)
class Import:
    """What an import does: the records it adds, the fields of the organization itself that it `said`, and notes."""

    processes: list[Process] = field(default_factory=list[Process])
    people: list[Person] = field(default_factory=list[Person])
    customers: list[Customer] = field(default_factory=list[Customer])
    said: list[str] = field(default_factory=list[str])
    notes: list[str] = field(default_factory=list[str])

    @property
    def edited(self) -> bool:
        """It adds or says anything at all."""
        return bool(self.processes or self.people or self.customers or self.said)

    def levels(self) -> list[int]:
        """How many of the processes stand on each level."""
        depth: dict[ProcessId, int] = {}
        for process in self.processes:
            depth[process.id] = depth.get(process.parent or "", 0) + 1
        return [list(depth.values()).count(level) for level in range(1, max(depth.values(), default=0) + 1)]


def take_in(
    store: Store,
    actor: Actor | None,
    outline: Outline,
    under: ProcessId | None = None,
    add_people: bool = False,
    behind: ProcessId | None = None,
    act: str = "import",
) -> Import:
    """Add everything the outline holds, all or nothing; without an actor only say what would be added.

    Its roots stand under a process (None: at the top), behind a sibling there, else last.

    Owners who are nobody here stay visible as names that need an owner, or become people with `add_people`.
    Raises BadInput, Refused, StoreError.
    """
    done = Import(notes=[*outline.notes])
    with store.change(actor, act) if actor else nullcontext(store.trial()) as change:
        taking = _Taking(change, done, add_people)
        taking.profile(outline.profile)
        taking.people(outline.people)
        taking.customers(outline.customers)
        taking.processes(outline.processes, under, behind)
        taking.note_doubles()
    return done


PROFILE_FIELDS = tuple(name for name in Profile.__dataclass_fields__ if name in fields.READERS)


class _Taking:
    """An import while it is put together."""

    def __init__(self, change: Change, done: Import, add_people: bool) -> None:
        self.done = done
        self._change, self._add_people = change, add_people
        organization = change.organization
        self._people: dict[str, set[PersonId]] = {}
        for person in organization.people.values():
            self._know(person)
        self._here = {name: min(handles) for name, handles in self._people.items()}
        self._left = {person.id for person in organization.people.values() if person.left}
        self._doubles: list[ProcessRow] = []
        self._ids: dict[str, ProcessId] = {}
        self._customers = {fold(customer.name): customer.id for customer in organization.customers.values()}
        self._codes = {process.code for process in organization.processes.values() if process.code}

    def _know(self, person: Person) -> None:
        for name in (person.id, fold(person.name)):
            self._people.setdefault(name, set()).add(person.id)

    def people(self, rows: Iterable[PersonRow]) -> None:
        """Add the people, then the teams; one whose handle or whole name was here before stays as they are."""
        for row in sorted(rows, key=lambda row: row.team):
            known = self._here.get(row.handle) if row.handle else self._here.get(fold(row.name))
            if known:
                self._note(row.line, f"{row.name} is here already as {known}; left as they are")
                continue
            handle = row.handle
            if handle and (not is_handle(handle) or self._change.was_used(handle)):
                self._note(row.line, f"{handle} cannot be a handle here; {row.name} gets one made from the name")
                handle = ""
            members = frozenset(filter(None, (self._named(row, "member", name) for name in row.members if row.team)))
            reached = {"contacts": frozenset(row.contacts), "accounts": frozenset(row.accounts)}
            self._add_person(row.name, handle, row.team, **reached, left=self._day(row, row.left), members=members)

    def _add_person(self, name: str, handle: str = "", team: bool = False, **values: Any) -> PersonId:
        blank = Person(id=handle or free_handle(self._change, name), name=name, team=team)
        person = revised(blank, **values)
        self._change.put(None, person)
        self._know(person)
        self.done.people.append(person)
        return person.id

    def customers(self, rows: Iterable[CustomerRow]) -> None:
        """Add the customers; one who is here already by name stays as they are."""
        for row in rows:
            if fold(row.name) not in self._customers:
                checked = _day(row.last_checked)
                self._add_customer(row.name, inside=row.inside, needs=row.needs, last_checked=checked)

    def _add_customer(self, name: str, **values: Any) -> CustomerId:
        customer = revised(Customer(id=self._change.new_id("C"), name=name), **values)
        self._change.put(None, customer)
        self.done.customers.append(customer)
        self._customers[fold(customer.name)] = customer.id
        return customer.id

    def processes(self, rows: tuple[ProcessRow, ...], under: ProcessId | None, behind: ProcessId | None = None) -> None:
        """Add the processes in their order, the roots behind what stands there already."""
        ids = [self._change.new_id("P") for _ in rows]
        self._ids = {row.key: process for row, process in zip(rows, ids, strict=True) if row.key}
        ranks = self._ranks(rows, under, behind)
        for row, process, rank in zip(rows, ids, ranks, strict=True):
            above = under if row.above is None else ids[row.above]
            try:
                self._add_process(row, process, above, rank)
            except BadInput as error:
                raise BadInput(f"Line {row.line}: {error} Nothing was taken in.") from None

    def _ranks(self, rows: tuple[ProcessRow, ...], under: ProcessId | None, behind: ProcessId | None) -> list[str]:
        siblings: dict[int | None, list[int]] = {}
        for index, row in enumerate(rows):
            siblings.setdefault(row.above, []).append(index)
        ranks = [""] * len(rows)
        for indexes in siblings.values():
            for index, rank in zip(indexes, spread(len(indexes)), strict=True):
                ranks[index] = rank
        roots = siblings.get(None, [])
        if self._change.organization.full_chart.children(under):
            room = self._change.organization.room(under, behind)
            for index, rank in zip(roots, run(*room, len(roots)), strict=True):
                ranks[index] = rank
        return ranks

    def _add_process(self, row: ProcessRow, process: ProcessId, above: ProcessId | None, rank: str) -> None:
        if row.code and row.code in self._codes:
            self._doubles.append(row)
        owner = self._person(row.owner)
        values: dict[str, Any] = {
            "code": row.code,
            "kind": self._kind(row),
            "description": row.description,
            "purpose": row.purpose,
            "trigger": row.trigger,
            "result": row.result,
            "decision_rights": row.decision_rights,
            "importance": row.importance,
            "review_interval": str(Interval.read(row.review_interval)) if row.review_interval else "",
            "next_review": _day(row.next_review),
            "retired": _day(row.retired),
            "owner": owner,
            "named_owner": "" if owner else row.owner,
            "coach": self._named(row, "coach", row.coach),
            "engineer": self._named(row, "engineer", row.engineer),
            "performers": frozenset(filter(None, (self._named(row, "performer", name) for name in row.performers))),
            "customers": frozenset(self._customer(name) for name in row.customers),
            "tags": frozenset(row.tags),
            "inputs": self._flows("I", row.inputs),
            "outputs": self._flows("O", row.outputs),
            "gates": tuple(gate for given in row.gates if (gate := self._gate(row, given))),
        }
        if row.owner and not owner:
            self._note(row.line, f"{row.owner} is nobody here, or more than one; {process} {row.name} needs an owner")
        made = revised(Process(id=process, name=row.name, parent=above, rank=rank), **values)
        self._change.put(None, made)
        self.done.processes.append(made)

    def note_doubles(self) -> None:
        """Note the codes that were here before: all of them in one sentence, ahead of everything else."""
        match self._doubles:
            case []:
                pass
            case [row]:
                self._note(row.line, f"the code {row.code} is here already; `workbench check` will say so")
            case rows:
                what = f"{len(rows):,} codes are here already, the first on line {rows[0].line} ({rows[0].code})"
                self.done.notes.insert(0, f"{what}; these processes stand here twice, as `workbench check` will say")

    def _person(self, name: str) -> PersonId | None:
        """Who is meant by a name: one person who has not left, whom the file may have brought itself."""
        if not name:
            return None
        known = self._people.get(name.removeprefix("@")) or self._people.get(fold(name), set())
        if not known and self._add_people:
            return self._add_person(name)
        present = known - self._left
        return min(present) if len(present) == 1 else None

    def profile(self, told: Iterable[tuple[str, str]]) -> None:
        """Let the organization say of itself what it does not say yet; its name, where it has nothing but a name."""
        organization = self._change.organization
        seen, unsaid = organization.profile, Profile(name="")
        is_bare = not organization.processes and replace(seen, name="") == unsaid
        values: dict[str, Any] = {}
        for name, text in told:
            if name not in PROFILE_FIELDS or fields.written(organization, getattr(seen, name)) == text:
                continue
            if getattr(seen, name) == getattr(unsaid, name) or (name == "name" and is_bare):
                values[name] = fields.READERS[name](organization, text.strip(), getattr(seen, name))
            else:
                self.done.notes.append(f"The {said(name)} of the organization stays as it is here.")
        if values:
            self.done.said += values
            self._change.put(seen, revised(seen, **values))

    def _flows(self, prefix: str, rows: Iterable[FlowRow]) -> tuple[Flow, ...]:
        return tuple(
            Flow(id=f"{prefix}{number}", name=row.name, process=self._ids.get(row.process))
            for number, row in enumerate(rows, 1)
        )

    def _gate(self, row: ProcessRow, given: GateRow) -> Gate | None:
        if given.id not in GATES:
            self._note(row.line, f"“{given.id}” is no gate and was left out")
            return None
        by = self._named(row, "passer of a gate", given.by) or ""
        return Gate(id=given.id, by=by, on=self._day(row, given.on), because=given.because)

    def _day(self, row: ProcessRow | PersonRow, text: str) -> date | None:
        try:
            return read_date(text) if text else None
        except BadInput as error:
            self._note(row.line, f"a day was left out. {str(error).removesuffix('.')}")
            return None

    def _named(self, row: ProcessRow | PersonRow, role: str, name: str) -> PersonId | None:
        person = self._person(name)
        if name and not person:
            self._note(row.line, f"the {role} {name} is nobody here and was left out")
        return person

    def _customer(self, name: str) -> CustomerId:
        return self._customers.get(fold(name)) or self._add_customer(name)

    def _kind(self, row: ProcessRow) -> Kind | None:
        try:
            return Kind(row.kind.lower()) if row.kind else None
        except ValueError:
            self._note(row.line, f"“{row.kind}” is no kind of process (core, enabling, management) and was left out")
            return None

    def _note(self, line: int, sentence: str) -> None:
        self.done.notes.append(f"line {line}: {sentence}")


def _day(text: str) -> date | None:
    return read_date(text) if text else None
