"""A session of its own on a store, for the tests of many at once: `session.py FOLDER VERB WORDS…`.

It says what it has done, a line each, as soon as the store has acknowledged it.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, cast

from workbench.domain.errors import WorkbenchError
from workbench.domain.feedback import Feedback
from workbench.domain.process import Process
from workbench.store.lines import Actor
from workbench.store.lock import Lock
from workbench.store.store import Store


def say(text: str) -> None:
    print(text, flush=True)


def wait() -> str:
    return sys.stdin.readline().strip()


def add(store: Store, who: str, number: str, settling: str = "0") -> None:
    """Add processes, each under the store's newest id, with a checkpoint after every so many."""
    for count in range(int(number)):
        with store.change(Actor(who, who), "process.add") as change:
            process = Process(id=change.new_id("P"), name=f"{who} {count}")
            change.put(None, process)
        say(f"{process.id} {process.name}")
        if int(settling) and count % int(settling) == 0:
            store.keeping.settle(at_once=True)


def note(store: Store, who: str, number: str) -> None:
    """Write dated records, in a space that nobody has begun yet or somebody has just; undo every fifth."""
    for count in range(int(number)):
        with store.dated.change(Actor(who, who), "feedback.add") as change:
            feedback = Feedback(id=change.new_id("F"), process="P1", on=date(2026, 11, 22), text=f"{who} {count}")
            change.put(None, feedback)
        if count % 5 == 4:
            store.undo(Actor(who, who))
        else:
            say(f"{feedback.id} {feedback.text}")
        if count % 7 == 6:
            store.keeping.settle(at_once=True)


def revise(store: Store, who: str, record: str, field: str, value: str) -> None:
    """Look at a process, wait to be told, then change what was seen."""
    seen = store.organization.processes[record]
    say("seen")
    wait()
    try:
        with store.change(Actor(who, who), "process.set") as change:
            change.put(seen, replace(seen, **cast(Any, {field: value})))
    except WorkbenchError as error:
        say(f"{type(error).__name__}: {error}")
    else:
        say("done")


def hold(store: Store) -> None:
    """Take the lock and keep it."""
    with Lock(store.folder / "organization" / "lock").held():
        say("held")
        wait()


def read(store: Store, number: str) -> None:
    """Open the store again and again; say how many processes stood in it each time, and what else was said."""
    for _ in range(int(number)):
        now = Store.open(store.folder)
        say(f"{len(now.organization.processes)} {now.read_only} {' '.join(now.notices)}".strip())


VERBS: dict[str, Callable[..., None]] = {"add": add, "note": note, "revise": revise, "hold": hold, "read": read}

if __name__ == "__main__":
    VERBS[sys.argv[2]](Store.open(Path(sys.argv[1])), *sys.argv[3:])
