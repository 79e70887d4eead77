"""Who acts: the person whom the login account maps to, or who says so."""

import pytest

from workbench.domain.errors import NotFound, Refused
from workbench.services import chart, people
from workbench.services.acting import NobodyHere, acting, acting_as_oneself, acting_newcomer
from workbench.store.lines import Actor
from workbench.store.store import Store

NONE: frozenset[str] = frozenset()


def test_a_login_account_acts_as_the_person_it_belongs_to(store: Store) -> None:
    assert acting(store, "ana") == Actor("ana", "ana")


def test_one_says_who_one_is_in_an_account_of_several(store: Store, zoe: Actor) -> None:
    assert acting(store, "desk", "zoe") == Actor("zoe", "desk")
    assert acting(store, "desk", "Zoë Brückner") == Actor("zoe", "desk")


def test_one_acts_for_another_and_both_are_recorded(store: Store, zoe: Actor) -> None:
    actor = acting(store, "ana", acts_for="zoe")
    chart.add(store, actor, "Bill it")
    assert next(store.history()).actor == Actor("ana", "ana", "zoe")


def test_an_account_that_belongs_to_nobody_is_told_how_to_be_mapped(store: Store) -> None:
    with pytest.raises(NobodyHere) as refused:
        acting(store, "guest")
    sentence = str(refused.value)
    for way in ("person add HANDLE --account guest", "person set HANDLE accounts +guest", "--as HANDLE"):
        assert way in sentence


def test_an_account_that_belongs_to_two_has_to_say_which(store: Store, zoe: Actor) -> None:
    store.play(zoe, "person.set", {"zoe.accounts+": ["ana"]})
    with pytest.raises(Refused, match=r"belongs to ana, zoe. Say who you are with --as"):
        acting(store, "ana")
    assert acting(store, "ana", "zoe").by == "zoe"


def test_nobody_acts_as_a_team_or_as_somebody_unknown(store: Store, ana: Actor) -> None:
    people.add_person(store, ana, "Front desk", "desk", team=True)
    with pytest.raises(Refused, match="desk is a team; say which person you are"):
        acting(store, "ana", "desk")
    with pytest.raises(NotFound):
        acting(store, "ana", "ghost")
    with pytest.raises(NotFound):
        acting(store, "ana", acts_for="ghost")


def test_a_newcomer_may_add_themself_with_their_own_account(store: Store) -> None:
    mine = frozenset({"guest"})
    assert acting_newcomer(store, "guest", "", "", "gus", mine) == Actor("gus", "guest")
    assert acting_newcomer(store, "guest", "gus", "", "gus", mine) == Actor("gus", "guest")


def test_a_newcomer_adds_nobody_else_and_is_nobody_else(store: Store) -> None:
    with pytest.raises(NobodyHere):
        acting_newcomer(store, "guest", "", "", "gus", NONE)
    with pytest.raises(NotFound):
        acting_newcomer(store, "guest", "ghost", "", "gus", frozenset({"guest"}))
    with pytest.raises(NobodyHere):
        acting_newcomer(store, "guest", "", "ana", "gus", frozenset({"guest"}))


def test_who_is_somebody_already_adds_others_in_their_own_name(store: Store, zoe: Actor) -> None:
    assert acting_newcomer(store, "ana", "", "zoe", "gus", NONE) == Actor("ana", "ana", "zoe")


def test_nobody_acts_who_has_left(store: Store, ana: Actor, zoe: Actor) -> None:
    people.leave(store, ana, store.organization.people["zoe"], store.clock().date())
    with pytest.raises(Refused, match="zoe Zoë Brückner has left and cannot act here"):
        acting(store, "desk", "zoe")


def test_an_account_of_nobody_may_say_which_person_it_belongs_to(store: Store, zoe: Actor) -> None:
    seen = store.organization.people["zoe"]
    assert acting_as_oneself(store, "desk", "", "", seen, frozenset({"desk"})) == zoe
    for accounts, acts_for in (
        (frozenset({"guest"}), ""),
        (frozenset({"desk", "guest"}), ""),
        (frozenset({"desk"}), "ana"),
    ):
        with pytest.raises(NobodyHere):
            acting_as_oneself(store, "desk", "", acts_for, seen, accounts)


def test_one_login_is_one_person(store: Store, ana: Actor, zoe: Actor) -> None:
    taken = {"accounts": frozenset({"ana"})}
    with pytest.raises(Refused, match="The account ana belongs to ana Ana Lima; one login is one person"):
        people.set_person(store, ana, store.organization.people["zoe"], taken)
    with pytest.raises(Refused, match="one login is one person"):
        people.add_person(store, ana, "Pat", fields=taken)
