"""Keeping the store: init, check, history, diff, undo, redo, backup, restore, doctor."""

import grp
import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path

from workbench.cli.arguments import add_markdown, number, past_day
from workbench.cli.copies import list_backups
from workbench.cli.questions import is_yes
from workbench.cli.session import Session
from workbench.domain import depth
from workbench.domain.check import Finding, findings, some_of_each
from workbench.domain.errors import BadInput, NotFound, Refused, count
from workbench.domain.ids import table_of
from workbench.domain.report import Report
from workbench.services import differing, news, recency, setup, story
from workbench.services.health import Health, report
from workbench.store import config, dated, remembered
from workbench.store.edits import DATED_TABLES
from workbench.store.lines import Actor, Line
from workbench.store.undoing import Stays, Told

VERBS = {
    "F": "feedback",
    "V": "review",
    "I": "investigate",
    "B": "benchmark",
    "R": "reading",
    "A": "maturity",
    "J": "careers",
}


def configure(verb: str, parser: ArgumentParser) -> None:
    """Give the parser of a command its arguments."""
    match verb:
        case "init":
            parser.add_argument("--name", default="", help="the organization's name")
            parser.add_argument("--shared", metavar="GROUP", help="let everybody in this group work in it")
        case "check":
            parser.add_argument(
                "--strict", action="store_true", help="also what is merely unwise, and what should be recent and is not"
            )
            limit = "at most so many findings of a kind, 0 for all; --json has all"
            parser.add_argument("--limit", type=number(0), default=20, metavar="N", help=limit)
            add_markdown(parser)
        case "history":
            parser.add_argument("record", nargs="?", help="only what concerns this process, person or customer")
            parser.add_argument("--limit", type=number(0), default=20, metavar="N", help="at most so many, 0 for all")
            parser.add_argument("--since-last", action="store_true", help="what others did since you left the panes")
        case "diff":
            parser.add_argument("start", type=past_day, metavar="DATE", help="the end of this day")
            parser.add_argument("end", type=past_day, metavar="DATE", nargs="?", help="and of this one, else now")
        case "backup":
            parser.add_argument("--to", metavar="DIR", help="copy the whole store, with its history, into a new folder")
        case "undo":
            parser.add_argument("--yes", action="store_true", help="also where your newest change is one that stays")
        case "restore":
            parser.add_argument("backup", nargs="?", help="the file; without one, the backups are listed")
        case _:
            pass
    acts = {"init": begin, "check": check, "history": history, "diff": diff, "undo": undo, "redo": redo}
    parser.set_defaults(act=acts.get(verb) or {"backup": back_up, "restore": restore, "doctor": doctor}[verb])


def begin(session: Session, arguments: Namespace) -> int:
    """Begin a store; say who you are in it."""
    if session.options.claimed or session.options.acts_for:
        raise BadInput("Nobody is in a new store yet: you become its first person, from the name of your account.")
    group = None
    if arguments.shared:
        try:
            group = grp.getgrnam(arguments.shared).gr_gid
        except KeyError:
            raise BadInput(f"There is no group {arguments.shared} on this machine.") from None
    store, person = setup.begin(session.folder, arguments.name, session.login, session.full_name, group)
    session.talk(
        f"Began {store.organization.profile.name} in {session.folder}. You are {person.id} ({person.name}) in it."
    )
    store.close()
    return session.result(person.id, store=str(session.folder))


