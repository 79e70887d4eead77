"""Who owned a process when: who was assigned, then who took it over, up to now or to a day to come."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from workbench.domain.ids import HandoffId, PersonId, ProcessId
from workbench.domain.ownership import Move


@dataclass(frozen=True, slots=True)
class Tenure:
    """Somebody's time as the owner of a process, "" for nobody's: from a day (None: since before anything is known)
    to a day (None: still), and the handoff by which it began, if by one.
    """

    process: ProcessId
    owner: PersonId | None
    since: date | None
    until: date | None = None
    handoff: HandoffId = ""

    def days(self, today: date) -> str:
        """From when to when, as it is said: "2025-04-14 – now", "from 2026-12-01" for what lies ahead."""
        is_ahead = self.since is not None and self.since > today
        return f"from {self.since}" if is_ahead and not self.until else f"{self.since or '…'} – {self.until or 'now'}"


def tenures(
    process: ProcessId,
    assigned: Sequence[tuple[date | None, PersonId | None]],
    moves: Iterable[Move],
    ended: date | None,
    left: Mapping[PersonId, date],
) -> list[Tenure]:
    """Every time somebody, or nobody, owned a process, one after the other.

    `assigned` are the owners who were named directly, each from a day on, oldest first: they count until somebody
    takes the process over. It is nobody's any more from the day it `ended`, nor theirs from the day they `left`.
    """
    kept: list[Tenure] = []
    for tenure in [*_assigned(process, assigned), *_taken(moves)]:
        while kept and _never_began(kept[-1], tenure):
            kept.pop()
        if not kept or kept[-1].owner != tenure.owner:
            kept.append(tenure)
    return [one for tenure in _closed(kept, ended) for one in _while_here(tenure, left.get(tenure.owner or ""))]


def _never_began(tenure: Tenure, later: Tenure) -> bool:
    """Another came before it could begin, or was named in its place on the same day, which mends a mistake."""
    since, instead = tenure.since or date.min, later.since
    return instead is not None and (instead < since or (instead == since and not later.handoff))


def _while_here(tenure: Tenure, left: date | None) -> Iterator[Tenure]:
    """The time until its owner left, then nobody's; all of it nobody's where they had left before it began."""
    if left is None or (tenure.until and tenure.until <= left):
        yield tenure
        return
    if tenure.since is None or tenure.since <= left:
        yield replace(tenure, until=left)
    yield Tenure(tenure.process, None, max(left, tenure.since or left), tenure.until)


def _assigned(process: ProcessId, assigned: Iterable[tuple[date | None, PersonId | None]]) -> Iterator[Tenure]:
    for since, owner in assigned:
        yield Tenure(process, owner or None, since)


def _taken(moves: Iterable[Move]) -> Iterator[Tenure]:
    for move in sorted(moves, key=lambda move: move.number):
        yield Tenure(move.process, move.to or None, date.fromisoformat(move.since), handoff=move.handoff)


def _closed(kept: Sequence[Tenure], ended: date | None) -> Iterator[Tenure]:
    for place, tenure in enumerate(kept):
        later = kept[place + 1].since if place + 1 < len(kept) else ended
        yield replace(tenure, until=min(filter(None, (later, ended)), default=None))
