"""The journal from the shell: written in any way, found again, shared, and never told to anybody else."""

import io
import shlex
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Run

Pipe = Callable[[str], None]


@pytest.fixture
def piped(monkeypatch: pytest.MonkeyPatch) -> Pipe:
    """Puts a text on standard input."""
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))


@pytest.fixture
def editor(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], None]:
    """An editor that puts a line at the end of what it is given, at a terminal."""

    def set_editor(line: str) -> None:
        script = tmp_path / "editor"
        script.write_text(f'#!/bin/sh\ncat "$1" > {tmp_path}/given\nprintf "%s\\n" "{line}" >> "$1"\n')
        script.chmod(script.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("EDITOR", str(script))
        for name in ("stdin", "stdout"):
            monkeypatch.setattr(f"sys.{name}.isatty", lambda: True, raising=False)

    return set_editor


def test_an_entry_is_written_from_words_from_a_pipe_and_shown_with_who_can_read_it(lakeside: Run, piped: Pipe) -> None:
    assert lakeside("journal", "add", "--process", "P1", "Took", "it", "myself", "#calls").out == "E1\n"
    piped('# Don\'t "quote" $HOME\n\n`it` \\ 100 %\n')
    assert lakeside("journal", "add", "--on", "2026-01-05 14:30", "-").out == "E2\n"
    shown = lakeside("journal", "show", "E2")
    assert '# Don\'t "quote" $HOME\n\n`it` \\ 100 %\n' in shown.out
    assert shown.lines[-1] == "Seen by: your account."
    assert [one["id"] for one in lakeside("journal", "list", "--json").json] == ["E1", "E2"]
    assert lakeside("journal", "show", "E1", "--json").json["tags"] == ["calls"]


def test_an_editor_gets_the_prompts_and_only_what_was_answered_is_kept(
    lakeside: Run, editor: Callable[[str], None], tmp_path: Path
) -> None:
    editor("Read the price guide.")
    assert lakeside("journal", "add", "--template", "learning").out == "E1\n"
    assert (tmp_path / "given").read_text().count("## ") == 3
    text = lakeside("journal", "show", "E1", "--json").json["text"]
    assert text.count("## ") == 1
    assert text.endswith("Read the price guide.")
    assert list((tmp_path / "home/.local/state/workbench/editing").iterdir()) == []


def test_what_an_editor_leaves_unwritten_is_no_entry(lakeside: Run, editor: Callable[[str], None]) -> None:
    editor("")
    said = lakeside("journal", "add", "--template", "growth")
    assert (said.code, said.err) == (1, "Nothing was written, and nothing is kept.\n")
    assert lakeside("journal", "list").code == 1


def test_without_words_and_without_a_terminal_it_is_said_how(lakeside: Run) -> None:
    said = lakeside("journal", "add")
    assert said.code == 1
    assert "A single - reads it" in said.err


@pytest.mark.parametrize("day", ["2026-13-01", "2026-02-30", "someday", "9999-01-01", "2026-01-01 26:00"])
def test_a_day_that_cannot_be_is_refused_in_a_sentence(lakeside: Run, day: str) -> None:
    said = lakeside("journal", "add", "--on", day, "x")
    assert said.code in (1, 2)
    assert said.err.endswith(".\n")
    assert lakeside("journal", "list").code == 1


def test_a_day_of_several_words_is_named_whole(lakeside: Run) -> None:
    assert "“next friday” is no day." in lakeside("journal", "add", "--on", "next friday", "x").err


def test_entries_are_found_by_words_tags_and_days(lakeside: Run) -> None:
    lakeside("journal", "add", "--on", "2025-03-01", "Straße nach", "Łódź")
    lakeside("journal", "add", "--tags", "calls", "--star", "Second")
    assert [row.split()[0] for row in lakeside("journal", "search", "lodz", "STRASSE").lines] == ["E1"]
    assert [row.split()[0] for row in lakeside("journal", "search", "--tag", "Calls").lines] == ["E2"]
    assert [row.split()[0] for row in lakeside("journal", "list", "--until", "2025-12-31").lines] == ["E1"]
    assert lakeside("journal", "search", "nowhere").code == 1
    spread = lakeside("journal", "search", "lodz", "--until", "2025-12-31", "strasse")
    assert [row.split()[0] for row in spread.lines] == ["E1"]
    calendar = lakeside("journal", "calendar", "2025-03")
    assert "1*" in calendar.out
    assert lakeside("journal", "calendar", "2025-03", "--json").json == {"2025-03-01": 1}


def test_a_day_gone_by_is_told_with_a_dash(lakeside: Run) -> None:
    assert lakeside("journal", "add", "--on", "-8m", "Long ago").out == "E1\n"
    assert lakeside("journal", "list", "--since", "-7m").code == 1
    assert lakeside("journal", "list", "--since", "-9m", "--until", "-1w").code == 0


def test_what_narrows_a_search_in_the_panes_narrows_it_in_the_shell(lakeside: Run) -> None:
    lakeside("journal", "add", "--on", "2025-03-01", "--kind", "decision", "--process", "P2", "The buffer", "#calls")
    lakeside("journal", "add", "--on", "2026-03-01", "The buffer again")
    for words, found in (
        (("buffer", "since:2026-01-01"), ["E2"]),
        (("until:2025-12-31",), ["E1"]),
        (("buffer is:decision",), ["E1"]),
        (("in:P2", "#calls"), ["E1"]),
    ):
        assert [row.split()[0] for row in lakeside("journal", "search", *words).lines] == found
    assert "no day" in lakeside("journal", "search", "since:someday").err
    assert "“sinse:” was looked for as a word" in lakeside("journal", "search", "buffer", "sinse:2026-01-01").err


def test_an_entry_is_changed_starred_tagged_and_reconsidered(lakeside: Run) -> None:
    lakeside("journal", "add", "--kind", "decision", "--on", "2026-01-05", "Said no.")
    for words in (
        ("set", "E1", "text", "Said", "no,", "kindly."),
        ("set", "E1", "energy", "4"),
        ("star", "E1"),
        ("tag", "E1", "pricing"),
        ("reconsider", "E1", "--partly", "Too", "curt."),
    ):
        assert lakeside("journal", *words).code == 0
    entry = lakeside("journal", "show", "E1", "--json").json
    assert (entry["text"], entry["energy"], entry["star"], entry["tags"]) == ("Said no, kindly.", 4, True, ["pricing"])
    assert [(one["stance"], one["text"]) for one in entry["verdicts"].values()] == [("holds in part", "Too curt.")]
    lakeside("journal", "add", "--kind", "note", "Rain.")
    assert (
        "comes back. Here: workbench journal set E2 kind decision"
        in lakeside("journal", "reconsider", "E2", "Wet.").err
    )
    said = lakeside("journal", "tag", "E1", "pricings").err
    assert "pricings is new and looks like #pricing" in said
    lakeside(*shlex.split(said.partition("`workbench ")[2].partition("`")[0]))
    assert lakeside("journal", "show", "E1", "--json").json["tags"] == ["pricing"]


def test_what_comes_back_is_listed_with_how_a_verdict_is_given(lakeside: Run) -> None:
    assert "Nothing comes back within a month." in lakeside("journal", "reconsider").err
    lakeside("journal", "add", "--kind", "decision", "--on", "2025-01-05", "Said no.")
    said = lakeside("journal", "reconsider")
    assert (said.code, said.lines) == (0, ["E1  2025-07-05  look again after six months  Said no."])
    assert "journal reconsider ENTRY --holds" in said.err
    assert [one["id"] for one in lakeside("journal", "reconsider", "--json").json] == ["E1"]
    lakeside("journal", "reconsider", "E1", "--holds")
    assert lakeside("journal", "reconsider").code == 1


def test_a_search_lists_the_line_that_holds_the_words(lakeside: Run) -> None:
    lakeside("journal", "add", "A long day.\nThe cobalt vase broke.")
    assert "A long day.  … The cobalt vase broke." in lakeside("journal", "search", "COBALT").out
    assert "…" not in lakeside("journal", "search", "day").out


def test_sessions_that_ended_are_told_of_where_none_is_agreed(lakeside: Run) -> None:
    lakeside("journal", "session", "agree", "zoe", "+1w")
    lakeside("journal", "session", "close", "W1")
    assert "1 session ended: --all lists them too." in lakeside("journal", "session", "list").err


def test_what_comes_back_is_shown_to_its_writer_alone(lakeside: Run) -> None:
    lakeside("journal", "add", "--kind", "decision", "--on", "2025-01-05", "cobalt")
    assert "look again after six months" in lakeside("due", "--mine").out
    assert "cobalt" not in lakeside("due").out
    assert "cobalt" not in lakeside("--as", "zoe", "due", "--mine").out
    assert "cobalt" not in lakeside("due", "--mine", "--ics").out


def test_an_entry_is_shared_answered_and_taken_back(lakeside: Run) -> None:
    lakeside("journal", "add", "cobalt")
    shared = lakeside("journal", "share", "E1", "zoe")
    assert "shared with Zoë Brückner since" in shared.err
    assert "(shared)" in lakeside("journal", "list").out
    assert "cobalt" in lakeside("--as", "zoe", "journal", "shared").out
    assert lakeside("--as", "zoe", "journal", "show", "E1").err == "No entry answers to “E1”. Near it: ana/E1.\n"
    assert lakeside("--as", "zoe", "journal", "reply", "E1", "Ah").err.endswith("Near it: ana/E1.\n")
    lakeside("--as", "zoe", "journal", "reply", "ana/E1", "Time", "it", "first.")
    assert "answered: Zoë Brückner" in lakeside("due", "--mine").out
    assert "Zoë Brückner" in lakeside("journal", "show", "E1").out
    assert lakeside("journal", "unshare", "E1", "zoe").err == "Seen by: your account.\n"
    assert "(shared)" not in lakeside("journal", "list").out
    assert lakeside("--as", "zoe", "journal", "shared").code == 1
    assert lakeside("--as", "zoe", "journal", "show", "ana/E1").err == "No entry answers to “ana/E1”.\n"
    assert "Time it first." in lakeside("journal", "show", "E1").out


def test_an_entry_is_deleted_for_good_once_it_was_asked(lakeside: Run, piped: Pipe, tmp_path: Path) -> None:
    lakeside("journal", "add", "cobalt")
    for answer in ("n\n", ""):
        piped(answer)
        asked = lakeside("journal", "delete", "E1")
        assert (asked.code, asked.err) == (1, "Nothing was deleted.\n")
    piped("y\n")
    assert lakeside("journal", "delete", "E1").code == 0
    assert lakeside("journal", "show", "E1").code == 1
    piped("n\n")
    asked = lakeside("undo")
    assert asked.code == 1
    assert "does not come back. Nothing was changed; `workbench undo --yes`" in asked.err
    assert lakeside("undo", "--yes").code == 0
    lakeside("journal", "add", "viridian")
    assert lakeside("journal", "delete", "--everything", "--yes").code == 0
    assert not any(
        word in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() for word in (b"cobalt", b"viridian")
    )


def test_no_look_up_report_history_or_other_person_tells_a_word_of_a_journal(lakeside: Run) -> None:
    lakeside("journal", "add", "--process", "P1", "--tags", "viridian", "cobalt")
    lakeside("journal", "commit", "add", "umber")
    for words in (
        ("history", "--limit", "0"), ("history", "E1"), ("who", "cobalt"), ("due",), ("show", "P1"), ("doctor",),
        ("check", "--strict"), ("export", "json"), ("report", "oversight"), ("undo",),
        ("--as", "zoe", "journal", "list"), ("--as", "zoe", "journal", "search", "cobalt"),
        ("--as", "zoe", "journal", "show", "E1"), ("--as", "zoe", "journal", "commit", "list"),
        ("--as", "zoe", "--for", "ana", "journal", "list"), ("--as", "zoe", "journal", "growth"),
    ):  # fmt: skip
        said = lakeside(*words)
        for word in ("cobalt", "viridian", "umber"):
            assert word not in (said.out + said.err).replace("“cobalt”", ""), words


def test_commitments_are_made_kept_and_carried(lakeside: Run) -> None:
    assert lakeside("journal", "commit", "add", "Lead", "--difficulty", "4", "a", "morning").out == "K1\n"
    assert lakeside("journal", "commit", "change", "K1", "Lead", "a day", "--because", "Ready.").out == "K2\n"
    assert lakeside("journal", "commit", "keep", "K2", "It", "went", "well.").code == 0
    made = lakeside("journal", "commit", "list", "--json").json
    assert [(one["id"], one["state"]) for one in made] == [("K1", "changed"), ("K2", "kept")]
    assert lakeside("journal", "growth", "--json").json["months"][0]["made"] == 2


def test_a_coaching_session_is_agreed_written_and_answered(lakeside: Run, piped: Pipe) -> None:
    agreed = lakeside("journal", "session", "agree", "zoe", "+1w", "--agenda", "The angry call")
    assert agreed.out == "W1\n"
    assert "seen by: your account" in agreed.err
    piped("You stayed calm.\nIndeed.")
    assert lakeside("--as", "zoe", "journal", "session", "review", "ana/W1", "-").code == 0
    assert lakeside("--as", "zoe", "journal", "session", "ask", "W1", "What", "helped?").code == 0
    assert lakeside("journal", "session", "answer", "W1", "The pause").err.endswith("Near it: Q1.\n")
    assert lakeside("journal", "session", "answer", "W1", "Q1", "The", "pause.").code == 0
    assert lakeside("journal", "session", "promise", "W1", "Time ten calls", "--until", "+1w").code == 0
    shown = lakeside("journal", "session", "show", "W1").out
    for text in ("The angry call", "You stayed calm.\nIndeed.", "Q1 What helped?\nThe pause.", "D1 [ ] Ana Lima: Time"):
        assert text in shown
    assert "zoe/W1" in lakeside("journal", "session", "list").out
    assert lakeside("journal", "session", "close", "W1").code == 0
    assert lakeside("journal", "session", "list").code == 1


def test_a_journal_that_was_mended_or_can_only_be_read_says_so(lakeside: Run, tmp_path: Path) -> None:
    lakeside("journal", "add", "first")
    lakeside("journal", "add", "second")
    [own] = (tmp_path / "home/.local/share/workbench").glob("*/journal/ana")
    (own / "store.json").unlink()
    listed = lakeside("journal", "list")
    assert len(listed.lines) == 2
    assert "rebuilt from the history" in listed.err
    [history] = (own / "history").iterdir()
    history.write_bytes(history.read_bytes().replace(b"first", b"fifth"))
    (own / "store.json").unlink()
    said = lakeside("journal", "add", "third")
    assert said.code == 3
    assert "Nothing can be changed here" in said.err
    assert lakeside("who", "ana").err == ""


def test_templates_are_listed_shown_and_added(lakeside: Run) -> None:
    assert "story" in lakeside("journal", "templates").out
    assert "camera" in lakeside("journal", "templates", "show", "story").out
    assert lakeside("journal", "templates", "add", "monday", "Monday", "--prompt", "What comes?").out == "monday\n"
    assert "What comes?" in lakeside("journal", "templates", "show", "monday").out
    assert lakeside("journal", "templates", "add", "Bad Id", "x", "--prompt", "y").code == 1


def test_a_journal_of_the_sample_is_thrown_away_with_it(anywhere: Run, tmp_path: Path) -> None:
    assert anywhere("--sample", "journal", "add", "cobalt").out == "E4\n"
    assert not any(b"cobalt" in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert list((tmp_path / "home").iterdir()) == []


def test_what_was_typed_and_cannot_be_kept_lies_in_a_file_that_is_named(
    lakeside: Run, piped: Pipe, editor: Callable[[str], None]
) -> None:
    piped("cobalt " * 300_000)
    said = lakeside("journal", "add", "-")
    assert said.code == 1
    assert "characters long" in said.err
    [left] = [word.rstrip(".") for word in said.err.split() if "/texts/" in word]
    assert Path(left.removesuffix(".")).read_text().startswith("cobalt")
    editor("A review.")
    lakeside("journal", "session", "agree", "zoe", "+1w")
    said = lakeside("journal", "session", "review", "W1")
    assert "coach's to write" in said.err
    [left] = [word for word in said.err.split() if "/texts/" in word]
    assert Path(left.removesuffix(".")).read_text().endswith("A review.\n")


@pytest.mark.parametrize(
    "words",
    [
        ("add", "-", "--process", "pak"),
        ("add", "--on", "2026-13-01", "-"),
        ("add", "--template", "nope", "-"),
        ("set", "E99", "text", "-"),
        ("reply", "zoe/E1", "-"),
    ],
)
def test_a_pipe_is_not_lost_where_something_beside_it_is_refused(
    lakeside: Run, piped: Pipe, words: tuple[str, ...]
) -> None:
    piped("cobalt\n")
    said = lakeside("journal", *words)
    assert said.code == 1
    [left] = [word for word in said.err.split() if "/texts/" in word]
    assert Path(left.removesuffix(".")).read_text() == "cobalt\n"


@pytest.mark.parametrize("words", [("journal", "add", "-", "--mood", "5"), ("feedback", "P1", "--colour", "red", "-")])
def test_a_pipe_is_not_lost_where_the_command_is_not_understood(
    lakeside: Run, piped: Pipe, words: tuple[str, ...]
) -> None:
    piped("cobalt\n")
    said = lakeside(*words)
    assert said.code == 2
    [left] = [word for word in said.err.split() if "/texts/" in word]
    assert Path(left.removesuffix(".")).read_text() == "cobalt\n"
