"""A session in lines: nothing but letters is written, and everything can be done."""

import io
import os
import pwd
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conversation import Conversation
from workbench.domain.writing import Writing
from workbench.services import chart
from workbench.services.setup import begin
from workbench.store import drafts
from workbench.store.drafts import Draft
from workbench.store.lines import Actor
from workbench.store.store import Store
from workbench.store.writer import Writer

Run = Callable[..., Any]


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """A store of whoever runs the tests, with two processes that are called alike."""
    folder = tmp_path / "ours"
    login = pwd.getpwuid(os.getuid()).pw_name
    store, person = begin(folder, "Lakeside", login, "Ana Lima")
    for name in ("Bill the patient", "Bill the insurer"):
        chart.add(store, Actor(person.id, login), name)
    store.close()
    return folder


def processes(folder: Path) -> list[str]:
    return [process.name for process in Store.open(folder).organization.processes.values()]


# Lines of a person


def test_a_dumb_terminal_is_told_who_acts_what_is_due_and_sent_no_escape(ours: Path) -> None:
    with Conversation("--store", str(ours)) as talk:
        greeting = talk.until("> ")
        assert greeting.splitlines()[:2] == [
            "Lakeside. help lists the commands, q leaves.",
            "You are Ana Lima (ana).",
        ]
        assert "needs an owner  P1  Bill the patient" in greeting
        assert "edit" in talk.answer("help")
        assert talk.answer("who insurer").startswith("P2")
        assert "usage: who" in talk.answer("who --help")
        assert talk.leave() == 0
        assert not {byte for byte in talk.heard if byte < 32} - {10}


def test_any_terminal_can_have_it_and_a_bare_enter_says_what_is_due(ours: Path) -> None:
    with Conversation("--store", str(ours), "--plain", term="xterm-256color") as talk:
        talk.until("> ")
        assert talk.answer("").count("needs an owner") == 2
        talk.answer("process set P1 owner ana")
        talk.answer("process set P2 owner ana")
        assert talk.answer("") == "Nothing waits.\n> "
        assert talk.leave("\x04") == 0
        assert b"\x1b" not in talk.heard


def test_what_a_command_lacks_is_asked_for_one_by_one(ours: Path) -> None:
    with Conversation("--store", str(ours)) as talk:
        talk.until("> ")
        assert "1 add: a new process; prints its id\n2 set: change one field\n" in talk.answer(
            "process", "which? 1 to 5: "
        )
        talk.answer("add", "name: ")
        assert talk.answer("Call to first visit") == "P3\n> "
        assert talk.answer("process retire", "process: ") == "process: "
        assert talk.press(b"\x04") == "\n> "
        assert processes(ours) == ["Bill the patient", "Bill the insurer", "Call to first visit"]


def test_where_several_are_meant_the_number_says_which(ours: Path) -> None:
    with Conversation("--store", str(ours)) as talk:
        talk.until("> ")
        asked = talk.answer("process set bill owner ana", ": ")
        assert asked == "“bill” may be:\n1 P1 1 Bill the patient\n2 P2 2 Bill the insurer\nWhich? 1 to 2: "
        assert "Write a number from 1 to 2" in talk.answer("3", ": ")
        assert talk.answer("2") == "P2\n> "
        assert Store.open(ours).organization.processes["P2"].owner == "ana"
        assert talk.answer("undo").startswith("Taken back: ")


def test_what_is_meant_is_asked_before_the_next_question(ours: Path) -> None:
    with Conversation("--store", str(ours)) as talk:
        talk.until("> ")
        talk.answer("process set", "process: ")
        talk.answer("insurer", "Which? 1 to 1: ")
        talk.answer("1", "field: ")
        talk.answer("owner", "value: ")
        assert talk.answer("ana") == "P2\n> "
        talk.answer("process retire", "process: ")
        assert talk.answer("xyzzy") == "No process answers to “xyzzy”.\n> "


