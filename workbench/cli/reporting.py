"""Reports, the line of sight, maturity, and the careers-or-jobs check from the shell."""

import re
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from typing import Any

from workbench.cli.arguments import add_markdown
from workbench.cli.session import Session
from workbench.domain.assessments import Truth
from workbench.domain.errors import BadInput
from workbench.domain.facts import Point
from workbench.domain.maturity import ElementLevel, Maturity
from workbench.domain.report import Report
from workbench.domain.sparkline import ASCII_BARS, BARS, sparkline
from workbench.exchange import report_out
from workbench.services import careers, maturing, recording, sight
from workbench.services.reports import REPORTS

TRUTHS = {"largely": Truth.LARGELY, "somewhat": Truth.SOMEWHAT, "not": Truth.NOT}


def configure(verb: str, parser: ArgumentParser) -> None:
    """Give the parser of a command its acts and their arguments."""
    match verb:
        case "report":
            parser.add_argument("name", choices=list(REPORTS), metavar="REPORT", help=", ".join(REPORTS))
            parser.add_argument("process", nargs="?", help="only this branch of the chart")
            add_markdown(parser)
            parser.set_defaults(act=report)
        case "sight":
            parser.add_argument("process")
            parser.add_argument("person", nargs="?", help="with what this performer has learned of it")
            parser.add_argument("--ascii", action="store_true", help="draw the trend in plain letters")
            add_markdown(parser)
            parser.set_defaults(act=show_sight)
        case "maturity":
            _configure_maturity(parser)
        case _:
            _configure_careers(parser)


def _configure_maturity(parser: ArgumentParser) -> None:
    acts = parser.add_subparsers(title="acts", metavar="ACT", required=True)
    show = acts.add_parser("show", help="where a process stands, on what evidence, and what is missing")
    show.add_argument("process", help=f"a process, or {maturing.ENTERPRISE}")
    add_markdown(show)
    show.set_defaults(act=show_maturity)
    judge = acts.add_parser(
        "judge", help="say which element has which level, or how far a statement holds; prints the id"
    )
    judge.add_argument("process", help=f"a process, or {maturing.ENTERPRISE}")
    judge.add_argument(
        "levels",
        nargs="+",
        metavar="ELEMENT=LEVEL",
        help="purpose=2; of one statement purpose-3=largely, somewhat, not",
    )
    judge.add_argument("--note", default="", metavar="TEXT", help="on what")
    judge.add_argument("--minutes", metavar="N", help="how long it took")
    judge.set_defaults(act=judge_maturity)
    _add_delete(acts)


def _configure_careers(parser: ArgumentParser) -> None:
    acts = parser.add_subparsers(title="acts", metavar="ACT", required=True)
    show = acts.add_parser("show", help="the statements, or how a branch has answered them so far")
    show.add_argument("process", nargs="?")
    show.set_defaults(act=show_careers)
    mark = acts.add_parser("mark", help="what the people of a branch say together, from 1 (jobs) to 5 (careers)")
    mark.add_argument("process")
    mark.add_argument("marks", nargs="+", metavar="STATEMENT=MARK")
    mark.add_argument("--voices", type=int, metavar="N", help="how many were asked")
    mark.set_defaults(act=mark_careers)
    _add_delete(acts)


def _add_delete(acts: Any) -> None:
    delete = acts.add_parser("delete", help="take out a mistake")
    delete.add_argument("record")
    delete.set_defaults(act=delete_record)


def report(session: Session, arguments: Namespace) -> int:
    """Print a report."""
    under = session.organization.process(arguments.process).id if arguments.process else None
    made = REPORTS[arguments.name](session.store, session.today, under)
    if session.options.json:
        session.data(report_out.data(made))
    elif arguments.md:
        session.page(made)
    else:
        _print(session, made)
    return 0 if made.rows else 1


def _print(session: Session, made: Report) -> None:
    if made.rows:
        session.rows([list(made.columns), *made.rows])
    for note in made.notes:
        session.talk(note)


def show_sight(session: Session, arguments: Namespace) -> int:
    """Print the line of sight of a process."""
    process = session.organization.process(arguments.process)
    person = session.organization.person(arguments.person).id if arguments.person else ""
    if session.options.json:
        session.data(sight.as_data(session.store, process, person))
        return 0
    whose = f", as {session.organization.name_of(person)} sees it" if person else ""
    title = f"{session.organization.label(process)} {process.name}  ({process.id}){whose}".lstrip()
    rows = sight.rows(session.store, process, person, ASCII_BARS if arguments.ascii else BARS)
    if arguments.md:
        session.page(Report("sight", title, ("", "line of sight"), rows))
    else:
        session.text(f"{title}\n")
        session.rows([list(row) for row in rows])
    return 0


def show_maturity(session: Session, arguments: Namespace) -> int:
    """Print where a process or the enterprise stands."""
    store = session.store
    if arguments.process == maturing.ENTERPRISE:
        whole = maturing.of_enterprise(store)
        if whole is None:
            return _tell_unjudged(session, arguments.md)
        _print_maturity(session, whole, "E", "The enterprise", arguments.md)
        return 0
    process = session.organization.process(arguments.process)
    found = maturing.of_process(store, process, session.today, maturing.cap_of(store))
    _print_maturity(session, found, "P", f"{session.organization.label(process)} {process.name}", arguments.md)
    if not session.options.json:
        _print_points(session, maturing.points(store, process, session.today), arguments.md)
    return 0


