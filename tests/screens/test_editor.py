"""The person's own editor, on a process and in a form."""

import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.screens.conftest import TODAY, Desk
from workbench.screens.app import WorkbenchApp
from workbench.screens.desk import Opening
from workbench.services import chart, sealing, setup
from workbench.store import identity, page
from workbench.store.lines import Actor
from workbench.store.store import Store
from workbench.store.wrapping import Cost

if TYPE_CHECKING:
    from tests.screens.conftest import Sitting

Editor = Callable[[str], Path]


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Editor:
    """Let $EDITOR be a script that does what is said to the file "$1"."""

    def make(does: str) -> Path:
        script = tmp_path / "my editor"
        script.write_text(f"#!/bin/sh\n{does}\n")
        script.chmod(0o700)
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", f"'{script}'")
        return script

    return make


def left_behind(tmp_path: Path) -> list[Path]:
    return [path for path in (tmp_path / "home/.local/state/workbench/texts").rglob("*") if path.is_file()]


async def test_the_description_is_edited_and_kept_and_no_file_is_left(
    sample: "Sitting", editor: Editor, tmp_path: Path
) -> None:
    editor('ls -ld "$(dirname "$1")" "$1" > "$HOME/seen"; printf "Said\\r\\nelse\\033[31mwhere. \\n" > "$1"')
    async with sample() as desk:
        await desk.press("E")
        assert desk.store.organization.processes["P1"].description == "Said\nelse[31mwhere."
        assert desk.sentence == "kept the description of P1 Call to first visit"
        assert [line.split()[0][:10] for line in (tmp_path / "home/seen").read_text().splitlines()] == [
            "drwx------",
            "-rw-------",
        ]
        assert left_behind(tmp_path) == []


async def test_an_editor_that_replaces_the_file_is_understood(sample: "Sitting", editor: Editor) -> None:
    editor('echo other > "$1.new"; mv "$1.new" "$1"')
    async with sample() as desk:
        await desk.press("E")
        assert desk.store.organization.processes["P1"].description == "other"


@pytest.mark.parametrize(
    ("does", "why"),
    [
        ('echo mine > "$1"; exit 3', "The editor ended with 3"),
        ('echo mine > "$1"; kill -9 $$', "The editor was ended by SIGKILL"),
        ('printf "\\351t\\351" > "$1"', "What came back is not UTF-8 text"),
        ('echo mine > "$1.swp"; rm "$1"', "What was written cannot be read"),
        (': > "$1.swp"; : > "$1"', "The text came back empty"),
    ],
)
async def test_what_cannot_be_taken_leaves_the_old_text_and_what_was_written_is_named(
    sample: "Sitting", editor: Editor, tmp_path: Path, does: str, why: str
) -> None:
    async with sample() as desk:
        chart.set_fields(
            desk.store, Actor("dana", "tester"), desk.store.organization.processes["P1"], {"description": "Old."}
        )
        desk.app.look_again()
        editor(does)
        await desk.press("E")
        assert desk.store.organization.processes["P1"].description == "Old."
        assert f"{why}" in desk.text
        assert "the old text stays. What you wrote is in" in desk.text
        kept = left_behind(tmp_path)
        assert kept
        assert all(stat.S_IMODE(path.parent.stat().st_mode) == 0o700 for path in kept)


async def test_an_editor_that_changed_nothing_changes_nothing(
    sample: "Sitting", editor: Editor, tmp_path: Path
) -> None:
    editor("exit 0")
    async with sample() as desk:
        before = desk.store.position
        await desk.press("E")
        assert (desk.sentence, desk.store.position) == ("Nothing was changed.", before)
        editor("exit 1")
        await desk.press("E")
        assert desk.sentence == "The editor ended with 1; the old text stays."
        assert left_behind(tmp_path) == []


async def test_what_an_editor_leaves_is_sealed_where_the_journal_is(
    sample: "Sitting", editor: Editor, tmp_path: Path
) -> None:
    async with sample() as desk:
        editor('echo cobalt > "$1"; exit 1')
        await desk.press("E")
        assert sealing.left_by_editors().startswith("In plain text lies what an editor left")
        shutil.rmtree(tmp_path / "home/.local/state/workbench/texts")
        sealing.encrypt(desk.store, desk.app.actor, identity.begin("four words are good", Cost(64, 1, 1))[0])
        await desk.press("E")
        assert "sealed: `workbench journal open" in " ".join(desk.text.split())
        assert [path.suffix for path in left_behind(tmp_path)] == [".age"]
        assert sealing.left_by_editors() == ""