def test_a_store_that_cannot_be_read_is_said_and_the_code_tells(tmp_path: Path) -> None:
    (tmp_path / "organization").mkdir()
    (tmp_path / "organization/store.json").write_text("{")
    with Conversation("--store", str(tmp_path)) as talk:
        assert talk.leave("") == 3
        assert b"store.json" in talk.heard


def test_what_is_wrong_is_a_sentence_and_the_session_goes_on(ours: Path) -> None:
    with Conversation("--store", str(ours)) as talk:
        talk.until("> ")
        assert talk.answer("tre") == "There is no command “tre”. Did you mean tree? help lists them.\n> "
        assert "Quotes hold words together." in talk.answer("process add two words")
        assert talk.answer("show nothing-like-it") == "No process answers to “nothing-like-it”.\n> "
        assert "about one store" in talk.answer("tree --store /elsewhere")
        assert talk.answer("who Ana's").startswith("Nothing answers to “Ana's”.")


def test_every_field_is_asked_for_with_what_stands_there_and_kept_at_once(ours: Path) -> None:
    with Conversation("--store", str(ours)) as talk:
        talk.until("> ")
        assert "P1 Bill the patient. Enter keeps what is there" in talk.answer("edit P1", "(Bill the patient): ")
        assert talk.answer("Bill", "code: ") == "code: "
        assert Store.open(ours).organization.processes["P1"].name == "Bill"
        talk.answer("", "kind: ")
        talk.answer("", "description, over several lines, . alone ends it: ")
        talk.answer("Two lines", "")
        talk.answer("of it", "")
        assert talk.answer(".", "purpose, over several lines, . alone ends it: ")
        talk.answer("-", "customers: ")
        assert talk.answer(".") == "Kept: name, description.\n> "
        assert talk.answer("edit P1 importance", "importance: ")
        assert talk.answer("9", "importance: ").startswith("“9” should be a whole number from 1 to 5.")
        assert talk.answer("5") == "Kept: importance.\n> "
        talk.answer("edit P1 owner", "owner: ")
        assert talk.answer("Lee Wong", "n: ") == "Nobody here is called Lee Wong. Make them known? y or n: "
        talk.answer("y")
        bill = Store.open(ours).organization.processes["P1"]
        assert (bill.description, bill.importance, bill.owner) == ("Two lines\nof it", 5, "lee")


@pytest.mark.skipif(not Path("/proc/self/io").exists(), reason="nothing here tells what a program has read")
def test_a_line_that_drops_takes_nothing_that_was_written_with_it(ours: Path) -> None:
    with Conversation("--store", str(ours)) as talk:
        talk.until("> ")
        talk.answer("edit P1 description", "ends it: ")
        talk.write("As far as")
        talk.write("it came")
        talk.drop()
        talk.program.wait(20)
        assert Store.open(ours).organization.processes["P1"].description == "As far as\nit came"


def test_what_others_do_meanwhile_is_seen_and_both_texts_are_shown(ours: Path) -> None:
    with Conversation("--store", str(ours)) as talk:
        talk.until("> ")
        talk.answer("edit P1 code", "code: ")
        other = Store.open(ours)
        chart.set_fields(other, Actor("ana", "elsewhere"), other.organization.processes["P1"], {"code": "theirs"})
        asked = " ".join(talk.answer("mine", "n: ").splitlines())
        assert "it is now “theirs”, you saw empty and wrote “mine”" in asked
        assert talk.answer("y") == "Kept: code.\n> "
        chart.add(other, Actor("ana", "elsewhere"), "Added elsewhere")
        assert "Added elsewhere" in talk.answer("tree")
        assert other.follow()
        assert other.organization.processes["P1"].code == "mine"


def test_an_account_of_nobody_says_who_it_is_once(ours: Path, tmp_path: Path) -> None:
    store = Store.open(ours)
    with store.change(Actor("ana", "elsewhere"), "person.set") as change:
        ana = store.organization.people["ana"]
        change.put(ana, type(ana)(id="ana", name="Ana Lima"))
    with Conversation("--store", str(ours)) as talk:
        assert "belongs to nobody here yet. Who are you?" in talk.until("your name: ")
        assert "1 ana: Ana Lima\n2 new: lima is not here yet" in talk.answer("lima", "Which? 1 to 2: ")
        assert "You are Ana Lima (ana)." in talk.answer("1")
        assert talk.answer("process add Mine") == "P3\n> "


