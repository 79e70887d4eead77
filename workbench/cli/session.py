"""One run of the command line: its store, who is acting, and what is printed."""

import json
import os
import pwd
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from workbench.cli import Options
from workbench.cli.columns import aligned, say
from workbench.domain.dates import read_date
from workbench.domain.organization import Organization
from workbench.domain.text import printable
from workbench.services import setup
from workbench.services.acting import acting
from workbench.store import paths
from workbench.store.lines import Actor
from workbench.store.store import Store, now


class Session:
    """What a command works with: the store that is meant, opened when first asked for."""

    def __init__(self, options: Options, folder: Path) -> None:
        self.options, self.folder = options, folder
        self.is_sample = options.sample

    @cached_property
    def store(self) -> Store:
        """The store. Raises StoreError."""
        store = setup.sample(self.folder, self.login, now()) if self.is_sample else Store.open(self.folder)
        for notice in [*store.notices, store.read_only]:
            if notice:
                self.talk(notice)
        return store

    @property
    def organization(self) -> Organization:
        """The organization as it stands now."""
        return self.store.organization

    @cached_property
    def login(self) -> str:
        """The name of the login account."""
        return _account()[0]

    @cached_property
    def full_name(self) -> str:
        """The account's own name for its person."""
        return _account()[1]

    @property
    def today(self) -> date:
        """The day it is where the person sits."""
        return datetime.now().astimezone().date()

    @cached_property
    def actor(self) -> Actor:
        """Who is acting. Raises Refused, saying how to map the account."""
        return acting(self.store, self.login, self.options.claimed, self.options.acts_for)

    def organization_at(self, day: str | None) -> Organization:
        """The organization as it stood at the end of a day, or now. Raises BadInput."""
        return self.store.organization_at(end_of(read_date(day))) if day else self.organization

    # Printing

    def data(self, value: Any) -> None:
        """Print a value as JSON."""
        print(json.dumps(value, ensure_ascii=False, indent=1, default=str))

    def rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Print rows in aligned columns."""
        sys.stdout.write("".join(f"{line}\n" for line in aligned(rows)))

    def text(self, text: str) -> None:
        """Print a text of several lines."""
        print(printable(text))

    def result(self, record: str, **more: Any) -> int:
        """Print the id of what was made or changed; the exit code of success."""
        if self.options.json:
            self.data({"id": record, **more})
        else:
            print(say(record))
        return 0

    def talk(self, sentence: str) -> None:
        """Say something that is not data."""
        print(printable(sentence), file=sys.stderr)


def end_of(day: date) -> datetime:
    """The last moment of a day where the person sits."""
    return datetime(day.year, day.month, day.day, 23, 59, 59).astimezone()


def _account() -> tuple[str, str]:
    try:
        entry = pwd.getpwuid(os.getuid())
    except KeyError:
        return str(os.getuid()), ""
    return entry.pw_name, entry.pw_gecos.partition(",")[0]


@contextmanager
def session(options: Options) -> Iterator[Session]:
    """A session on the store that the options mean; a sample is thrown away behind it."""
    if not options.sample:
        current = Session(options, Path(paths.store(options.store)))
        yield current
        _settle(current)
        return
    folder = Path(tempfile.mkdtemp(prefix="workbench-sample-"))
    try:
        yield Session(options, folder / "store")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _settle(current: Session) -> None:
    if "store" in current.__dict__:
        current.store.settle()
        current.store.close()
