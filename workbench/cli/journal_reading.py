"""Reading one's own journal, and what others share, from the shell."""

from argparse import Namespace
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice
from typing import Any

from workbench.cli.session import Session
from workbench.domain.coaching import CoachingSession
from workbench.domain.errors import NotFound, count
from workbench.domain.journal import Entry, shortened
from workbench.domain.sparkline import sparkline
from workbench.services import growth, journal, seen_by, sharing, templates
from workbench.services.coaching import named_for
from workbench.services.searching import (
    Wanted,
    line_that_holds,
    others_entries,
    own_entries,
    sessions,
    unknown_in,
    wanted_in,
)
from workbench.store.documents import to_doc

LOOKS = {"P1W": "after a week", "P1M": "after a month", "P6M": "after six months"}


def wanted(session: Session, arguments: Namespace) -> Wanted:
    """What is looked for."""
    line = wanted_in(" ".join(getattr(arguments, "text", ())), session.organization, session.today)
    process = session.organization.process(arguments.process).id if arguments.process else line.process
    return Wanted(
        line.words, (*line.tags, *arguments.tag), arguments.since or line.since, arguments.until or line.until,
        process, arguments.kind or line.kind, arguments.template, arguments.starred or line.starred,
    )  # fmt: skip


def list_entries(session: Session, arguments: Namespace) -> int:
    """List one's own entries, the newest first."""
    found = own_entries(session.store, session.actor, wanted(session, arguments))
    return _told(session, found, arguments.limit, "Nothing is written yet. `workbench journal add` writes an entry.")


def list_shared(session: Session, arguments: Namespace) -> int:
    """List what others share with whoever acts."""
    journal.own(session.store, session.actor)
    return _told(session, sharing.shared_with(session.store, session.actor.by), 0, "Nobody shares anything with you.")


def search(session: Session, arguments: Namespace) -> int:
    """List everything that whoever acts may read and that holds the words."""
    meant = wanted(session, arguments)
    store, actor = session.store, session.actor

    def found() -> Iterable[Entry | CoachingSession]:
        yield from own_entries(store, actor, meant)
        yield from others_entries(store, actor, meant)
        yield from sessions(store, actor, meant)

    none = f"Nothing you may read holds that. {unknown_in(meant.words)}".strip()
    return _told(session, found(), arguments.limit, none, meant.folded)


def _told(
    session: Session, found: Iterable[Entry | CoachingSession], limit: int, none: str, words: Sequence[str] = ()
) -> int:
    shown = list(islice(found, limit + 1 if limit else None))
    listed = shown[:limit] if limit else shown
    if session.options.json:
        session.data([_data(session, one) for one in listed])
    else:
        session.rows([_row(session, one, words) for one in listed])
        if len(shown) > len(listed):
            session.talk("There are more. `--limit 0` shows all.")
        if not shown:
            session.talk(none)
    return 0 if shown else 1


def _row(session: Session, one: Entry | CoachingSession, words: Sequence[str]) -> list[str]:
    if isinstance(one, CoachingSession):
        return [named_for(session.actor, one), str(one.on), "", "session", one.process, one.review.partition("\n")[0]]
    moment = f"{one.on} {one.at:%H:%M}" if one.at else str(one.on)
    tags = " ".join(f"#{tag}" for tag in sorted(one.tags))
    kind = "" if one.kind == "note" else str(one.kind)
    shared = "" if one.by or not sharing.is_shared(session.store, session.actor, one.id) else "(shared)"
    held = line_that_holds(one.text, words)
    hit = f"… {shortened(held)}" if held and one.title not in held else ""
    said = "  ".join(filter(None, (one.called(), hit, shared, tags)))
    return [named(one), moment, "*" if one.star else "", kind, one.process, said]


def named(entry: Entry) -> str:
    """What an entry is called: by its id, with its writer in front where it is somebody else's."""
    return f"{entry.by}/{entry.id}" if entry.by else entry.id


def _data(session: Session, one: Entry | CoachingSession) -> dict[str, Any]:
    kind = "session" if isinstance(one, CoachingSession) else "entry"
    return {"what": kind, "id": one.id, **to_doc(one)}


def show(session: Session, arguments: Namespace) -> int:
    """Print an entry, and who can read it."""
    store, actor = session.store, session.actor
    journal.own(store, actor)
    if "/" in arguments.entry:
        entry = sharing.shared_entry(store, actor.by, arguments.entry)
        seen = f"{seen_by.of_shared(store, actor, entry)}; shared with {seen_by.readers(session.organization, entry)}"
        later: Sequence[Entry] = ()
    else:
        entry = _own_entry(session, arguments.entry)
        sharing.read(store, actor, entry)
        seen, later = seen_by.of_entry(store, actor, entry), journal.reopened_by(store, actor, entry.id)
    if session.options.json:
        session.data({**_data(session, entry), "reopened_by": [one.id for one in later], "seen_by": seen})
        return 0
    session.text(
        "\n".join([*_head(session, entry), "", entry.text.strip("\n"), "", *_foot(session, entry, later, seen)])
    )
    if not entry.by and sharing.is_out_of_date(store, actor, entry):
        session.talk(
            f"Others see it as it was when you shared it. `workbench journal share {entry.id}` renews the copy."
        )
    return 0


