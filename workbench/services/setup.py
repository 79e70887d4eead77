"""Beginning a store: an organization of one's own, or a copy of the sample."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from workbench.domain.errors import Refused
from workbench.domain.ids import PROFILE, handle_for, table_of
from workbench.domain.people import Person, Profile
from workbench.domain.records import revised
from workbench.store import reference
from workbench.store.documents import to_doc
from workbench.store.edits import DATED_TABLES, TABLES, no_tables, touched
from workbench.store.errors import NoStore
from workbench.store.lines import Actor
from workbench.store.store import Clock, Store, now


def begin(
    folder: Path, name: str, login: str, full_name: str, group: int | None = None, clock: Clock = now
) -> tuple[Store, Person]:
    """A new store with one person in it, made from the login account's own name; `group` may work in it too.

    Raises StoreError, Refused.
    """
    _refuse_where_one_stands(folder)
    handle = handle_for(full_name) or handle_for(login) or "person-1"
    blank = Person(id=handle, name=full_name or login, accounts=frozenset({login}))
    person = revised(blank)
    tables = no_tables()
    tables[PROFILE][PROFILE] = to_doc(revised(Profile(name=name or f"{person.name}'s organization")))
    tables["people"][handle] = to_doc(person)
    return Store.create(folder, tables, Actor(handle, login), "init", group, clock), person


def _refuse_where_one_stands(folder: Path) -> None:
    """Raise Refused, or say what is the matter with it, where anything of a store can be read."""
    if not any((folder / part).is_dir() for part in ("organization", "backups")):
        return
    with suppress(NoStore):
        store = Store.open(folder)
        store.close()
        raise Refused(f"There is a store in {folder} already. It is left as it is. {store.read_only}".strip())


def sample(folder: Path, login: str, today: datetime, clock: Clock = now) -> Store:
    """A store with the sample organization and its history, written so that it looks alive on this day."""
    content = _moved(reference.content("sample"), today.date())
    tables = {table: content[table] for table in TABLES}
    begun = today - timedelta(days=content["began_days_ago"])
    store = Store.create(folder, tables, Actor(content["began_by"], "sample"), "sample", clock=lambda: begun)
    for change in [*content["changes"], *content["records"]]:
        day = today - timedelta(days=change["days_ago"])
        store.clock = lambda day=day: day  # type: ignore[misc]
        play = store.dated.play if _is_dated(change["set"]) else store.play
        play(Actor(change["by"], "sample"), change["act"], change["set"])
    store.private = folder.parent / "private"
    _write_journals(store, today)
    store.clock = clock
    actor = content["began_by"]
    store.play(Actor(actor, "sample"), "person.set", {f"{actor}.accounts+": [login]})
    store.keeping.settle(at_once=True)
    return store


def _write_journals(store: Store, today: datetime) -> None:
    """The journals of the sample, which lie beside it and are thrown away with it."""
    for change in _moved(reference.content("sample_journal"), today.date())["changes"]:
        day = today - timedelta(days=change["days_ago"])
        store.clock = lambda day=day: day  # type: ignore[misc]
        journals, of = store.journals, change["of"]
        space = journals.shared_by(of) if change.get("shared") else journals.of(of)
        space = journals.between(of, change["coach"]) if "coach" in change else space
        space.play(Actor(change["by"], "sample"), change["act"], change["set"])


def _is_dated(edits: Mapping[str, Any]) -> bool:
    """The change is one of dated records."""
    return any(table_of(record) in DATED_TABLES for record in touched(edits))


def _moved(content: Mapping[str, Any], today: date) -> Any:
    """The sample with every day in it moved, so that its own day is today."""
    return reference.moved(dict(content), today - date.fromisoformat(content["today"]))
