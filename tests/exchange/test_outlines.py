"""Markdown outlines and indented text."""

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

import pytest

from workbench.domain.errors import BadInput
from workbench.domain.outline import Outline
from workbench.exchange.formats import read, write

Chart = Callable[[Outline], list[tuple[str, str, int]]]


def test_markdown_is_written_as_a_list_that_reads_well(an_organization: Callable[[], Any]) -> None:
    built = (
        an_organization()
        .process("Sell", code="1.0", owner="ana", description="Why.\n\nHow.")
        .process("Quote *now*", "P1")
    )
    assert write("markdown", built.built()).decode() == (
        "**Acme**\n\n- `1.0` Sell (owner: ana)\n\n  Why.\n\n  How.\n\n  - Quote \\*now\\*\n"
    )


def test_markdown_headings_nest_and_lists_stand_under_them(chart: Chart) -> None:
    text = b"# Sell #\nWhat we live from.\n## 1.1 Quote\n* [x] **Ask**\n    1. [Listen](a.md) &amp; hear\n\n# Buy\n"
    outline = read(text, "a.md")
    assert chart(outline) == [
        ("", "Sell", 0), ("1.1", "Quote", 1), ("", "Ask", 2), ("", "Listen & hear", 3), ("", "Buy", 0),
    ]  # fmt: skip
    assert outline.processes[0].description == "What we live from."


def test_what_stands_in_a_fence_is_description() -> None:
    outline = read(b"- Sell\n\n  ```\n  - not a process\n  # nor this\n  ```\n- Buy\n", "a.md")
    assert [row.name for row in outline.processes] == ["Sell", "Buy"]
    assert outline.processes[0].description == "- not a process\n# nor this"


def test_front_matter_is_skipped_and_loose_text_noted() -> None:
    outline = read(b"---\ntitle: x\n---\nHello.\n\n- Sell\n", "a.md")
    assert [(row.line, row.name) for row in outline.processes] == [(6, "Sell")]
    assert outline.notes == ("Line 4: text outside the outline was left out.",)


def test_a_placeholder_in_an_outline_is_no_owner() -> None:
    assert read(b"- Sell (owner: TBD)\n- Buy (Owner: Bo)\n", "a.md").processes[1].owner == "Bo"
    assert read(b"Sell  @tbd\n", "a.txt").notes == ("Line 1: “tbd” names nobody and was left out.",)


def test_a_mark_without_words_is_left_out_with_a_note() -> None:
    outline = read(b"- Sell\n-\n#\n", "a.md")
    assert len(outline.processes) == 1
    assert outline.notes == ("Lines 2 and 3: an item without words was left out.",)


def test_an_item_without_a_name_is_refused_by_line() -> None:
    with pytest.raises(BadInput, match="Line 2 has no name"):
        read(b"- Sell\n- **\n", "a.md")


def test_text_is_written_with_two_spaces_a_level(an_organization: Callable[[], Any]) -> None:
    built = (
        an_organization().process("Sell", code="1.0", owner="ana", tags=frozenset(["b", "a"])).process("Quote", "P1")
    )
    assert write("text", built.built()) == b"1.0  Sell  @ana  #a  #b\n  Quote\n"


@pytest.mark.parametrize("step", ["  ", "\t", "    "])
def test_indented_text_nests_by_what_stands_before_the_line(step: str, chart: Chart) -> None:
    text = f"1.0 Sell\n{step}Quote\n\n{step * 2}Ask\n{step}1.2  Bill  now\nBuy\n"
    assert chart(read(text.encode(), "a.txt")) == [
        ("1.0", "Sell", 0), ("", "Quote", 1), ("", "Ask", 2), ("1.2", "Bill  now", 1), ("", "Buy", 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a\n    b\n  c\n", "Line 3 is indented like no line above it."),
        ("  a\nb\n", "Line 2 is indented like no line above it."),
        ("a\n  b\n\tc\n", "Line 3 is indented with tabs and spaces mixed."),
        ("1.0  a\n1.0  b\n", "Lines 1 and 2 have the same code, 1.0."),
        ("".join(" " * depth + "a\n" for depth in range(201)), "Line 201 stands more than 200 levels down"),
    ],
)
def test_text_that_fits_nowhere_is_refused_by_line(text: str, sentence: str) -> None:
    with pytest.raises(BadInput) as refusal:
        read(text.encode(), "a.txt")
    assert str(refusal.value).startswith(sentence)


def test_outlines_hold_what_runs_and_tables_what_has_ended_too(an_organization: Callable[[], Any]) -> None:
    built = an_organization().process("Runs").process("Ended", retired=date(2026, 1, 2)).built()
    assert all(b"Ended" not in write(kind, built) for kind in ("markdown", "text"))
    assert all(b"2026-01-02" in write(kind, built) for kind in ("csv", "json"))


@pytest.mark.parametrize(
    "line", ["- " + "`" * 9_000, "# " + " #" * 4_000 + "x", "- " + "[" * 9_000, "- " + " " * 9_000 + "x"]
)
def test_signs_without_end_are_read_in_no_time(line: str) -> None:
    before = time.process_time()
    with suppress(BadInput):
        read(line.encode(), "a.md")
    assert time.process_time() - before < 2
