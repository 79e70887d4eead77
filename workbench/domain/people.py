"""Persons, teams and customers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.domain.answers import OwnQuestion
    from workbench.domain.templates import Template


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody in the organization, or a team of them; known by a handle that never changes.

    `too_much` is what they say themselves where they own more than they can answer for.
    """

    id: str
    name: str
    contacts: frozenset[str] = frozenset()
    accounts: frozenset[str] = frozenset()
    public_key: str = ""
    left: date | None = None
    team: bool = False
    members: frozenset[str] = frozenset()
    too_much: str = ""

    @property
    def contact(self) -> str:
        """The ways to reach them, in one line."""
        return ", ".join(sorted(self.contacts))


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer:
    """Who receives a result, outside the organization or inside."""

    id: str
    name: str
    inside: bool = False
    needs: str = ""
    last_checked: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What the organization says of itself."""

    id: str = "organization"
    name: str
    preferred_future: str = ""
    chart_review_interval: str = "P6M"
    belief_interval: str = "P1Y"
    management_cap: int | None = None
    time_zone: str = ""
    currency: str = ""
    questions: Sequence["OwnQuestion"] = ()
    templates: Sequence["Template"] = ()
