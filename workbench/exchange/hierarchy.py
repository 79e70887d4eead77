"""Which row stands under which: said by a parent, by a level, or by the codes themselves."""

import re
from collections.abc import Mapping, Sequence

from workbench.domain.errors import BadInput
from workbench.domain.folding import fold
from workbench.domain.rules import DEEPEST
from workbench.exchange.notes import Notes, lines_said
from workbench.exchange.values import is_nobody

Above = list[int | None]

_zeros = re.compile(r"(?:\.0+)+$")
_last_part = re.compile(r"[.\-/_][^.\-/_]*$")


class Known:
    """The rows by what they are called in one column; a call that two answer to names none."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._rows: dict[str, list[int]] = {}
        for index, text in enumerate(texts):
            if text:
                self._rows.setdefault(text, []).append(index)

    def rows(self, text: str) -> list[int]:
        """The rows that are called so."""
        return self._rows.get(text, [])


def by_parent(lines: Sequence[int], parents: Sequence[str], columns: Sequence[Sequence[str]]) -> Above:
    """Above each row the one its parent cell names, looked up in the columns in their order, then by name."""
    exact = [Known(column) for column in columns]
    loose: list[Known] = []
    above: Above = []
    for line, parent in zip(lines, parents, strict=True):
        rows = _called(parent, exact) if parent else []
        if parent and not rows:
            loose = loose or [Known([fold(text) for text in column]) for column in columns]
            rows = _called(fold(parent), loose)
        if len(rows) > 1:
            where = lines_said([lines[row] for row in rows])
            raise BadInput(f"Line {line}: its parent “{parent}” may be more than one row. {where} answer to it.")
        if parent and not rows and not is_nobody(parent):
            raise BadInput(f"Line {line}: its parent “{parent}” is on no line of the file.")
        above.append(rows[0] if rows else None)
    _refuse_rings(lines, above)
    return above


def _called(text: str, columns: Sequence[Known]) -> list[int]:
    for known in columns:
        if rows := known.rows(text):
            return rows
    return []


def _refuse_rings(lines: Sequence[int], above: Above) -> None:
    if all(parent is None or parent < index for index, parent in enumerate(above)):
        return
    done: set[int] = set()
    for start in range(len(above)):
        path: dict[int, None] = {}
        at: int | None = start
        while at is not None and at not in done and at not in path:
            path[at] = None
            at = above[at]
        if at is not None and at in path:
            ring = list(path)[list(path).index(at) :]
            if len(ring) == 1:
                raise BadInput(f"Line {lines[at]}: it is its own parent.")
            raise BadInput(f"{lines_said([lines[row] for row in ring])} are each other's parents, in a ring.")
        done.update(path)


def by_level(lines: Sequence[int], levels: Sequence[str]) -> Above:
    """Above each row the nearest one before it that has a smaller level."""
    open_rows: list[tuple[int, int]] = []
    above: Above = []
    for index, (line, text) in enumerate(zip(lines, levels, strict=True)):
        found = re.search("[0-9]{1,4}", text)
        if not found:
            raise BadInput(f"Line {line}: “{text}” is no level. Write 1 for the top, 2 for what stands under it.")
        level = int(found[0])
        while open_rows and open_rows[-1][0] >= level:
            open_rows.pop()
        above.append(open_rows[-1][1] if open_rows else None)
        open_rows.append((level, index))
    return above


def by_code(lines: Sequence[int], codes: Sequence[str], notes: Notes) -> Above:
    """Above each row the nearest one whose code its own begins with: 1.0 above 1.1, 1.1 above 1.1.1."""
    stems = [_zeros.sub("", code) if code[-1:] == "0" else code for code in codes]
    rows = {stem: index for index, stem in reversed(list(enumerate(stems))) if stem}
    nearest: dict[str, int | None] = {"": None}
    above: Above = []
    for index, stem in enumerate(stems):
        shorter = _shorter(stem)
        if shorter not in nearest:
            nearest[shorter] = _nearest(shorter, rows)
        found = nearest[shorter]
        above.append(found)
        if shorter and "." in stem and (found is None or stems[found] != shorter):
            where = "at the top" if found is None else f"under {codes[found]}"
            notes.add(lines[index], f"no row has the code {shorter}; what belongs to it stands {where}.")
    return above


def _shorter(stem: str) -> str:
    """The code without its last part and without zeros before that, "" when it has but one part."""
    head, _, part = stem.rpartition(".")
    if part and not part.isalnum():
        found = _last_part.search(stem)
        head = stem[: found.start()] if found else ""
    return _zeros.sub("", head) if head[-1:] == "0" else head


def _nearest(stem: str, rows: Mapping[str, int]) -> int | None:
    while stem and stem not in rows:
        stem = _shorter(stem)
    return rows.get(stem)


def in_order(above: Above) -> list[int]:
    """The rows as the chart is read; nothing when each stands behind the one above it already."""
    if all(parent is None or parent < index for index, parent in enumerate(above)):
        return []
    under: dict[int | None, list[int]] = {}
    for index, parent in enumerate(above):
        under.setdefault(parent, []).append(index)
    order: list[int] = []
    stack = under.get(None, [])[::-1]
    while stack:
        order.append(stack.pop())
        stack.extend(reversed(under.get(order[-1], [])))
    return order


def refuse_depth(lines: Sequence[int], above: Above) -> None:
    """Raise BadInput for rows deeper than a chart goes; each row stands behind the one above it."""
    depths: list[int] = []
    for line, parent in zip(lines, above, strict=True):
        depths.append(0 if parent is None else depths[parent] + 1)
        if depths[-1] >= DEEPEST:
            raise BadInput(f"Line {line} stands more than {DEEPEST} levels down; a chart ends there.")


def refuse_doubles(lines: Sequence[int], codes: Sequence[str], retired: Sequence[str]) -> None:
    """Raise BadInput when two rows that run have one code."""
    if len(set(codes)) == len(codes):
        return
    seen: dict[str, int] = {}
    for line, code, ended in zip(lines, codes, retired, strict=True):
        if code and not ended:
            if code in seen:
                raise BadInput(f"Lines {seen[code]} and {line} have the same code, {code}. Each needs its own.")
            seen[code] = line
