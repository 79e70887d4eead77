"""Journals that real people kept over years come in whole and go out again with every character."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from workbench.domain.journal import Entry
from workbench.exchange import journal_formats
from workbench.exchange.journal_formats import Belongings
from workbench.exchange.journal_rows import EntryRow, Notebook

Real = Callable[[str], bytes]
TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 41, tzinfo=UTC)
KINDS = ("markdown", "json", "jrnl", "jrnl-json", "ics")
LANGUAGES = 28


def there_and_back(kind: str, rows: Sequence[EntryRow]) -> list[Entry]:
    whole = Belongings("a1b2/ana", [row.entry for row in rows], (), ())
    if kind == "markdown":
        return [row.entry for row in journal_formats.read_folder(list(journal_formats.pages(whole)), TODAY).entries]
    data = journal_formats.write(kind, whole, NOW)
    return [row.entry for row in journal_formats.read(data, "x", TODAY, kind).entries]


def told(entries: Sequence[Entry], kind: str = "") -> Counter[tuple[date, str, frozenset[str]]]:
    """What entries say; of jrnl, which keeps no white space around an entry, without that."""
    of_jrnl = kind in ("jrnl", "jrnl-json")
    return Counter((one.on, one.text.strip() if of_jrnl else one.text, one.tags) for one in entries)


def lines_of(data: bytes) -> list[dict[str, str]]:
    return [json.loads(line) for line in data.decode().splitlines()]


def test_eleven_years_of_learning_come_in_whole(real: Real) -> None:
    data = real("journal-til/til.jsonl")
    facts = json.loads(real("journal-til/EXPECT.json"))
    notebook = journal_formats.read(data, "til.jsonl", TODAY)
    texts = [row.entry.text for row in notebook.entries]
    assert len(texts) == facts["entries"] == 1871
    assert texts == [one["text"] for one in lines_of(data)]
    assert sum(map(len, texts)) == facts["characters"] == 1816990
    assert sum(len(text.split()) for text in texts) == facts["words"]
    assert Counter(str(row.entry.on.year) for row in notebook.entries) == facts["per_year"]
    assert len({tag for row in notebook.entries for tag in row.entry.tags}) == facts["topics"]
    assert notebook.notes == ("Lines 1, 2, 3, 4, 5 and 1866 more: “path” is no field of an entry and was left out.",)


def test_a_diary_of_fourteen_years_comes_in_whole_and_says_which_days_it_lacks(real: Real) -> None:
    facts = json.loads(real("journal-barbellion/EXPECT.json"))
    parts = [f"part-{part}.xhtml" for part in (1, 2, 3)]
    read = [journal_formats.read(real(f"journal-barbellion/{part}"), part, TODAY) for part in parts]
    notebook = Notebook([row for part in read for row in part.entries])
    texts = [row.entry.text for row in notebook.entries]
    assert len(texts) == facts["entries"] == 533
    assert sum(len(text.split()) for text in texts) == facts["words"] == 96542
    assert texts[0].split()[:13] == facts["first_words"].split()[:13]
    assert texts[-1].split() == facts["last_words"].split()
    undated = Counter({"1904": 1, "1909": 1})
    assert Counter(str(row.entry.on.year) for row in notebook.entries) - undated == facts["per_year"]
    assert [note for part in read for note in part.notes if "no day" in note] == [
        "Line 135: no day is told; the entry stands on 1904-09-11.",
        "Line 558: no day is told; the entry stands on 1909-08-20.",
    ]
    assert max(row.entry.on for row in notebook.entries) == date.fromisoformat(facts["last"])
    for kind in KINDS:
        assert told(there_and_back(kind, notebook.entries)) == told([row.entry for row in notebook.entries])


@pytest.mark.parametrize("kind", KINDS)
def test_eleven_years_of_learning_survive_every_format(kind: str, real: Real) -> None:
    rows = journal_formats.read(real("journal-til/til.jsonl"), "til.jsonl", TODAY).entries
    entries = [row.entry for row in rows]
    back = there_and_back(kind, rows)
    if kind == "jrnl":  # a word with an @ is a tag there
        back = [replace(one, tags=one.tags & entry.tags) for one, entry in zip(back, entries, strict=True)]
    assert told(back, kind) == told(entries, kind)
