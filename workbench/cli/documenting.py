"""Documents and training from the shell: versions, who has read them, who has learned what."""

from argparse import ArgumentParser, Namespace
from typing import Any

from workbench.cli.arguments import past_day
from workbench.cli.designing import add_acts
from workbench.cli.session import Session
from workbench.domain.document import has_read, to_read
from workbench.domain.errors import count
from workbench.domain.process import Process
from workbench.domain.training import LEVELS, Level
from workbench.services import documenting, training
from workbench.services.parts import TRAINING
from workbench.store.documents import to_doc


def configure(verb: str, parser: ArgumentParser) -> None:
    """Give the parser of a command its acts and their arguments."""
    parser.add_argument("process")
    acts = parser.add_subparsers(title="acts", metavar="ACT")
    if verb == "train":
        _configure_training(parser, acts)
        return
    parser.set_defaults(act=list_versions)
    publish = acts.add_parser("publish", help="publish the sheet as it stands; prints the version")
    publish.add_argument("comment", help="what it is about, or what was changed")
    publish.add_argument("--minor", action="store_true", help="nobody needs to read it again")
    publish.add_argument("--unchanged", action="store_true", help="also where nothing changed since the last version")
    publish.set_defaults(act=publish_version)
    compare = acts.add_parser("diff", help="what differs between two versions")
    compare.add_argument("old", metavar="OLD", help="a version: V1, or 1")
    compare.add_argument("new", metavar="NEW", nargs="?", help="the version it is held against, else how it stands now")
    compare.set_defaults(act=compare_versions)
    acts.add_parser("read", help="say that you have read the latest version").set_defaults(act=sign)


def _configure_training(parser: ArgumentParser, acts: Any) -> None:
    parser.set_defaults(act=list_training)
    add_acts(acts, TRAINING)
    learn = acts.add_parser("learn", help="note who is how far")
    learn.add_argument("part", metavar="ITEM")
    learn.add_argument("person")
    learn.add_argument("level", nargs="?", choices=[str(level) for level in LEVELS], help="else they begin")
    learn.add_argument("--on", type=past_day, metavar="DATE", help="the day, else today")
    learn.set_defaults(act=note_level)
    drop = acts.add_parser("drop", help="they no longer learn it")
    drop.add_argument("part", metavar="ITEM")
    drop.add_argument("person")
    drop.set_defaults(act=let_go)


def list_versions(session: Session, arguments: Namespace) -> int:
    """List the versions, and who has read the one that counts."""
    process = session.organization.process(arguments.process)
    changed = documenting.Published().changed_since(session.store, process)
    if session.options.json:
        readers = [{"id": reader.id, **to_doc(reader)} for reader in process.readers]
        versions = [{"id": v.id, **to_doc(v)} for v in process.versions]
        session.data({"versions": versions, "readers": readers, "changed_since": changed})
        return 0 if process.versions else 1
    named = session.organization.name_of
    session.rows(
        [[v.id, str(v.on or ""), named(v.by), v.comment, "minor" if v.minor else ""] for v in process.versions]
    )
    session.talk(_readers(session, process))
    if changed:
        last = process.versions[-1].id
        fields = count(len(changed), "field")
        session.talk(
            f"Out of date: {fields} changed since {last}; workbench document {process.id} diff {last} compares."
        )
    return 0 if process.versions else 1


def _readers(session: Session, process: Process) -> str:
    wanted = to_read(process.versions)
    if wanted is None:
        return f"{process.id} {process.name} has no published version yet."
    read = {reader.id for reader in process.readers if has_read(process.versions, reader)}
    missing = [session.organization.name_of(person) for person in sorted(process.performers - read)]
    still = f"still to read it: {', '.join(missing)}" if missing else "every performer has read it"
    return f"{wanted.id} is the one to read; {still}."


def publish_version(session: Session, arguments: Namespace) -> int:
    """Publish the sheet; print the version."""
    process = session.organization.process(arguments.process)
    if not arguments.unchanged and (same := documenting.unchanged(session.store, process)):
        session.talk(f"{same} To publish it all the same: --unchanged.")
        return 1
    changed = documenting.publish(
        session.store, session.actor, process, arguments.comment, session.today, arguments.minor
    )
    return session.result(changed.versions[-1].id, process=process.id)


def compare_versions(session: Session, arguments: Namespace) -> int:
    """Print what differs between two versions, or a version and now."""
    process = session.organization.process(arguments.process)
    old = documenting.version_of(process, arguments.old)
    new = documenting.version_of(process, arguments.new) if arguments.new else None
    lines = documenting.difference(session.store, process, old, new)
    if lines:
        session.text("\n".join(lines))
    else:
        session.talk("Nothing differs.")
    return 0 if lines else 1


def sign(session: Session, arguments: Namespace) -> int:
    """Note that whoever acts has read the latest version."""
    process = session.organization.process(arguments.process)
    documenting.sign(session.store, session.actor, process, session.today)
    return session.result(process.id)


def list_training(session: Session, arguments: Namespace) -> int:
    """List what is to be learned, and who is how far."""
    process = session.organization.process(arguments.process)
    if session.options.json:
        session.data([{"id": item.id, **to_doc(item)} for item in process.training])
        return 0 if process.training else 1
    rows: list[list[str]] = []
    for item in process.training:
        rows.append([item.id, item.name, "", ""])
        for learner in item.learners:
            until = item.renewed_by(learner)
            how_far = f"{learner.level or 'begun'} {learner.on or ''}".strip()
            again = "! was to be renewed" if item.is_over(learner, session.today) else "renew"
            name = f"  {session.organization.name_of(learner.id)}"
            rows.append(["", name, how_far, f"{again} {until}" if until else ""])
    session.rows(rows)
    if not rows:
        session.talk(f"{process.id} {process.name} has nothing to be learned yet.")
    return 0 if rows else 1


def note_level(session: Session, arguments: Namespace) -> int:
    """Note how far somebody is with an item."""
    process = session.organization.process(arguments.process)
    person = session.organization.person(arguments.person).id
    level = Level(arguments.level) if arguments.level else None
    training.learn(session.store, session.actor, process, arguments.part, person, level, arguments.on or session.today)
    return session.result(process.id)


def let_go(session: Session, arguments: Namespace) -> int:
    """Note that somebody no longer learns an item."""
    process = session.organization.process(arguments.process)
    person = arguments.person
    training.let_go(session.store, session.actor, process, arguments.part, person)
    return session.result(process.id)
