"""who, owned-by, unowned and verify: answered from the look-up table alone, where that can be."""

from workbench.cli import Options, columns
from workbench.cli.columns import aligned, put, say, tell
from workbench.domain.errors import count
from workbench.services.lookup import Lookup, opened
from workbench.store import paths
from workbench.store.lookup import Row

Words = list[str]


def look_up(options: Options, words: Words) -> int | None:
    """Answer a look-up; None where the store has to be opened, or the words to be explained."""
    verb, asked, tsv, limit = words[0], Words(), False, 0
    queue = iter(words[1:])
    for word in queue:
        name, equals, value = word.partition("=")
        if word == "--tsv":
            tsv = True
        elif name == "--limit":
            number = value if equals else next(queue, "")
            if not (number.isascii() and number.isdecimal() and len(number) < 7):
                return None
            limit = int(number)
        elif word.startswith("-") and word != "-":
            return None
        else:
            asked.append(word)
    if len(asked) != {"unowned": 0, "verify": 2}.get(verb, len(asked) or -1):
        return None
    table = opened(paths.store(options.store))
    return None if table is None else answer(table, verb, asked, options.json, tsv, limit)


def answer(table: Lookup, verb: str, asked: Words, as_json: bool = False, tsv: bool = False, limit: int = 0) -> int:
    """Answer a look-up from the table; the exit code."""
    if verb == "verify":
        return _verify(table, *asked)
    rows = _rows(table, verb, " ".join(asked))
    if limit:
        rows = rows[:limit]
    _show(table, rows, as_json, tsv)
    code = 0 if rows else _none(table, verb, " ".join(asked))
    if verb == "owned-by":
        _tell_of_owners(table, " ".join(asked))
    return code


def _tell_of_owners(table: Lookup, text: str) -> None:
    """Say what comes to them on a day ahead, and who says that they own too much."""
    for owner in _people(table, text):
        for row in table.processes():
            if then := _then(table, row) if row.says.startswith(f"{owner.id} ") else "":
                tell(f"{row.id} {say(row.name)}{say(then)}.")
        if owner.says:
            tell(f"{say(owner.name)} {_too_much(table, owner)}")


def _rows(table: Lookup, verb: str, text: str) -> list[Row]:
    if verb == "who":
        return table.find(text)
    if verb == "unowned":
        return [row for row in table.processes() if table.is_unowned(row)]
    owners = [row.id for row in _people(table, text)]
    return [row for row in table.processes() if any(table.answers_for(owner, row.owner) for owner in owners)]


def _people(table: Lookup, text: str) -> list[Row]:
    return [row for row in table.find(text) if not row.is_process]


def _none(table: Lookup, verb: str, text: str) -> int:
    if verb == "unowned":
        tell("Every process has an owner.")
    elif verb == "owned-by" and any(not row.is_process for row in table.find(text)):
        tell(f"{say(text)} owns nothing.")
    else:
        near = table.near(text)
        tell(f"Nothing answers to “{say(text)}”.{' Near it:' if near else ''}")
        for name in near:
            tell(f"  {say(name)}")
    return 1


def _verify(table: Lookup, process: str, person: str) -> int:
    processes = [row for row in table.find(process) if row.is_process]
    people = [row for row in table.find(person) if not row.is_process]
    sentences = [_not_one(process, len(processes), "process"), _not_one(person, len(people), "person", "people")]
    if said := " ".join(filter(None, sentences)):
        tell(said)
        return 1
    return 0 if people[0].kind != "left" and table.answers_for(people[0].id, processes[0].owner) else 1


def _not_one(text: str, found: int, noun: str, plural: str = "") -> str:
    """What to say of a text that does not mean exactly one record."""
    if found == 1:
        return ""
    return f"“{say(text)}” may be {count(found, noun, plural)}." if found else f"No {noun} answers to “{say(text)}”."


def _show(table: Lookup, rows: list[Row], as_json: bool, tsv: bool) -> None:
    if as_json:
        put(columns.as_json([_fields(table, row) for row in rows]))
    elif tsv:
        for row in rows:
            values = _fields(table, row)
            named = ("kind", "id", "code", "name", "owner", "coach", "contact")
            put("\t".join(say(str(values[name] or "")) for name in named))
    else:
        for line in aligned([_cells(table, row) for row in rows if row.is_process]):
            put(line)
        for row in rows:
            if not row.is_process:
                _show_person(table, row)


def _cells(table: Lookup, row: Row) -> Words:
    owner = table.person(row.owner) if row.owner else None
    cells = [row.id, row.label, row.name, _owner(table, row), owner.contact if owner else ""]
    return [*cells, f"coach {table.named(row.coach)}"] if row.coach and row.coach != row.owner else cells


def _owner(table: Lookup, row: Row) -> str:
    then = _then(table, row)
    if not row.owner:
        return f"— nobody — ({row.named_owner}?){then}" if row.named_owner else f"— nobody —{then}"
    name = f"{table.named(row.owner)} ({row.owner})"
    return f"{name} has left{then}" if table.is_unowned(row) else f"{name}{then}"


def _then(table: Lookup, row: Row) -> str:
    """Who has a process from a day ahead on, if they are here."""
    to, _, day = row.says.partition(" ")
    person = table.person(to) if to else None
    return f"; {person.name} from {day}" if person and person.kind != "left" else ""


def _show_person(table: Lookup, row: Row) -> None:
    team = f"team of {row.performers.replace(',', ', ')}" if row.kind == "team" else ""
    left = "has left" if row.kind == "left" else ""
    put("  ".join(say(cell) for cell in (row.id, row.name, row.contact, team, left) if cell))
    if row.says:
        put(f"  {_too_much(table, row)}")
    for role, processes in _roles(table, row.id).items():
        for line in aligned([[f"  {role:<8}", other.id, other.label, other.name] for other in processes]):
            put(line)


def _too_much(table: Lookup, row: Row) -> str:
    """How much a person owns, and what they say themselves of its being too much."""
    owned = count(len(_roles(table, row.id)["owns"]), "process")
    return f"owns {owned} and says: {say(row.says)}"


def _roles(table: Lookup, handle: str) -> dict[str, list[Row]]:
    rows = table.processes()
    return {
        "owns": [row for row in rows if table.answers_for(handle, row.owner)],
        "coaches": [row for row in rows if handle in (row.coach, row.owner) and row.coached_by == handle],
        "performs": [row for row in rows if handle in row.performers.split(",")],
    }


def _fields(table: Lookup, row: Row) -> dict[str, object]:
    if not row.is_process:
        roles = {role: [other.id for other in rows] for role, rows in _roles(table, row.id).items()}
        fields: dict[str, object] = {"kind": "person", "id": row.id, "code": None, "name": row.name, "owner": None}
        fields |= {"coach": None, "contact": row.contact or None, "too_much": row.says or None}
        return fields | {"team": row.kind == "team", "left": row.kind == "left", **roles}
    owner = table.person(row.owner) if row.owner else None
    return {
        "kind": "process",
        "id": row.id,
        "code": row.code or None,
        "place": row.place,
        "name": row.name,
        "owner": row.owner or None,
        "owner_name": owner.name if owner else None,
        "coach": row.coached_by or None,
        "contact": owner.contact or None if owner else None,
        "tags": row.tags.split(",") if row.tags else [],
    }
