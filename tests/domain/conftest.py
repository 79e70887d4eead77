"""An organization said in a few words."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest

from workbench.domain.organization import Organization
from workbench.domain.people import Customer, Person, Profile
from workbench.domain.process import Process


def build(
    processes: Iterable[Process] = (),
    people: Iterable[Person] = (),
    customers: Iterable[Customer] = (),
    **profile: Any,
) -> Organization:
    """The organization that these make up."""
    return Organization(
        Profile(name="Lakeside", **profile),
        {person.id: person for person in people},
        {customer.id: customer for customer in customers},
        {process.id: process for process in processes},
    )


@pytest.fixture
def organization_of() -> Callable[..., Organization]:
    return build