async def test_a_text_that_was_changed_elsewhere_meanwhile_is_kept_in_its_file(
    sample: "Sitting", editor: Editor, tmp_path: Path
) -> None:
    async with sample() as desk:
        other = Store.open(desk.store.folder)
        process = other.organization.processes["P1"]
        chart.set_fields(other, Actor("dana", "elsewhere"), process, {"description": "Theirs."})
        editor('echo mine > "$1"')
        await desk.press("E")
        assert desk.store.organization.processes["P1"].description == "Theirs."
        assert [path.read_text() for path in left_behind(tmp_path)] == ["mine\n"]
        assert "What you wrote is in" in desk.text


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("vi; touch hacked", "there is no program vi; to run."),
        ("$(touch hacked)", "there is no program $(touch to run."),
        ("vi 'x", "a quote in it is not closed."),
        ("/etc/passwd", "there is no program /etc/passwd to run."),
        ("-rf", "there is no program -rf to run."),
    ],
)
async def test_no_shell_reads_the_name_of_the_editor(
    sample: "Sitting", monkeypatch: pytest.MonkeyPatch, tmp_path: Path, given: str, why: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VISUAL", given)
    async with sample() as desk:
        await desk.press("E")
        assert desk.sentence == f"$VISUAL is {given}: {why}"
        assert not (tmp_path / "hacked").exists()


async def test_a_program_that_cannot_be_run_is_said(sample: "Sitting", editor: Editor, tmp_path: Path) -> None:
    script = editor("")
    script.write_text("no program at all")
    async with sample((240, 40)) as desk:
        await desk.press("E")
        assert f"{script} cannot be run: Exec format error" in desk.sentence
        assert left_behind(tmp_path) == []


async def test_where_no_editor_is_the_way_out_is_named(
    sample: "Sitting", monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    async with sample() as desk:
        monkeypatch.setenv("PATH", str(tmp_path))
        await desk.press("E")
        assert desk.sentence == "No editor was found. $EDITOR names one, for example EDITOR=nano."


async def test_a_long_field_of_a_form_goes_to_the_editor_and_is_kept_with_the_form(
    sample: "Sitting", editor: Editor, tmp_path: Path
) -> None:
    editor('echo and more >> "$1"')
    async with sample() as desk:
        purpose = desk.store.organization.processes["P1"].purpose
        await desk.press("enter", "f3")
        assert "The editor is for the fields of several lines" in desk.text
        desk.app.screen.query_one("#field-purpose").focus()
        await desk.press("f3")
        assert desk.store.organization.processes["P1"].purpose == purpose
        await desk.press("ctrl+s")
        assert desk.store.organization.processes["P1"].purpose == f"{purpose}\nand more"
        assert left_behind(tmp_path) == []


def test_a_text_lies_in_memory_where_the_account_has_such_a_place(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    sheet = page.Page.of("P1-description", "old")
    assert sheet.path.is_relative_to(tmp_path / "workbench")
    sheet.path.write_text("new")
    assert sheet.left_behind() == f"What you wrote is in {left_behind(tmp_path)[0]}."
    assert not any((tmp_path / "workbench").iterdir())


async def test_what_was_in_the_editor_when_the_line_dropped_is_told_at_the_next_start(tmp_path: Path) -> None:
    gone = subprocess.run([sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, check=True)
    stranded = tmp_path / f"home/.local/state/workbench/editing/{int(gone.stdout)}-x"
    stranded.mkdir(parents=True)
    (stranded / "P1-description.txt.swp").write_text("precious")
    told = page.rescued()
    assert told == [f"What was in your editor when the line dropped is in {left_behind(tmp_path)[0].parent}."]
    assert page.rescued() == []
    opening = Opening(login="tester", found=tuple(told))
    app = WorkbenchApp(setup.sample(tmp_path / "store", "tester", TODAY, lambda: TODAY), None, opening)
    async with app.run_test(size=(250, 40)) as pilot:
        assert Desk(app, pilot).sentence == told[0]
