"""Readings, feedback, investigations, benchmarks and reviews from the shell."""

import io
import sys
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.cli.conftest import Run, Said
from tests.cli.conversation import Conversation

TODAY = date.today()


@pytest.fixture
def measured(lakeside: Run) -> Run:
    """Order to cash with a measure: 45 min, 40 to 50, read every week."""
    words = ("--target", "45 min", "--range", "40–50 min", "--every", "1 week")
    assert lakeside("measure", "P1", "add", "Time to cash", *words).out == "M1\n"
    return lakeside


def test_a_reading_is_kept_with_the_target_and_the_range_that_held(measured: Run) -> None:
    assert measured("reading", "add", "P1", "time to cash", "47").out == "R1\n"
    measured("measure", "P1", "set", "M1", "target", "30 min")
    shown = measured("--json", "reading", "show", "R1").json
    assert (shown["actual"], shown["target"], shown["difference"]) == ("47 min", "45 min", "+2 min")
    assert shown["out_of_range"] is False
    assert shown["by"] == "ana"


def test_an_out_of_range_reading_opens_an_investigation_and_one_undo_takes_both_back(measured: Run) -> None:
    said = measured("reading", "add", "P1", "M1", "1 h")
    assert "I1 looks into it: Time to cash: 1 h, outside 40–50 min" in said.err
    assert "! out of range" in measured("reading", "list", "P1", "M1").out
    assert measured("reading", "add", "P1", "M1", "2 h", "--on", "yesterday").err == ""
    measured("undo")
    measured("undo")
    assert measured("investigate", "list").code == 1
    assert measured("reading", "list", "P1", "M1").code == 1


def test_the_list_of_measures_draws_the_trend(measured: Run) -> None:
    for days, actual in ((21, "60 min"), (14, "50 min"), (7, "45 min")):
        measured("reading", "add", "P1", "M1", actual, "--on", str(TODAY - timedelta(days=days)))
    (line,) = measured("reading", "list").lines
    assert "█▃▁" in line
    data = measured("--json", "reading", "list", "P1").json
    assert data[0]["readings"] == 3
    assert data[0]["out_of_range"] == 1
    assert data[0]["trend"] == "too few to say"
    measured("reading", "add", "P1", "M1", "46 min")
    assert "getting better" in measured("reading", "list").out
    assert measured("--json", "reading", "list", "P1").json[0]["trend"] == "getting better"


def test_the_act_may_stand_before_or_behind_what_it_is_of(measured: Run) -> None:
    assert measured("measure", "add", "P1", "Speed").out == "M2\n"
    assert measured("reading", "P1", "add", "M1", "47").out == "R1\n"
    assert measured("reading", "R1", "set", "actual", "46").code == 0
    assert measured("measure", "set", "P1", "M2", "name", "Pace").code == 0
    assert (
        measured("measure", "list", "P1").out == measured("measure", "P1", "list").out == measured("measure", "P1").out
    )
    assert measured("train", "add", "P1", "Calls alone").out == "T1\n"
    assert measured("bench", "list", "P1").err == measured("bench", "P1").err
    assert measured("bench", "list").out == measured("bench").out
    assert measured("maturity", "P1", "show").out == measured("maturity", "show", "P1").out
    assert measured("reading", "P1", "list").out.startswith("P1  M1")
    assert measured("measure", "P1").out.count("Pace") == 1


def test_readings_come_from_a_table_all_or_none(
    measured: Run, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = "process,metric,date,value,comment\nP1,M1,2026-01-05,44,\nP1,M1,2026-01-12,2 h,a late claim\n"
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(table.encode())))
    said = measured("reading", "import", "-")
    assert "Took in 2 readings" in said.err
    assert "I1 looks into it" in said.err
    assert len(measured("reading", "list", "P1", "M1").lines) == 2
    bad = table + "P1,M1,2026-01-19,soon,\n"
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(bad.encode())))
    refused = measured("reading", "import", "-")
    assert refused.code == 1
    assert refused.err.startswith("Line 4: ")
    assert len(measured("reading", "list", "P1", "M1").lines) == 2
    measured("undo")
    assert measured("reading", "list", "P1", "M1").code == 1