def check(session: Session, arguments: Namespace) -> int:
    """Print what is wrong or missing, a finding a line; silent when clean."""
    found = [*findings(session.organization, arguments.strict), *_adrift(session)]
    if arguments.strict:
        found += depth.findings(session.organization, session.today)
        found += recency.findings(session.store, session.today)
    broken = session.store.broken()
    if session.options.json:
        listed = [{"id": finding.record, "what": finding.what, "mend": finding.mend} for finding in found]
        session.data([{"id": "", "what": sentence, "mend": "mend store.json by hand"} for sentence in broken] + listed)
        return 1 if found or broken else 0
    shown, more = some_of_each(found, arguments.limit)
    rows = [[finding.record, finding.what, finding.mend] for finding in shown]
    if arguments.md:
        rows = [["", sentence, "mend it in store.json"] for sentence in broken] + rows
        session.page(Report("check", "What is wrong or missing", ("id", "what", "mend"), rows))
    else:
        for sentence in broken:
            session.text(f"{sentence}: mend it in store.json, or `workbench restore`")
        session.rows(rows)
    if more:
        left_out = ", ".join(f"{number:,} more like “{kind}”" for kind, number in more.items())
        session.talk(f"Not shown: {left_out}. --limit 0 shows all.")
    return 1 if found or broken else 0


def history(session: Session, arguments: Namespace) -> int:
    """Print what was changed, the newest first."""
    record = _record(session, arguments.record) if arguments.record else ""
    lines: list[Told] = []
    for line in map(Told, _since_last(session)) if arguments.since_last else _history_of(session, record):
        if record and not any(path.partition(".")[0] == record for path in line.line.edits):
            continue
        if arguments.limit and len(lines) == arguments.limit:
            some = record or arguments.since_last
            shown = "The newest" if some else f"{len(lines):,} of {count(session.store.changes, 'change')}"
            session.talk(f"{shown}; --limit 0 shows all.")
            break
        lines.append(line)
    if session.options.json:
        session.data([_as_data(line) for line in lines])
    else:
        session.rows([row for line in lines for row in _told(session, line, record)])
    if not lines and arguments.since_last and not record:
        session.talk("Nobody else has changed anything since you left the panes.")
    elif not lines:
        session.talk(f"Nothing in the history concerns “{record}”.")
    return 0 if lines else 1


def _adrift(session: Session) -> Iterator[Finding]:
    """The dated records about a process that was deleted since."""
    for record, process in session.store.dated.adrift():
        verb = VERBS[record[0]]
        yield Finding(record, f"is about {process}, which is no process any more", f"workbench {verb} delete {record}")


def _history_of(session: Session, record: str) -> Iterator[Told]:
    """The changes among which those of a record stand; of no record all, those of the dated records too."""
    if not record:
        return session.store.whole_history()
    if table_of(record) in DATED_TABLES:
        return (Told(line, dated.NAME) for line in session.store.dated.backwards())
    return map(Told, session.store.history())


def _since_last(session: Session) -> list[Line]:
    """What others changed since the person left the panes, the newest first. Raises BadInput where they never did."""
    visit = remembered.last_visit(session.store.id, remembered.sitter(session.login, session.options.claimed))
    if visit is None:
        raise BadInput("You have not been at the panes of this store yet, so that there is no last time to count from.")
    try:
        reader = session.actor
    except Refused:
        reader = Actor("", session.login)
    return news.since(session.store, reader, visit.seq)


def _record(session: Session, text: str) -> str:
    organization = session.organization
    if table_of(text.upper()) in (*DATED_TABLES, "handoffs"):
        return text.upper()
    for find in (organization.process, organization.person, organization.customer):
        try:
            return find(text).id
        except NotFound:
            continue
    return text


def _as_data(told: Told) -> dict[str, object]:
    line = told.line
    fields = {
        "place": told.place or None,
        "seq": line.seq,
        "at": line.at,
        "by": line.actor.by,
        "login": line.actor.login,
        "act": line.act,
    }
    return {**fields, "for": line.actor.acts_for or None, "of": line.of, **line.extra, "set": line.edits}


def _told(session: Session, change: Told, record: str) -> list[list[str]]:
    """A change in rows, with its number; those of the dated records are counted apart."""
    line, number = change.line, "/".join(filter(None, (change.place, str(change.line.seq))))
    who = line.actor.by or f"account {line.actor.login}"
    who += f" for {line.actor.acts_for}" if line.actor.acts_for else ""
    when = line.moment.astimezone().strftime("%Y-%m-%d %H:%M")
    told = story.told(line, session.organization, record)
    return [[number, when, who, sentence] for sentence in told]


