"""The chart, a process sheet and what is due; and all of them as of an earlier day."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from workbench.domain.people import Person
from workbench.services import chart
from workbench.services.setup import begin
from workbench.store.lines import Actor
from workbench.store.store import Store

Run = Callable[..., Any]


def test_the_chart_is_a_tree_with_owners(lakeside: Run) -> None:
    assert lakeside("tree").lines == [
        "1 Order to cash  Ana Lima      identified  P1",
        "  9.10 Bill it   Zoë Brückner  identified  P2",
        "  1.2 Greet      Front desk    identified  P3",
        "2 Hire           — nobody —    identified  P4",
    ]


def test_the_chart_in_json_is_one_array(lakeside: Run) -> None:
    nodes = lakeside("tree", "--json").json
    for node in nodes:
        assert {"id", "code", "name", "parent", "kind", "stage", "owner"} <= node.keys()
    assert [(node["id"], node["parent"], node["kind"], node["owner"]) for node in nodes] == [
        ("P1", None, "core", "ana"),
        ("P2", "P1", "core", "zoe"),
        ("P3", "P1", "core", "desk"),
        ("P4", None, "enabling", None),
    ]
    assert nodes[1]["code"] == "9.10"
    assert {node["stage"] for node in nodes} == {"identified"}


def test_the_chart_can_begin_at_a_process_and_end_at_a_depth(lakeside: Run) -> None:
    assert [node["id"] for node in lakeside("tree", "9.10", "--json").json] == ["P2"]
    assert [node["id"] for node in lakeside("tree", "--depth", "1", "--json").json] == ["P1", "P4"]
    assert lakeside("tree", "P9").code == 1
    assert lakeside("tree", "--depth", "0").code == 2


def test_retired_processes_stand_in_the_chart_only_when_asked_for(lakeside: Run) -> None:
    lakeside("process", "retire", "P4", "--on", "2026-01-31")
    assert len(lakeside("tree").lines) == 3
    assert "Hire" in lakeside("tree", "--retired").lines[-1]
    assert lakeside("tree", "P4") == (1, "", "No running process answers to “P4”.\n")


def test_an_empty_chart_says_how_to_begin(workbench: Run) -> None:
    said = workbench("tree")
    assert (said.code, said.out) == (0, "")
    assert "`workbench process add NAME`" in said.err
    assert workbench("tree", "--json").json == []


def test_show_prints_the_sheet(lakeside: Run) -> None:
    said = lakeside("show", "9.10")
    assert said.code == 0
    assert said.lines[0] == "9.10 Bill it  (P2)"
    assert "owner        Zoë Brückner (zoe)" in said.lines
    assert lakeside("show", "P2", "--json").json["owner_name"] == "Zoë Brückner"


def test_show_of_what_is_not_there_is_no_hit(lakeside: Run) -> None:
    assert lakeside("show", "P9") == (1, "", "No process answers to “P9”.\n")
    assert lakeside("show", "9" * 5_000).code == 1


def test_a_code_that_two_have_is_refused_with_the_candidates(lakeside: Run) -> None:
    lakeside("process", "set", "P3", "code", "9.10")
    said = lakeside("show", "9.10")
    assert (said.code, said.out) == (1, "")
    assert said.err == "“9.10” may be P2 Bill it, P3 Greet. Name one by its id.\n"


def test_due_lists_what_needs_a_look(lakeside: Run) -> None:
    lakeside("process", "set", "P2", "next_review", "2026-01-31")
    assert lakeside("due").lines == [
        "2026-01-31  review          P2  Bill it  Zoë Brückner",
        "now         needs an owner  P4  Hire",
    ]
    assert lakeside("due", "--json").json[0] == {
        "what": "review", "id": "P2", "name": "Bill it", "on": "2026-01-31", "whose": "zoe",
        "kind": "review", "about": None, "minutes": 5,
    }  # fmt: skip


def test_due_looks_ahead_and_at_what_is_mine(lakeside: Run) -> None:
    soon = date.today() + timedelta(days=10)
    lakeside("process", "set", "P1", "next_review", str(soon))
    assert len(lakeside("due").lines) == 1
    assert len(lakeside("due", "--within", "14").lines) == 2
    assert [item["id"] for item in lakeside("due", "--within", "14", "--mine", "--json").json] == ["P1"]
    assert lakeside("due", "--mine", "--as", "zoe") == (0, "", "Nothing waits for you.\n")


def test_the_many_that_need_an_owner_are_one_line_of_what_is_due(anywhere: Run, tmp_path: Path) -> None:
    at = ("--store", str(tmp_path / "many"))
    anywhere(*at, "init")
    for number in range(12):
        anywhere(*at, "process", "add", f"Process {number}")
    told = anywhere(*at, "due")
    assert [line.split("  ")[1] for line in told.lines] == ["12 need an owner"]
    assert told.err == "`workbench unowned` lists all that need an owner.\n"
    assert len(anywhere(*at, "due", "--json").json) == 12


@pytest.mark.parametrize("within", ["-1", "99999999999", "soon"])
def test_due_within_no_number_of_days_is_wrong_usage(lakeside: Run, within: str) -> None:
    assert lakeside("due", "--within", within).code == 2


def test_without_a_command_and_without_a_terminal_it_prints_what_is_due(lakeside: Run) -> None:
    assert lakeside() == lakeside("due")


# As of an earlier day


@pytest.fixture
def long_ago(folder: Path) -> Iterator[Store]:
    """A store that began on 1 January: billing was Zoë's until 1 March, when Ana took it on."""
    moments = iter([datetime(2026, 1, 1, 12, tzinfo=UTC)] * 4 + [datetime(2026, 3, 1, 12, tzinfo=UTC)] * 4)
    ana = Actor("ana", "ana")
    store, _ = begin(folder, "Lakeside", "ana", "Ana Lima", clock=lambda: next(moments))
    with store.change(ana, "person.add") as change:
        change.put(None, Person(id="zoe", name="Zoë"))
    seen = chart.add(store, ana, "Billing", fields={"owner": "zoe"})
    chart.add(store, ana, "Hire")
    chart.set_fields(store, ana, seen, {"owner": "ana", "name": "Bill it"})
    yield store
    store.close()


