"""The key of one's own journal from the shell: writing asks nobody for it, and nothing secret is an option."""

import io
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.conftest import Run, Said
from workbench.store import identity
from workbench.store.wrapping import Cost

Give = Callable[..., str]
WORD = "four words are good"


@pytest.fixture(autouse=True)
def _nobody_at_a_terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No terminal to be asked at, a place in memory, and a passphrase that costs little."""
    monkeypatch.setattr("workbench.cli.passphrases.TERMINAL", "/nowhere/tty")
    monkeypatch.setattr("workbench.store.identity.begin.__defaults__", (Cost(64, 1, 1),))
    (tmp_path / "run").mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "run"))


@pytest.fixture
def give() -> Iterator[Give]:
    """Puts lines behind a file descriptor; the option that names it."""
    opened: list[int] = []

    def given(*lines: str) -> str:
        read, write = os.pipe()
        os.write(write, "".join(f"{line}\n" for line in lines).encode())
        os.close(write)
        opened.append(read)
        return f"--passphrase-from={read}"

    yield given
    for handle in opened:
        os.close(handle)


@pytest.fixture
def sealed(lakeside: Run, give: Give) -> Run:
    """A store in which Ana has written something and then sealed it."""
    lakeside("journal", "add", "Before", "#calls")
    said = lakeside("journal", "encrypt", give(WORD))
    assert said.code == 0
    return lakeside


def private(folder: Path) -> list[Path]:
    """Everything on the disk in which a private word stands."""
    words = (b"Before", b"After", b"calls", b"cobalt")
    return [path for path in folder.rglob("*") if path.is_file() and any(word in path.read_bytes() for word in words)]


def test_sealing_shows_the_recovery_key_once_and_leaves_no_word_on_the_disk(
    lakeside: Run, give: Give, tmp_path: Path
) -> None:
    lakeside("journal", "add", "Before", "#calls")
    said = lakeside("journal", "encrypt", give(WORD))
    assert said.lines[0].startswith("AGE-SECRET-KEY-1")
    assert "shown this once" in said.err
    assert "without passphrase or recovery key nobody reads it" in said.err
    assert private(tmp_path) == []
    assert said.lines[0].encode() not in b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert "AGE-SECRET" not in lakeside("journal", "encrypt").out


def test_a_program_is_told_that_nobody_tried_the_recovery_key(lakeside: Run, give: Give) -> None:
    lakeside("journal", "add", "Before")
    said = lakeside("journal", "encrypt", give(WORD), "--json")
    assert "nothing has tried that you have it" in said.err
    recovery = said.json["recovery_key"]
    assert lakeside("journal", "recover", give(recovery, f"other {WORD}")).code == 0
    assert "Before" in lakeside("journal", "show", "E1", give(f"other {WORD}")).out


def test_writing_asks_nobody_and_reading_does(sealed: Run, tmp_path: Path) -> None:
    written = sealed("journal", "add", "After", "#call")
    assert (written.out, written.err, written.code) == ("E2\n", "", 0)
    assert private(tmp_path) == []
    for words in (["list"], ["show", "E1"], ["search", "after"], ["tags"], ["today"], ["set", "E1", "text", "x"]):
        refused = sealed("journal", *words)
        assert (refused.code, refused.out) == (1, ""), words
        assert "no terminal to ask for the passphrase" in refused.err


def test_unlocking_serves_the_commands_to_come_until_it_is_locked(sealed: Run, give: Give) -> None:
    sealed("journal", "add", "After", "#call")
    assert "locks when it lay idle for 5 minutes" in sealed("journal", "unlock", "--minutes", "5", give(WORD)).err
    assert [line[:2] for line in sealed("journal", "list").lines] == ["E2", "E1"]
    assert "#callz is new and looks like #call" in sealed("journal", "add", "And #callz").err
    assert sealed("journal", "search", "AFTER").code == 0
    assert "is locked" in sealed("journal", "lock").err
    assert sealed("journal", "list").code == 1


def test_without_a_place_in_memory_unlocking_asks_for_nothing_and_reading_takes_the_passphrase_along(
    sealed: Run, give: Give, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    assert "no place in memory" in sealed("journal", "unlock").err
    assert "--passphrase-from" in sealed("journal", "list").err
    for words in (["list"], ["search", "before"], ["show", "E1"], ["export", "json"]):
        said = sealed("journal", *words, give(WORD))
        assert (said.code, "Before" in said.out) == (0, True)
    assert "does not open the key" in sealed("journal", "list", give("not these words")).err


def test_sealing_it_again_changes_nothing_and_says_so(sealed: Run) -> None:
    again = sealed("journal", "encrypt")
    assert (again.code, again.err.splitlines()[0]) == (0, "It is sealed already; nothing was changed.")
    assert "history" not in again.err


def test_an_entry_says_that_nobody_else_reads_it(sealed: Run, give: Give) -> None:
    sealed("journal", "unlock", give(WORD))
    assert sealed("journal", "show", "E1").lines[-1] == (
        "Seen by: you alone, with your passphrase or your recovery key."
    )


def test_a_wrong_passphrase_changes_nothing_and_says_the_way_out(sealed: Run, give: Give) -> None:
    for words in (["unlock"], ["decrypt"], ["passphrase"], ["key", "export"]):
        refused = sealed("journal", *words, give("not these words", WORD))
        assert (refused.code, refused.out) == (1, "")
        assert refused.err == (
            "That passphrase does not open the key. Nothing was changed. "
            "`workbench journal recover` opens it with the recovery key.\n"
        )
    assert sealed("journal", "unlock", give(WORD)).code == 0


def test_another_passphrase_and_the_recovery_key(lakeside: Run, give: Give) -> None:
    recovery = lakeside("journal", "encrypt", give(WORD)).lines[0]
    lakeside("journal", "add", "After")
    assert lakeside("journal", "passphrase", give(WORD, "five words are better still")).code == 0
    assert lakeside("journal", "unlock", give(WORD)).code == 1
    in_words = " ".join(recovery[at : at + 5] for at in range(0, len(recovery), 5)).lower()
    assert lakeside("journal", "recover", give(in_words, "six words it is")).code == 0
    assert lakeside("journal", "unlock", give("six words it is")).code == 0
    assert lakeside("journal", "list").lines


def test_a_passphrase_that_is_guessed_in_no_time_and_lines_that_lack_are_refused(lakeside: Run, give: Give) -> None:
    assert "8 characters or more" in lakeside("journal", "encrypt", give("short")).err
    assert "holds no such line" in lakeside("journal", "encrypt", give()).err
    assert lakeside("journal", "encrypt", "--passphrase-from", "four words").code == 2
    assert "cannot be read" in lakeside("journal", "encrypt", "--passphrase-from", "987").err
    assert "no terminal" in lakeside("journal", "encrypt").err
    assert "has no key here" in lakeside("journal", "unlock", give(WORD)).err
    assert lakeside("journal", "key", "--json").json["sealed"] is False


def test_it_is_laid_open_again_with_the_passphrase(sealed: Run, give: Give, tmp_path: Path) -> None:
    assert "no terminal" in sealed("journal", "decrypt").err
    assert "in plain text, for your account alone" in sealed("journal", "decrypt", give(WORD)).err
    assert private(tmp_path)
    assert sealed("journal", "list").code == 0
    assert sealed("person", "list", "--json").json[0].get("public_key") is None


def test_the_secret_key_is_handed_out_for_the_plain_age_tool(sealed: Run, give: Give) -> None:
    said = sealed("journal", "key", "export", give(WORD))
    assert said.out.startswith("AGE-SECRET-KEY-1")
    assert "Whoever has this key reads your journal" in said.err


def test_doctor_says_which_protection_holds_and_what_is_not_whole(lakeside: Run, give: Give, tmp_path: Path) -> None:
    def told() -> list[str]:
        return [line for line in lakeside("doctor").lines if " journal " in line]

    assert told() == []
    lakeside("journal", "add", "Before")
    assert "root, and whoever gets the disk" in told()[0]
    assert "1 record, 2 changes, every one readable" in told()[1]
    lakeside("journal", "encrypt", give(WORD))
    sound, _ = told()
    assert sound.startswith("ok")
    assert "root can read it from memory" in sound
    (path,) = tmp_path.rglob("journal/ana/store.json")
    text = path.read_text()
    place = text.index("YWdl") + 400
    path.write_text(text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :])
    lakeside("journal", "unlock", give(WORD))
    assert [line[:2] for line in told()] == ["ok", "ok", "!!"]


def test_a_copy_of_the_store_leaves_journals_out_and_one_s_own_goes_along_by_one_command(
    sealed: Run, give: Give, tmp_path: Path
) -> None:
    said = sealed("backup", "--to", str(tmp_path / "whole"))
    assert "`workbench journal backup --to DIR` copies yours" in said.err
    said = sealed("journal", "backup", "--to", str(tmp_path / "own"))
    assert "sealed as your journal is" in said.err
    assert sealed("journal", "delete", "E1", "--yes").code == 0
    assert "1 record changed" in sealed("journal", "restore", str(tmp_path / "own")).err
    assert "Before" in sealed("journal", "list", give(WORD)).out
    assert sealed("restore", str(tmp_path / "own")).code == 1
    assert sealed("journal", "backup").out.strip() in sealed("journal", "restore").lines


def test_due_asks_for_no_key(sealed: Run) -> None:
    said: Said = sealed("due", "--mine")
    assert said.code == 0
    assert "The journal is locked" in said.err


def test_everything_can_be_deleted_without_the_key(sealed: Run, tmp_path: Path) -> None:
    sealed("journal", "add", "After")
    assert sealed("journal", "delete", "--everything", "--yes").out == "2 records of your journal gone for good\n"
    left = [path.name for path in tmp_path.rglob("*") if path.is_file() and b"BEGIN AGE" in path.read_bytes()]
    assert left == ["key.json"]


def test_a_changed_key_of_another_is_trusted_only_when_told_to(sealed: Run, give: Give) -> None:
    sealed("person", "add", "sol", "--account", "sol")
    sealed("--as", "sol", "journal", "encrypt", give("sol's own passphrase"))
    sealed("journal", "unlock", give(WORD))
    assert "its writer and its readers alone" in sealed("journal", "share", "E1", "--with", "sol").err
    planted = sealed("journal", "key", "--json").json["public_key"]
    sealed("person", "set", "sol", "public_key", planted)
    sealed("journal", "unshare", "E1")
    refused = sealed("journal", "share", "E1", "--with", "sol")
    assert "The public key of sol has changed" in refused.err
    assert "workbench journal key trust sol" in refused.err
    assert sealed("journal", "key", "trust", "sol").code == 0
    assert sealed("journal", "share", "E1", "--with", "sol").code == 0
    assert sealed("journal", "key", "trust").code == 2


def test_where_laying_open_was_broken_off_it_is_said_to_who_reads(sealed: Run, give: Give, tmp_path: Path) -> None:
    (path,) = tmp_path.rglob("journal/ana/key.json")
    key = identity.read(path.parent)
    assert key
    identity.keep(path.parent, replace(key, seals=False))
    said = sealed("journal", "list", give(WORD))
    assert "1 record still sealed: `workbench journal decrypt` again" in said.err
    assert "What others share" not in said.err
    assert "still sealed" in sealed("journal", "unlock", give(WORD)).err


def test_what_an_editor_leaves_that_cannot_be_kept_is_sealed_on_the_disk(
    sealed: Run, give: Give, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf cobalt > "$1"\nprintf cobalt > "$(dirname "$1")/.entry.swp"\nexit 3\n')
    editor.chmod(0o700)
    monkeypatch.setenv("EDITOR", str(editor))
    for name in ("stdin", "stdout"):
        monkeypatch.setattr(f"sys.{name}.isatty", lambda: True, raising=False)
    refused = sealed("journal", "add")
    editor.unlink()
    assert "The editor ended with 3" in refused.err
    assert private(tmp_path) == []
    path = re.search(r"`workbench journal open (.*)` prints it", refused.err)
    assert path
    assert "no terminal" in sealed("journal", "open", path[1]).err
    assert sealed("journal", "open", path[1], give(WORD)).out == "cobalt\n"


def test_a_pipe_that_is_refused_stays_sealed_too(
    sealed: Run, give: Give, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("cobalt"))
    refused = sealed("journal", "add", "--reconsiders", "nonsense", "-")
    assert refused.code == 1
    assert private(tmp_path) == []
    path = re.search(r"`workbench journal open (.*)` prints it", refused.err)
    assert path
    assert sealed("journal", "open", path[1], give(WORD)).out == "cobalt\n"


def test_a_sealed_journal_is_taken_along_only_once_unlocked_and_what_comes_in_is_sealed(
    sealed: Run, give: Give, tmp_path: Path
) -> None:
    file = tmp_path / "file.jrnl"
    file.write_text("[2026-03-01] cobalt After\n")
    for words in (("export", "json"), ("import", str(file))):
        said = sealed("journal", *words)
        assert (said.code, "unlock" in said.err) == (1, True)
    sealed("journal", "unlock", give(WORD))
    assert sealed("journal", "import", str(file)).code == 0
    assert "cobalt After" in sealed("journal", "export", "jrnl").out
    file.unlink()
    assert private(tmp_path) == []