def _head(session: Session, entry: Entry) -> list[str]:
    process = session.organization.processes.get(entry.process)
    about = f"{entry.process} {process.name if process else ''} {entry.version}".strip() if entry.process else ""
    facts = [
        " ".join(filter(None, (named(entry), str(entry.on), f"{entry.at:%H:%M %z}" if entry.at else ""))),
        str(entry.kind), "starred" if entry.star else "", about, " ".join(f"#{tag}" for tag in sorted(entry.tags)),
    ]  # fmt: skip
    more = {
        "with": ", ".join(session.organization.name_of(one) for one in sorted(entry.with_whom)),
        "about": ", ".join(sorted(entry.about)),
        "under": ", ".join(templates.lenses().get(lens, lens) for lens in sorted(entry.lenses)),
        "reconsiders": entry.reconsiders,
        "energy": str(entry.energy or ""),
        "complexity": str(entry.complexity or ""),
    }
    return [" · ".join(filter(None, facts)), *(f"{what}: {said}" for what, said in more.items() if said)]


def _foot(session: Session, entry: Entry, later: Sequence[Entry], seen: str) -> list[str]:
    name_of = session.organization.name_of
    verdicts = [
        f"{LOOKS.get(one.id, one.id)}, {one.on}: {' – '.join(filter(None, (one.stance, one.text)))}"
        for one in entry.verdicts
    ]
    replies = [f"{name_of(one.by)}, {one.at:%Y-%m-%d %H:%M}: {one.text}" for one in entry.replies]
    again = [f"opened again: {one.id} {one.on} {one.called()}" for one in later]
    return [*verdicts, *again, *replies, f"Seen by: {seen}."]


def today(session: Session, arguments: Namespace) -> int:
    """List what was written on this day in earlier years."""
    found = journal.on_this_day(session.store, session.actor, session.today)
    return _told(session, found, 0, "Nothing of this day in earlier years.")


def calendar(session: Session, arguments: Namespace) -> int:
    """Print a month, with how many entries stand under each day."""
    import calendar as months

    year, month = map(int, (arguments.month or f"{session.today:%Y-%m}").split("-"))
    written = journal.days_written(session.store, session.actor, f"{year:04}-{month:02}")
    if session.options.json:
        session.data({str(day): number for day, number in written.items()})
        return 0
    weeks = months.Calendar().monthdayscalendar(year, month)
    cells = [[_cell(date(year, month, day), written) if day else "" for day in week] for week in weeks]
    session.text(f"{year:04}-{month:02}")
    session.rows([["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"], *cells])
    session.talk(f"{count(sum(written.values()), 'entry', 'entries')} on {count(len(written), 'day')}.")
    return 0


def _cell(day: date, written: dict[date, int]) -> str:
    number = written.get(day, 0)
    return f"{day.day}{'*' if number == 1 else f'*{number}' if number else ''}"


def list_tags(session: Session, arguments: Namespace) -> int:
    """List one's own tags, the most frequent first."""
    found = journal.tags(session.store, session.actor)
    if session.options.json:
        session.data(found)
    else:
        session.rows([[f"#{tag}", str(number)] for tag, number in found.items()])
    return 0 if found else 1


def list_templates(session: Session, arguments: Namespace) -> int:
    """List the templates."""
    known = templates.templates(session.organization)
    if session.options.json:
        session.data([{"id": one.id, **to_doc(one), "prompts": one.asked} for one in known.values()])
    else:
        session.rows([[one.id, one.name, one.rotation] for one in known.values()])
    return 0


def _own_entry(session: Session, record: str) -> Entry:
    """One's own entry. Raises NotFound, which says what of this id others share."""
    try:
        return journal.entry_of(session.store, session.actor, record)
    except NotFound:
        raise NotFound("entry", record, sharing.shared_as(session.store, session.actor.by, record)) from None


def show_template(session: Session, arguments: Namespace) -> int:
    """Print what a template asks."""
    one = templates.template_of(session.organization, arguments.template, session.today)
    if session.options.json:
        session.data({"id": one.id, **to_doc(one), "prompts": one.asked})
    else:
        session.text("\n".join([f"{one.name}. {one.about}".strip(), *(f"- {prompt}" for prompt in one.asked)]))
    return 0


def show_growth(session: Session, arguments: Namespace) -> int:
    """Print one's own growth."""
    found = growth.growth(session.store, session.actor)
    if session.options.json:
        session.data(_growth_data(found))
        return 0
    rows = [[lens.name, *_touched(lens, session.today)] for lens in (*found.requirements, *found.marks)]
    session.rows([*rows[: len(found.requirements)], [], *rows[len(found.requirements) :]])
    if found.months:
        hard = sparkline([middle or 0.0 for _, _, middle in found.months])
        session.text(f"\nCommitments {found.months[0][0]} to {found.months[-1][0]}, how difficult: {hard}")
        session.rows([[month, str(made), f"{middle:.1f}" if middle else ""] for month, made, middle in found.months])
    for one, moved in found.moved:
        session.text(f"{one.id} {one.name}: {moved.measure} {moved.difference or 'not read since'}")
    session.talk("This page is yours alone; there is none about anybody else.")
    return 0


def _touched(lens: growth.Lens, today: date) -> list[str]:
    if lens.last is None:
        return ["not yet", ""]
    return [count(lens.touched, "time"), f"not since {lens.last}" if lens.is_untouched(today) else f"last {lens.last}"]


def _growth_data(found: growth.Growth) -> dict[str, Any]:
    lenses = [*found.requirements, *found.marks]
    return {
        "lenses": [{"id": one.id, "name": one.name, "touched": one.touched, "last": one.last} for one in lenses],
        "months": [{"month": month, "made": made, "difficulty": middle} for month, made, middle in found.months],
        "moved": [
            {"id": one.id, "measure": moved.measure, "target": moved.target, "difference": moved.difference or None}
            for one, moved in found.moved
        ],
    }
