"""A journal on a page of HTML or XHTML: an entry a section or article, with its day in `<time datetime>`.

A page without any is one entry.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser

from workbench.domain.errors import BadInput
from workbench.exchange.journal_rows import Notebook, Rows

ENTRIES = frozenset({"section", "article"})
_BLOCKS = frozenset(
    {
        "address", "blockquote", "body", "dd", "div", "dl", "dt", "figure", "footer", "h1", "h2", "h3", "h4", "h5",
        "h6", "header", "hgroup", "hr", "li", "main", "ol", "p", "pre", "table", "tr", "ul",
    }
)  # fmt: skip
_UNREAD = frozenset({"script", "style", "template", "title"})
_space = re.compile(r"[ \t\n\f\r]+")


@dataclass(slots=True)
class _Section:
    """What stands in a section, and on which line it begins; one that holds others is no entry."""

    line: int
    day: str = ""
    blocks: list[str] = field(default_factory=lambda: [""])
    holds_others: bool = False

    @property
    def text(self) -> str:
        """Its words, a blank line between its paragraphs; white space counts as in a browser."""
        lines = ([_space.sub(" ", line).strip(" ") for line in block.split("\0")] for block in self.blocks)
        return "\n\n".join(text for block in lines if (text := "\n".join(block).strip("\n")))


class _Page(HTMLParser):
    """The sections of a page that hold no others, in their order, and those around them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[_Section] = []
        self.around: list[_Section] = []
        self._open = [_Section(1)]
        self._unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unread += tag in _UNREAD
        section = self._open[-1]
        if tag in ENTRIES:
            section.holds_others = True
            self._open.append(_Section(self.getpos()[0]))
        elif tag == "time":
            section.day = section.day or dict(attrs).get("datetime") or ""
        elif tag == "br":
            section.blocks[-1] += "\0"
        elif tag in _BLOCKS:
            section.blocks.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ENTRIES | _UNREAD:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in _UNREAD and self._unread > 0
        if tag in ENTRIES and len(self._open) > 1:
            self._close()
        elif tag in _BLOCKS:
            self._open[-1].blocks.append("")

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self._open[-1].blocks[-1] += data.replace("\0", "")

    def close(self) -> None:
        super().close()
        while self._open:
            self._close()

    def _close(self) -> None:
        section = self._open.pop()
        (self.around if section.holds_others else self.found).append(section)


def read(text: str, today: date) -> Notebook:
    """The entries of a page. Raises BadInput for a page of which no section tells its day."""
    page = _Page()
    page.feed(text)
    page.close()
    if not any(section.day for section in page.found):
        raise BadInput(
            "No entry stands on this page: one is a <section> or an <article> with its day in <time datetime=…>."
        )
    rows = Rows(today)
    for section in sorted(page.around, key=lambda section: section.line):
        if section.text:
            rows.notes.add(section.line, "what stands around the entries was left out.")
    for section in page.found:
        rows.add(section.line, {"date": section.day, "text": section.text})
    return rows.notebook()
