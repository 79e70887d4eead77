"""Markdown outlines: nested lists, or headings with lists below them.

    - `1.0` Develop vision and strategy (owner: ana)

      What it is for, in as many paragraphs as it takes.

      - `1.1` Define the business concept

A code stands first, as code; `1.1 Define` is taken for one as well. The owner stands last, in
brackets. Text below an item or a heading describes it. A backslash before a sign makes it plain,
as Markdown has it, so that no name can become markup. Codes, names, order, descriptions and
owners survive the way out and in. The organization's name above the list is text outside it.
"""

import html
import re

from workbench.domain.organization import Organization
from workbench.domain.outline import Outline
from workbench.domain.process import Process
from workbench.domain.records import LONGEST_LINE
from workbench.domain.text import clean_body, clean_line
from workbench.exchange.decoding import encode, lines_in
from workbench.exchange.notes import Notes
from workbench.exchange.table import named, somebody
from workbench.exchange.tree import Draft, Place, Tree

_LONGEST_RAW = 10 * LONGEST_LINE
_item = re.compile(r"([ \t]*)(?:[-*+]|[0-9]{1,9}[.)])(?:[ \t]+(.*))?")
_heading = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*))?")
_closing = re.compile(r"(?<![ \t])[ \t]+#+$")
_break = re.compile(r"[ \t]*([-*_])(?:[ \t]*\1){2,}[ \t]*")
_fence = re.compile(r"[ \t]*(```|~~~)")
_task = re.compile(r"\[[ xX]\][ \t]+")
_marked_code = re.compile(r"(`+)(.+?)(?<!`)\1(?!`)[ \t]+(.+)")
_numbered = re.compile(r"([0-9]+(?:\.[0-9]+)+)[ \t]+(.+)")
_owner = re.compile(r"(.*?)[ \t]*(?<!\\)\(owner: ((?:\\.|[^\\()])+)\)", re.IGNORECASE)

_inline = re.compile(
    r"\\([!-/:-@\[-`{-~])"
    r"|!?\[((?:\\.|[^\[\]\\])*)\]\([^()\s]*\)"
    r"|(&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)"
    r"|\*\*|__|`"
)
_escape = re.compile(r"\\([!-/:-@\[-`{-~])")
_special = re.compile(r"[\\`*_\[\]<&~$|]")
_special_first = re.compile(r"([ \t]*)([-+=>#:]|[0-9]+(?=[.)]))")
_owner_like = re.compile(r"\((?=owner:)", re.IGNORECASE)
_bracket = re.compile(r"\\.|[()]")  # but not one that has its backslash already


def read(text: str) -> Outline:
    """The processes of a Markdown outline. Raises BadInput."""
    return _Reading(lines_in(text)).outline()


class _Reading:
    """A walk down the lines of a Markdown text."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._tree = Tree()
        self._notes = Notes()
        self._fence = ""

    def outline(self) -> Outline:
        for line, text in enumerate(self._lines[_front_matter(self._lines) :], 1 + _front_matter(self._lines)):
            self._take(line, text)
        mapping = (("above", "headings and nested lists"),)
        return Outline(processes=self._tree.rows(), mapping=mapping, notes=self._notes.said())

    def _take(self, line: int, text: str) -> None:
        fence = _fence.match(text)
        if fence and self._fence in ("", fence[1]):
            self._fence = "" if self._fence else fence[1]
        elif self._fence or not text.strip():
            self._describe(line, text)
        elif _break.fullmatch(text):
            return
        elif heading := _heading.fullmatch(text):
            self._add((0, len(heading[1])), line, _closing.sub("", (heading[2] or "").rstrip()))
        elif item := _item.fullmatch(text):
            self._add((1, _width(item[1])), line, item[2] or "")
        else:
            self._describe(line, text)

    def _add(self, place: Place, line: int, text: str) -> None:
        if text.strip():
            self._tree.add(place, self._draft(line, text))
        else:
            self._notes.add(line, "an item without words was left out.")

    def _describe(self, line: int, text: str) -> None:
        margin = text[: len(text) - len(text.lstrip(" \t"))]
        blank = not text.strip()
        inside = (1, _width(margin)) if not (blank or self._fence) else (2, 0)
        if found := self._tree.around(inside):
            (nested, indent), draft = found
            own = indent + 2 if nested else 0
            draft.body.append(_unescaped(text[own:] if text[:own].isspace() else text.lstrip(" \t")))
        elif not blank:
            self._notes.add(line, "text outside the outline was left out.")

    def _draft(self, line: int, text: str) -> Draft:
        if len(text) > _LONGEST_RAW:
            named(line, text)
        text = _task.sub("", text, count=1).strip()
        owner = ""
        if found := _owner.fullmatch(text):
            text, owner = found[1], somebody(plain_words(found[2]), line, self._notes)
        code = ""
        if found := _marked_code.fullmatch(text):
            code, text = clean_line(found[2]), found[3]
        elif found := _numbered.fullmatch(text):
            code, text = found[1], found[2]
        return Draft(line, plain_words(text), code, owner)


def _front_matter(lines: list[str]) -> int:
    """How many lines at the top speak of the document itself."""
    if lines[0].rstrip() != "---":
        return 0
    return next((at + 1 for at, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)


def _width(margin: str) -> int:
    return len(margin.expandtabs(4))


def plain_words(text: str) -> str:
    """The words of a line without what Markdown makes of them."""

    def plain(found: re.Match[str]) -> str:
        if found[2] is not None:
            return plain_words(found[2])
        return found[1] or html.unescape(found[3] or "")

    return clean_line(_inline.sub(plain, text))


def _unescaped(text: str) -> str:
    return _escape.sub(r"\1", text)


def write(organization: Organization) -> bytes:
    """What runs, as a nested list."""
    parts = [f"**{safe(organization.profile.name)}**\n\n"] if organization.profile.name else []
    for process, depth in organization.chart.walk():
        parts.append(_written(organization.processes[process], "  " * depth))
    return encode("".join(parts))


def _written(process: Process, margin: str) -> str:
    code = f"{_as_code(process.code)} " if process.code else ""
    owner = process.owner or process.named_owner
    name = _owner_like.sub(r"\\(", safe(process.name))
    answers = f" (owner: {_bracket.sub(_backslashed, safe(owner))})" if owner else ""
    item = f"{margin}- {code}{name}{answers}\n"
    if not process.description:
        return item
    lines = [safe(line) for line in clean_body(process.description).split("\n")]
    body = "".join(f"{margin}  {line}\n" if line else "\n" for line in lines)
    return f"{item}\n{body}\n"


def safe(text: str) -> str:
    """The text with a backslash before all that Markdown would make something of."""
    text = _special.sub(_backslashed, text)
    if not (found := _special_first.match(text)):
        return text
    first = f"\\{found[2]}" if not found[2].isdigit() else f"{found[2]}\\"
    return found[1] + first + text[found.end() :]


def _backslashed(found: re.Match[str]) -> str:
    return found[0] if len(found[0]) > 1 else f"\\{found[0]}"


def _as_code(code: str) -> str:
    """The code between as many backticks as keep those inside it plain."""
    fence = "`"
    while fence in code:
        fence += "`"
    pad = " " if code.startswith("`") or code.endswith("`") else ""
    return f"{fence}{pad}{code}{pad}{fence}"
