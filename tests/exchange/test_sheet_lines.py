from workbench.exchange.markdown import safe
from workbench.exchange.process_sheet import table
from workbench.exchange.sheet_lines import told, told_difference


def test_a_sheet_is_told_line_by_line_with_what_each_line_is() -> None:
    sheet = "# 1\\.3 Examine\n\n- **Purpose**: to see\n\n## Steps\n\n**price**: $5\n"
    assert told(sheet) == [
        ("title", "1.3 Examine"),
        ("", ""),
        ("item", "Purpose: to see"),
        ("", ""),
        ("head", "Steps"),
        ("", ""),
        ("strong", "price: $5"),
    ]


def test_a_table_is_told_row_by_row_without_its_head() -> None:
    rows = table([["step", "what"], ["S1", "a | b"], ["S2", ""], ["", "-"]])
    assert told(rows) == [("item", "S1 · a | b"), ("item", "S2"), ("item", "-")]


def test_what_people_wrote_is_told_as_they_wrote_it() -> None:
    for text in ("# no heading", "- no item", "| no | table |", "**not bold**", "[link](x)", "a\\b", "<b>&amp;"):
        assert told(safe(text)) == [("", text)]


def test_a_difference_is_told_with_its_signs() -> None:
    lines = ["--- V1", "+++ now", "@@ -1,2 +1,2 @@", " ## Steps", "-- **a**: b", "+- **a**: c", "@@ -9 +9 @@", "+"]
    assert told_difference(lines) == [
        ("", "  Steps"),
        ("removed", "- a: b"),
        ("added", "+ a: c"),
        ("", ""),
    ]
