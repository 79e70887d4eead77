"""The packet of a handoff as Markdown, and as one page of HTML that needs nothing from elsewhere and runs nothing."""

from collections.abc import Iterable, Iterator
from html import escape

from workbench.domain.packet import Packet, Row
from workbench.exchange.markdown import safe

THERE, MISSING = "✓", "!"
_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 46rem; padding: 0 1rem; }
body { color: #1a1a1a; background: #fff; }
h1 { line-height: 1.2; } h2 { margin: 2rem 0 .3rem; border-bottom: 1px solid #bbb; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: .5rem 0; }
dt { color: #555; max-width: 14rem; } dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
dd.alone { grid-column: 1 / -1; } .standing { color: #555; font-style: italic; margin: 0; }
ul.ready { list-style: none; padding: 0; } .missing { font-weight: bold; }
@media print { body { margin: 0; max-width: none; } h2 { break-after: avoid; } }
"""


def markdown(packet: Packet) -> str:
    """The packet as Markdown, in which no text of its own becomes markup."""
    parts = [f"# {safe(packet.title)}", _list(packet.terms), "## Ready?"]
    parts.append("\n".join(f"- {THERE if is_there else MISSING} {_line(what)}" for is_there, what in packet.ready))
    for section in packet.sections:
        parts += [f"## {safe(section.title.capitalize())}", _line(section.standing), _list(section.rows)]
    for title, rows in _ends(packet):
        parts += [f"## {title}", _list(rows)]
    return "\n\n".join(filter(None, parts)) + "\n"


def _ends(packet: Packet) -> Iterator[tuple[str, Iterable[Row]]]:
    if packet.told:
        yield "Told back", packet.told
    if packet.trail:
        yield "Trail", packet.trail


def _list(rows: Iterable[Row]) -> str:
    return "\n".join(f"- **{_line(name)}**: {_line(text)}" if name else f"- {_line(text)}" for name, text in rows)


def _line(text: str) -> str:
    return safe(" ".join(text.split()))


def html(packet: Packet) -> str:
    """The packet as one page: its style within it, no script, every text escaped."""
    ready = "".join(_ready(is_there, what) for is_there, what in packet.ready)
    parts = [f"<h1>{escape(packet.title)}</h1>", _rows(packet.terms)]
    parts.append(f'<h2>Ready?</h2>\n<ul class="ready">{ready}</ul>')
    for section in packet.sections:
        standing = f'<p class="standing">{escape(section.standing)}</p>' if section.standing else ""
        parts.append(f"<h2>{escape(section.title.capitalize())}</h2>\n{standing}{_rows(section.rows)}")
    parts += [f"<h2>{title}</h2>\n{_rows(rows)}" for title, rows in _ends(packet)]
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(packet.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(parts)
        + "\n</body>\n</html>\n"
    )


def _ready(is_there: bool, what: str) -> str:
    kind = "" if is_there else ' class="missing"'
    return f"<li{kind}>{THERE if is_there else MISSING} {escape(what)}</li>"


def _rows(rows: Iterable[Row]) -> str:
    told = (
        f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" if name else f'<dd class="alone">{escape(text)}</dd>'
        for name, text in rows
    )
    return f"<dl>{''.join(told)}</dl>"
