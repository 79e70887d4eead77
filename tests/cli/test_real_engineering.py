"""Three processes that others wrote down, engineered as a person would from the shell: answers, steps, gates."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

Run = Callable[..., Any]
Said = list[tuple[str, ...]]

DATA = Path(__file__).parents[3] / "shared" / "data"
BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"


def real(file: str) -> str:
    """The text of a file that others wrote."""
    path = DATA / file
    if not path.is_file():
        pytest.skip(f"{path} is not here")
    return path.read_text(encoding="utf-8")


@pytest.fixture
def done(workbench: Run) -> Callable[..., list[str]]:
    """Run commands on one process, each of which must succeed; what the last one prints."""

    def run(*commands: tuple[str, ...]) -> list[str]:
        lines: list[str] = []
        for words in commands:
            said = workbench(*words)
            assert said.code == 0, (words, said.err)
            lines = said.lines
        return lines

    return run


def answers(**figures: str | tuple[str, ...]) -> Said:
    """The answers of a process; a text alone, or a text with its options."""
    told: Said = []
    for question, said in figures.items():
        words = (said,) if isinstance(said, str) else said
        told.append(("engineer", "P1", "answer", question.replace("_", "-"), *words))
    return told


def through_the_gates(learned: str, who: str = "ana") -> Said:
    return [
        ("gate", "P1", "designed"),
        ("document", "P1", "publish", "As others wrote it down"),
        ("gate", "P1", "documented"),
        ("train", "P1", "add", learned, "--how", "twice beside somebody, then alone", "--renewal", "1 year"),
        ("process", "set", "P1", "performers", who),
        ("train", "P1", "learn", "T1", who, "teach"),
        ("document", "P1", "read"),
        ("gate", "P1", "trained"),
        ("gate", "P1"),
    ]


def test_a_play_of_the_digital_services_playbook_is_engineered(workbench: Run, done: Callable[..., list[str]]) -> None:
    play = real("usds-playbook-md/04.md")
    title = re.search(r"title: (.*)", play)
    items = re.findall(r"^\d+\. (.*)$", play.partition("### Key")[0], re.MULTILINE)
    assert title
    assert len(items) == 9
    done(("process", "add", title[1]), ("organization", "set", "currency", "USD"))
    done(
        *answers(
            outputs=(items[0],), acceptance=("A first version that solves a core need.", "--evidence", items[1]),
            customers="Whoever uses the service", target_time=("--figure", "no longer than 13 weeks"),
            precision=("--figure", "1 week or less"), flexibility=("--figure", "3 features a week"),
            exceptions="Law or safety", volume=("--figure", "twice a month", "--basis", items[4]),
            profitability=("--figure", "$300k", "--basis", "what the paper forms cost", "--horizon", "1 year"),
            assets=("--figure", "none"), growth=("--figure", "10 % to 15 %", "--horizon", "2 years"),
            price=("--figure", "between $50k and $80k", "--basis", "two offers"),
        ),
        ("need", "P1", "add", "Something that works early", "--side", "customer", "--met", "met"),
        ("need", "P1", "add", "Small teams", "--side", "company", "--met", "partly", "--note", items[3]),
        ("conflict", "P1", "add", "Early against complete", "--between", "N1, N2", "--settled", "Early wins"),
    )  # fmt: skip
    for name in items[1:]:
        done(("steps", "P1", "add", name, "--performer", "team", "--active", "1 d 4 h", "--cost", "1,200",
              "--value", "va"))  # fmt: skip
    done(
        ("steps", "P1", "set", "S1", "ways", "30 % to S1: a gap was found"),
        ("practice", "P1", "add", items[2], "--heading", "service needs"),
        ("practice", "P1", "add", items[8], "--heading", "deliver", "--source", "the playbook"),
        ("practice", "P1", "add", items[5], "--heading", "resolve complaints"),
        ("risk", "P1", "add", "Nobody can deploy", "--response", "The version before stands"),
    )
    gates = done(*through_the_gates("A release alone"))
    assert [line.split()[1] for line in gates] == ["passed"] * 3
    assert "lead time         9 d 20 h" in done(("steps", "P1"))
    sheet = "\n".join(done(("show", "P1", "--version", "V1")))
    assert all(item.split(",")[0][:30] in sheet.replace("\\", "") for item in items)


def test_the_handbook_of_incident_response_is_engineered(workbench: Run, done: Callable[..., list[str]]) -> None:
    page = real("pagerduty-incident-response-md/during/during_an_incident.md")
    chapter = page.partition("## Steps for Incident Commander")[2].partition("\n## ")[0]
    steps = re.findall(r"^1\. (.*)$", chapter, re.MULTILINE)
    assert len(steps) == 7
    done(("process", "add", "Incident to calm"), ("organization", "set", "currency", "USD"))
    done(
        *answers(
            outputs="A service that runs, and a record of what was done", acceptance="Nobody needs the call any more",
            customers="Whoever cannot work meanwhile",
            target_time=("--figure", "< 30 min", "--evidence", "the severity levels"),
            precision=("--figure", "95 % or more"), flexibility=("--figure", "±10 min"),
            exceptions="A security incident has a process of its own", volume=("--figure", "2-3 a month"),
            profitability=("--figure", "high"), assets=("--figure", "low"), growth=("--figure", "none"),
            price=("--figure", "$1.2M", "--basis", "what an hour of silence costs"),
        ),
        ("need", "P1", "add", "To know that somebody is at it", "--side", "customer"),
        ("need", "P1", "add", "Nights that are slept through", "--side", "company", "--met", "not"),
        ("engineer", "P1", "skip", "conflicts", "--because", "none was named"),
    )  # fmt: skip
    for name in steps:
        words = ["--performer", "incident commander", "--active", "4 minutes", "--wait", "90 secs"]
        done(("steps", "P1", "add", name, *words))
    done(
        ("steps", "P1", "set", "S2", "ways", "20 % to S4: it escalates"),
        ("steps", "P1", "set", "S5", "ways", "40 % to S2: not found yet"),
        ("steps", "P1", "set", "S2", "symbol", "decision"),
        ("practice", "P1", "add", "If in doubt, post it out", "--heading", "service needs"),
        ("practice", "P1", "add", "Never hesitate to page", "--heading", "deliver"),
        ("practice", "P1", "add", "The liaison wraps it up in public", "--heading", "resolve complaints"),
        ("risk", "P1", "add", "No commander on the call", "--response", "Page them: !ic page"),
    )
    refused = workbench("gate", "P1", "designed")
    assert refused.code == 1
    assert (
        "customer needs is open: N1 not judged; lead time 51 min 20 s misses the promised at most 30 min" in refused.err
    )
    done(
        ("need", "P1", "set", "N1", "met", "met"),
        ("engineer", "P1", "answer", "target-time", "--figure", "< 1 h", "--evidence", "the drills"),
    )
    gates = done(*through_the_gates("Commanding a drill"))
    assert [line.split()[1] for line in gates] == ["passed"] * 3
    lead = next(line for line in done(("steps", "P1")) if line.startswith("lead time"))
    assert lead.split("  ")[-1].strip() == "51 min 20 s"


def test_the_tasks_of_a_reference_model_are_engineered(workbench: Run, done: Callable[..., list[str]]) -> None:
    root = ElementTree.fromstring(real("bpmn-miwg-reference/C.3.0.bpmn"))
    (process,) = [found for found in root.iter(f"{BPMN}process") if found.get("name")]
    tasks = [" ".join((task.get("name") or "").split()) for task in process.iter(f"{BPMN}userTask")]
    assert len(tasks) == 4
    done(("process", "add", process.get("name") or ""), ("organization", "set", "currency", "EUR"))
    for name in [*tasks, "Emergency repair"]:
        done(("steps", "P1", "add", name, "--performer", "fitter", "--active", "1 hour 30 minutes", "--cost", "€80"))
    done(
        ("steps", "P1", "set", "S1", "ways", "10% to S2: warranty; 15% to S5: emergency; 45% to S3: standard"),
        ("steps", "P1", "set", "S2", "ways", "100 % to end"),
        ("steps", "P1", "set", "S3", "ways", "100 % to end"),
        ("steps", "P1", "set", "S4", "ways", "100 % to end"),
        ("steps", "P1", "set", "S5", "ways", "20 % to S2: no success; 80 % to end"),
        *answers(
            target_time=("--figure", "within 2 hours"), price=("--figure", "80-120 €"), volume=("--figure", "6 a day"),
        ),
    )  # fmt: skip
    drawn = "\n".join(done(("steps", "P1")))
    assert "price €80–120 − cost" in drawn
    assert "a year · lead time" in drawn
    refused = workbench("gate", "P1", "designed")
    assert refused.code == 1
    assert "lacks 13 things" in refused.err
    done(("gate", "P1", "designed", "--because", "The model says nothing of customers"))