def test_where_no_store_is_one_is_begun(tmp_path: Path) -> None:
    with Conversation("--store", str(tmp_path / "new")) as talk:
        assert "There is no store in" in talk.until("leaves: ")
        assert "Lakeside Dental. help lists" in talk.answer("Lakeside Dental")
    with Conversation("--store", str(tmp_path / "other")) as talk:
        talk.until("leaves: ")
        assert talk.leave("\n") == 0
        assert not (tmp_path / "other").exists()


# Lines of a file


@pytest.fixture
def piped(lakeside: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Let lines come through a pipe."""

    def run(*lines: str) -> Any:
        monkeypatch.setenv("NO_COLOR", "1")
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        return lakeside("--plain")

    return run


def test_lines_of_a_pipe_are_commands_on_one_open_store_and_the_last_code_counts(piped: Run) -> None:
    said = piped("# what we add", "", 'process add "Send it" --under P1', "verify P5 ana", "who send --json")
    assert said.code == 0
    assert said.out.startswith("P5\n[")
    assert piped("verify P5 ana").code == 1
    assert piped("tree", "q", "verify P5 ana").code == 0


def test_what_a_pipe_lacks_is_wrong_and_said(piped: Run) -> None:
    said = piped("process set P1 owner", "edit P1", "nope", "person list")
    assert said.code == 0
    assert "process set: the following arguments are required: value." in said.err
    assert "`edit` asks a person" in said.err


def test_without_a_terminal_what_is_due_is_printed_as_before(lakeside: Run) -> None:
    said = lakeside()
    assert said.code == 0
    assert "needs an owner" in said.out


def test_a_draft_that_waits_is_told_at_the_start_and_shown_whole(ours: Path) -> None:
    store = Store.open(ours)
    moment = datetime.now(UTC) - timedelta(days=3, hours=1)
    writing = Writing({"kind": "name", "record": "P1"}, "the name of P1", {"name": "Bill at once"}, {"name": "Bill"})
    drafts.keep(Draft(drafts.folders(store.id)[0] / "one.json", writing, Writer(), moment, moment))
    store.close()
    with Conversation("--store", str(ours)) as talk:
        assert "1 draft of yours not kept yet: the name of P1, left 3 days ago." in " ".join(
            talk.until("> ").split("\n")
        )
        assert talk.answer("drafts").startswith("1 the name of P1, left 3 days ago\n")
        assert "\nBill at once\n" in talk.answer("drafts 1")
        assert "drafts alone lists them" in talk.answer("drafts 2")


def test_a_draft_for_somebody_else_s_journal_is_neither_told_nor_shown(ours: Path) -> None:
    store = Store.open(ours)
    moment = datetime.now(UTC)
    for whose, text in (("ana", "Mine."), ("pat", "Between Pat and the paper.")):
        writing = Writing({"kind": "entry", "journal": whose}, f"an entry of {whose}", {"text": text}, {"text": ""})
        drafts.keep(Draft(drafts.folders(store.id)[0] / f"{whose}.json", writing, Writer(), moment, moment))
    store.close()
    with Conversation("--store", str(ours)) as talk:
        assert "1 draft of yours not kept yet: an entry of ana" in talk.until("> ")
        assert "pat" not in talk.answer("drafts")
        assert "Mine." in talk.answer("drafts 1")
        assert "drafts alone lists them" in talk.answer("drafts 2")


def test_a_field_that_does_not_exist_names_its_neighbour_in_lines_of_whole_words(ours: Path) -> None:
    with Conversation("--store", str(ours)) as talk:
        talk.until("> ")
        lines = talk.answer("process set P1 purpos x").splitlines()
        assert "Did you mean purpose?" in " ".join(lines)
        assert len(lines) > 2
        assert max(map(len, lines)) <= 80
        assert "result," in " ".join(lines).split()
