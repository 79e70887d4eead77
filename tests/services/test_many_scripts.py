"""Entries in the languages and scripts of the world come in, are found, and are shown as they were written."""

import json
import re
import unicodedata
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path

import pytest
from rich.cells import cell_len

from workbench.domain.text import clean_body, printable
from workbench.exchange import journal_formats
from workbench.screens.safe import wrapped
from workbench.services import journal, taking_along
from workbench.services.searching import Wanted, own_entries
from workbench.store.lines import Actor
from workbench.store.store import Store

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
FOLDER = Path(__file__).parents[2].parent / "shared" / "data" / "udhr-many-scripts"


@pytest.fixture
def texts() -> dict[str, str]:
    """The same declaration in 28 languages."""
    if not FOLDER.exists():
        pytest.skip(f"{FOLDER} is not here")
    return {path.stem: words(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.html"))}


def words(page: str) -> str:
    body = re.sub(r"</(?:p|h\d|li)>", "\n\n", page[page.index("<body") :])
    paragraphs = unescape(re.sub(r"<[^>]*>", "", body)).split("\n\n")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs if paragraph.strip())


def bare(text: str) -> str:
    """A text as somebody in haste types it: in capitals, without accents where the script has them."""
    marked = unicodedata.normalize("NFD", text.upper())
    return "".join(letter for letter in marked if not unicodedata.combining(letter))


def test_every_language_comes_in_whole_and_each_word_of_it_is_found(
    store: Store, ana: Actor, texts: dict[str, str]
) -> None:
    told = [{"date": "2026-01-01", "text": text, "tags": [name]} for name, text in texts.items()]
    notebook = journal_formats.read(json.dumps(told).encode(), "x.json", date(2026, 6, 1))
    assert len(taking_along.take_in(store, ana, notebook, NOW).entries) == 28
    kept = {min(entry.tags): entry.text for entry in journal.entries(store, ana)}
    assert kept == texts
    for name, text in kept.items():
        longest = sorted(set(text.split()), key=len)[-3:]
        for typed in (longest, map(bare, longest)):
            found = own_entries(store, ana, Wanted(tuple(typed)))
            assert name in {tag for entry in found for tag in entry.tags}, name


@pytest.mark.parametrize("width", [20, 37, 80])
def test_every_language_is_wrapped_to_the_width_with_no_letter_lost(width: int, texts: dict[str, str]) -> None:
    for text in texts.values():
        paragraphs = clean_body(text).split("\n")
        for paragraph in paragraphs:
            lines = wrapped(paragraph, width)
            assert max(map(cell_len, lines)) <= width
            assert "".join(lines).replace(" ", "") == paragraph.replace(" ", "")
        assert printable(text) == text
