"""Growth as it is read: over the months, by requirement and mark, and whether a linked measure moved."""

from collections.abc import Iterator, Sequence
from datetime import date

from workbench.domain.commitments import Commitment
from workbench.domain.sparkline import sparkline
from workbench.screens.glyphs import Glyphs
from workbench.screens.page import CUT
from workbench.screens.safe import joined
from workbench.services import seen_by
from workbench.services.growth import Growth, Lens, Moved, moved_by
from workbench.store.lines import Actor
from workbench.store.store import Store

Texts = Iterator[tuple[str, str]]

HARDEST = 5


def growth_page(growth: Growth, today: date, glyphs: Glyphs) -> Texts:
    """Commitments over time, how difficult they were, what was touched, what moved."""
    if not growth.commitments:
        yield "", "Nothing is committed to yet. + says which step out of what you know you take, and by when."
    else:
        yield from _months(growth, glyphs)
    yield "", ""
    yield "head", "Three requirements of growth"
    yield from _touched(growth.requirements, today)
    yield "", ""
    yield "head", "Marks of a career"
    yield from _touched(growth.marks)
    if growth.moved:
        yield "", ""
        yield "head", "Did anything move?"
    for one, moved in growth.moved:
        yield "item", f"{one.id} {one.name}: {_moved(moved)}"


def _months(growth: Growth, glyphs: Glyphs) -> Texts:
    first, last = growth.months[0][0], growth.months[-1][0]
    span = first if first == last else f"{first} to {last}"
    yield "head", f"Commitments, {span}"
    yield CUT, f"made       {sparkline([made for _, made, _ in growth.months], bars=glyphs.bars)}"
    hard = [middle for _, _, middle in growth.months if middle is not None]
    if hard:
        drawn = sparkline(hard, bars=glyphs.bars, between=(1, HARDEST))
        yield CUT, f"difficulty {drawn}  {hard[-1]:.0f} of {HARDEST} last"
    states = [one.state for one in growth.commitments]
    told = [f"{states.count(state)} {state}" for state in dict.fromkeys(states)]
    yield CUT, joined(told)


def _touched(lenses: Sequence[Lens], today: date | None = None) -> Texts:
    """When something was last written under each lens, and which was not lately."""
    widest = max(len(lens.name) for lens in lenses)
    for lens in lenses:
        last = f"last on {lens.last}" if lens.last else "not yet"
        lately = ", not lately" if today and lens.last and lens.is_untouched(today) else ""
        yield CUT, f"{lens.name:<{widest}}  {last}{lately}"


def _moved(moved: Moved) -> str:
    target = f", wanted {moved.target}" if moved.target else ""
    if moved.before is None or moved.since is None:
        missing = "before" if moved.before is None else "since"
        return f"{moved.measure}{target}: no reading {missing}"
    by = f", by {moved.difference}" if moved.difference else ""
    return f"{moved.measure}{target}: {moved.before.actual} before, {moved.since.actual} on {moved.since.on}{by}"


def commitment_page(store: Store, actor: Actor, one: Commitment, today: date) -> Texts:
    """One commitment, with whoever can see it."""
    organization = store.organization
    yield "quiet", f"Seen by: {seen_by.of_own(store, actor)}."
    yield "", ""
    yield "strong", one.name
    rows = [
        ("Arena", one.arena), ("Harder by", ", ".join(sorted(one.harder))), ("Why", one.why),
        ("Difficulty", f"{one.difficulty} of {HARDEST}" if one.difficulty else ""),
        ("By", _until(one, today)), ("Support", ", ".join(organization.name_of(who) for who in sorted(one.support))),
        ("Follows", one.follows), ("Ended", joined([f"{one.state} on {one.ended}" if one.ended else "", one.word])),
    ]  # fmt: skip
    process = organization.processes.get(one.process)
    if process:
        rows.append(("About", f"{organization.label(process)} {process.name}".strip()))
    for name, text in rows:
        if text:
            yield "", f"{name}: {text}"
    moved = moved_by(store, one)
    if moved:
        yield "", ""
        yield "head", "Did it move?"
        yield "", _moved(moved)


def _until(one: Commitment, today: date) -> str:
    if one.until is None:
        return ""
    return f"{one.until}{', which is over: it is carried forward' if one.is_carried(today) else ''}"
