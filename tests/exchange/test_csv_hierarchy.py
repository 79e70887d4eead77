"""Which row of a table stands under which."""

from collections.abc import Callable

import pytest

from workbench.domain.errors import BadInput
from workbench.domain.outline import Outline
from workbench.exchange.formats import read


def above(text: str) -> list[int | None]:
    return [row.above for row in read(text.encode(), "a.csv").processes]


def coded(*codes: str) -> str:
    return "code,name\n" + "".join(f"{code},x\n" for code in codes)


def test_dotted_codes_say_what_stands_under_what() -> None:
    assert above(coded("1.0", "1.1", "1.1.1", "9.0", "9.1", "9.10", "9.10.1")) == [None, 0, 1, None, 3, 3, 5]


@pytest.mark.parametrize(
    "codes", [("GRM", "GRM.010", "GRM.010.020"), ("ac", "ac-2", "ac-2.1"), ("10", "10.1", "10.1.1")]
)
def test_codes_of_letters_and_hyphens_nest_too(codes: tuple[str, ...]) -> None:
    assert above(coded(*codes)) == [None, 0, 1]


def test_a_missing_code_is_bridged_to_the_nearest_one_above_and_noted() -> None:
    outline = read(coded("1", "1.2.1", "1.2.2").encode(), "a.csv")
    assert [row.above for row in outline.processes] == [None, 0, 0]
    assert outline.notes == ("Lines 3 and 4: no row has the code 1.2; what belongs to it stands under 1.",)


def test_a_level_column_nests_the_rows() -> None:
    assert above("level,name\n1,a\n2,b\n3,c\nLevel 2,d\n1,e\n") == [None, 0, 1, 0, None]


def test_a_level_that_is_no_number_is_refused_by_line() -> None:
    with pytest.raises(BadInput, match="Line 3: “deep” is no level"):
        read(b"level,name\n1,a\ndeep,b\n", "a.csv")


def test_a_parent_column_decides_over_codes() -> None:
    assert above("code,name,parent\n1,a,\n1.1,b,\n1.2,c,1.1\n") == [None, None, 1]


def test_a_parent_may_be_a_name() -> None:
    assert above("name,parent,owner\nSell,,\nQuote,SELL,\n") == [None, 0]


def test_children_that_come_first_are_put_behind_their_parent(chart: Callable[[Outline], object]) -> None:
    outline = read(b"code,name,parent\nb,B,a\nc,C,b\na,A,\n", "a.csv")
    assert chart(outline) == [("a", "A", 0), ("b", "B", 1), ("c", "C", 2)]
    assert [row.line for row in outline.processes] == [4, 2, 3]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("a,A,b\nb,B,c\nc,C,a\n", "Lines 2, 3 and 4 are each other's parents, in a ring."),
        ("a,A,a\n", "Line 2: it is its own parent."),
        ("a,A,\nb,B,zz\n", "Line 3: its parent “zz” is on no line of the file."),
        (",A,\n,A,\nb,B,A\n", "Line 4: its parent “A” may be more than one row. Lines 2 and 3 answer to it."),
        ("a,A,\nb,B,\na,C,\n", "Lines 2 and 4 have the same code, a."),
    ],
)
def test_a_chart_that_cannot_be_is_refused_by_line(rows: str, sentence: str) -> None:
    with pytest.raises(BadInput) as refusal:
        read(f"code,name,parent\n{rows}".encode(), "a.csv")
    assert str(refusal.value).startswith(sentence)


def test_a_placeholder_for_a_parent_means_the_top() -> None:
    assert above("code,name,parent\n1,a,-\n2,b,none\n") == [None, None]


def test_a_chart_deeper_than_charts_go_is_refused_by_line() -> None:
    rows = "".join(f"{number},x,{number - 1 or ''}\n" for number in range(1, 202))
    with pytest.raises(BadInput, match="Line 202 stands more than 200 levels down"):
        read(f"code,name,parent\n{rows}".encode(), "a.csv")