def test_a_table_with_an_open_quote_is_refused_and_what_of_it_is_left_out_is_said(bring: Run) -> None:
    refused = bring('process,measure,actual\nP1,M1,44\n"P1,M1,45\nP1,M1,46\n')
    assert refused.err == "Line 3: a quote is not closed. Nothing was taken in.\n"
    said = bring("process,measure,actual,mood\nP1,M1,44,good\nP1,M1,,\nP1\n")
    assert said.err.startswith("Columns left out: “mood”.\nLines without a figure, left out: 3, 4.\nTook in 1 reading.")


@pytest.fixture
def bring(measured: Run, tmp_path: Path) -> Run:
    """Take in a table of readings."""

    def run(table: str, *words: str) -> Said:
        path = tmp_path / "readings.csv"
        path.write_text(table)
        return measured("reading", "import", str(path), *words)

    return run


def test_a_person_at_a_terminal_is_told_what_a_long_import_is_doing(
    measured: Run, folder: Path, tmp_path: Path
) -> None:
    path = tmp_path / "readings.csv"
    path.write_text("process,measure,actual\n" + "P1,M1,44\n" * 5_000)
    with Conversation("--store", str(folder), "--as", "ana", "reading", "import", str(path)) as talk:
        assert "Reading 5,000 lines …" in talk.until("…")
        assert "Keeping 5,000 readings …" in talk.until("readings …")
        assert "Took in 5,000 readings" in talk.until("takes them back.")
    assert measured("reading", "import", str(path)).err == "Took in 0 readings. 5,000 were there already.\n"


def test_a_dry_run_refuses_what_the_import_refuses(bring: Run) -> None:
    for row, trouble in (("P9,M1,44", "No process answers to “P9”"), ("P1,M1,abc", "abc"), ("P1,M8,44", "M8")):
        tried = bring(f"process,measure,actual\nP1,M1,44\n{row}\n", "--dry-run")
        done = bring(f"process,measure,actual\nP1,M1,44\n{row}\n")
        assert (tried.code, tried.err) == (done.code, done.err)
        assert tried.code == 1
        assert tried.err.startswith("Line 3: ")
        assert trouble in tried.err


def test_the_same_table_twice_brings_only_what_is_new(bring: Run, measured: Run) -> None:
    table = "process,measure,date,actual\nP1,M1,2026-01-05,44\nP1,M1,2026-01-12,45\n"
    assert "Took in 2 readings" in bring(table).err
    more = table + "P1,M1,2026-01-19,46\n"
    assert bring(more, "--dry-run").err == "1 reading would be taken in. 2 were there already.\n"
    assert "Took in 1 reading. 2 were there already." in bring(more).err
    assert bring(more).err == "Took in 0 readings. 3 were there already.\n"
    assert len(measured("reading", "list", "P1", "M1").lines) == 3


def test_a_line_that_says_a_day_again_is_left_out_and_said(bring: Run) -> None:
    said = bring("process,measure,date,actual\nP1,M1,2026-01-05,44\nP1,M1,2026-01-05,44\nP1,M1,,44\nP1,M1,,44\n")
    assert said.err.startswith("Lines that say again what a line above them says, left out: 3.\nTook in 3 readings.")


def test_a_table_names_processes_by_name_and_may_have_decimal_commas(bring: Run, measured: Run) -> None:
    said = bring("process;actual;date\norder to Cash;45,5 min;4.5.2026\nP1;1.044 min;5.5.2026\n")
    assert said.err.startswith("A comma is taken for the decimal mark in this table.\nTook in 2 readings.")
    listed = measured("--json", "reading", "list", "P1", "M1").json
    assert sorted(one["actual"] for one in listed) == ["1044 min", "45.5 min"]
    assert "1,5 min" in bring("process;actual\nP1;1,5 min\nP1;1.5 min\n").err
    assert "“1 Order”" in bring("process;actual\n1 Order;44\n").err


