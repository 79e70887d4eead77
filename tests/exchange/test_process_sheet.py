"""The process sheet in Markdown: nothing that people write becomes markup, nothing empty is shown."""

from datetime import date

from workbench.domain.answers import Answer, AnswerState, Met, Need, Side
from workbench.domain.document import Heading, Practice, Risk, Version
from workbench.domain.organization import Organization
from workbench.domain.people import Person, Profile
from workbench.domain.process import Process
from workbench.domain.steps import Step, Symbol, Way
from workbench.exchange.process_sheet import price_line, sheet, summary
from workbench.exchange.step_chart import ASCII, arrows, chart_rows, lane_rows, lanes
from workbench.services.checklist import shipped

STEPS = (
    Step(id="S1", name="Look", rank="d", performer="ana", active="PT10M", cost="$5"),
    Step(id="S2", name="Clear?", rank="g", symbol=Symbol.DECISION, performer="ben",
         ways=(Way(id="W1", to="S1", chance="20", name="no"),)),
    Step(id="S3", name="Tell", rank="n", performer="ana", note="slowly\nand twice"),
)  # fmt: skip


def of(process: Process) -> Organization:
    return Organization(Profile(name="Lakeside"), {"ana": Person(id="ana", name="Ana")}, {}, {process.id: process})


def written(**fields: object) -> str:
    process = Process(id="P1", name="*Treat* <b>", **fields)  # type: ignore[arg-type]
    return sheet(of(process), shipped(), process)


def test_what_says_nothing_is_left_out() -> None:
    assert written() == "# 1 \\*Treat\\* \\<b>\n"


def test_nothing_that_people_write_becomes_markup() -> None:
    text = written(
        answers=(Answer(id="outputs", state=AnswerState.ANSWERED, text="# no heading\n- no | item"),),
        steps=(Step(id="S1", name="a | b\nc"),),
        risks=(Risk(id="R1", name="[link](x)", response="> quote"),),
    )
    assert "\\# no heading\n\\- no \\| item" in text
    assert "| S1 | ○ | a \\| b c |" in text
    assert "- \\[link\\](x) → \\> quote" in text


def test_answers_needs_and_practices_stand_under_their_headings() -> None:
    text = written(
        owner="ana",
        answers=(
            Answer(id="price", state=AnswerState.ANSWERED, figure="$95", basis="talks", checked=date(2026, 5, 1)),
            Answer(id="growth", state=AnswerState.OPEN, text="not yet"),
        ),
        fit=(Need(id="N1", name="Plain words", side=Side.CUSTOMER, met=Met.PARTLY, note="not all"),),
        practices=(Practice(id="B1", name="Draw", heading=Heading.DELIVER, source="Zoë"),),
        versions=(Version(id="V1", on=date(2026, 5, 2), comment="First"),),
    )
    for words in ("V1, 2026-05-02: First", "- **Owner**: Ana", "**what they will pay**: \\$95\n\n- **Basis**: talks",
                  "- Plain words: partly (not all)", "### To deliver\n\n- Draw (from Zoë)"):  # fmt: skip
        assert words in text
    assert "not yet" not in text


def test_a_session_is_summed_up_by_what_was_decided_parked_and_left_open() -> None:
    process = Process(
        id="P1", name="Treat",
        answers=(Answer(id="price", state=AnswerState.PARKED, who="ana", until=date(2026, 6, 5)),
                 Answer(id="growth", state=AnswerState.NOT_APPLICABLE, because="closed")),
    )  # fmt: skip
    text = summary(of(process), shipped(), process)
    assert "## Decided (1)\n\n**growth**\n\n- **Does not apply**: closed" in text
    assert "## Parked (1)\n\n**what they will pay**\n\n- **Finds it out**: Ana by 2026-06-05" in text
    assert "## Open (13)" in text


def test_steps_are_drawn_as_a_chart_and_in_lanes() -> None:
    assert chart_rows(STEPS, ASCII)[1:] == [
        ["2", "S2", "?", "Clear?", "ben", "", "", "", "", "20 % to 1 S1: no"],
        ["3", "S3", "O", "Tell", "ana", "", "", "", "", "slowly"],
    ]
    assert lane_rows(STEPS) == [["ana", "○ 1 S1", "·", "○ 3 S3"], ["ben", "·", "◇ 2 S2", "·"]]
    assert [len([step for step in lane.cells if step]) for lane in lanes(STEPS)] == [2, 1]


def test_arrows_say_where_a_run_goes_on_and_what_leads_back() -> None:
    assert [(arrow.step, arrow.to, float(arrow.share), arrow.back) for arrow in arrows(STEPS)] == [
        ("S1", "S2", 1, False), ("S2", "S1", 0.2, True), ("S2", "S3", 0.8, False), ("S3", "end", 1, False),
    ]  # fmt: skip


def test_the_price_stands_against_the_cost_or_says_why_not() -> None:
    price = Answer(id="price", figure="$95")
    assert price_line(Process(id="P1", name="x", steps=STEPS)) == ""
    assert price_line(Process(id="P1", name="x", answers=(price,))) == "price against cost: no step has a cost"
    assert price_line(Process(id="P1", name="x", answers=(price,), steps=STEPS)) == (
        "price $95 − cost $6.25 = $88.75 a run"
    )
