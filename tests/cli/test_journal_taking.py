"""A journal taken along from the shell: out in any form, in after a look, and gone for good where that is wanted."""

import json
import stat
from pathlib import Path

import pytest

from tests.cli.conftest import Run

JRNL = "[2026-03-01 09:30] Took it myself. *\n@calls cobalt-one\n\n[2026-13-01] cobalt-two\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file of jrnl, one day of which cannot be."""
    path = tmp_path / "journal.txt"
    path.write_text(JRNL)
    return path


def holding(top: Path, word: str) -> list[str]:
    """The files below a folder in whose name or bytes a word stands."""
    files = [path for path in top.rglob("*") if path.is_file()]
    return [str(path) for path in files if word in path.name or word.encode() in path.read_bytes()]


def test_a_file_is_looked_at_taken_in_once_and_taken_back(lakeside: Run, file: Path) -> None:
    looked = lakeside("journal", "import", str(file), "--dry-run")
    assert (looked.code, looked.out) == (0, "")
    assert looked.err.splitlines() == [
        "Line 4: “2026-13-01” is no day; the entry stands on 2026-03-01.",
        "Would take in 2 entries. Nothing was changed.",
    ]
    assert lakeside("journal", "list").code == 1
    assert lakeside("journal", "import", str(file), "--json").json["entries"] == 2
    entry = lakeside("journal", "show", "E1", "--json").json
    assert (entry["star"], entry["tags"], entry["at"][:16]) == (True, ["calls"], "2026-03-01T09:30")
    assert "2 records stood here already" in lakeside("journal", "import", str(file)).err
    assert lakeside("undo").code == 0
    assert lakeside("journal", "list").code == 1


@pytest.mark.parametrize("kind", ["json", "jrnl", "jrnl-json", "ics"])
def test_a_journal_goes_to_standard_output_or_to_a_file_of_ones_own(
    kind: str, lakeside: Run, file: Path, tmp_path: Path
) -> None:
    lakeside("journal", "import", str(file))
    out = lakeside("journal", "export", kind).out
    target = tmp_path / "out"
    said = lakeside("journal", "export", kind, "-o", str(target))
    assert "cobalt-two" in out
    assert (said.out, stat.S_IMODE(target.stat().st_mode)) == ("", 0o600)
    assert "plain text, also where the journal is encrypted" in said.err
    if kind != "ics":  # which holds the moment at which it was written
        assert target.read_text() == out


def test_a_folder_of_markdown_needs_a_place_that_is_free(lakeside: Run, file: Path, tmp_path: Path) -> None:
    lakeside("journal", "import", str(file))
    assert "Say where the folder shall be" in lakeside("journal", "export", "markdown").err
    folder = tmp_path / "pages"
    assert "Wrote 2 files" in lakeside("journal", "export", "markdown", "-o", str(folder)).err
    assert sorted(path.name for path in folder.iterdir()) == [
        "2026-03-01-e1-took-it-myself.md", "2026-03-01-e2-cobalt-two.md",
    ]  # fmt: skip
    again = lakeside("journal", "export", "markdown", "-o", str(folder))
    assert (again.code, "is there already" in again.err) == (1, True)
    assert "Nothing new" in lakeside("journal", "import", str(folder)).err


def test_the_journal_of_one_is_no_other_ones_to_take(lakeside: Run, file: Path) -> None:
    lakeside("journal", "import", str(file))
    assert "cobalt" not in lakeside("--as", "zoe", "journal", "export", "json").out
    assert lakeside("--for", "zoe", "journal", "export", "json").code == 1
    assert "cobalt" not in lakeside("export", "json").out


def test_what_cannot_be_read_is_refused_in_a_sentence(lakeside: Run, tmp_path: Path) -> None:
    (tmp_path / "x.jrnl").write_bytes(b"[2026-03-01] x\n\xff\n")
    for words, sentence in (
        (("import", str(tmp_path / "x.jrnl")), "Line 2 is not UTF-8"),
        (("import", str(tmp_path / "none.json")), "No such file"),
        (("import", str(tmp_path), "--format", "ics"), "is a folder"),
        (("export", "json", "-o", str(tmp_path / "no" / "x.json")), "Not saved"),
    ):
        said = lakeside("journal", *words)
        assert (said.code in (1, 3), sentence in said.err) == (True, True), said.err


def test_of_what_was_brought_in_and_deleted_for_good_no_byte_is_left(
    lakeside: Run, file: Path, folder: Path, tmp_path: Path
) -> None:
    file.write_text(JRNL + "\n[2026-03-02] cobalt-three\n")
    lakeside("journal", "import", str(file))
    lakeside("journal", "share", "E2", "--with", "zoe")
    lakeside("backup")
    lakeside("journal", "set", "E1", "text", "cobalt-one, again")
    lakeside("journal", "import", str(file))
    lakeside("undo")
    file.unlink()
    home = tmp_path / "home"
    assert lakeside("journal", "delete", "--yes", "E1", "E2").code == 0
    assert holding(home, "cobalt-two") + holding(folder, "cobalt-two") == []
    assert holding(home, "cobalt-three")
    assert lakeside("journal", "delete", "--yes", "--everything").code == 0
    for top in (home, folder):
        assert holding(top, "cobalt") == []
        assert holding(top, "calls") == []
    assert lakeside("journal", "list").code == 1


def test_an_export_is_json_that_says_what_it_is(lakeside: Run, file: Path) -> None:
    lakeside("journal", "import", str(file))
    document = json.loads(lakeside("journal", "export", "json").out)
    assert (document["format"], document["version"]) == ("workbench-journal", 1)
    assert document["journal"].endswith("/ana")
    assert {entry["id"] for entry in document["entries"]} == {"E1", "E2"}
