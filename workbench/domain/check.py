"""What is wrong or missing in an organization, one finding a line, with the way to mend it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.domain.design import totals
from workbench.domain.folding import fold
from workbench.domain.leaving import left_behind
from workbench.domain.organization import Organization
from workbench.domain.people import Person
from workbench.domain.process import Process
from workbench.domain.steps import END
from workbench.domain.text import natural

_kind = re.compile(r"[a-z-]+(?: [a-z-]+)*(?!\w)")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: the record, what is the matter, how to mend it."""

    record: str
    what: str
    mend: str

    @property
    def kind(self) -> str:
        """What is the matter in plain words, ahead of what it names: "has no owner", "names the missing"."""
        found = _kind.match(self.what)
        return found[0] if found else ""


def some_of_each(found: Sequence[Finding], most: int) -> tuple[list[Finding], dict[str, int]]:
    """At most so many findings of each kind, 0 for all, and how many of each kind are left out."""
    seen, shown = Counter[str](), list[Finding]()
    for finding in found:
        seen[finding.kind] += 1
        if not most or seen[finding.kind] <= most:
            shown.append(finding)
    return shown, {kind: number - most for kind, number in seen.items() if 0 < most < number}


def findings(organization: Organization, strict: bool = False) -> list[Finding]:
    """Everything that is damaged or missing; `strict` adds what is merely unwise."""
    found = [*_rings(organization), *_dangling(organization), *_doubles(organization), *_gaps(organization)]
    if strict:
        found += _unwise(organization)
    return found


def _rings(organization: Organization) -> Iterator[Finding]:
    for ring in organization.full_chart.rings:
        first, *others = sorted(ring, key=natural)
        names = f", together with {', '.join(others)}" if others else ""
        yield Finding(first, f"stands under itself{names}", f"workbench process move {first} --top")


def _dangling(organization: Organization) -> Iterator[Finding]:
    people, customers, processes = organization.people, organization.customers, organization.processes
    for process in processes.values():
        mend = f"workbench process set {process.id}"
        for role in ("owner", "coach", "engineer"):
            person = getattr(process, role)
            if person and person not in people:
                yield Finding(process.id, f"names {person} as {role}, who is nobody here", f"{mend} {role} PERSON")
        for person in sorted(process.performers - people.keys()):
            yield Finding(
                process.id, f"names {person} as performer, who is nobody here", f"{mend} performers -{person}"
            )
        for customer in sorted(process.customers - customers.keys()):
            yield Finding(process.id, f"names the missing customer {customer}", f"{mend} customers -{customer}")
        yield from _dangling_in_parts(organization, process)
        if process.parent and process.parent not in processes:
            yield Finding(
                process.id,
                f"stands under the missing {process.parent}",
                f"workbench process move {process.id} --top",
            )
        for side, flows in (("inputs", process.inputs), ("outputs", process.outputs)):
            for flow in flows:
                if flow.process and flow.process not in processes:
                    what = f"names the missing {flow.process} in its {side}"
                    yield Finding(process.id, what, f'{mend} {side} "-{flow.name}"')
    for person in people.values():
        for member in sorted(person.members - people.keys()):
            yield Finding(
                person.id,
                f"has the missing member {member}",
                f"workbench team set {person.id} members -{member}",
            )


def _dangling_in_parts(organization: Organization, process: Process) -> Iterator[Finding]:
    known = {step.id for step in process.steps} | {END}
    for step in process.steps:
        for way in step.ways:
            if way.to not in known:
                mend = f'workbench steps {process.id} set {step.id} ways ""'
                yield Finding(process.id, f"leads from {step.id} to the missing step {way.to}", mend)
    if endless := totals(process.steps).endless:
        what = f"never comes to an end from {', '.join(endless)}"
        yield Finding(process.id, what, f"workbench steps {process.id} set {endless[0]} ways WAYS")
    for item in process.training:
        for learner in item.learners:
            if learner.id not in organization.people:
                mend = f"workbench train {process.id} drop {item.id} {learner.id}"
                yield Finding(process.id, f"has {learner.id} learn {item.id}, who is nobody here", mend)