def test_figures_alone_come_from_a_pipe(bring: Run, measured: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Took in 3 readings." in bring("45 min, 2026-01-05\n44\n44\n", "--process", "P1", "--measure", "M1").err
    assert bring("P1,M1,44\n").err.startswith("Line 1 names no column actual.")
    monkeypatch.setattr(sys, "stdin", io.StringIO("46 min\n"))
    assert measured("reading", "add", "P1", "M1", "-").out == "R4\n"
    assert measured("--json", "reading", "show", "R4").json["actual"] == "46 min"


def test_a_table_is_told_all_its_faults_at_once_in_the_order_of_its_lines(bring: Run, measured: Run) -> None:
    rows = ("P1,M1,2026-01-05,44", "P1,M1,2026-01-05,soon", "P9,M1,2026-01-05,44", "P1,M1,someday,44", "P9,M1,,45")
    refused = bring("\n".join(["process,measure,date,actual", *rows]))
    assert [line.partition(":")[0] for line in refused.err.splitlines()] == ["Line 3", "Lines 4 and 6", "Line 5"]
    assert refused.code == 1
    assert measured("reading", "list", "P1", "M1").code == 1


def test_a_table_without_a_good_line_is_told_its_first_faults_and_how_many_more(bring: Run) -> None:
    refused = bring("process,measure,actual\n" + "".join(f"P1,M1,soon{n}\n" for n in range(24)))
    assert len(refused.err.splitlines()) == 21
    assert refused.err.endswith("… and 4 more faults.\n")


def test_another_reply_takes_the_place_of_the_first_only_where_that_is_said(lakeside: Run) -> None:
    lakeside("feedback", "add", "P1", "Too dear.", "--reply-wanted")
    lakeside("feedback", "answer", "F1", "It holds for two years.")
    refused = lakeside("feedback", "answer", "F1", "Sorry.")
    assert refused.code == 1
    assert "answered on" in refused.err
    assert "“It holds for two years.”. Here: --instead" in refused.err
    assert lakeside("--json", "feedback", "show", "F1").json["reply"] == "It holds for two years."
    assert lakeside("feedback", "answer", "F1", "Sorry.", "--instead").code == 0
    assert lakeside("--json", "feedback", "show", "F1").json["reply"] == "Sorry."


def test_a_practice_is_learned_from_an_investigation_of_its_own_process(lakeside: Run) -> None:
    lakeside("investigate", "add", "P1", "Late claims")
    learned = ("add", "Count twice", "--heading", "deliver", "--source")
    assert lakeside("practice", "P1", *learned, "i1").code == 0
    refused = lakeside("practice", "P2", *learned, "I1")
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.startswith("I1 is of P1 Order to cash, not of P2 ")
    assert lakeside("practice", "P2", *learned, "I9").code == 1
    assert lakeside("practice", "P2", *learned, "as in I1 of P1").code == 0


def test_a_second_reading_of_one_day_says_what_the_first_was(measured: Run) -> None:
    assert measured("reading", "add", "P1", "M1", "47").err == ""
    said = measured("reading", "add", "P1", "M1", "44")
    assert said.out == "R2\n"
    assert said.err == "R1 of the same day is 47 min; both count. `workbench reading delete R1` takes that one out.\n"
    assert measured("reading", "add", "P1", "M1", "44", "--on", "-2w").err == ""


def test_a_benchmark_in_another_unit_says_that_it_cannot_be_compared(lakeside: Run) -> None:
    lakeside("benchmark", "add", "P1", "The guild", "--figure", "97 %", "--ours", "3 d", "--action", "ask them")
    assert "not comparable" in lakeside("benchmark", "list").out
    lakeside("process", "set", "P1", "owner", "ana")
    assert "not comparable: The guild" in lakeside("report", "six").out


def test_a_measure_that_waits_for_no_reading_is_said_to_lack_how_often(lakeside: Run) -> None:
    lakeside("measure", "P1", "add", "Claims in time")
    lacking = "has never read M1 Claims in time, and says not how often it should"
    assert lacking in lakeside("check", "--strict").out
    assert "read: Claims in time" not in lakeside("due").out
    lakeside("measure", "P1", "set", "M1", "every", "1 month")
    assert "has never read M1 Claims in time  " in lakeside("check", "--strict").out
    assert "read: Claims in time" in lakeside("due").out


def test_a_complaint_stays_open_until_it_is_answered_and_opens_an_investigation(lakeside: Run) -> None:
    words = ("--tone", "complaint", "--about", "price", "--channel", "phone", "--customer", "Patient", "--reply-wanted")
    said = lakeside("feedback", "add", "P1", "The price had changed.", *words)
    assert said.out == "F1\n"
    assert "I1 looks into it: Complaint: price" in said.err
    lakeside("feedback", "add", "P1", "Again!", "--tone", "complaint", "--about", "Price")
    assert len(lakeside("investigate", "list").lines) == 1
    assert [
        item["about"] for item in lakeside("--json", "due", "--mine", "--within", "9").json if item["kind"] == "reply"
    ] == ["F1"]
    lakeside("feedback", "answer", "F1", "We read it aloud now.", "--minutes", "6")
    lakeside("feedback", "set", "F1", "outcome", "She was content.")
    assert lakeside("feedback", "list", "--open").code == 1
    shown = lakeside("--json", "feedback", "show", "F1").json
    assert (shown["reply"], shown["outcome"], shown["minutes"]) == ("We read it aloud now.", "She was content.", 6)


def test_a_reading_without_a_measure_names_the_way_to_one(lakeside: Run) -> None:
    refused = lakeside("reading", "add", lakeside("process", "add", "Bill it").out.strip(), "wait", "3")
    assert "has no measure yet. Here: workbench measure" in refused.err


def test_an_investigation_is_closed_when_its_parts_are_said_and_may_end_in_a_best_practice(lakeside: Run) -> None:
    assert lakeside("investigate", "add", "P1", "A claim was lost").out == "I1\n"
    refused = lakeside("investigate", "close", "I1")
    assert refused.code == 1
    assert "facts, causes, action, check. Say them, or why not. Here: --because REASON." in refused.err
    for field in ("facts", "causes", "action", "check"):
        lakeside("investigate", "set", "I1", field, f"The {field}.")
    assert lakeside("investigate", "close", "I1", "--minutes", "20").out == "I1\n"
    lakeside("practice", "P1", "add", "Count the claims twice", "--heading", "deliver", "--source", "I1")
    assert "led to the best practice B1 Count the claims twice" in lakeside("investigate", "show", "I1").out
    assert lakeside("investigate", "list", "--open").code == 1


def test_an_investigation_says_what_it_lacks_and_why_it_was_closed_all_the_same(lakeside: Run) -> None:
    lakeside("investigate", "add", "P1", "A claim was lost")
    lakeside("investigate", "set", "I1", "facts", "It fell behind the desk.")
    assert lakeside("investigate", "show", "I1").lines[-1].split(maxsplit=1) == ["lacks", "causes, action, check"]
    lakeside("investigate", "close", "I1", "--because", "it was found again")
    shown = lakeside("investigate", "show", "I1").out
    assert "it was found again" in shown
    assert "[" not in shown
    lakeside("undo")
    assert "it was found again" not in lakeside("investigate", "show", "I1").out


def test_a_benchmark_shows_the_gap_to_ours(lakeside: Run) -> None:
    words = ("--figure", "30 min", "--ours", "47 min", "--source", "their web page", "--competitor", "yes")
    assert lakeside("benchmark", "add", "P1", "Harbour Dental", *words).out == "B1\n"
    assert "added the benchmark B1 “Harbour Dental (P1)”" in lakeside("history", "B1").out
    assert "+17 min" in lakeside("benchmark", "list", "P1").out


def test_nothing_changed_is_one_act_and_the_next_day_follows_from_it(lakeside: Run) -> None:
    lakeside("process", "set", "P1", "review_interval", "1 month")
    lakeside("process", "set", "P1", "next_review", "2026-01-10")
    assert "review" in lakeside("due").out
    said = lakeside("review", "P1", "--nothing-changed", "--minutes", "4")
    assert said.out == "V1\n"
    assert "Next on" in said.err
    assert "review  P1" not in lakeside("due").out
    again = lakeside("review", "P1", "--nothing-changed")
    assert again.code == 1
    assert f"Ana Lima found nothing changed on {TODAY} already (V1). A day counts once" in again.err
    lakeside("review", "P2", "--found", "The list was old.")
    again = lakeside("review", "P2", "--nothing-changed")
    assert f"Ana Lima found something on {TODAY} already (V2). A day counts once" in again.err
    assert lakeside("review", "P2", "--found", "So was the key.").code == 0
    for days in (62, 31):
        said = lakeside("review", "P1", "--nothing-changed", "--on", str(TODAY - timedelta(days=days)))
    assert "Nothing changed 3 times running: every 3 months may be enough" in said.err
    lakeside("review", "P1", "--longer")
    assert lakeside("--json", "show", "P1").json["review_interval"] == "P3M"
    assert "found something in 0 of 3" in lakeside("review", "P1").out
    assert "try" not in lakeside("review", "P1").out


def test_what_becomes_of_a_check_is_said_and_what_does_not_come_back_cannot_be_dropped(lakeside: Run) -> None:
    assert "nothing to drop" in lakeside("review", "P1", "--drop").err
    assert lakeside("review", "P1", "--drop").code == 1
    assert "does not come back: say how often" in lakeside("review", "P1", "--longer").err
    lakeside("process", "set", "P1", "review_interval", "1 month")
    lakeside("process", "set", "P1", "next_review", "tomorrow")
    assert lakeside("--json", "show", "P1").json["next_review"] == str(TODAY + timedelta(days=1))
    assert lakeside("review", "P1", "--longer").err == "Review comes back every 3 months now.\n"
    lakeside("recurring", "P1", "add", "Weekly price check", "--every", "1 week")
    assert lakeside("review", "P1", "--check", "X9", "--drop").err.endswith("“X9”. Near it: X1.\n")
    assert "Review is dropped." in lakeside("review", "P1", "--drop").err
    assert lakeside("diff", "yesterday").code in (0, 1)


def test_a_reading_without_a_figure_is_refused_for_what_it_is(measured: Run) -> None:
    for text in ("about fine", "?"):
        refused = measured("reading", "add", "P1", "M1", text).err
        assert refused.startswith(f"“{text}” holds no number; here ")
        assert "answer" not in refused


def test_a_check_is_put_off_or_dropped_and_one_undo_brings_it_back(lakeside: Run) -> None:
    words = ("--every", "1 week", "--first", "2026-01-10", "--minutes", "10")
    assert lakeside("recurring", "P1", "add", "Weekly price check", *words).out == "X1\n"
    assert "check: Weekly price check" in lakeside("due").out
    later = str(TODAY + timedelta(days=30))
    lakeside("review", "P1", "--check", "X1", "--later", later)
    assert "Weekly price check" not in lakeside("due").out
    assert lakeside("--json", "review", "P1").json[0]["due"] == later
    assert lakeside("review", "P1", "--check", "X1", "--later", "2020-01-01").code == 1
    lakeside("review", "P1", "--check", "X1", "--drop")
    assert lakeside("review", "P1").code == 1
    lakeside("undo")
    assert lakeside("--json", "review", "P1").json[0]["due"] == later


def test_due_says_how_many_minutes_it_takes(measured: Run) -> None:
    said = measured("due", "--minutes")
    assert "2 min" in said.out
    assert "read: Time to cash" in said.out
    assert "about 2 min" in said.err


def test_a_record_that_was_a_mistake_is_deleted_and_its_history_told(lakeside: Run) -> None:
    lakeside("feedback", "add", "P1", "Nobody said this.")
    assert lakeside("feedback", "delete", "F1").out == "F1\n"
    assert lakeside("feedback", "show", "F1").code == 1
    assert len(lakeside("history", "F1").lines) == 2


def test_doctor_and_check_tell_of_a_record_whose_process_has_gone(lakeside: Run) -> None:
    lakeside("feedback", "add", "P2", "It came late.")
    assert "1 dated record" in lakeside("doctor").out
    lakeside("process", "delete", "P2")
    assert any(line.startswith("F1") and "P2" in line for line in lakeside("check").lines)
    lakeside("undo")
    assert not any(line.startswith("F1") for line in lakeside("check").lines)


def test_the_sheet_shows_the_next_review_as_it_follows_from_the_last_one(lakeside: Run) -> None:
    lakeside("process", "set", "P1", "review_interval", "1 month")
    lakeside("process", "set", "P1", "next_review", "2026-01-10")
    lakeside("review", "P1", "--nothing-changed", "--on", "2026-01-12")
    assert "2026-02-12, every 1 month" in lakeside("show", "P1").out
    assert lakeside("--json", "show", "P1").json["next_review"] == "2026-02-12"


def test_an_owner_who_does_the_process_by_hand_leads_by_example(lakeside: Run) -> None:
    lakeside("review", "P1", "--found", "The form is long.", "--done-by-hand", "--on", "2026-01-12", "--as", "zoe")
    assert "own hands" not in lakeside("review", "P1").err
    lakeside("review", "P1", "--nothing-changed", "--done-by-hand", "--on", "2026-01-14")
    lakeside("process", "set", "P1", "review_interval", "1 month")
    assert "The owner last did it with their own hands on 2026-01-14." in lakeside("review", "P1").err


def test_the_history_tells_of_the_dated_records_too_in_the_order_of_time(lakeside: Run) -> None:
    lakeside("feedback", "add", "P1", "It came late.")
    lakeside("process", "set", "P1", "name", "Order to paid")
    lines = lakeside("history", "--limit", "2").lines
    assert [line.startswith("records/") for line in lines] == [False, True]
    said = [line.partition("  ana  ")[2] for line in lines]
    assert said == ["P1 Order to paid: name “Order to cash” → “Order to paid”", "added F1 “It came late. (P1)”"]


def test_the_chart_is_reviewed_as_a_whole_and_due_again_half_a_year_later(lakeside: Run) -> None:
    assert lakeside("review", "--chart", "--found", "Two owners were wrong.", "--minutes", "30").out == "V1\n"
    waiting = lakeside("--json", "due", "--within", "200").json
    assert [item["minutes"] for item in waiting if item["what"] == "review the chart"] == [30]
    assert "Two owners were wrong." in lakeside("review", "--chart").out


def test_help_names_the_words_that_a_field_takes(workbench: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    for words, said in (
        (("feedback", "add"), "praise, wish, complaint"),
        (("measure", "P1", "add"), "time, precision, cost"),
        (("means", "P1", "add"), "hours, room, equipment"),
    ):
        assert said in workbench(*words, "--help").out


def test_a_review_that_begins_to_come_back_has_a_first_day_one_interval_on(lakeside: Run) -> None:
    lakeside("process", "add", "Bill it")
    lakeside("process", "set", "P1", "review_interval", "1 week")
    lakeside("recurring", "P1", "add", "Oven", "--every", "2 weeks")
    waits = [item["what"] for item in lakeside("--json", "due", "--within", "14").json if item["kind"] == "review"]
    assert waits == ["review", "check: Oven"]
    assert "is no longer than 2 weeks" in lakeside("review", "P1", "--check", "Oven", "--longer", "1d").err
