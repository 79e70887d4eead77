"""What people write into the checkpoint by hand is noticed, validated, and becomes a change like any other."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workbench.store.lines import Actor
from workbench.store.store import Store

Revise = Callable[..., None]
Reopened = Callable[[], Store]
Edit = Callable[[Callable[[Any], None]], None]


@pytest.fixture
def path(folder: Path) -> Path:
    return folder / "organization" / "store.json"


@pytest.fixture
def edit(path: Path) -> Edit:
    """Edits the checkpoint as a person with an editor would, in other clothes than it had."""

    def editing(change: Callable[[Any], None]) -> None:
        content = json.loads(path.read_text())
        change(content)
        path.write_text(json.dumps(content, indent=2, ensure_ascii=False))

    return editing


def rename(content: Any) -> None:
    content["processes"]["P1"]["name"] = "Look"


def lines_of(store: Store) -> list[tuple[str, dict[str, list[Any]]]]:
    return [(line.act, dict(line.edits)) for line in store.history()]


def name_of(store: Store) -> str:
    return store.organization.processes["P1"].name


def test_an_edit_is_shown_at_once_and_enters_the_history_before_the_next_change(
    store: Store, edit: Edit, reopened: Reopened, revise: Revise
) -> None:
    edit(rename)
    now = reopened()
    assert name_of(now) == "Look"
    assert len(lines_of(now)) == 1
    revise(now, "P2", name="Send bills")
    assert lines_of(now)[:2] == [
        ("process.set", {"P2.name": ["Bill", "Send bills"]}),
        ("hand-edit", {"P1.name": ["Examine", "Look"]}),
    ]


def test_an_edit_enters_the_history_with_the_next_checkpoint_at_the_moment_it_was_found(
    store: Store, edit: Edit, folder: Path, reopened: Reopened
) -> None:
    before = next(store.history()).moment
    edit(rename)
    store.keeping.settle(at_once=True)
    assert lines_of(store)[0] == ("hand-edit", {"P1.name": ["Examine", "Look"]})
    assert store.organization_at(before).processes["P1"].name == "Examine"
    assert name_of(reopened()) == "Look"
    assert next(store.history()).actor.login
    aside = next((folder / "backups").glob("organization-edited-*.json"))
    assert json.loads(aside.read_text())["processes"]["P1"]["name"] == "Look"


def test_an_open_store_sees_an_edit_when_it_follows(store: Store, edit: Edit) -> None:
    edit(rename)
    assert store.follow().anew
    assert name_of(store) == "Look"
    assert not store.follow()


def test_an_edit_is_undone_by_the_account_it_came_from(store: Store, edit: Edit, revise: Revise) -> None:
    edit(rename)
    revise(store, "P2", name="Send bills")
    login = next(line for line in store.history() if line.act == "hand-edit").actor.login
    store.undo(Actor("pat", login))
    assert name_of(store) == "Examine"
    assert store.organization.processes["P2"].name == "Send bills"


def test_an_edit_holds_beside_what_others_changed_since_the_checkpoint(
    store: Store, edit: Edit, revise: Revise, reopened: Reopened
) -> None:
    revise(store, "P2", name="Send bills")
    revise(store, "P1", purpose="Health")
    edit(rename)
    process = reopened().organization.processes["P1"]
    assert (process.name, process.purpose) == ("Look", "Health")


def test_an_edit_of_what_others_changed_since_the_checkpoint_is_set_aside_and_said(
    store: Store, edit: Edit, revise: Revise, reopened: Reopened, folder: Path
) -> None:
    revise(store, "P1", name="Inspect")
    edit(rename)
    now = reopened()
    assert name_of(now) == "Inspect"
    assert now.notices == [
        f"{folder / 'organization' / 'store.json'} was edited by hand: P1.name was changed meanwhile. "
        "That edit is set aside; all else holds."
    ]


def test_an_edit_that_is_in_the_history_does_not_come_back_before_the_next_checkpoint(
    store: Store, edit: Edit, revise: Revise, reopened: Reopened
) -> None:
    def edited(content: Any) -> None:
        rename(content)
        content["processes"]["P1"]["tags"] = ["clinic", "daily"]

    edit(edited)
    now = reopened()
    revise(now, "P2", name="Send bills")
    revise(now, "P1", name="Examine", tags=frozenset({"clinic"}))
    again = reopened()
    process = again.organization.processes["P1"]
    assert (process.name, sorted(process.tags), again.notices) == ("Examine", ["clinic"], [])
    revise(again, "P3", name="Clean")
    assert [act for act, _ in lines_of(again)].count("hand-edit") == 1


def test_two_sessions_take_an_edit_in_once(
    store: Store, edit: Edit, revise: Revise, reopened: Reopened, bo: Actor
) -> None:
    edit(rename)
    first, second = reopened(), reopened()
    revise(first, "P2", name="Send bills")
    revise(second, "P3", bo, name="Clean")
    first.keeping.settle(at_once=True)
    second.keeping.settle(at_once=True)
    assert [act for act, _ in lines_of(reopened())] == ["process.set", "process.set", "hand-edit", "init"]


def test_a_second_edit_on_top_of_the_first_is_taken_in_too(
    store: Store, edit: Edit, revise: Revise, reopened: Reopened
) -> None:
    edit(rename)
    revise(store, "P2", name="Send bills")

    def more(content: Any) -> None:
        content["processes"]["P3"]["name"] = "Clean"

    edit(more)
    now = reopened()
    assert (name_of(now), now.organization.processes["P3"].name) == ("Look", "Clean")
    now.keeping.settle(at_once=True)
    assert [edits for act, edits in lines_of(now) if act == "hand-edit"] == [
        {"P3.name": ["Sterilize", "Clean"]},
        {"P1.name": ["Examine", "Look"]},
    ]


def test_a_record_added_by_hand_keeps_its_id_and_the_next_one_gets_another(
    store: Store, edit: Edit, add: Callable[..., str], reopened: Reopened
) -> None:
    def added(content: Any) -> None:
        content["processes"]["P4"] = {"name": "Archive"}

    edit(added)
    now = reopened()
    assert add(now, "Audit") == "P5"
    assert now.organization.processes["P4"].name == "Archive"


BROKEN: list[tuple[Callable[[Any], Any], str]] = [
    (lambda tables: tables["processes"]["P1"].pop("name"), "P1: a name is missing"),
    (lambda tables: tables["processes"]["P1"].update(name=7), "P1: name cannot be “7”"),
    (lambda tables: tables["processes"]["P1"].update(tags="daily"), "P1: tags cannot be “daily”"),
    (lambda tables: tables["processes"]["P1"].update(owner=None), "P1: owner cannot be a NoneType"),
    (lambda tables: tables["processes"]["P1"].update(kind="odd"), "P1: kind cannot be “odd”"),
    (lambda tables: tables["processes"]["P1"].update(next_review="20270101"), "P1: next_review cannot be “20270101”"),
    (lambda tables: tables["processes"]["P1"].update(outputs={"O1": 3}), "P1: O1 must be an object"),
    (lambda tables: tables["processes"].update(P1=["a list"]), "P1 must be an object"),
    (
        lambda tables: tables["processes"].update({"Bill!": {"name": "x"}}),
        "“Bill!” is no id that can stand in processes",
    ),
    (lambda tables: tables["people"].update(P9={"name": "x"}), "“P9” is no id that can stand in people"),
    (lambda tables: tables["processes"]["P1"].update({"a.b": 1}), "P1: “a.b” cannot be the name of a field"),
    (lambda tables: tables["processes"]["P1"].update({"C+": 1}), "P1: “C+” cannot be the name of a field"),
    (lambda tables: tables["processes"]["P1"].update({"": 1}), "P1: “” cannot be the name of a field"),
    (lambda tables: tables["processes"]["P1"].update(x={"y": {"": 1}}), "P1: “” cannot be the name of a field"),
]


@pytest.mark.parametrize(("change", "problem"), BROKEN, ids=[problem for _, problem in BROKEN])
def test_a_record_that_is_none_is_set_aside_and_named_and_the_rest_of_the_edit_holds(
    store: Store,
    edit: Edit,
    folder: Path,
    reopened: Reopened,
    revise: Revise,
    change: Callable[[Any], Any],
    problem: str,
) -> None:
    def both(content: Any) -> None:
        content["processes"]["P2"]["name"] = "Send bills"
        change(content)

    edit(both)
    now = reopened()
    path = folder / "organization" / "store.json"
    assert now.notices == [f"{path} was edited by hand: {problem}. That edit is set aside; all else holds."]
    assert [process.name for process in now.organization.processes.values()] == ["Examine", "Send bills", "Sterilize"]
    revise(now, "P1", purpose="Health")
    now.keeping.settle(at_once=True)
    assert reopened().notices == []
    assert next((folder / "backups").glob("organization-edited-*.json"))


def test_fields_and_tables_of_a_later_version_are_carried_through(
    store: Store, edit: Edit, reopened: Reopened, revise: Revise
) -> None:
    def later(content: Any) -> None:
        content["processes"]["P1"] |= {"colour": "red", "notes": [{"a": [1, 2.5, None]}], "more": {"x": {"y": "z"}}}
        content["feedback"] = {"F1": {"text": "Fine"}}

    edit(later)
    now = reopened()
    revise(now, "P1", name="Look")
    now.keeping.settle(at_once=True)
    revise(now, "P1", tags=frozenset({"daily"}))
    tables = reopened().space.tables
    assert tables["feedback"] == {"F1": {"text": "Fine"}}
    assert {key: tables["processes"]["P1"][key] for key in ("colour", "notes", "more", "name", "tags")} == {
        "colour": "red",
        "notes": [{"a": [1, 2.5, None]}],
        "more": {"x": {"y": "z"}},
        "name": "Look",
        "tags": ["daily"],
    }


def test_a_field_emptied_by_hand_can_be_written_again(
    store: Store, edit: Edit, reopened: Reopened, revise: Revise
) -> None:
    def emptied(content: Any) -> None:
        content["processes"]["P1"] |= {"purpose": "", "tags": [], "outputs": {}}

    edit(emptied)
    now = reopened()
    revise(now, "P1", purpose="Health", tags=frozenset({"daily"}))
    process = reopened().organization.processes["P1"]
    assert (process.purpose, sorted(process.tags)) == ("Health", ["daily"])


def test_a_file_saved_anew_without_a_change_is_no_change(
    store: Store, edit: Edit, reopened: Reopened, path: Path, folder: Path
) -> None:
    edit(lambda content: None)
    now = reopened()
    assert now.notices == []
    now.keeping.settle(at_once=True)
    assert len(lines_of(now)) == 1
    assert path.read_text().startswith('{"_meta":{"store":')


def test_an_edit_of_the_same_length_within_a_tick_of_the_clock_is_noticed(
    store: Store, path: Path, reopened: Reopened
) -> None:
    found = path.stat()
    new = path.with_name("new")
    new.write_bytes(path.read_bytes().replace(b"Bill", b"Kill"))
    os.utime(new, ns=(found.st_atime_ns, found.st_mtime_ns))
    new.replace(path)
    assert store.follow().anew
    assert store.organization.processes["P2"].name == "Kill"


def test_an_edit_of_a_checkpoint_whose_history_is_lost_is_shown_read_only(
    store: Store, edit: Edit, folder: Path, reopened: Reopened
) -> None:
    edit(rename)
    next((folder / "organization" / "history").iterdir()).unlink()
    now = reopened()
    assert name_of(now) == "Look"
    assert now.read_only
    assert "was edited by hand" in now.read_only or "is missing" in now.read_only


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", " ", "P1 has no name"),
        ("importance", 77, "the importance of P1 cannot be 77; it goes from 1 to 5"),
        ("rank", "A!", "the rank of P1 cannot be “A!”; it is letters from a to z, the last not a"),
        ("owner", "ghost", "P1 Examine names ghost, who is nobody here"),
        ("customers", ["C9"], "P1 Examine names the customer C9, which does not exist"),
        ("parent", "P9", "P1 Examine cannot stand under P9, which does not exist"),
        ("parent", "P3", "P1 Examine cannot stand under P3: that one stands under it"),
    ],
)
def test_an_edit_that_breaks_a_rule_is_set_aside_and_said_and_all_else_holds(
    store: Store, edit: Edit, reopened: Reopened, field: str, value: Any, said: str
) -> None:
    def edited(content: Any) -> None:
        content["processes"]["P1"][field] = value
        content["processes"]["P3"]["name"] = "Clean"

    edit(edited)
    now = reopened()
    assert now.organization.processes["P1"] == store.organization.processes["P1"]
    assert now.organization.processes["P3"].name == "Clean"
    assert [notice.partition("was edited by hand: ")[2] for notice in now.notices] == [
        f"{said}. That edit is set aside; all else holds."
    ]
    assert now.by_hand == 1


def test_of_edits_that_go_only_together_all_or_none_are_taken_in(store: Store, edit: Edit, reopened: Reopened) -> None:
    def edited(content: Any) -> None:
        content["people"]["cy"] = {"name": ""}
        content["people"]["di"] = {"name": "Di"}
        content["processes"]["P1"]["owner"] = "cy"
        content["processes"]["P2"]["owner"] = "di"

    edit(edited)
    now = reopened()
    owners = {process: now.organization.processes[process].owner for process in ("P1", "P2")}
    assert owners == {"P1": "ana", "P2": "di"}
    assert len(now.notices) == 2


def test_what_was_broken_before_is_no_reason_against_an_edit(
    store: Store, edit: Edit, reopened: Reopened, ana: Actor
) -> None:
    store.space.append(ana, "play", {"P1.importance": [None, 77]}, store.clock())
    store.keeping.settle(at_once=True)
    edit(rename)
    assert name_of(reopened()) == "Look"
    assert reopened().notices == []


def test_a_file_from_before_there_were_handoffs_may_be_edited_by_hand(
    store: Store, reopened: Callable[[], Store]
) -> None:
    store.keeping.settle(at_once=True)
    path = store.folder / "organization" / "store.json"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(',\n"handoffs":{}', "").replace("Examine", "Look into"), encoding="utf-8")
    again = reopened()
    assert not again.read_only
    assert again.organization.processes["P1"].name == "Look into"
    assert dict(again.organization.handoffs) == {}
