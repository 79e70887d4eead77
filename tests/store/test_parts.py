"""The parts of a record lie folded until somebody looks at them; what cannot be read hides nothing else."""

from collections.abc import Callable
from typing import Any

import pytest

from workbench.domain.process import Process
from workbench.store import documents
from workbench.store.documents import Parts, from_doc, problem, to_doc

DOC: dict[str, Any] = {
    "name": "Treat",
    "rank": "n",
    "steps": {
        "S1": {"name": "Look", "rank": "n", "symbol": "operation", "ways": {"W1": {"to": "end", "chance": "5"}}},
        "S2": {"name": "Tell", "rank": "t", "symbol": "delay", "weather": "fair"},
    },
    "answers": {"price": {"state": "answered", "figure": "$95"}},
}


def treat(**steps: Any) -> Process:
    process: Process = from_doc("processes", "P1", {**DOC, "steps": {**DOC["steps"], **steps}})
    return process


def test_parts_are_values_in_the_order_of_their_ids_and_documents_again() -> None:
    process = treat()
    assert [(step.id, step.name) for step in process.steps] == [("S1", "Look"), ("S2", "Tell")]
    assert process.steps[0].ways[0].to == "end"
    assert to_doc(process)["steps"]["S1"] == DOC["steps"]["S1"]
    assert "weather" not in to_doc(process)["steps"]["S2"]


def test_nothing_of_a_part_is_made_before_somebody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    value: Callable[..., Any] = documents._value

    def noted(kind: Any, id: str, doc: Any) -> Any:
        made.append(id)
        return value(kind, id, doc)

    monkeypatch.setattr(documents, "_value", noted)
    process = treat()
    assert (process.name, made) == ("Treat", ["P1"])
    assert len(process.answers) == 1
    assert made == ["P1", "price"]


@pytest.mark.parametrize("wrong", [{"rank": "n"}, {"name": 7}, {"name": "x", "symbol": "zigzag"}, "x", None])
def test_a_part_that_cannot_be_read_is_named_and_hides_no_other(wrong: Any) -> None:
    process = treat(S3=wrong)
    assert [step.id for step in process.steps] == ["S1", "S2"]
    assert problem("processes", "P1", {**DOC, "steps": {"S3": wrong}}).startswith("P1: S3")


def test_parts_that_are_no_object_make_no_record() -> None:
    assert problem("processes", "P1", {**DOC, "steps": ["S1"]}) == "P1: steps cannot be a list"


def test_parts_are_alike_when_their_documents_or_their_values_are() -> None:
    one, other = treat(), treat()
    assert one.steps == other.steps == tuple(one.steps)
    assert hash(one.steps) == hash(tuple(one.steps))
    assert one.steps != treat(S3={"name": "x"}).steps
    assert (list(one.steps[1:]), repr(one.steps)) == ([one.steps[1]], repr(tuple(one.steps)))
    assert isinstance(one.steps, Parts)
