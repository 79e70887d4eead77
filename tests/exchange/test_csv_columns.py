"""Which column of a table is read as what."""

import pytest

from workbench.domain.errors import BadInput
from workbench.exchange.formats import read


def test_a_column_is_known_by_its_header_whatever_the_case_and_signs() -> None:
    outline = read(b"Process_Name,OWNER,Review-Interval\nSell,ana,6 months\n", "a.csv")
    assert (outline.processes[0].name, outline.processes[0].owner) == ("Sell", "ana")
    assert outline.processes[0].review_interval == "P6M"


def test_the_guess_is_told_and_what_is_left_out_is_named() -> None:
    outline = read(b"Code,Name,Colour,Notes\n1,Sell,red,how\n", "a.csv")
    assert outline.mapping[:3] == (("code", "Code"), ("name", "Name"), ("description", "Notes"))
    assert outline.notes == ("Columns left out: Colour.",)


def test_a_column_that_the_person_chose_comes_before_the_guess() -> None:
    outline = read(b"Name,Benennung,Owner\nx,Verkaufen,ana\n", "a.csv", columns={"name": "benennung"})
    assert outline.processes[0].name == "Verkaufen"


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"name": "Colour"}, "No column is headed “Colour”. There are: Code, Name."),
        ({"colour": "Name"}, "“colour” is no field"),
    ],
)
def test_a_choice_that_fits_nothing_is_refused_with_what_there_is(columns: dict[str, str], sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        read(b"Code,Name\n1,Sell\n", "a.csv", columns=columns)


def test_two_columns_for_one_field_are_refused_with_the_way_to_choose() -> None:
    with pytest.raises(BadInput, match=r"“Name” .column 2. and “Process” .column 3. .* --column name='Process'"):
        read(b"Code,Name,Process\n1,Sell,Selling\n", "a.csv")


def test_the_header_may_stand_below_a_title() -> None:
    outline = read(b"Our processes\n\nas of May,,\nCode,Name,Owner\n1,Sell,ana\n", "a.csv")
    assert [(row.line, row.name) for row in outline.processes] == [(5, "Sell")]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_any_usual_sign_may_stand_between_the_cells(sign: str) -> None:
    text = "\n".join(sign.join(row) for row in (["Code", "Name", "Owner"], ["1.10", "Sell", "ana"]))
    row = read(text.encode(), "a.csv").processes[0]
    assert (row.code, row.name, row.owner) == ("1.10", "Sell", "ana")


def test_an_opaque_id_gives_way_to_a_code_but_still_names_parents() -> None:
    outline = read(b"ID,Code,Name,Parent\n77,1.0,Sell,\n78,1.1,Quote,77\n", "a.csv")
    assert [(row.code, row.above) for row in outline.processes] == [("1.0", None), ("1.1", 0)]


def test_an_id_alone_is_the_code() -> None:
    assert read(b"id,name\nac-2.1,Accounts\n", "a.csv").processes[0].code == "ac-2.1"


@pytest.mark.parametrize("header", ["name", "Person,Owner", "Full name", "name,email", "handle,name", "name,script"])
def test_columns_of_people_bring_people(header: str) -> None:
    outline = read(f"{header}\nana,x\n".encode() if "," in header else f"{header}\nAna\n".encode(), "a.csv")
    assert len(outline.people) == 1
    assert not outline.processes


@pytest.mark.parametrize("header", ["process", "title", "name,owner", "name,description", "id,name"])
def test_columns_of_processes_bring_processes(header: str) -> None:
    row = "Sell,x" if "," in header else "Sell"
    assert len(read(f"{header}\n{row}\n".encode(), "a.csv").processes) == 1


def test_a_bare_list_of_names_is_of_processes_when_the_person_says_so() -> None:
    assert read(b"name\nSell\n", "a.csv", columns={"process": "name"}).processes[0].name == "Sell"


def test_a_person_has_every_contact_that_a_column_gives() -> None:
    person = read(b"Handle,Name,Email,Phone,Login\n@ana,Ana,a@x.org,12; 13,ana\n", "p.csv").people[0]
    assert (person.handle, person.contacts, person.accounts) == ("ana", ("a@x.org", "12", "13"), ("ana",))


@pytest.mark.parametrize("nobody", ["TBD", "-", "n/a", "Nobody", "<enter role of process owner>", "none", "?"])
def test_a_placeholder_is_no_owner_and_is_noted(nobody: str) -> None:
    outline = read(f"name,owner\nSell,{nobody}\nBuy,{nobody}\n".encode(), "a.csv")
    assert [row.owner for row in outline.processes] == ["", ""]
    assert outline.notes == (f"Lines 2 and 3: “{nobody}” names nobody and was left out.",)


def test_what_a_field_cannot_hold_is_left_out_with_a_note() -> None:
    outline = read(
        b"name,kind,importance,next review\nSell,Activity,1.5 days,soon\nBuy,Support,2,2026-11-22\n", "a.csv"
    )
    first, second = outline.processes
    assert (first.kind, first.importance, first.next_review) == ("", None, "")
    assert (second.kind, second.importance, second.next_review) == ("enabling", 2, "2026-11-22")
    assert [note.split(".")[0] for note in outline.notes] == [
        "Line 2: the kind was left out",
        "Line 2: the importance was left out",
        "Line 2: the next review was left out",
    ]