def _tell_unjudged(session: Session, md: bool) -> int:
    """Print the elements of the enterprise, not all of which were judged."""
    session.talk("Not every element of the enterprise has been judged yet. The elements:")
    known = [element for enabler in maturing.model().enterprise for element in enabler.elements]
    rows = [[element.id, element.title, element.levels[0]] for element in known]
    if session.options.json:
        session.data([{"id": element.id, "title": element.title} for element in known])
    elif md:
        session.page(Report("maturity", "The elements of the enterprise", ("id", "element", "at first"), rows))
    else:
        session.rows(rows)
    return 1


def _print_points(session: Session, points: Sequence[Point], md: bool) -> None:
    """Print how far a process answers ISO 9001, 4.4.1 a to h."""
    titles = maturing.iso_titles()
    rows = [["yes" if one.is_there else "—", one.id, titles[one.id], one.what] for one in points]
    if md:
        session.page(Report("iso", "ISO 9001, 4.4.1", ("there", "point", "asks for", "next"), rows))
    else:
        session.text("\nISO 9001, 4.4.1")
        session.rows(rows)


def _print_maturity(session: Session, found: Maturity, letter: str, name: str, md: bool) -> None:
    if session.options.json:
        session.data(_maturity_data(found))
        return
    capped = f"; the enterprise holds it back from {letter}-{found.own}" if found.is_capped else ""
    meaning = maturing.model().levels[found.level]
    stands = f"{letter}-{found.level}, {meaning}; the weakest is {found.weakest.enabler.title.lower()}{capped}"
    if md:
        session.page(_maturity_page(f"{name}: {stands}", found))
        return
    session.text(f"{stands}\n")
    for enabler in found.enablers:
        session.rows([[str(enabler.level), enabler.enabler.title]])
        session.rows([["  ", str(one.level), one.element.id, _evidence(one)] for one in enabler.elements])
    session.text("\nNext")
    session.rows([["  ", one.element.title, one.missing] for one in found.weakest.weakest])


def _maturity_page(title: str, found: Maturity) -> Report:
    rows = [
        [enabler.enabler.title, one.element.title, str(one.level), _evidence(one), one.missing]
        for enabler in found.enablers
        for one in enabler.elements
    ]
    return Report("maturity", title, ("enabler", "element", "level", "evidence", "missing"), rows)


def _maturity_data(found: Maturity) -> dict[str, Any]:
    elements = [
        {
            "id": one.element.id, "level": one.level, "evidence": one.evidence, "judged": one.judged,
            "missing": one.missing,
        }
        for enabler in found.enablers
        for one in enabler.elements
    ]  # fmt: skip
    return {
        "level": found.level, "own": found.own, "cap": found.cap, "weakest": found.weakest.enabler.id,
        "elements": elements,
    }  # fmt: skip


def _evidence(element: ElementLevel) -> str:
    return ", ".join(filter(None, (element.evidence, f"judged {element.judged}" if element.judged else "")))


def judge_maturity(session: Session, arguments: Namespace) -> int:
    """Judge elements; print the id of the assessment."""
    whole = arguments.process == maturing.ENTERPRISE
    process = None if whole else session.organization.process(arguments.process)
    minutes = recording.read_spent(session.organization, arguments.minutes)
    truths = {key: truth for text in arguments.levels for key, truth in _truth(text)}
    levels = _pairs([text for text in arguments.levels if not list(_truth(text))])
    made = maturing.judge(session.store, session.actor, process, levels, session.today, arguments.note, minutes, truths)
    return session.result(made.id)


def _truth(text: str) -> Iterator[tuple[tuple[str, int], Truth]]:
    """How far a statement holds, where the text says that: purpose-3=somewhat."""
    said = re.fullmatch(r"(.+)-([1-4])=(largely|somewhat|not)", text.strip())
    if said:
        yield (said[1], int(said[2])), TRUTHS[said[3]]


def _pairs(given: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for text in given:
        name, _, value = text.partition("=")
        if not (value.isascii() and value.isdecimal() and len(value) < 3):
            raise BadInput(f"“{text}”: write it like {name or 'purpose'}=2.")
        found[name.strip()] = int(value)
    return found


def show_careers(session: Session, arguments: Namespace) -> int:
    """Print the statements, or what a branch made of them."""
    if not arguments.process:
        rows = [[one.id, one.jobs, "1 … 5", one.careers] for one in careers.statements()]
        if session.options.json:
            session.data([{"id": one.id, "jobs": one.jobs, "careers": one.careers} for one in careers.statements()])
        else:
            session.rows(rows)
        return 0
    branch = session.organization.process(arguments.process)
    found = careers.surveys(session.store, branch)
    if session.options.json:
        marks = [{"id": s.id, "on": s.on, "middle": s.middle, "marks": {m.id: m.value for m in s.marks}} for s in found]
        session.data(marks)
    else:
        rows = [
            [one.id, str(one.on), f"{one.middle:.1f}", careers.answered(one), f"{one.voices or ''}"] for one in found
        ]
        if found:
            session.rows([["id", "day", "together", "answered", "asked"], *rows])
            session.talk(f"{sparkline([one.middle for one in found])}  1 is jobs, 5 is careers.")
    if not found:
        session.talk(
            f"{branch.id} {branch.name} has not been asked yet. `workbench careers show` lists the statements."
        )
    return 0 if found else 1


def mark_careers(session: Session, arguments: Namespace) -> int:
    """Note what a branch says; print the id."""
    branch = session.organization.process(arguments.process)
    marks = _pairs(arguments.marks)
    made = careers.survey(session.store, session.actor, branch, marks, session.today, arguments.voices)
    return session.result(made.id)


def delete_record(session: Session, arguments: Namespace) -> int:
    """Take a mistake out; print its id."""
    return session.result(recording.delete_record(session.store, session.actor, arguments.record).id)
