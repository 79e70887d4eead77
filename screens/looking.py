"""What is done with something that waits: looked at, put right, put off, dropped; or gone to where it is done."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from workbench.domain.commitments import CommitmentState
from workbench.domain.dates import Interval, read_day
from workbench.domain.due import OWNERLESS, Due
from workbench.domain.errors import BadInput, count
from workbench.domain.people import Customer
from workbench.domain.process import GATES, Process
from workbench.domain.reviews import ENOUGH
from workbench.screens import asking
from workbench.screens.dialogs import Choose
from workbench.screens.going import go
from workbench.screens.waiting_page import seen_of
from workbench.services import engineering, people, recording, reviewing
from workbench.services.checklist import checklist
from workbench.services.dated_kinds import REVIEW
from workbench.services.reviewing import Kept

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp

WHERE = {
    "review": ("engineer", "document"),
    "investigation": ("oversight", "investigations"),
    "survey": ("oversight", "careers"),
    "belief": ("engineer", "answers"),
    "answer": ("engineer", "answers"),
    "training": ("engineer", "training"),
    "proposal": ("engineer", "proposals"),
    "handoff": ("handoff", "handoff"),
}


def _process(app: "WorkbenchApp", item: Due) -> Process | None:
    return app.store.organization.processes.get(item.record)


# Looked at


def checked(app: "WorkbenchApp", item: Due, minutes: int) -> None:
    """Note that nothing has changed, that a belief still holds, or that a promise is kept."""
    if item.kind == "belief":
        _still_believed(app, item)
    elif item.kind == "commitment":
        from workbench.services import committing

        if app.act(committing.end, item.record, CommitmentState.KEPT, "", app.today):
            app.say(f"{item.name}: kept.")
    else:
        _nothing_changed(app, item, minutes)


def _nothing_changed(app: "WorkbenchApp", item: Due, minutes: int) -> None:
    made = app.act(reviewing.review, seen_of(app.store, item), app.today, minutes=minutes)
    if made:
        seen = seen_of(app.store, item)
        what = f"{item.name}, {seen.recurring.name}" if seen.recurring.check else item.name
        app.say(f"{what}: nothing changed{f', next on {seen.due}' if seen.due else ''}; u takes it back.")
        _offer(app, item)


def _still_believed(app: "WorkbenchApp", item: Due) -> None:
    organization, process = app.store.organization, _process(app, item)
    done: Process | Customer | None
    if process:
        done = app.act(engineering.confirm, process, checklist(organization).question(item.about), app.today)
    else:
        done = app.act(people.set_customer, organization.customers[item.record], {"last_checked": app.today})
    if done:
        app.say(f"{item.name}: asked today, and it still holds; u takes it back.")


def _offer(app: "WorkbenchApp", item: Due) -> None:
    """After several looks that found nothing, offer to look less often, or not at all."""
    process, kept = _process(app, item), seen_of(app.store, item)
    if process is None or not kept.longer:
        return
    now, then = (Interval.read(every).in_words() for every in (kept.recurring.every, kept.longer))
    answers = {"+": f"look every {then} instead of every {now}"}
    if kept.worth.made >= ENOUGH and not kept.worth.found:
        answers["x"] = f"drop it: it {kept.worth.said}"

    def chosen(answer: str | None) -> None:
        if answer == "+":
            lengthen(app, item)
        elif answer:
            _drop(app, process, kept)

    question = f"{item.name}: {kept.recurring.name} has found nothing {kept.worth.quiet} times running."
    app.push_screen(Choose(question, answers), chosen)


def lengthen(app: "WorkbenchApp", item: Due) -> None:
    """Let a check come back less often."""
    process = _process(app, item)
    if process and app.act(reviewing.lengthen, process, seen_of(app.store, item)):
        kept = seen_of(app.store, item)
        every = Interval.read(kept.recurring.every).in_words()
        app.say(f"{item.name}: {kept.recurring.name} comes back every {every} now; u takes it back.")


def drop(app: "WorkbenchApp", process: Process, kept: Kept) -> None:
    """Say how often a check found something, ask once, and drop it."""
    took = f", in {kept.worth.minutes} min" if kept.worth.made else ""
    question = f"{process.name}: {kept.recurring.name}, {kept.worth.said}{took}. Drop it?"
    answers = {"x": "drop it: it does not come back; its records stay"}
    app.push_screen(Choose(question, answers), lambda answer: _drop(app, process, kept) if answer else None)


def _drop(app: "WorkbenchApp", process: Process, kept: Kept) -> None:
    if app.act(reviewing.drop, process, kept):
        app.say(f"{process.name}: {kept.recurring.name} is dropped; u brings it back.")


def found(app: "WorkbenchApp", item: Due) -> None:
    """Write down what was found."""
    from workbench.screens import dated_form

    process = _process(app, item)
    if process:
        dated_form.open_form(app, process, REVIEW, check=item.about)
        return

    def keep(line: str) -> str:
        if not line.strip():
            raise BadInput("Say what was found; where nothing was, c says so.")
        reviewing.review(app.store, app.actor, seen_of(app.store, item), app.today, line)
        return f"{item.name}: noted what was found; u takes it back."

    asking.ask(app, f"{item.name}: what was found?", None, keep, hint="in a sentence")


def put_off(app: "WorkbenchApp", item: Due) -> None:
    """Ask until when, and put it off."""
    from workbench.screens import dated_lines

    process = _process(app, item)
    if process:
        dated_lines.ask(app, process, dated_lines.LATER, item.about)
        return

    def keep(line: str) -> str:
        until = read_day(line, app.today)
        reviewing.put_off(app.store, app.actor, seen_of(app.store, item), app.today, until)
        return f"{item.name}: it waits until {until}; u takes it back."

    asking.ask(app, f"{item.name}: put off until when?", None, keep, hint="fri, +2w, 2026-12-01")


def ask_minutes(app: "WorkbenchApp", usual: int, then: Callable[[int], None]) -> None:
    """Ask how many minutes it took."""

    def keep(line: str) -> str:
        minutes = recording.read_spent(app.store.organization, line)
        if minutes is None:
            return ""
        then(minutes)
        return f"{count(minutes, 'minute')} will be noted with it."

    question, hint = "How many minutes did it take?", "it counts as oversight"
    asking.ask(app, question, None, keep, str(usual or ""), hint, is_usual=True)


# Done here, or there


def do(app: "WorkbenchApp", item: Due, minutes: int) -> None:
    """Do it here, or go to where it is done."""
    from workbench.screens import dated_form, dated_lines

    customer, process = app.store.organization.customers.get(item.record), _process(app, item)
    if process and item.kind == "reading":
        dated_lines.ask(app, process, dated_lines.READING, item.about, minutes)
    elif process and item.kind == "reply":
        dated_form.open_form(app, process, dated_form.REPLY, item.about)
    elif customer:
        app.open_form(customer, "last_checked")
    elif _is_ownerless(item):
        go(app, "chart", "", item.record, "@ says who answers for it; ! goes to the next without an owner.")
    elif item.kind in ("look", "answered", "commitment", "session", "promise"):
        go(app, "journal", item.record)
    elif process is None:
        go(app, "oversight", "since")
    elif item.kind == "gap" and item.about:
        go(app, "handoff", "", item.record, "S passes on all that somebody who has left holds.")
    elif item.kind == "gap" and app.store.organization.comes_to(process):
        go(app, "handoff", "", item.record)
    elif item.kind == "gap":
        go(app, "engineer", f"gates/{_drifted(process)}", item.record)
    else:
        mode, place = WHERE.get(item.kind, ("engineer", ""))
        go(app, mode, f"{place}/{item.about}" if place and item.about and item.kind != "review" else place, item.record)


def _is_ownerless(item: Due) -> bool:
    """Somebody who answers for it is all that is missing."""
    return item.what == OWNERLESS or item.kind == "owners"


def _drifted(process: Process) -> str:
    """The last gate it passed before it had an owner, where what has gone is told."""
    passed = {gate.id for gate in process.gates}
    return str(next((stage for stage in reversed(GATES[:-1]) if stage in passed), GATES[0]))
