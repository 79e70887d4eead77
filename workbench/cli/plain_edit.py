"""`edit` in a session of lines: field by field, each kept as soon as it is written; no dropped line loses it."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from workbench.cli.columns import put, say
from workbench.cli.peopling import FIELDS
from workbench.cli.questions import Left, is_yes, next_line, read
from workbench.cli.session import Session
from workbench.domain.errors import NotFound, WorkbenchError
from workbench.domain.ids import PROFILE
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.domain.records import BODIES, said
from workbench.services import fields, revising
from workbench.services.revising import Record
from workbench.store.errors import ChangedElsewhere, StoreError
from workbench.store.lines import Actor

HOW = "Enter keeps what is there, - empties it, . stops. Every answer is kept at once."
HOW_LONG = "over several lines, . alone ends it"


def edit(session: Session, name: str, only: str = "") -> int:
    """Ask for every field of a record, or only for one. Raises NotFound, Ambiguous, Refused."""
    actor = session.actor
    record = _record(session.organization, name)
    names = fields.PROCESS if isinstance(record, Process) else FIELDS[type(record)]
    wanted = only.replace("-", "_")
    if wanted and wanted not in names:
        raise NotFound("field", only, names)
    put(say(f"{record.id} {record.name}. {HOW}"))
    kept: list[str] = []
    with suppress(Left):
        for field in [wanted] if wanted else names:
            after = _ask(session, actor, record, field)
            kept += [] if after == record else [said(field)]
            record = after
    session.talk(f"Kept: {', '.join(kept)}." if kept else "Nothing was changed.")
    return 0


def _record(organization: Organization, name: str) -> Record:
    if name == PROFILE:
        return organization.profile
    lost: NotFound | None = None
    finders: tuple[Callable[[str], Record], ...] = (organization.process, organization.person, organization.customer)
    for find in finders:
        try:
            return find(name)
        except NotFound as error:
            lost = lost or error
    raise lost or NotFound("record", name)


def _ask(session: Session, actor: Actor, record: Record, field: str) -> Record:
    """Ask for one field until it is kept or left as it was; the record as it is then. Raises Left."""
    while True:
        now = fields.written(session.organization, getattr(record, field))
        text = _long(field, now) if field in BODIES else _short(field, now)
        if text is None:
            return record
        kept = _keep(session, actor, record, field, text)
        if kept:
            return kept
        record = _record(session.organization, record.id)


def _short(field: str, now: str) -> str | None:
    """What is written for a field; None to keep it."""
    text = read(f"{said(field)} ({now}):" if now else f"{said(field)}:").strip()
    if text == ".":
        raise Left
    return "" if text == "-" else text or None


def _long(field: str, now: str) -> str | None:
    """What is written over several lines, as far as it came when the line dropped; None to keep the field."""
    if now:
        put(f"{said(field)} is now:\n{now}")
    first = _short(f"{field}, {HOW_LONG}", "")
    if not first:
        return first
    lines = [first]
    while (line := next_line()) not in (None, "."):
        lines.append(line or "")
    return "\n".join(lines)


def _keep(session: Session, actor: Actor, record: Record, field: str, text: str) -> Record | None:
    """The record with the field kept; None where it has to be written anew."""
    written: dict[str, Any] = {field: text}
    strangers = revising.strangers(session.organization, written)
    if strangers and not is_yes(f"Nobody here is called {', '.join(strangers)}. Make them known?"):
        return None
    while True:
        try:
            return revising.revise(session.store, actor, record, written, bool(strangers))
        except (ChangedElsewhere, StoreError) as error:
            session.talk(str(error))
            if not is_yes("Keep what you wrote all the same?"):
                return None
            record = _record(session.organization, record.id)
        except WorkbenchError as error:
            session.talk(str(error))
            return None