@pytest.mark.usefixtures("long_ago")
def test_lookups_answer_as_of_an_earlier_day(anywhere: Run, folder: Path) -> None:
    at, then = ["--store", str(folder)], "2026-02-15"
    assert "Ana Lima (ana)" in anywhere(*at, "who", "P1").out
    assert "Zoë (zoe)" in anywhere(*at, "who", "billing", "--as-of", then).out
    assert anywhere(*at, "who", "P1", f"--as-of={then}", "--json").json[0]["name"] == "Billing"
    assert anywhere(*at, "who", "P1", "--tsv", "--limit", "1", "--as-of", then).out.startswith("process\tP1\t")
    assert [item["id"] for item in anywhere(*at, "owned-by", "zoe", "--as-of", then, "--json").json] == ["P1"]
    assert anywhere(*at, "owned-by", "zoe").code == 1
    assert anywhere(*at, "verify", "P1", "zoe", "--as-of", then).code == 0
    assert anywhere(*at, "verify", "P1", "zoe").code == 1
    assert len(anywhere(*at, "unowned", "--as-of", then).lines) == 1


@pytest.mark.usefixtures("long_ago")
def test_the_chart_stands_as_it_stood(anywhere: Run, folder: Path) -> None:
    at = ["--store", str(folder)]
    assert anywhere(*at, "tree", "--as-of", "2026-02-15").lines[0].startswith("1 Billing  Zoë")
    assert anywhere(*at, "tree", "--as-of", "2026-03-01").lines[0].startswith("1 Bill it  Ana Lima")
    assert anywhere(*at, "tree", "--as-of", "2025-12-31", "--json").json == []
    assert anywhere(*at, "who", "P1", "--as-of", "2025-12-31").code == 1


@pytest.mark.usefixtures("long_ago")
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar_are_days_too(anywhere: Run, folder: Path, day: str) -> None:
    assert anywhere("--store", str(folder), "tree", "--as-of", day).code == 0


@pytest.mark.usefixtures("long_ago")
def test_diff_tells_what_became_of_each_process_between_two_days(anywhere: Run, folder: Path) -> None:
    at = ["--store", str(folder)]
    told = [
        {"what": "renamed", "id": "P1", "name": "Bill it", "before": "Billing", "after": "Bill it"},
        {"what": "handed over", "id": "P1", "name": "Bill it", "before": "Zoë", "after": "Ana Lima"},
    ]
    assert anywhere(*at, "diff", "2026-02-15", "--json").json == told
    assert anywhere(*at, "diff", "2026-02-15", "2026-03-02", "--json").json == told
    assert anywhere(*at, "diff", "2026-02-15").lines == [
        "renamed      P1  Bill it  Billing → Bill it",
        "handed over  P1  Bill it  Zoë → Ana Lima",
    ]
    assert anywhere(*at, "diff", "2026-02-15", "2026-02-16") == (1, "", "No process differs.\n")
    assert anywhere(*at, "diff", "last week").code == 2
    assert anywhere(*at, "diff", "-2d", "-1d").err == "No process differs.\n"
