"""Handoffs looked at in the shell: listed, shown, written out as a packet, and who owned what when."""

from argparse import Namespace
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from workbench.cli.session import Session
from workbench.domain.errors import NotFound
from workbench.domain.handoff import Handoff
from workbench.domain.packet import Packet, Row
from workbench.domain.tenure import Tenure
from workbench.exchange import packet_out
from workbench.services import handing_over, owners
from workbench.services.packet import packet, terms, trail
from workbench.store.documents import to_doc
from workbench.store.outside import write_outside


def list_handoffs(session: Session, arguments: Namespace) -> int:
    """List handoffs: those that still ask for something, else all."""
    organization = session.organization
    if arguments.process:
        found = [*organization.handoffs_of(organization.process(arguments.process).id)]
    else:
        found = sorted(organization.handoffs.values(), key=lambda one: int(one.id[1:]))
        found = [one for one in found if arguments.all or _is_live(session, one)]
    if session.options.json:
        session.data([as_data(one) for one in found])
    else:
        session.rows([row(session, one) for one in found])
        if not found:
            session.talk("Nothing waits. `workbench handoff offer PROCESS PERSON` offers a process to an owner.")
    return 0 if found else 1


def _is_live(session: Session, handoff: Handoff) -> bool:
    """It is under way, on trial, or its day is still to come."""
    if handoff.is_open or session.organization.is_past(handoff, session.today):
        return handoff.is_open
    return handoff.is_on_trial or handoff.is_to_come(session.today)


def row(session: Session, handoff: Handoff) -> list[str]:
    """A handoff in one line."""
    organization = session.organization
    process = organization.processes[handoff.process]
    giver, to = organization.name_of(handoff.from_whom), organization.name_of(handoff.to) or "nobody"
    between = f"{giver} → {to}" if giver else f"to {to}"
    day, after = handoff.day, organization.followed_by(handoff)
    trial = f"on trial until {handoff.trial_until}" if handoff.is_on_trial and not after else ""
    until = f"until {after.since}: then {after.id}" if after else trial
    return [handoff.id, handoff.standing, process.id, process.name, between, f"from {day}" if day else "", until]


def as_data(handoff: Handoff) -> dict[str, Any]:
    """A handoff as it is written in JSON: the words of the record, its state in the word that people use."""
    doc = {**to_doc(handoff), "state": handoff.standing}
    return {"id": handoff.id, **doc, "unseen": handoff.unseen if handoff.is_open else []}


def show(session: Session, arguments: Namespace) -> int:
    """Print a handoff: between whom, whether it is ready, the items, the teach-back, the trail."""
    organization = session.organization
    handoff = organization.handoff(arguments.handoff)
    process = organization.processes[handoff.process]
    ready = handing_over.ready(session.store, process, session.today)
    if session.options.json:
        gaps = [{"key": gap.key, "there": gap.is_there, "what": gap.what} for gap in ready]
        session.data({**as_data(handoff), "ready": gaps})
        return 0
    session.text(f"{handoff.id}  {process.id} {process.name}")
    session.rows([[name, text] for name, text in terms(organization, handoff) if text])
    session.rows(
        [
            ["ready?" if place == 0 else "", f"{'+' if gap.is_there else '!'} {gap.what}"]
            for place, gap in enumerate(ready)
        ]
    )
    full = packet(session.store, handoff, session.today)
    session.rows([["item", section.id, section.standing] for section in full.sections])
    session.rows([["told", name, text] for name, text in full.told])
    session.rows([[day, said] for day, said in trail(organization, handoff)])
    return 0


def write_packet(session: Session, arguments: Namespace) -> int:
    """Write the packet of a handoff."""
    handoff = session.organization.handoff(arguments.handoff)
    made = packet(session.store, handoff, session.today)
    if session.options.json and arguments.output in (None, "", "-"):
        return _packet_as_data(session, handoff, made)
    text = packet_out.html(made) if arguments.html else packet_out.markdown(made)
    if arguments.output not in (None, "", "-"):
        path = write_outside(arguments.output, text.encode(), is_over=True, mode=0o666 & ~session.options.umask)
        session.talk(f"Wrote {path}.")
    else:
        session.text(text.rstrip("\n"))
    return 0


def _packet_as_data(session: Session, handoff: Handoff, made: Packet) -> int:
    def said(rows: Iterable[Row]) -> list[dict[str, str]]:
        return [{"name": name, "text": text} for name, text in rows]

    items = [
        {"id": one.id, "title": one.title, "standing": one.standing, "says": said(one.rows)} for one in made.sections
    ]
    ready = [{"there": is_there, "what": what} for is_there, what in made.ready]
    told, trail = said(made.told), [{"on": day, "what": what} for day, what in made.trail]
    session.data(
        {"id": handoff.id, "process": handoff.process, "name": made.title, "terms": dict(made.terms)}
        | {"ready": ready, "items": items, "told": told, "trail": trail}
    )
    return 0


def list_owners(session: Session, arguments: Namespace) -> int:
    """Print who owned a process when, or what a person owned when."""
    organization, meant = session.organization, getattr(arguments, "process|person")
    try:
        found = owners.owners_of(session.store, organization.process(meant).id)
    except NotFound:
        person = organization.person(meant)
        found = owners.owned_by(session.store, person.id)
        if not found:
            session.talk(f"{person.name} has never owned a process.")
    if session.options.json:
        session.data([asdict(one) for one in found])
    else:
        session.rows([_tenure(session, one) for one in found])
    return 0 if found else 1


def _tenure(session: Session, one: Tenure) -> list[str]:
    organization = session.organization
    process = organization.processes[one.process]
    owner = organization.name_of(one.owner) or "— nobody —"
    return [process.id, process.name, owner, one.days(session.today), one.handoff]
