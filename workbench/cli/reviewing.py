"""Reviews from the shell: made, put off, dropped, and how often they found something."""

from argparse import ArgumentParser, Namespace
from typing import Any

from workbench.cli.session import Session
from workbench.domain.dates import Interval, read_day
from workbench.domain.errors import BadInput, Refused
from workbench.domain.process import Process
from workbench.services import recording, reviewing
from workbench.services.reviewing import Kept


def configure(verb: str, parser: ArgumentParser) -> None:
    """Give the parser of the command its arguments."""
    parser.add_argument("process", nargs="?", help="without one: every recurring check and what it is worth")
    parser.add_argument("--chart", action="store_true", help="the chart as a whole, instead of a process")
    parser.add_argument("--check", default="", metavar="CHECK", help="a recurring check, else the review itself")
    act = parser.add_mutually_exclusive_group()
    act.add_argument("--nothing-changed", action="store_true", help="it was looked at, and nothing had changed")
    act.add_argument("--found", metavar="TEXT", help="it was looked at, and this was found")
    act.add_argument("--later", metavar="DATE", help="put it off: 2026-12-01, fri, +2w")
    act.add_argument("--drop", action="store_true", help="it shall come back no more")
    act.add_argument("--longer", nargs="?", const="", metavar="INTERVAL", help="a longer interval, else the next one")
    parser.add_argument(
        "--done-by-hand", action="store_true", help="you also did the process yourself, from end to end"
    )
    parser.add_argument("--on", metavar="DATE", help="the day it was made, else today")
    parser.add_argument("--minutes", metavar="N", help="how long it took")
    parser.set_defaults(act=review)


def review(session: Session, arguments: Namespace) -> int:
    """Make, put off or drop a check, or print how the checks stand."""
    acts = (arguments.nothing_changed, arguments.found, arguments.later, arguments.drop, arguments.longer is not None)
    if not any(acts):
        return _standing(session, arguments)
    if not (arguments.process or arguments.chart):
        raise BadInput("Say which process, or --chart.")
    store, actor, today = session.store, session.actor, session.today
    process = session.organization.process(arguments.process) if arguments.process else None
    seen = reviewing.meant(store, process, arguments.check) if process else reviewing.chart_review(store)
    if arguments.drop or arguments.longer is not None:
        if process is None:
            raise Refused("The chart's interval: `workbench organization set chart_review_interval INTERVAL`.")
        if arguments.drop:
            changed = reviewing.drop(store, actor, process, seen)
            session.talk(f"{seen.recurring.name.capitalize()} is dropped. `workbench undo` brings it back.")
        else:
            every = str(Interval.read(arguments.longer)) if arguments.longer else ""
            changed = reviewing.lengthen(store, actor, process, seen, every)
            now = reviewing.meant(store, changed, arguments.check)
            often = Interval.read(now.recurring.every).in_words()
            session.talk(f"{seen.recurring.name.capitalize()} comes back every {often} now.")
        return session.result(changed.id)
    if arguments.later:
        made = reviewing.put_off(store, actor, seen, today, read_day(arguments.later, today))
    else:
        on = read_day(arguments.on, today, is_past=True) if arguments.on else today
        if on > today:
            raise BadInput(f"{on} is still to come.")
        minutes = recording.read_spent(session.organization, arguments.minutes)
        made = reviewing.review(store, actor, seen, on, arguments.found or "", minutes, arguments.done_by_hand)
    now = reviewing.meant(store, process, arguments.check) if process else reviewing.chart_review(store)
    _say_next(session, arguments, now)
    return session.result(made.id, next=now.due)


def _say_next(session: Session, arguments: Namespace, now: Kept) -> None:
    if now.due:
        session.talk(f"Next on {now.due}.")
    if now.longer and arguments.process:
        check = f" --check {now.recurring.check}" if now.recurring.check else ""
        offer = f"every {Interval.read(now.longer).in_words()} may be enough"
        session.talk(
            f"Nothing changed {now.worth.quiet} times running: {offer}. "
            f"`workbench review {arguments.process}{check} --longer`"
        )


def _standing(session: Session, arguments: Namespace) -> int:
    organization = session.organization
    processes: list[Process] = []
    if arguments.chart:
        found = [("", reviewing.chart_review(session.store))]
    else:
        processes = [organization.process(arguments.process)] if arguments.process else [*organization.running()]
        found = [(process.name, one) for process in processes for one in reviewing.kept(session.store, process)]
    if session.options.json:
        session.data([_as_data(name, one) for name, one in found])
    else:
        session.rows([_row(name, one) for name, one in found])
        if arguments.process or arguments.chart:
            _past(session, [one for _, one in found])
            if arguments.process and (last := reviewing.last_done_by_owner(session.store, processes[0])):
                session.talk(f"The owner last did it with their own hands on {last}.")
    if not found:
        session.talk('No review comes back. `workbench process set PROCESS review_interval "6 months"` sets one.')
    return 0 if found else 1


def _row(name: str, one: Kept) -> list[str]:
    kept = one.recurring
    every = f"every {Interval.read(kept.every).in_words()}" if kept.every else "once"
    longer = f"try {Interval.read(one.longer).in_words()}" if one.longer else ""
    due = one.due or ("done" if one.worth.made else "no day")
    return [str(due), kept.process, name, kept.check, kept.name, every, one.worth.said, longer]


def _past(session: Session, found: list[Kept]) -> None:
    rows: list[list[str]] = []
    for one in found:
        for made in reversed(one.past):
            minutes = f"{made.minutes} min" if made.minutes else ""
            until = f"until {made.until}" if made.until else ""
            said = made.found.partition("\n")[0] or until
            rows.append([f"  {made.id}", str(made.on), made.check, made.outcome, minutes, said])
    session.rows(rows)


def _as_data(name: str, one: Kept) -> dict[str, Any]:
    kept, worth = one.recurring, one.worth
    return {
        "process": kept.process, "name": name, "check": kept.check, "what": kept.name, "every": kept.every or None,
        "due": one.due, "made": worth.made, "found": worth.found, "quiet": worth.quiet, "minutes": worth.minutes,
        "longer": one.longer or None,
    }  # fmt: skip
