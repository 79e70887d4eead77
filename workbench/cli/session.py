"""One run of the command line: its store, who is acting, and what is printed."""

import os
import pwd
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from copy import copy
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.cli import Options
from workbench.cli.columns import aligned, as_json, put, tell
from workbench.domain.dates import end_of
from workbench.domain.errors import count
from workbench.domain.organization import Organization
from workbench.services.acting import acting
from workbench.store import paths
from workbench.store.lines import Actor
from workbench.store.store import Store, now

if TYPE_CHECKING:
    from workbench.domain.report import Report
    from workbench.store.sealing import KeyPair


class Session:
    """What a command works with: the store that is meant, opened when first asked for.

    Without `asks` nobody is asked for a passphrase: the panes have a line of their own for it.
    """

    def __init__(self, options: Options, folder: Path) -> None:
        self.options, self.folder = options, folder
        self.is_sample = options.sample
        self.asks = True
        self.before_talk: Callable[[], object] = bool

    @cached_property
    def store(self) -> Store:
        """The store. Raises StoreError."""
        store = _sample(self.folder, self.login) if self.is_sample else Store.open(self.folder)
        store.ask_key = self._asked_key
        for notice in [*store.notices, store.read_only]:
            if notice:
                self.talk(notice)
        if store.by_hand:
            taken = f"{count(store.by_hand, 'value')} {'was' if store.by_hand == 1 else 'were'} taken in"
            self.talk(f"store.json was edited by hand: {taken}.")
        return store

    def _asked_key(self, may_ask: bool) -> "KeyPair | None":
        """The key of whoever acts, for what is sealed. Raises Refused."""
        from workbench.cli.journal_keys import ask_key, left_open

        return left_open(self) or (ask_key(self) if may_ask and self.asks else None)

    def under(self, options: Options) -> "Session":
        """The same store, for one command with options of its own."""
        other = copy(self)
        other.options = options
        other.__dict__.pop("actor", None)
        return other

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

    def organization_at(self, day: date | None) -> Organization:
        """The organization as it stood at the end of a day, or now."""
        return self.store.organization_at(end_of(day)) if day else self.organization

    # Printing

    def data(self, value: Any) -> None:
        """Print a value as JSON."""
        put(as_json(value))

    def rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Print rows in aligned columns."""
        if rows:
            put("\n".join(aligned(rows)))

    def page(self, report: "Report") -> None:
        """Print a report in Markdown."""
        from workbench.exchange import report_out

        put(report_out.markdown(report).rstrip("\n"))

    def text(self, text: str) -> None:
        """Print a text of several lines."""
        put(text)

    def result(self, record: str, **more: Any) -> int:
        """Print the id of what was made or changed; the exit code of success."""
        if self.options.json:
            self.data({"id": record, **more})
        else:
            put(record)
        return 0

    def talk(self, sentence: str) -> None:
        """Say something that is not data."""
        self.before_talk()
        tell(sentence)


def _sample(folder: Path, login: str) -> Store:
    from workbench.services.setup import sample

    return sample(folder, login, now())


def _account() -> tuple[str, str]:
    try:
        entry = pwd.getpwuid(os.getuid())
    except KeyError:
        return str(os.getuid()), ""
    return entry.pw_name, entry.pw_gecos.partition(",")[0]


@contextmanager
def session(options: Options) -> Generator[Session]:
    """A session on the store that the options mean; a sample is thrown away behind it."""
    if not options.sample:
        current = Session(options, Path(paths.store(options.store)))
        try:
            yield current
            _settle(current)
        finally:
            _close(current)
        return
    import shutil
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="workbench-sample-"))
    current = Session(options, folder / "store")
    try:
        yield current
    finally:
        _close(current)
        shutil.rmtree(folder, ignore_errors=True)


def _settle(current: Session) -> None:
    if "store" in current.__dict__:
        current.store.keeping.settle()
        if "journals" in current.store.__dict__:
            for notice in current.store.journals.notices:
                current.talk(notice)


def _close(current: Session) -> None:
    if "store" in current.__dict__:
        current.store.close()
