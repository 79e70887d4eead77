"""What became of a gate since it was passed.

A gate rests on what stood when it was passed. What of that stands no more has *gone*: the process has drifted, and
keeps its stage. What the gate would miss today and neither missed nor had then is *new*: somebody came who is not
trained, a question was added. A reason excuses what was missing when it was given, and nothing that came later.
Of a gate that was taken over without its evidence neither is known, and neither is said.
"""

from datetime import date

from workbench.domain.answers import SETTLED, Side
from workbench.domain.checklist import Checklist
from workbench.domain.engineering import Gap, gaps
from workbench.domain.evidence import standing
from workbench.domain.process import Gate, Process, Stage
from workbench.domain.promise import time_promise


def gone(process: Process) -> list[str]:
    """The evidence that was there when a gate was passed and is there no more."""
    return [word for gate in process.gates for word in gone_of(process, gate)]


def gone_of(process: Process, gate: Gate) -> list[str]:
    """The evidence of one gate that is there no more."""
    return [word for key in sorted(gate.evidence) if (word := _gone(process, key))]


def new_gaps(checklist: Checklist, process: Process, gate: Gate, today: date) -> list[Gap]:
    """What a gate would miss today that is no gap it was passed with, and no evidence that has gone."""
    if not gate.gaps and (gate.because or not gate.evidence):
        return []
    said = gate.gaps | {key for key in gate.evidence if _gone(process, key)}
    return [gap for gap in gaps(checklist, process, Stage(gate.id), today) if gap.key not in said]


def _gone(process: Process, key: str) -> str:
    """In what word a piece of evidence is missed now, "" as long as it is there."""
    place, _, part = key.partition("/")
    match place:
        case "answers":
            lists = next((side for side in Side if part == f"{side}-needs"), part)
            return "" if standing(process, part, lists) in SETTLED else f"answer to {part.replace('-', ' ')}"
        case "steps":
            return "" if process.steps else "steps"
        case "promise":
            promised = time_promise(process)
            return "promised time" if promised and promised.over else ""
        case "practices":
            held = any(practice.heading == part for practice in process.practices)
            return "" if held else f"best practice to {part}"
        case "versions":
            return "" if process.versions else "published version"
        case "performers":
            return "" if process.performers else "performers"
        case "training" if part:
            return f"training of {part}" if _has_lost(process, part) else ""
        case "training":
            return "" if process.training else "training"
        case _:
            return ""


def _has_lost(process: Process, person: str) -> bool:
    """Somebody still performs it and does something no more that is to be learned for it."""
    learned = (item.learner(person) for item in process.training)
    able = [learner is not None and learner.is_able for learner in learned]
    return person in process.performers and bool(able) and not all(able)
