"""Undo takes back one's own newest change, says who stands in the way, and gives no id a second time."""

from collections.abc import Callable
from pathlib import Path

import pytest

from workbench.domain.errors import Refused
from workbench.store.lines import Actor
from workbench.store.store import Store

Revise = Callable[..., None]
Reopened = Callable[[], Store]


def name_of(store: Store, record: str = "P1") -> str:
    store.follow()
    return store.organization.processes[record].name


def test_undo_takes_back_and_redo_does_again_step_by_step(store: Store, revise: Revise, ana: Actor) -> None:
    for name in ("One", "Two", "Three"):
        revise(store, "P1", name=name)
    seen = [name_of(store)]
    for act in (store.undo, store.undo, store.redo, store.undo, store.undo, store.redo, store.redo, store.redo):
        act(ana)
        seen.append(name_of(store))
    assert seen == ["Three", "Two", "One", "Two", "One", "Examine", "One", "Two", "Three"]
    with pytest.raises(Refused, match="nothing of yours to do again"):
        store.redo(ana)


def test_undo_reaches_back_across_sessions_and_checkpoints(
    store: Store, reopened: Reopened, revise: Revise, ana: Actor
) -> None:
    revise(store, "P1", name="Look")
    store.keeping.settle(at_once=True)
    store.close()
    now = reopened()
    assert now.undo(ana).act == "process.set"
    assert name_of(now) == "Examine"
    again = reopened()
    again.redo(ana)
    assert name_of(again) == "Look"


def test_undo_leaves_what_others_changed_in_between(
    store: Store, reopened: Reopened, revise: Revise, ana: Actor, bo: Actor
) -> None:
    other = reopened()
    revise(store, "P1", name="Look", purpose="Health")
    revise(other, "P2", bo, name="Send bills")
    revise(other, "P1", bo, trigger="A visit")
    store.undo(ana)
    process = store.organization.processes["P1"]
    assert (process.name, process.purpose, process.trigger) == ("Examine", "", "A visit")
    assert name_of(store, "P2") == "Send bills"


def test_undo_names_who_changed_the_same_since_and_changes_nothing(
    store: Store, reopened: Reopened, revise: Revise, ana: Actor, bo: Actor
) -> None:
    revise(store, "P1", name="Look", purpose="Health")
    seq = next(store.history()).seq
    revise(reopened(), "P1", bo, name="Inspect")
    with pytest.raises(Refused, match=rf"Cannot undo change {seq} \(process.set\): bo has changed P1.name since\."):
        store.undo(ana)
    process = store.organization.processes["P1"]
    assert (process.name, process.purpose) == ("Inspect", "Health")


def test_an_undo_that_breaks_a_rule_is_refused(store: Store, add: Callable[..., str], ana: Actor, bo: Actor) -> None:
    parent = add(store, "Care")
    add(store, "Recall", bo, parent=parent)
    with pytest.raises(Refused, match="cannot go"):
        store.undo(ana)
    store.undo(bo)
    store.undo(ana)
    assert parent not in store.organization.processes


def test_everybody_undoes_their_own(store: Store, revise: Revise, ana: Actor, bo: Actor) -> None:
    revise(store, "P1", name="Look")
    revise(store, "P2", bo, name="Send bills")
    store.undo(ana)
    assert (name_of(store), name_of(store, "P2")) == ("Examine", "Send bills")
    with pytest.raises(Refused, match="nothing of yours to undo"):
        store.undo(ana)


def test_a_new_change_ends_what_can_be_done_again(store: Store, revise: Revise, ana: Actor, bo: Actor) -> None:
    revise(store, "P1", name="Look")
    store.undo(ana)
    revise(store, "P2", bo, name="Send bills")
    store.redo(ana)
    store.undo(ana)
    revise(store, "P1", purpose="Health")
    with pytest.raises(Refused, match="nothing of yours to do again"):
        store.redo(ana)


def test_the_beginning_is_not_undone(store: Store, ana: Actor) -> None:
    with pytest.raises(Refused, match="nothing of yours to undo"):
        store.undo(ana)


def test_a_set_gets_back_just_what_the_change_took(store: Store, revise: Revise, ana: Actor, bo: Actor) -> None:
    revise(store, "P1", tags=frozenset({"daily"}))
    revise(store, "P1", bo, tags=frozenset({"daily", "new"}))
    store.undo(ana)
    assert store.organization.processes["P1"].tags == {"clinic", "new"}


def test_an_undo_is_a_line_that_names_the_change_it_is_about(store: Store, revise: Revise, ana: Actor) -> None:
    revise(store, "P1", name="Look")
    line = store.undo(ana)
    newest = next(store.history())
    assert (newest.act, newest.of, newest.edits) == ("undo", line.seq, {"P1.name": ["Look", "Examine"]})


def test_a_restore_is_one_change_and_is_undone_like_one(
    store: Store, revise: Revise, add: Callable[..., str], ana: Actor
) -> None:
    backup = store.keeping.back_up()
    revise(store, "P1", name="Look")
    add(store, "Archive")
    store.keeping.restore(backup, ana)
    assert (name_of(store), sorted(store.organization.processes)) == ("Examine", ["P1", "P2", "P3"])
    store.undo(ana)
    assert (name_of(store), sorted(store.organization.processes)) == ("Look", ["P1", "P2", "P3", "P4"])


def test_an_id_is_never_given_twice_after_delete_undo_restore_and_reopening(
    store: Store, folder: Path, reopened: Reopened, add: Callable[..., str], remove: Callable[..., None], ana: Actor
) -> None:
    backup = store.keeping.back_up()
    given = [add(store, "Archive")]
    remove(store, given[-1])
    given.append(add(store, "Audit"))
    store.undo(ana)
    given.append(add(store, "Recall"))
    store.keeping.restore(backup, ana)
    given.append(add(store, "Follow up"))
    store.undo(ana)
    store.keeping.settle(at_once=True)
    now = reopened()
    given.append(add(now, "Stock"))
    now.undo(ana)
    (folder / "organization" / "store.json").unlink()
    given.append(add(reopened(), "Clean"))
    assert given == ["P4", "P5", "P6", "P7", "P8", "P9"]


def test_a_handle_is_never_given_twice(
    store: Store, remove: Callable[..., None], reopened: Reopened, ana: Actor
) -> None:
    with store.change(ana, "customer.delete") as change:
        change.edits |= {"P1.customers-": ["C1"], "P2.owner": ["bo", None]}
    remove(store, "bo")
    for session in (store, reopened()):
        with session.change(ana, "person.add") as change:
            assert change.was_used("bo")
            assert not change.was_used("cy")
    store.undo(ana)
    with store.change(ana, "person.add") as change:
        assert change.was_used("bo")
