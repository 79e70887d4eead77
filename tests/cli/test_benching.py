"""The bench, what hangs on one person, and who owns too much, from the shell."""

import pytest

from tests.cli.conftest import Run
from workbench.services.reports import REPORTS

WORDS = "Two of them should go to Bo."


def test_the_bench_is_kept_from_the_shell(lakeside: Run) -> None:
    lakeside("person", "add", "bo", "--name", "Bo")
    lakeside("process", "set", "P1", "owner", "ana")
    words = ("--level", "do", "--next", "Sits in", "--until", "2027-01-15")
    assert lakeside("bench", "P1").err.startswith("Nobody is on the way to own or coach P1")
    assert lakeside("bench", "P1", "add", "bo", *words).out == "L1\n"
    assert lakeside("bench", "P1").out == "L1  Bo  to own  do  Sits in  by 2027-01-15\n"
    assert lakeside("--as", "bo", "bench", "P1", "set", "L1", "level", "teach").out == "L1\n"
    assert lakeside("--json", "bench", "P1").json[0]["level"] == "teach"
    (row,) = (row for row in lakeside("--json", "report", "bench").json["rows"] if row["id"] == "P1")
    assert row["bench"] == "Bo to own it (teach; next: Sits in, by 2027-01-15)"
    assert lakeside("bench", "P1", "drop", "L1").out == "L1\n"


def test_a_strict_check_names_what_hangs_on_one_person(lakeside: Run) -> None:
    lakeside("process", "set", "P2", "performers", "ana")
    assert "is one-deep" not in lakeside("check").out
    assert "P2  is one-deep: only Ana Lima performs it" in lakeside("check", "--strict").out


def test_who_owns_too_much_says_so_and_it_is_told_where_that_person_is_looked_up(lakeside: Run) -> None:
    lakeside("person", "add", "bo", "--name", "Bo")
    lakeside("process", "set", "P1", "owner", "ana")
    assert lakeside("--as", "bo", "person", "set", "ana", "too_much", WORDS).code == 1
    assert lakeside("person", "set", "ana", "too_much", WORDS).out == "ana\n"
    assert f"  owns 1 process and says: {WORDS}" in lakeside("who", "Ana Lima").lines
    assert lakeside("--json", "who", "@ana").json[0]["too_much"] == WORDS
    owned = lakeside("owned-by", "ana")
    assert WORDS not in owned.out
    assert owned.err == f"Ana Lima owns 1 process and says: {WORDS}\n"


@pytest.mark.parametrize(
    "words",
    [
        ("person", "list"),
        ("person", "list", "--json"),
        ("check", "--strict"),
        ("due",),
        ("tree",),
        *(("report", name) for name in REPORTS),
    ],
    ids=" ".join,
)
def test_no_table_tells_who_says_that_they_own_too_much(anywhere: Run, words: tuple[str, ...]) -> None:
    assert "Five are too many" in anywhere("--sample", "who", "chidi").out
    assert "too many" not in anywhere("--sample", *words).out
