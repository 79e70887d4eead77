"""What should be recent and is not: readings, best practices, reviews, and what is known of the customer."""

from collections.abc import Iterator
from datetime import date

from workbench.domain.check import Finding
from workbench.domain.dates import Interval
from workbench.domain.process import Process
from workbench.domain.readings import Reading, is_out_of_range, next_reading
from workbench.services import reviewing
from workbench.store.store import Store


def findings(store: Store, today: date) -> Iterator[Finding]:
    """Each measure not read within its interval or out of range, each practice and review that is overdue."""
    organization = store.organization
    lasting = Interval.read(organization.profile.belief_interval)
    for process in organization.running():
        yield from _measures(store, process, today)
        for practice in process.practices:
            if practice.confirmed is None or lasting.after(practice.confirmed) <= today:
                since = f" since {practice.confirmed}" if practice.confirmed else ""
                verb = "has not confirmed" if since else "has never confirmed"
                what = f"{verb} the best practice {practice.id} {practice.name}{since}"
                yield Finding(process.id, what, f"workbench practice {process.id} confirm {practice.id}")
        for kept in reviewing.kept(store, process) if process.checks or process.review_interval else ():
            if kept.due and kept.due < today:
                check = f" --check {kept.recurring.check}" if kept.recurring.check else ""
                what = f"is overdue since {kept.due}: {kept.recurring.name}"
                yield Finding(process.id, what, f"workbench review {process.id}{check} --nothing-changed")


def _measures(store: Store, process: Process, today: date) -> Iterator[Finding]:
    latest = store.dated.latest(Reading, process.id, "measure") if process.measures else {}
    for measure in process.measures:
        last = latest.get(measure.id)
        mend = f"workbench reading add {process.id} {measure.id} ACTUAL"
        day = next_reading(measure, [last] if last else [], today)
        if last is None and day is None:
            what = f"has never read {measure.id} {measure.name}, and says not how often it should"
            yield Finding(process.id, what, f'workbench measure {process.id} set {measure.id} every "1 month"')
        elif last is None:
            yield Finding(process.id, f"has never read {measure.id} {measure.name}", mend)
        elif day and day < today:
            yield Finding(process.id, f"has not read {measure.id} {measure.name} since {last.on}", mend)
        elif is_out_of_range(last):
            what = f"is out of range in {measure.id} {measure.name}: {last.actual}, outside {last.range}"
            yield Finding(process.id, what, f"workbench investigate list {process.id} --open")
