"""Who else is here, in as many words as there is room for."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from workbench.domain.dates import when
from workbench.domain.organization import Organization
from workbench.store.here import Sitting

if TYPE_CHECKING:
    from workbench.screens.desk import Desk


def look_round(app: "Desk") -> tuple[Sitting, ...]:
    """Let others see who sits here, and see who else does: everybody once, since they first came."""
    here = app.store.here
    if not (here.person or app.store.read_only or app.opening.keep_in):
        here.enter(known_as(app), app.came_at)
    first: dict[str, Sitting] = {}
    for sitting in here.others():
        first.setdefault(sitting.person, sitting)
    first.pop(here.person, None)
    return tuple(first.values())


def known_as(app: "Desk") -> str:
    """Who sits here, as far as it is known: the person, else the account."""
    return app.known.by if app.known else f"account {app.opening.login}"


def told(company: Sequence[Sitting], organization: Organization, today: date) -> Iterator[str]:
    """The same in ever fewer words: with Dana Ruiz since 09:41; with Dana Ruiz; with Dana; with 1."""
    names = [organization.name_of(sitting.person) for sitting in company]
    if not names:
        return
    firsts = [name if name.startswith("account ") else name.partition(" ")[0] for name in names]
    since = [f"{name} since {when(sitting.since, today)}" for name, sitting in zip(names, company, strict=True)]
    yield from (f"with {', '.join(listed)}" for listed in (since, names, firsts))
    if len(names) > 1:
        yield f"with {firsts[0]} and {len(names) - 1} more"
    yield f"with {len(names)}"