def diff(session: Session, arguments: Namespace) -> int:
    """Print what became of the processes between two days."""
    before = session.organization_at(arguments.start)
    after = session.organization_at(arguments.end)
    found = list(differing.differences(before, after))
    if session.options.json:
        session.data(
            [{"what": d.what, "id": d.process, "name": d.name, "before": d.before, "after": d.after} for d in found]
        )
    else:
        session.rows([[d.what, d.process, d.name, d.turned] for d in found])
    if not found:
        session.talk("No process differs.")
    return 0 if found else 1


def undo(session: Session, arguments: Namespace) -> int:
    """Take back the newest change of whoever is acting."""
    try:
        line = session.store.undo(session.actor, arguments.yes)
    except Stays as stays:
        before = story.told(stays.line, session.organization)[0]
        if not is_yes(f"{stays} Your change before it: {before}. Take that back?"):
            raise Refused(
                f"{stays} Nothing was changed; `workbench undo --yes` takes back what was before it."
            ) from None
        line = session.store.undo(session.actor, is_sure=True)
    return _say(session, line, [f"Taken back: {said}" for said in story.taken_back(line, session.organization)])


def redo(session: Session, arguments: Namespace) -> int:
    """Do again what whoever is acting took back."""
    line = session.store.redo(session.actor)
    return _say(session, line, [f"Done again: {said}" for said in story.told(line, session.organization)])


def _say(session: Session, line: Line, sentences: Sequence[str]) -> int:
    for sentence in sentences:
        session.talk(sentence)
    if session.options.json:
        session.data({"id": str(line.seq), "act": line.act})
    return 0


def back_up(session: Session, arguments: Namespace) -> int:
    """Keep what stands now; print where."""
    if not arguments.to:
        return session.result(str(session.store.keeping.back_up()))
    path = session.store.keeping.copy_to(Path(arguments.to))
    session.talk("No journal is in it, nor what is shared from one. `workbench journal backup --to DIR` copies yours.")
    return session.result(str(path))


def restore(session: Session, arguments: Namespace) -> int:
    """Go back to a backup, or list them."""
    if not arguments.backup:
        return list_backups(session, session.store.keeping.backups(), "workbench backup")
    lines = session.store.keeping.restore_named(arguments.backup, session.actor)
    if not lines:
        session.talk(f"What stands now is what {arguments.backup} holds: nothing was changed.")
        return session.result("")
    changed = count(sum(len(line.edits) for line in lines), "value")
    session.talk(f"Went back to {arguments.backup}: {changed} changed. `workbench undo` takes it back.")
    return session.result(str(lines[0].seq))


def doctor(session: Session, arguments: Namespace) -> int:
    """Print how the store is, file by file, and how the terminal is."""
    found = [*report(session.store, session.folder), *_journal(session), *_terminal(session.options.theme)]
    if session.options.json:
        session.data([{"part": item.part, "sound": item.sound, "what": item.what} for item in found])
    else:
        session.rows([["->" if item.advises else "ok" if item.sound else "!!", item.part, item.what] for item in found])
    return 0 if all(item.sound for item in found) else 1


def _journal(session: Session) -> Iterator[Health]:
    """How one's own journal is, where it is known whose that is."""
    from workbench.services import journal_health

    try:
        person = session.actor.by
    except Refused:
        return
    yield from journal_health.report(session.store, person)


def _terminal(theme: str) -> list[Health]:
    from workbench.screens.terminal import report as terminal
    from workbench.screens.terminal.background import Background
    from workbench.screens.terminal.colours import choose

    settings = config.read()
    with Background(os.environ) as background:
        look = choose(theme, settings.theme, os.environ, background.answer)
    return terminal.report(os.environ, settings, look, terminal.tmux_option)
