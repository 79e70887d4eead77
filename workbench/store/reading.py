"""Reading a space from what there is of it: checkpoint, history, backups, and what people edited by hand."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from workbench.domain.ids import table_of
from workbench.store.backups import Backups
from workbench.store.checkpoint import Checkpoint
from workbench.store.edits import TABLES, Doc, Edits, Json, Tables, apply, diff, touched
from workbench.store.errors import Damaged
from workbench.store.fold import Fold
from workbench.store.history import History
from workbench.store.lines import Line

Check = Callable[[str, str, Doc], str]
Rules = Callable[[Tables, Collection[str]], Mapping[str, str]]


class Progress(NamedTuple):
    """How far a fold came: the lines it took in, and what was torn or damaged behind them."""

    lines: list[Line]
    torn: int = 0
    damage: Damaged | None = None


def read_on(fold: Fold, history: History) -> Progress:
    """Bring a fold forward to the end of the history, or to the first line that cannot be read."""
    position = fold.position
    found = history.read(position)
    goes_on = bool(found.lines) and found.lines[0].seq == fold.seq + 1
    if history.end_of(position.file) < position.offset and not goes_on:
        why = "it is missing, or shorter than the checkpoint says"
        return Progress([], 0, Damaged(history.folder / position.file, "", why))
    before, damage = fold.seq, found.damage
    try:
        fold.advance(found.lines, history.folder)
    except Damaged as error:
        damage = error
    fold.position = found.position
    return Progress([line for line in found.lines if before < line.seq <= fold.seq], found.torn, damage)


def rebuilt(history: History, backups: Backups) -> tuple[Fold, Damaged | None] | None:
    """The furthest fold that history and backups give, with the damage it stops at; None when there is nothing."""
    best = _furthest(history, _starts(history, backups, history.epoch))
    return best if best and best[0].seq else _newest_backup(history, backups) or _earlier(history, backups)


def _furthest(history: History, starts: Iterable[Fold]) -> tuple[Fold, Damaged | None] | None:
    """The fold that comes furthest from one of these beginnings."""
    best: tuple[Fold, Damaged | None] | None = None
    for fold in starts:
        damage = read_on(fold, history).damage
        if best is None or damage is None or fold.seq > best[0].seq:
            best = fold, damage
        if damage is None:
            break
    return best


def _earlier(history: History, backups: Backups) -> tuple[Fold, Damaged | None] | None:
    """What stood before the history began anew, where all that says from what it began is lost."""
    for epoch in range(history.epoch - 1, 0, -1):
        best = _furthest(history, _starts(history, backups, epoch))
        if best and best[0].seq:
            why = "the history began anew, and checkpoint and backups, which tell from what, are lost"
            return best[0], Damaged(history.folder, "", why)
    return None


def _newest_backup(history: History, backups: Backups) -> tuple[Fold, Damaged | None] | None:
    """What the newest backup holds, where nothing is left of the history."""
    found = backups.newest() if history.is_blank else None
    if found is None:
        return None
    path, point = found
    return Fold.of(point), Damaged(history.folder, "", f"it is missing or empty, so that {path} is shown instead")


def _starts(history: History, backups: Backups, epoch: int) -> list[Fold]:
    """Where an epoch of the history can be read from: its beginning, and the backups made in it."""
    made = [Fold.of(point) for point in backups.readable() if point.meta.epoch == epoch and not point.edited]
    return [Fold(backups.names), *made] if epoch == 1 else made


def before_edits(point: Checkpoint, history: History, backups: Backups) -> Tables | None:
    """What a checkpoint held before it was edited by hand: the fold of the history up to its line."""
    for fold in _starts(history, backups, history.epoch):
        if fold.seq > point.meta.seq:
            continue
        lines = [line for line in history.read(fold.position).lines if line.seq <= point.meta.seq]
        with suppress(Damaged):
            fold.advance(lines, history.folder)
            if fold.seq == point.meta.seq:
                unknown = {name: table for name, table in point.tables.items() if name not in backups.names}
                return fold.tables | unknown
    return None


def sound_edits(base: Tables, edited: Tables, check: Check, names: Sequence[str] = TABLES) -> tuple[Edits, list[str]]:
    """The edits by hand that can be taken in, and what is wrong with the others."""
    edits: Edits = {}
    wrong: list[str] = []
    for table in names:
        old, new = base[table], edited[table]
        for record in sorted(old.keys() | new.keys()):
            doc = new.get(record)
            if doc == old.get(record):
                continue
            problem = "" if doc is None else _problem(table, record, doc, check)
            if problem:
                wrong.append(problem)
            else:
                edits |= diff(record, old.get(record), doc)
    return edits, wrong


def fitting(tables: Tables, edits: Edits, rules: Rules) -> tuple[Edits, list[str]]:
    """The edits after which every record they touch still keeps the rules, and which rule the others would break.

    What was broken before, and in the same way, is no reason against an edit.
    """
    before = rules(tables, touched(edits))
    wrong: dict[str, str] = {}
    kept = touched(edits)
    while found := dict(rules(_tried(tables, edits, kept), kept).items() - before.items()):
        wrong |= found
        kept -= found.keys()
    for record in sorted(wrong):
        if record not in rules(_tried(tables, edits, kept | {record}), {record}):
            kept.add(record)
            del wrong[record]
    return _of(edits, kept), [wrong[record] for record in sorted(wrong)]


def _tried(tables: Tables, edits: Edits, records: Collection[str]) -> Tables:
    """The tables as they would be with the edits of these records."""
    tried = {name: dict(table) for name, table in tables.items()}
    apply(tried, _of(edits, records))
    return tried


def _of(edits: Edits, records: Collection[str]) -> Edits:
    return {path: values for path, values in edits.items() if path.partition(".")[0] in records}


def _problem(table: str, record: str, doc: Json, check: Check) -> str:
    if table_of(record) != table:
        return f"“{record}” is no id that can stand in {table}"
    if not isinstance(doc, dict):
        return f"{record} must be an object"
    return _bad_name(record, doc) or check(table, record, doc)


def _bad_name(record: str, doc: Mapping[str, Json]) -> str:
    """What is wrong with the name of a field: a path could not tell it from a part or a set."""
    for name, value in doc.items():
        if not name or "." in name or name[-1] in "+-":
            return f"{record}: “{name}” cannot be the name of a field"
        if isinstance(value, dict) and (wrong := _bad_name(record, value)):
            return wrong
    return ""
