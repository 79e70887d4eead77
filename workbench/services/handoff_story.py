"""What a change did to a handoff, in one sentence from its trail and its items."""

from collections.abc import Iterator, Mapping
from typing import Any

from workbench.domain.handoff import PACKET
from workbench.domain.ids import HandoffId
from workbench.domain.organization import Organization

Edits = Mapping[str, list[Any]]


def told(handoff: HandoffId, edits: Edits, organization: Organization) -> str:
    """What was done with a handoff; "" where only its terms were changed."""
    made: list[dict[str, Any]] = [values[1] for path, values in edits.items() if path == handoff and values[1]]
    whole = made[0] if made else {}
    trail: dict[str, dict[str, Any]] = whole.get("trail") or {}
    turns = list(trail.values()) or _new(f"{handoff}.trail.", edits)
    said = [_turned(turn) for turn in turns[-1:]] or list(_items(handoff, edits))
    if not said:
        return ""
    known = organization.handoffs.get(handoff)
    process = organization.processes.get(whole.get("process") or (known.process if known else ""))
    to = organization.name_of(whole.get("to") or (known.to if known else None))
    name = f"{process.id} {process.name}" if process else "a process"
    return f"{handoff} {name} to {to or 'nobody'}: {'; '.join(said)}"


def _new(path: str, edits: Edits) -> list[dict[str, Any]]:
    return [values[1] for edited, values in edits.items() if edited.startswith(path) and isinstance(values[1], dict)]


def _turned(turn: Mapping[str, Any]) -> str:
    said = f" “{turn['said']}”" if turn.get("said") else ""
    return f"{turn['act']}{said}"


def _items(handoff: HandoffId, edits: Edits) -> Iterator[str]:
    """The items that were accepted or sent back, each state once."""
    by_state: dict[str, list[str]] = {}
    start = f"{handoff}.items."
    for path, values in edits.items():
        topic, _, field = path.removeprefix(start).partition(".") if path.startswith(start) else ("", "", "-")
        state = values[1].get("state") if not field and values[1] else values[1] if field == "state" else None
        if state:
            by_state.setdefault(state, []).append(PACKET.get(topic, topic))
    for state, topics in by_state.items():
        yield f"{state}: {', '.join(topics)}"
