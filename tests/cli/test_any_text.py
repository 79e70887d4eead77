"""Every field takes any Unicode, and none of it moves a terminal or a column."""

import json
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from workbench.cli.columns import aligned, as_json, say, width
from workbench.domain.text import clean_body, clean_line
from workbench.services import chart, people
from workbench.services.setup import begin
from workbench.store.lines import Actor
from workbench.store.store import Store

Run = Callable[..., Any]

NAUGHTY = Path(__file__).parents[3] / "shared/data/naughty-strings/blns.json"
STRINGS: list[str] = json.loads(NAUGHTY.read_text(encoding="utf-8")) if NAUGHTY.exists() else []
NAMES = [text for text in STRINGS if clean_line(text)]

needs_naughty = pytest.mark.skipif(not STRINGS, reason=f"{NAUGHTY} is not here")


def is_obeyed(text: str) -> bool:
    """Something in the text would move a terminal: a control character, or one that turns the writing round."""
    controls = {c for c in text if unicodedata.category(c) in ("Cc", "Cs")} - {"\n"}
    return bool(controls) or bool(re.search("[\u202a-\u202e\u2066-\u2069]", text))


@pytest.fixture(scope="module")
def naughty_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which every naughty string is a process with a person of that name."""
    folder = tmp_path_factory.mktemp("naughty") / "store"
    store, person = begin(folder, "Lakeside", "ana", "Ana Lima")
    ana = Actor(person.id, "ana")
    with store.change(ana, "import") as change:
        handles = [people.new_person(change, name).id for name in NAMES]
    for name, handle in zip(NAMES, handles, strict=True):
        chart.add(store, ana, name, fields={"owner": handle, "description": name, "tags": frozenset({name})})
    store.close()
    return folder


@pytest.fixture
def naughty(anywhere: Run, naughty_folder: Path) -> Run:
    """Run a command on that store."""
    return lambda *words: anywhere("--store", str(naughty_folder), *words)


@needs_naughty
def test_every_naughty_string_survives_as_name_person_and_description(naughty: Run, naughty_folder: Path) -> None:
    store = Store.open(naughty_folder)
    kept = list(store.organization.processes.values())
    assert [process.name for process in kept] == [clean_line(name) for name in NAMES]
    assert [process.description for process in kept] == [clean_body(name) for name in NAMES]
    owners = [store.organization.people[process.owner or ""].name for process in kept]
    assert owners == [clean_line(name) for name in NAMES]
    store.close()
    nodes = naughty("tree", "--json").json
    assert [node["name"] for node in nodes] == [process.name for process in kept]
    assert [node["owner_name"] for node in nodes] == owners


@needs_naughty
@pytest.mark.parametrize(
    "words",
    [["tree"], ["tree", "--json"], ["person", "list"], ["who", "a"], ["who", "a", "--tsv"], ["who", "a", "--json"],
     ["check", "--strict"], ["history", "--limit", "0"], ["show", "P400"], ["diff", "2020-01-01"]],
    ids=" ".join,
)  # fmt: skip
def test_nothing_that_is_printed_moves_a_terminal(naughty: Run, words: list[str]) -> None:
    said = naughty(*words)
    assert said.code in (0, 1)
    assert said.out
    assert not is_obeyed(said.out.replace("\t", "") if "--tsv" in words else said.out)
    assert not is_obeyed(said.err)


@needs_naughty
def test_the_columns_of_the_chart_stay_aligned(naughty: Run) -> None:
    ends: set[int] = set()
    for node, line in zip(naughty("tree", "--json").json, naughty("tree").lines, strict=True):
        before, between, _ = line.rpartition(f"  identified  {node['id']}")
        assert between
        if cell_len(f"{node['id'][1:]} {node['name']}") <= 60 and cell_len(node["owner_name"]) <= 60:
            ends.add(cell_len(before))
    assert len(ends) == 1


@needs_naughty
def test_every_naughty_string_can_be_asked_for(workbench: Run) -> None:
    for text in STRINGS:
        if "\x00" not in text and not text.startswith("-"):
            said = workbench("who", text)
            assert (said.code, said.out) == (1, "")
            assert not is_obeyed(said.err)


@pytest.mark.parametrize(
    "text", ["plain", "é", "Ünïcödé", "— nobody —", "田中 結衣", "👩‍👩‍👧", "e\u0301", "“a” → “b”", "שלום"]
)
def test_a_text_is_as_wide_as_a_terminal_draws_it(text: str) -> None:
    assert width(text) == cell_len(text)


def test_every_printable_letter_before_the_accents_takes_one_cell() -> None:
    assert all(cell_len(chr(code)) == 1 for code in range(0x300) if chr(code).isprintable())


def test_columns_are_as_wide_as_their_widest_cell_and_the_last_is_ragged() -> None:
    rows = [["P1", "田中", "x"], ["P10", "abcd", ""], ["P2", "é"]]
    assert aligned(rows) == ["P1   田中  x", "P10  abcd", "P2   é"]


def test_a_very_long_cell_moves_only_its_own_row() -> None:
    rows = [["x" * 70, "end"], ["y", "end"]]
    assert [line.index("end") for line in aligned(rows)] == [72, 62]
    assert aligned([]) == []


def test_a_cell_is_said_on_one_line() -> None:
    assert say("a\nb\tc\x1b[2Jd\u2028e\x9bf\ud800") == "a b c[2Jd ef"


def test_json_is_escaped_only_where_a_terminal_could_obey_it() -> None:
    assert as_json({"name": "Zoë"}) == '{\n "name": "Zoë"\n}'
    for text in ("\x9b31m", "\x7f", "\u202e", "a\u2028b"):
        written = as_json({"name": text, "who": "Zoë"})
        assert not is_obeyed(written)
        assert json.loads(written) == {"name": text, "who": "Zoë"}


def test_what_somebody_wrote_into_the_store_by_hand_is_printed_clean(lakeside: Run, folder: Path) -> None:
    lakeside("backup")
    path = folder / "organization/store.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["processes"]["P2"] |= {"name": "Bill\x1b[2J \x9b31mit\u202e", "description": "one\x1b]0;title\x07"}
    content["people"]["zoe"]["name"] = "Zoë\x1b[5m\nB"
    path.write_text(json.dumps(content), encoding="utf-8")
    for words in (["tree"], ["show", "P2"], ["who", "bill"], ["who", "zoe"], ["history"], ["due"], ["check"],
                  ["tree", "--json"], ["who", "e", "--json"], ["person", "list"]):  # fmt: skip
        said = lakeside(*words)
        assert said.code in (0, 1)
        assert not is_obeyed(said.out)
        assert not is_obeyed(said.err)
