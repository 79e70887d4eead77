"""A report as Markdown and as data."""

from workbench.domain.report import Report
from workbench.exchange.markdown import safe


def markdown(report: Report) -> str:
    """The report with its table, for a page that people read."""
    lines = [f"# {safe(report.title)}", "", _line(report.columns), _line(["---"] * len(report.columns))]
    lines += [_line([_cell(cell) for cell in row]) for row in report.rows]
    lines += [line for note in report.notes for line in ("", safe(note))]
    return "\n".join(lines) + "\n"


def _line(cells: list[str] | tuple[str, ...] | object) -> str:
    return f"| {' | '.join(cells)} |"  # type: ignore[arg-type]


def _cell(text: str) -> str:
    return safe(" ".join(text.split())).replace("|", "\\|")


def data(report: Report) -> dict[str, object]:
    """The report as it is written in JSON."""
    rows = [dict(zip(report.columns, row, strict=True)) for row in report.rows]
    return {"report": report.name, "title": report.title, "rows": rows, "notes": list(report.notes)}
