"""Reports, the line of sight, maturity and the careers-or-jobs check from the shell, and their rows: processes."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.conftest import Run, Said
from workbench.services import setup
from workbench.services.reports import REPORTS

TODAY = date.today()


@pytest.mark.parametrize("name", REPORTS)
def test_every_row_of_every_report_is_a_process_and_none_a_person(anywhere: Run, name: str) -> None:
    processes = {node["id"] for node in anywhere("--sample", "tree", "--json").json}
    people = anywhere("--sample", "person", "list", "--json").json
    told = anywhere("--sample", "--json", "report", name).json
    assert told["rows"]
    for row in told["rows"]:
        assert next(iter(row)) == "id"
        assert row["id"] in processes
    assert not {row["process"] for row in told["rows"]} & {person["name"] for person in people}


def test_the_maturity_of_a_process_and_the_careers_of_a_branch_are_shown_where_nothing_else_is_asked(
    anywhere: Run,
) -> None:
    shown = anywhere("--sample", "maturity", "show", "P4").out
    assert anywhere("--sample", "maturity", "P4").out == anywhere("--sample", "maturity", "P4", "show").out == shown
    assert anywhere("--sample", "careers", "P5").out == anywhere("--sample", "careers", "show", "P5").out
    assert anywhere("--sample", "maturity").out == anywhere("--sample", "report", "maturity").out


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_stands_in_the_order_of_the_chart_or_of_what_is_lacking(anywhere: Run, name: str) -> None:
    chart = [node["id"] for node in anywhere("--sample", "tree", "--json").json]
    ids = [row["id"] for row in anywhere("--sample", "--json", "report", name).json["rows"]]
    in_order = [process for process in chart if process in ids]
    assert list(dict.fromkeys(ids)) == in_order or name == "six"


def test_the_same_people_under_other_names_leave_all_that_is_listed_in_its_order(anywhere: Run, tmp_path: Path) -> None:
    store = setup.sample(tmp_path / "store", "ana", datetime.now(UTC))
    people = sorted(store.organization.people.values(), key=lambda person: person.name)
    store.close()

    def listed() -> dict[str, list[str]]:
        def run(*words: str) -> Said:
            return anywhere("--store", str(tmp_path / "store"), *words)

        found = {name: [row["id"] for row in run("--json", "report", name).json["rows"]] for name in REPORTS}
        found["due"] = [f"{item['id']} {item['kind']} {item['about']}" for item in run("--json", "due").json]
        found["review"] = [f"{one['process']} {one['check']}" for one in run("--json", "review").json]
        found["measures"] = [f"{one['process']} {one['id']}" for one in run("--json", "reading", "list").json]
        for kind in ("feedback", "investigate", "benchmark"):
            found[kind] = [one["id"] for one in run("--json", kind, "list").json]
        for name, words in {"due as ICS": ("due", "--ics"), "export as ICS": ("export", "ics")}.items():
            found[name] = [line for line in run(*words).lines if line.startswith("UID:")]
        return found

    before = listed()
    for number, person in enumerate(people):
        named = f"{chr(ord('Z') - number)} {person.id}"
        assert anywhere("--store", str(tmp_path / "store"), "person", "set", person.id, "name", named).code == 0
    assert listed() == before
    handles = {person.id for person in people}
    assert not {word for ids in before.values() for one in ids for word in one.split()[:1]} & handles


def test_the_six_functions_stand_in_the_order_of_what_they_lack(anywhere: Run) -> None:
    rows = anywhere("--sample", "--json", "report", "six").json["rows"]
    weights = {"—": 0, "old": 1, "partly": 2, "holds": 3}
    functions = ("documentation", "resources", "customer feedback", "benchmarking", "best practices", "training")
    strengths = [sum(weights[row[function].split()[0]] for function in functions) for row in rows]
    assert strengths == sorted(strengths)


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_text_markdown_and_data_of_the_same_rows(anywhere: Run, name: str) -> None:
    rows = anywhere("--sample", "--json", "report", name).json["rows"]
    text = anywhere("--sample", "report", name)
    page = anywhere("--sample", "report", name, "--md")
    assert len(text.lines) == len(rows) + 1
    assert sum(line.startswith("| P") for line in page.lines) == len(rows)
    assert page.out.startswith("# ")


def test_a_board_of_nothing_says_so_once(workbench: Run) -> None:
    told = workbench("report", "six")
    assert (told.code, told.err) == (1, "No process has an owner yet.\n")


def test_a_report_of_a_branch_holds_that_branch_alone(anywhere: Run) -> None:
    ids = [row["id"] for row in anywhere("--sample", "--json", "report", "ownership", "P1").json["rows"]]
    assert ids == ["P1", "P2", "P3", "P4"]


def test_raci_names_exactly_one_who_answers(anywhere: Run) -> None:
    for row in anywhere("--sample", "--json", "report", "raci").json["rows"]:
        assert "," not in row["accountable"]


def test_oversight_says_what_it_cost_against_the_cap_and_what_could_be_dropped(lakeside: Run) -> None:
    lakeside("organization", "set", "management_cap", "1 %")
    lakeside("means", "P1", "add", "Hours of the desk", "--allocated", "10 h per week")
    lakeside("recurring", "P1", "add", "Weekly price check", "--every", "1 week")
    for days in (15, 8, 1):
        on = str(TODAY - timedelta(days=days))
        lakeside("review", "P1", "--check", "X1", "--nothing-changed", "--minutes", "40", "--on", on)
    lakeside("review", "P1", "--nothing-changed", "--minutes", "60")
    lakeside("review", "P2", "--nothing-changed", "--minutes", "30")
    said = lakeside("report", "oversight").err
    share = (
        r"Oversight took \d+ min in \d{4}-\d\d; \d+ min of it, ([\d.]+) %, of the 43 h of work in the 1 of 4 processes "
        r"that say their hours; the cap is 1 %, and it is passed"
    )
    assert re.search(share, said)
    assert "Weekly price check found something in 0 of 3; it could be dropped." in said


def test_oversight_shows_where_an_owner_is_needed_and_what_waits_there(lakeside: Run) -> None:
    lakeside("feedback", "add", "P4", "--tone", "complaint", "Nobody ever wrote back.")
    rows = {row["id"]: row for row in lakeside("--json", "report", "oversight").json["rows"]}
    assert (rows["P4"]["weakest"], rows["P4"]["waiting"]) == ("needs an owner", "2")
    for number in range(9):
        lakeside("process", "add", f"Process {number}")
    told = lakeside("--json", "report", "oversight").json
    assert [row["id"] for row in told["rows"]] == ["P1", "P2", "P3", "P4"]
    assert told["notes"][-1] == "9 more need an owner; nothing else waits there."


def test_hours_are_taken_with_their_period_so_that_they_count(lakeside: Run) -> None:
    for hours in ("40h", "3 people", "40 h per order"):
        refused = lakeside("means", "P1", "add", "Desk", "--sort", "hours", "--needed", hours)
        assert refused.code == 1
        assert "like 40 h per week" in refused.err
    assert lakeside("means", "P1", "add", "Desk", "--needed", "40h per week", "--there", "8 h per day").out == "U1\n"
    assert "like 40 h per week" in lakeside("means", "P1", "set", "U1", "there", "3 h").err
    lakeside("means", "P1", "add", "Rooms", "--sort", "room", "--needed", "2 rooms", "--there", "2 places")
    board = next(row for row in lakeside("--json", "report", "six").json["rows"] if row["id"] == "P1")
    assert "not comparable: Rooms" in board["resources"]


def test_the_line_of_sight_shows_customer_measure_target_trend_and_coach(lakeside: Run) -> None:
    lakeside("process", "set", "P1", "customers", "Patient")
    lakeside("measure", "P1", "add", "Time to cash", "--target", "45 min", "--range", "40–50 min")
    for days, actual in ((7, "44"), (1, "1 h")):
        lakeside("reading", "add", "P1", "M1", actual, "--on", str(TODAY - timedelta(days=days)))
    said = lakeside("sight", "P1")
    assert "customer      Patient" in said.out
    assert "! out of range, target 45 min, +15 min  ▁█" in said.out
    assert "coach         Ana Lima" in said.out
    assert "_#" in lakeside("sight", "P1", "--ascii").out
    assert lakeside("--json", "sight", "P1", "ana").json["sight"]["owner"] == ["Ana Lima"]


def test_the_line_of_sight_says_what_nobody_has_named_yet(lakeside: Run) -> None:
    told = lakeside("--json", "sight", "P3").json["sight"]
    assert [name for name, texts in told.items() if texts == ["none is named yet"]] == [
        "customer", "practices", "comes in", "goes out",
    ]  # fmt: skip
    assert lakeside("sight", "P3", "zoe").out.startswith("1.2 Greet  (P3), as Zoë Brückner sees it")


def test_the_line_of_sight_says_what_somebody_has_learned_or_that_they_have_not(lakeside: Run) -> None:
    def said(name: str) -> list[str]:
        found: list[str] = lakeside("--json", "sight", "P1", "zoe").json["sight"][name]
        return found

    assert said("learned") == ["nothing: not one of its performers"]
    lakeside("process", "set", "P1", "performers", "zoe")
    assert said("learned") == ["nothing: it has no lessons yet"]
    lakeside("train", "P1", "add", "Calls alone")
    assert said("learned") == ["none of 1 lesson yet"]
    lakeside("train", "P1", "learn", "T1", "zoe", "do")
    assert said("learned") == ["Calls alone: does it alone"]


def test_careers_are_asked_of_a_branch_and_never_of_one_person(lakeside: Run) -> None:
    refused = lakeside("careers", "mark", "P4", "meaning=1")
    assert refused.code == 1
    assert "a mark would tell of one. Name those who perform it first." in refused.err
    lakeside("person", "add", "tom", "--name", "Tom")
    lakeside("process", "set", "P2", "performers", "tom")
    assert "Ask in P1 Order to cash instead." in lakeside("careers", "mark", "P2", "meaning=1").err
    assert "at least 3 together" in lakeside("careers", "mark", "P1", "meaning=4", "--voices", "1").err
    assert lakeside("careers", "mark", "P1", "meaning=4", "--voices", "3").out == "J1\n"
    assert lakeside("careers", "show", "P1").lines[0].split() == ["id", "day", "together", "answered", "asked"]


def test_resources_answer_iso_only_where_there_is_enough(lakeside: Run) -> None:
    def resources() -> str:
        return next(line for line in lakeside("maturity", "show", "P1").lines if " d " in line[:8])

    assert resources().startswith("—")
    lakeside("means", "P1", "add", "Desk", "--needed", "40 h per week", "--there", "24 h per week")
    assert resources().startswith("—")
    assert "short of 16 h per week of Desk" in resources()
    lakeside("means", "P1", "set", "U1", "there", "40 h per week")
    assert resources().startswith("yes")


def test_iso_asks_only_for_what_is_missing_at_a_point(lakeside: Run) -> None:
    def first_point() -> str:
        return next(line for line in lakeside("maturity", "show", "P4").lines if " a " in line[:8])

    assert first_point().endswith("name its inputs and outputs")
    lakeside("process", "set", "P4", "inputs", "A vacancy")
    assert first_point().endswith("name its outputs")
    lakeside("process", "set", "P4", "outputs", "Somebody at work")
    assert first_point().startswith("yes")


def test_maturity_is_shown_from_the_records_judged_and_capped_by_the_enterprise(anywhere: Run, workbench: Run) -> None:
    workbench(
        "process", "add", "Examine", "--owner", "ana", "--purpose", "Know what is found", "--result", "It is told"
    )
    shown = workbench("--json", "maturity", "show", "P1").json
    levels = {element["id"]: element["level"] for element in shown["elements"]}
    assert len(levels) == 13
    assert levels["purpose"] == 1
    assert levels["uses"] == 0
    assert shown["level"] == 0
    assert shown["cap"] is None
    judged = [f"{element}=2" for element in levels]
    assert workbench("maturity", "judge", "P1", *judged, "--note", "seen").out == "A1\n"
    assert workbench("--json", "maturity", "show", "P1").json["level"] == 2
    assert workbench("maturity", "show", "enterprise").code == 1
    whole = [line.split()[0] for line in workbench("maturity", "show", "enterprise").lines]
    assert len(whole) == 13
    workbench("maturity", "judge", "enterprise", *(f"{element}=1" for element in whole))
    capped = workbench("maturity", "show", "P1").out
    assert "P-1, reliable" in capped
    assert "the enterprise holds it back from P-2" in capped
    assert workbench("maturity", "judge", "P1", "purpose-2=somewhat").out == "A1\n"
    levels = {
        element["id"]: element["level"] for element in workbench("--json", "maturity", "show", "P1").json["elements"]
    }
    assert (levels["purpose"], levels["context"]) == (1, 2)
    assert workbench("maturity", "judge", "P1", "purpose-2=largely").code == 0
    assert workbench("maturity", "judge", "P1", "purpose=5").code == 1
    assert workbench("maturity", "judge", "P1", "purpose-5=not").code == 1
    assert workbench("maturity", "judge", "P1", "purpose").code == 1


def test_the_careers_check_is_of_a_branch_and_knows_nobody(lakeside: Run) -> None:
    lakeside("person", "add", "tom", "--name", "Tom")
    lakeside("process", "set", "P2", "performers", "tom")
    assert len(lakeside("careers", "show").lines) == 7
    assert lakeside("careers", "show", "P1").code == 1
    assert lakeside("careers", "mark", "P1", "meaning=4", "learning=2", "--voices", "6").out == "J1\n"
    (made,) = lakeside("--json", "careers", "show", "P1").json
    assert (made["middle"], made["marks"]) == (3.0, {"learning": 2, "meaning": 4})
    assert "by" not in made
    assert lakeside("careers", "mark", "P1", "weather=4").code == 1
    assert lakeside("careers", "mark", "P1", "meaning=6").code == 1


def test_what_is_due_goes_out_as_a_calendar(lakeside: Run) -> None:
    lakeside("process", "set", "P1", "next_review", str(TODAY + timedelta(days=3)))
    assert lakeside("due", "--within", "9", "--ics").out.count("BEGIN:VEVENT") == 2
    assert lakeside("due", "--ics").out.count("BEGIN:VEVENT") == 1
    assert lakeside("export", "ics").out.count("BEGIN:VEVENT") == 2


def test_a_calendar_of_ones_own_says_that_the_journal_is_not_in_it(lakeside: Run) -> None:
    lakeside("journal", "commit", "add", "Ring three patients", "--until", str(TODAY))
    told = lakeside("due", "--mine", "--ics")
    assert "Ring three patients" in lakeside("due", "--mine").out
    assert "Ring three patients" not in told.out
    assert "What comes back of your journal is not in it" in told.err


def test_check_strict_names_what_should_be_recent_and_is_not(lakeside: Run) -> None:
    lakeside("measure", "P1", "add", "Time to cash", "--target", "45 min", "--every", "1 week")
    lakeside("practice", "P1", "add", "Count twice", "--heading", "deliver")
    lakeside("process", "set", "P1", "review_interval", "1 month")
    lakeside("process", "set", "P1", "next_review", "2026-01-05")
    found = lakeside("check", "--strict").out
    assert "has never read M1 Time to cash" in found
    assert "has never confirmed the best practice B1 Count twice" in found
    assert "is overdue since 2026-01-05: review" in found
    assert "M1" not in lakeside("check").out
    lakeside("reading", "add", "P1", "M1", "45", "--on", str(TODAY - timedelta(days=30)))
    assert "has not read M1 Time to cash since" in lakeside("check", "--strict").out
    lakeside("reading", "add", "P1", "M1", "45")
    lakeside("practice", "P1", "confirm", "B1")
    lakeside("review", "P1", "--nothing-changed")
    found = lakeside("check", "--strict").out
    assert "M1" not in found
    assert "B1" not in found
    assert "overdue" not in found


def test_check_strict_is_silent_where_everything_is_recent(anywhere: Run, workbench: Run) -> None:
    for handle in ("ben", "cleo"):
        workbench("person", "add", handle, "--name", handle.title())
    workbench("customer", "add", "Patient")
    workbench("process", "add", "Examine", "--owner", "ana", "--purpose", "Know what is found", "--result", "Told")
    workbench("process", "set", "P1", "customers", "Patient")
    workbench("process", "set", "P1", "performers", "ben,cleo")
    workbench("process", "set", "P1", "review_interval", "1 month")
    workbench("measure", "P1", "add", "Time to cash", "--target", "45 min", "--range", "40–50 min", "--every", "1 week")
    workbench("practice", "P1", "add", "Count twice", "--heading", "deliver")
    assert workbench("check", "--strict").code == 1
    workbench("reading", "add", "P1", "M1", "44")
    workbench("practice", "P1", "confirm", "B1")
    workbench("review", "P1", "--nothing-changed")
    clean = workbench("check", "--strict")
    assert (clean.out, clean.code) == ("", 0)


def test_the_handovers_within_a_process_are_counted_for_each_two_performers(lakeside: Run) -> None:
    for name, performer in (("Ask", "porter"), ("Look", "dentist"), ("Tell", "porter")):
        lakeside("steps", "P1", "add", name, "--performer", performer)
    rows = [row for row in lakeside("--json", "report", "handovers").json["rows"] if row["what"] == "between its steps"]
    assert [(row["id"], row["from"], row["to"], row["times a run"]) for row in rows] == [
        ("P1", "porter", "dentist", "1"),
        ("P1", "dentist", "porter", "1"),
    ]


def test_asked_of_one_process_the_reports_say_what_oversight_cost_there(lakeside: Run) -> None:
    lakeside("review", "P1", "--nothing-changed", "--minutes", "10")
    lakeside("review", "P3", "--nothing-changed", "--minutes", "5")
    for name in ("cost", "oversight"):
        (said,) = (line for line in lakeside("report", name, "P3").err.splitlines() if "oversight" in line)
        assert said.startswith("P3 Greet took 5 min of oversight in ")
        assert said.endswith(", of 15 min in the whole organization.")


def test_the_minutes_of_what_was_retired_since_stand_in_the_rows_as_in_the_sum(lakeside: Run) -> None:
    lakeside("review", "P1", "--nothing-changed", "--minutes", "10")
    lakeside("review", "P3", "--nothing-changed", "--minutes", "5")
    lakeside("process", "retire", "P3")
    told = lakeside("--json", "report", "cost").json
    month = f"{TODAY:%Y-%m}"
    assert [(row["id"], row[month]) for row in told["rows"]] == [("P1", "10"), ("P3", "5")]
    assert told["notes"][0].startswith("Oversight took 15 min")


@pytest.mark.parametrize(
    ("words", "row"),
    [
        (("due",), "| ask the customer | C2 | Parent of a young patient |"),
        (("check",), "| P17 | has no customer | workbench process set P17 customers +CUSTOMER |"),
        (("sight", "P2"), "| owner | Mia Chen |"),
        (("maturity", "show", "P2"), "| Design | Documentation | 3 | V3, read by all who perform it |"),
        (("maturity", "show", "enterprise"), "| Leadership | Awareness | 2 | judged "),
    ],
    ids=["due", "check", "sight", "a process", "the enterprise"],
)
def test_what_is_listed_is_printed_as_a_table_in_markdown(anywhere: Run, words: tuple[str, ...], row: str) -> None:
    said = anywhere("--sample", *words, "--md")
    assert said.lines[0].startswith("# ")
    assert any(row in line for line in said.lines)


def test_the_line_of_sight_gives_each_measure_with_its_readings_as_data(anywhere: Run) -> None:
    told = anywhere("--sample", "--json", "sight", "P2").json
    (measure,) = told["measures"]
    assert (measure["name"], measure["target"]) == ("Calls answered within three rings", "95 %")
    assert measure["readings"][-1]["actual"] == "94 %"
    assert measure["name"] not in told["sight"]
