"""A performer and a coach, each in an account of their own on one host, with a team folder between them."""

import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workbench.services import coaching, journal, people, seen_by, setup, sharing
from workbench.store.errors import StoreError
from workbench.store.lines import Actor
from workbench.store.store import Store

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
GROUP, NOBODY = 12345, 65534
ANA, ZOE = Actor("ana", "ana"), Actor("zoe", "zoe")

Does = Callable[[Store], object]


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that every account reaches, with Ana's data folder in it."""
    if os.getuid():
        pytest.skip("only root can act as another account")
    with tempfile.TemporaryDirectory(prefix="workbench-") as folder:
        Path(folder).chmod(0o755)
        monkeypatch.setenv("XDG_DATA_HOME", f"{folder}/ana")
        yield Path(folder)


@pytest.fixture
def team(home: Path) -> Iterator[Store]:
    """A team's store in which Ana and Zoë are, each with an account of that name."""
    store, _ = setup.begin(home / "team", "Lakeside", "ana", "Ana Lima", GROUP, lambda: NOW)
    people.add_person(store, ANA, "Zoë Brückner", "zoe", {"accounts": frozenset({"zoe"})})
    yield store
    store.close()


def as_zoe(home: Path, does: Does, group: int = GROUP) -> str:
    """What an act in Zoë's account comes to, in words."""
    data, said = home / "zoe", home / "said"
    data.mkdir(exist_ok=True)
    os.chown(data, NOBODY, GROUP)
    said.touch()
    said.chmod(0o666)
    child = os.fork()
    if not child:
        try:
            os.setgroups([])
            os.setgid(group)
            os.setuid(NOBODY)
            os.environ["XDG_DATA_HOME"] = str(data)
            said.write_text(_told(home / "team", does))
            os._exit(0)
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    return said.read_text()


def _told(folder: Path, does: Does) -> str:
    try:
        store = Store.open(folder, lambda: NOW)
        told = str(does(store))
        store.keeping.settle(at_once=True)
        store.close()
    except (StoreError, OSError) as error:
        return type(error).__name__
    return told


def test_what_is_shared_is_answered_from_the_other_account_and_leaves_no_word_when_it_ends(
    team: Store, home: Path
) -> None:
    journal.write(team, ANA, "cobalt", {}, NOW)
    entry = sharing.share(team, ANA, "E1", ["zoe"], NOW.date())
    team.keeping.settle(at_once=True)
    assert seen_by.of_entry(team, ANA, entry).startswith("everybody in the group; shared with Zoë Brückner")
    assert as_zoe(home, lambda store: [one.text for one in sharing.shared_with(store, "zoe")]) == "['cobalt']"
    as_zoe(home, lambda store: sharing.reply(store, ZOE, "ana/E1", "viridian", NOW))
    team.journals.follow()
    ended = sharing.unshare(team, ANA, "E1")
    assert [one.text for one in ended.replies] == ["viridian"]
    assert as_zoe(home, lambda store: list(sharing.shared_with(store, "zoe"))) == "[]"
    files = [path for path in (home / "team").rglob("*") if path.is_file()]
    assert not any(word in path.read_bytes() for path in files for word in (b"cobalt", b"viridian"))


def test_one_account_cannot_look_into_the_journal_of_another_and_an_outsider_into_nothing(
    team: Store, home: Path
) -> None:
    journal.write(team, ANA, "cobalt", {}, NOW)
    sharing.share(team, ANA, "E1", ["zoe"], NOW.date())
    own = home / "ana/workbench" / team.id / "journal/ana"
    assert as_zoe(home, lambda store: list(own.iterdir())) == "PermissionError"
    as_zoe(home, lambda store: journal.write(store, ZOE, "mine", {}, NOW))
    theirs = home / "zoe/workbench" / team.id / "journal/zoe"
    assert theirs.stat().st_uid == NOBODY
    assert theirs.stat().st_mode & 0o777 == 0o700
    assert as_zoe(home, lambda store: store.journals.who_share(), group=NOBODY) == "NotRead"


def test_two_write_in_their_session_from_two_accounts(team: Store, home: Path) -> None:
    agreed = coaching.agree(team, ANA, "zoe", NOW.date(), is_coach=False, agenda=["The angry call"])
    as_zoe(
        home,
        lambda store: coaching.write(store, ZOE, coaching.session_of(store, ZOE, "W1"), "Calm.", questions=["Why?"]),
    )
    team.journals.follow()
    seen = coaching.session_of(team, ANA, agreed.id)
    assert (seen.review, seen.questions[0].question) == ("Calm.", "Why?")
    assert coaching.answer(team, ANA, seen, "Q1", "Slept well.").questions[0].answer == "Slept well."