def _doubles(organization: Organization) -> Iterator[Finding]:
    running = list(organization.running())
    codes: dict[str, list[Process]] = defaultdict(list)
    names: dict[tuple[str | None, str], list[Process]] = defaultdict(list)
    for process in running:
        if process.code:
            codes[process.code].append(process)
        names[process.parent, _bare(process.name)].append(process)
    for code, holders in codes.items():
        for process in holders[1:]:
            yield Finding(
                process.id,
                f"has the code {code}, and so has {holders[0].id} {holders[0].name}",
                f"workbench process set {process.id} code CODE",
            )
    for alike in names.values():
        for process in alike[1:]:
            yield Finding(
                process.id,
                _alike(process, alike[0]),
                f"workbench process set {process.id} name NAME",
            )


def _alike(process: Process, other: Process) -> str:
    if process.name == other.name:
        return f"has the same name as {other.id} beside it: “{process.name}”"
    return f"has nearly the name of {other.id} “{other.name}” beside it: “{process.name}”"


def _bare(name: str) -> str:
    """The name without case, accents, spaces, punctuation and plural endings."""
    words = "".join(c if c.isalnum() else " " for c in fold(name)).split()
    return " ".join(word.removesuffix("s") for word in words) or name


def _gaps(organization: Organization) -> Iterator[Finding]:
    for process in organization.running():
        mend = f"workbench process set {process.id}"
        if process.owner and organization.is_unowned(process) and process.owner in organization.people:
            left = f"its owner {organization.name_of(process.owner)} has left"
            yield Finding(process.id, left, _new_owner(organization, process))
        elif not process.owner and not organization.comes_to(process):
            wanted = f" (an import named “{process.named_owner}”)" if process.named_owner else ""
            yield Finding(process.id, f"has no owner{wanted}", _new_owner(organization, process))
        for role, person in left_behind(organization, process):
            gone = f"its {role} {organization.name_of(person)} has left"
            yield Finding(process.id, gone, f"workbench handoff sweep {person} --to PERSON")
        if organization.chart.children(process.id):
            continue
        if not process.customers and organization.kind(process) == "core":
            yield Finding(process.id, "has no customer", f"{mend} customers +CUSTOMER")
        if not process.result:
            yield Finding(process.id, "has no result", f"{mend} result TEXT")


def _new_owner(organization: Organization, process: Process) -> str:
    """How a process comes to another owner: by a handoff where it is under way, or nothing else moves it."""
    if under_way := organization.handoff_under_way(process.id):
        return f"workbench handoff show {under_way.id}"
    if organization.has_changed_hands(process.id) or (process.is_engineered and process.owner):
        return f"workbench handoff offer {process.id} PERSON"
    return f"workbench process set {process.id} owner PERSON"


def _unwise(organization: Organization) -> Iterator[Finding]:
    for process in organization.running():
        owner = organization.people.get(process.owner) if process.owner else None
        if owner and owner.team:
            yield Finding(
                process.id, f"is owned by the team {owner.id}; a person must answer",
                _new_owner(organization, process),
            )  # fmt: skip
        for step in process.steps:
            lacking = [
                word for word, there in (("performer", step.performer), ("value class", step.value)) if not there
            ]
            if lacking:
                mend = f"workbench steps {process.id} set {step.id} {lacking[0].split()[0]} VALUE"
                yield Finding(process.id, f"has no {' and no '.join(lacking)} for the step {step.id} {step.name}", mend)
        if process.stage == "identified" and not process.purpose:
            yield Finding(process.id, "has no purpose", f"workbench process set {process.id} purpose TEXT")
    namesakes: dict[str, list[Person]] = defaultdict(list)
    for person in organization.people.values():
        namesakes[fold(person.name)].append(person)
    for first, *others in namesakes.values():
        for other in others:
            yield Finding(
                other.id, f"has the same name as {first.id}, “{first.name}”",
                f"workbench person set {other.id} name NAME",
            )  # fmt: skip
