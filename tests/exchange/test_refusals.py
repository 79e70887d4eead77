"""Files that cannot be taken in are refused in a sentence that names the line."""

import pytest

from workbench.domain.errors import BadInput
from workbench.exchange import csv_in, decoding
from workbench.exchange.formats import read


def refusal(data: bytes, file_name: str = "a.csv") -> str:
    with pytest.raises(BadInput) as refused:
        read(data, file_name)
    return str(refused.value)


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.md", "a.txt", ""])
@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(data: bytes, name: str) -> None:
    assert refusal(data, name).startswith("The file is empty")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"name,owner\nSell,ana,more\n", "Line 2 has 3 cells and the header 2."),
        (b"code,name,owner\n1,Sell,ana\n\n2\n", "Line 4 has 1 cell and the header 3."),
        (b"name,owner\nSell,ana\n \x07,bo\n", "Line 3 has no name."),
        (b"colour,size\nred,1\n", "No column holds the name. Line 1 has: colour, size."),
        (b"name,owner\nSe\x00ll,ana\n", "Line 2 holds a NUL character"),
        (b"name,owner\n\xc3\xa9,ana\nCaf\xe9,bo\n", "Line 3 is not UTF-8: byte 22 of the file is 0xE9. Save"),
        (b"\xff\xfen\x00a", "The file begins as UTF-16 but is not."),
        (b"PK\x03\x04rest", "The file is a ZIP archive or a spreadsheet like XLSX, not text."),
        (b"\x89PNG\r\n", "The file is a PNG picture, not text."),
        (b'[{"name": "Sell"}]', "Line 1 begins like JSON, not like a table."),
        (b"<html><body>", "Line 1 begins like HTML or XML"),
        (b'name,owner\nSell,ana\n"a ""b""\nc,\nd,e\n', "Line 3: a cell begins with a quotation mark that"),
        (b'name,owner\n"Se"ll,ana\n', "Line 2: a quoted cell is followed by something"),
        (b'name,owner\n"a\nb",x\nc,"d\n', "Line 4: a cell begins with a quotation mark that"),
    ],
)
def test_a_damaged_table_is_refused_by_line(data: bytes, sentence: str) -> None:
    assert refusal(data).startswith(sentence)


def test_a_row_that_only_lacks_empty_cells_at_its_end_is_taken() -> None:
    outline = read(b"code,name,owner,tags\n1,Sell\n2,Buy,ana,,,\n\n,,,\n", "a.csv")
    assert [(row.code, row.owner) for row in outline.processes] == [("1", ""), ("2", "ana")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_what_spreadsheets_save_is_read(encoding: str, end: str) -> None:
    text = end.join(["code;name;owner", "1;Größe;ana", '2;"zwei', 'Zeilen";bo', ""])
    rows = read(text.encode(encoding), "a.csv").processes
    assert [(row.line, row.name) for row in rows] == [(2, "Größe"), (3, "zwei Zeilen")]


def test_a_name_beyond_all_bounds_is_refused_by_line() -> None:
    for name, head in (("a.csv", "name,owner\n"), ("a.md", "- x\n"), ("a.txt", "x\n")):
        body = "x" * 100_001 + (",ana" if name == "a.csv" else "")
        text = head + ("- " if name == "a.md" else "") + body
        assert refusal(text.encode(), name).startswith("Line 2: its name is 100,001 characters long")


def test_limits_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_in, "MOST_ROWS", 3)
    assert refusal(b"name,owner\na,\nb,\nc,\n") == "Line 4: the table has more than 3 rows. Split it."
    monkeypatch.setattr(csv_in, "LONGEST_CELL", 10)
    assert refusal(b"name,owner\naaaaaaaaaaaaaaa,\n").startswith("Line 2: a cell")
    monkeypatch.setattr(decoding, "LARGEST_FILE", 5)
    assert refusal(b"name,owner\n").startswith("The file has 11 bytes; 5 is the limit.")


def test_a_cell_of_half_a_million_characters_is_read() -> None:
    outline = read(b"name,description\nSell," + b"x" * 500_000 + b"\n", "a.csv")
    assert len(outline.processes[0].description) == 500_000


def test_text_and_markdown_refuse_what_has_no_columns_to_choose() -> None:
    with pytest.raises(BadInput, match="has no columns"):
        read(b"- a", "a.md", columns={"name": "a"})


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(BadInput, match=r"“xlsx” is no format to import from\. These are: csv, json, markdown, text\."):
        read(b"a", "a", format="xlsx")


@pytest.mark.parametrize(
    ("file_name", "data", "people"),
    [
        ("-", b"name,email\nAna,a@x\n", 1),
        ("", b'[{"person": "Ana"}]', 1),
        ("", b"- Sell\n  - Quote\n", 0),
        ("", b"Sell\n  Quote, then bill\n", 0),
        ("x.TSV", b"code\tname\n1\tSell\n2\tBuy\n", 0),
    ],
)
def test_the_format_is_guessed_from_the_ending_then_from_the_content(file_name: str, data: bytes, people: int) -> None:
    outline = read(data, file_name)
    assert (len(outline.people), len(outline.processes)) == ((people, 0) if people else (0, 2))


def test_a_long_file_is_read_without_being_walked_again_for_each_row() -> None:
    rows = "".join(f"{number},x,{number - 1 if number % 100 != 1 else ''}\n" for number in range(20_000, 0, -1))
    assert len(read(f"code,name,parent\n{rows}".encode(), "a.csv").processes) == 20_000
