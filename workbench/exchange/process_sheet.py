"""The process sheet as Markdown: what a performer needs to know of a process, made from its record."""

from collections.abc import Iterator, Sequence

from workbench.domain.answers import SETTLED, AnswerState
from workbench.domain.checklist import Checklist, Question
from workbench.domain.dates import Interval
from workbench.domain.design import margin, totals
from workbench.domain.document import Heading, latest
from workbench.domain.engineering import state_of, still_to_do
from workbench.domain.evidence import answer_to
from workbench.domain.organization import Organization
from workbench.domain.process import Process
from workbench.domain.promise import promises
from workbench.domain.proposals import comment_of, decided_since_published
from workbench.domain.readings import Reading
from workbench.exchange.markdown import safe
from workbench.exchange.step_chart import COLUMNS, chart_rows, margin_line, total_rows

CHECKED = "Last checked with a customer"


def sheet(organization: Organization, checklist: Checklist, process: Process, numbered: bool = True) -> str:
    """The whole sheet, its steps `numbered` by their places or not; what says nothing is left out."""
    label = organization.label(process)
    version = latest(process.versions)
    parts = [
        f"# {safe(f'{label} {process.name}'.strip())}",
        f"{safe(version.id)}, {version.on or 'without a day'}: {safe(version.comment)}" if version else "",
        _lines(_line_of_sight(organization, process)),
        safe_body(process.description),
        *_answers(organization, checklist, process),
        *_steps(process, numbered),
        *_practices(process),
        _listed("Decided since its owner last published it", _decided(organization, process)),
        _listed("What can go wrong", [f"{safe(risk.name)} {_then(risk.response)}".rstrip() for risk in process.risks]),
        *_training(process),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def safe_body(text: str) -> str:
    """A text of several lines with nothing in it that Markdown would make something of."""
    return "\n".join(safe(line) for line in text.split("\n"))


def _line_of_sight(organization: Organization, process: Process) -> Iterator[tuple[str, str]]:
    customers = (organization.customers[c].name for c in process.customers if c in organization.customers)
    yield "Purpose", process.purpose
    yield "For", ", ".join(sorted(customers))
    yield "Begins with", process.trigger
    yield "Ends with", process.result
    yield "Owner", organization.name_of(process.owner)
    yield "Coach", organization.name_of(process.coached_by)
    yield "Decides without asking", process.decision_rights


def _lines(rows: Iterator[tuple[str, str]]) -> str:
    return "\n".join(f"- **{name}**: {_one_line(text)}" for name, text in rows if text)


def _one_line(text: str) -> str:
    return safe(" ".join(text.split()))


def _answers(organization: Organization, checklist: Checklist, process: Process) -> Iterator[str]:
    for consideration, title in checklist.considerations.items():
        said = [
            found
            for question in checklist.of(consideration)
            if state_of(process, question) in SETTLED and (found := answer_text(organization, process, question))
        ]
        if said:
            yield f"## {safe(title)}"
            yield from said


def answer_rows(organization: Organization, process: Process, question: Question) -> list[tuple[str, str]]:
    """Everything that is known on a question, each text under its name; nothing where nothing is."""
    answer = answer_to(process, question.id)
    by = f" by {answer.until}" if answer.until else ""
    rows = [
        ("Figure", answer.figure),
        ("Answer", answer.text),
        *(("Need", text) for text in _listed_for(process, question.lists)),
        ("Basis", answer.basis),
        ("Shows within", Interval.read(answer.horizon).in_words() if answer.horizon else ""),
        ("Evidence", answer.evidence),
        ("Does not apply", answer.because if answer.state is AnswerState.NOT_APPLICABLE else ""),
        ("Finds it out", f"{organization.name_of(answer.who)}{by}" if answer.who else ""),
        (CHECKED, str(answer.checked or "")),
    ]
    return [(name, text) for name, text in rows if text]


def answer_text(organization: Organization, process: Process, question: Question) -> str:
    """One answer with all its data in Markdown, under the name of its question; "" where nothing is known."""
    rows = answer_rows(organization, process, question)
    figure = "".join(f": {safe(text)}" for name, text in rows if name == "Figure")
    said = "\n\n".join(safe_body(text) for name, text in rows if name == "Answer")
    needs = "\n".join(f"- {_one_line(text)}" for name, text in rows if name == "Need")
    rest = _lines(iter([(name, text) for name, text in rows if name not in ("Figure", "Answer", "Need")]))
    parts = [f"**{safe(question.label)}**{figure}", said, needs, rest]
    return "\n\n".join(part for part in parts if part) if rows else ""


def _open(organization: Organization, process: Process, question: Question) -> str:
    """A question that is open; of a list that is begun, what is still to be worked out."""
    lacking = still_to_do(process, question)
    if lacking:
        return f"{answer_text(organization, process, question)}\n\nStill open: {lacking}"
    return f"**{safe(question.label)}**: {safe(question.question)}"


def _stands(organization: Organization, process: Process, before: Process, question: Question) -> bool:
    """A question stands as it did."""
    was, now = ((state_of(at, question), answer_rows(organization, at, question)) for at in (before, process))
    return was == now


def _listed_for(process: Process, lists: str) -> Iterator[str]:
    if lists == "conflicts":
        yield from (f"{found.name} {_arrow(found.settled)}".rstrip() for found in process.conflicts)
    for need in process.fit:
        if need.side == lists:
            yield f"{need.name}: {need.met or 'not judged yet'}{f' ({need.note})' if need.note else ''}"


def _arrow(text: str) -> str:
    return f"→ {text}" if text else ""


def _then(text: str) -> str:
    return f"→ {_one_line(text)}" if text else ""


def _steps(process: Process, numbered: bool) -> Iterator[str]:
    if not process.steps:
        return
    yield "## Steps"
    columns = COLUMNS if numbered else COLUMNS[1:]
    yield table([list(columns), *chart_rows(process.steps, numbered=numbered)])
    yield "\n".join(f"- {name}: {safe(text)}" for name, text in total_rows(totals(process.steps)))
    yield safe(price_line(process))


def price_line(process: Process, readings: Sequence[Reading] = ()) -> str:
    """Price against cost, and whether what was promised is kept, on one line; "" where neither is known."""
    price, volume = (answer_to(process, name).figure for name in ("price", "volume"))
    reckoned = totals(process.steps)
    left = margin_line(price, reckoned, margin(price, volume, reckoned)) if price else ""
    return " · ".join(filter(None, (left, *promises(process, readings))))


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows as a Markdown table; the first is its head."""
    head, *body = [[_one_line(cell) for cell in row] for row in rows]
    lines = [head, ["---"] * len(head), *body]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _practices(process: Process) -> Iterator[str]:
    if process.practices:
        yield "## Best practices"
    for heading in Heading:
        found = [practice for practice in process.practices if practice.heading is heading]
        told = [
            f"{safe(p.name)}{f' — {_one_line(p.note)}' if p.note else ''}"
            f"{f' (from {_one_line(p.source)})' if p.source else ''}"
            f"{f' (confirmed {p.confirmed})' if p.confirmed else ''}"
            for p in found
        ]
        yield _listed(f"To {heading}", told, 3)


def _listed(title: str, items: Sequence[str], level: int = 2) -> str:
    return f"{'#' * level} {title}\n\n" + "\n".join(f"- {item}" for item in items) if items else ""


def _decided(organization: Organization, process: Process) -> list[str]:
    """The changes that were accepted, each in the words in which it was decided."""
    return [safe(comment_of(organization, proposal)) for proposal in decided_since_published(process)]


def _training(process: Process) -> Iterator[str]:
    told = [f"{safe(item.name)}{f' — {_one_line(item.how)}' if item.how else ''}" for item in process.training]
    yield _listed("To be learned", told)


def summary(organization: Organization, checklist: Checklist, process: Process, before: Process | None = None) -> str:
    """What a session over the checklist came to: what was decided, what is parked with whom, what is open.

    With the process as it was `before`, what was settled then and stands as it did is left out.
    """
    groups: dict[str, list[str]] = {"Decided": [], "Parked": [], "Open": []}
    for question in checklist.questions:
        state = state_of(process, question)
        if before and state in SETTLED and _stands(organization, process, before, question):
            continue
        if state in SETTLED:
            groups["Decided"].append(answer_text(organization, process, question))
        elif state is AnswerState.PARKED:
            groups["Parked"].append(answer_text(organization, process, question) or f"**{safe(question.label)}**")
        else:
            groups["Open"].append(_open(organization, process, question))
    parts = [f"# {safe(process.name)}: the engineering session"]
    for title, told in groups.items():
        parts += [f"## {title} ({len(told)})", *told] if told else []
    return "\n\n".join(part for part in parts if part) + "\n"
