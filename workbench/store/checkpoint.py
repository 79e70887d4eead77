"""The checkpoint: `store.json`, the fold of the history up to one line, in TinyDB's own form.

One document a line, sorted, so that grep and diff read it too. The first line is `_meta`: what the
file folds, the CRC-32 of everything behind the first line (`sum`) and of the meta itself (`head`).
A file whose `sum` does not fit was edited by hand; one whose `head` does not fit is damaged.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from workbench.store.edits import TABLES, Doc, Tables
from workbench.store.errors import Damaged, NewerFormat
from workbench.store.files import Signature, read_file, signature

FORMAT = 1


class Meta(NamedTuple):
    """What a checkpoint folds: up to which line, of which epoch, and where the history goes on."""

    store: str
    epoch: int
    seq: int
    at: str
    file: str
    offset: int
    last: Mapping[str, int]
    gone: frozenset[str]
    format: int = FORMAT
    written_by: str = ""


class Checkpoint(NamedTuple):
    """A checkpoint as it was read; `edited` when somebody changed it by hand since it was written."""

    meta: Meta
    tables: Tables
    edited: bool
    signature: Signature | None


def encode(meta: Meta, tables: Tables) -> bytes:
    """The checkpoint as bytes."""
    parts = [",\n".join(_table(name, tables.get(name, {})) for name in [*TABLES, *sorted(tables.keys() - {*TABLES})])]
    body = ("\n" + parts[0] + "}\n").encode()
    fields = {
        **meta._asdict(),
        "last": dict(meta.last),
        "gone": sorted(meta.gone),
        "sum": f"{crc32(body):08x}",
    }
    fields["head"] = _head(fields)
    return f'{{"_meta":{_dump(fields)},'.encode() + body


def _table(name: str, docs: Mapping[str, Doc]) -> str:
    rows = ",\n".join(f"{_dump(key)}:{_dump(docs[key])}" for key in sorted(docs))
    return f"{_dump(name)}:{{\n{rows}\n}}" if rows else f"{_dump(name)}:{{}}"


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _head(fields: Mapping[str, Any]) -> str:
    known = {key: value for key, value in fields.items() if key != "head"}
    return f"{crc32(json.dumps(known, sort_keys=True, separators=(',', ':')).encode()):08x}"


def read(path: Path, newest: int = FORMAT) -> Checkpoint:
    """The checkpoint in a file. Raises FileNotFoundError, Damaged, NewerFormat."""
    seen = signature(path)
    try:
        data = read_file(path)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise Damaged(path, "", error.strerror or str(error)) from None
    if not data:
        raise Damaged(path, "", "the file is empty")
    fields = _untouched(data)
    if fields is not None:
        meta, content = _meta(path, fields, newest), json.loads(data)
    else:
        content = _parsed(path, data)
        meta = _edited_meta(path, content, newest)
    del content["_meta"]
    for table in TABLES:
        content.setdefault(table, {})
    return Checkpoint(meta, content, fields is None, seen)


def untouched_meta(path: Path, newest: int = FORMAT) -> Meta | None:
    """The meta of a file that is just as the workbench wrote it, else None. Raises OSError, NewerFormat."""
    fields = _untouched(read_file(path))
    return _meta(path, fields, newest) if fields else None


def _untouched(data: bytes) -> dict[str, Any] | None:
    fields = _first_line(data)
    body = memoryview(data)[data.find(b"\n") :]
    return fields if fields and fields.get("sum") == f"{crc32(body):08x}" else None


def _first_line(data: bytes) -> dict[str, Any] | None:
    """The fields of an untouched first line."""
    line = data[: data.find(b"\n") + 1]
    if not line.startswith(b'{"_meta":') or not line.endswith(b",\n"):
        return None
    try:
        fields = json.loads(line[9:-2])
    except (ValueError, RecursionError):
        return None
    return fields if isinstance(fields, dict) and fields.get("head") == _head(fields) else None


def _meta(path: Path, fields: Mapping[str, Any], newest: int) -> Meta:
    if fields["format"] > newest:
        raise NewerFormat(path, fields["format"], newest, str(fields.get("written_by", "")))
    known = {name: fields[name] for name in Meta._fields}
    return Meta(**{**known, "gone": frozenset(fields["gone"])})


def _edited_meta(path: Path, content: dict[str, Any], newest: int) -> Meta:
    fields = content.get("_meta")
    if not isinstance(fields, dict) or fields.get("head") != _head(fields):
        raise Damaged(path, "", "its _meta, which only the workbench writes, is missing or was changed")
    for name, table in content.items():
        if not isinstance(table, dict):
            raise Damaged(path, "", f"the table “{name}” must be an object")
    return _meta(path, fields, newest)


def _parsed(path: Path, data: bytes) -> dict[str, Any]:
    """The content of a file that people may have edited, read strictly."""
    try:
        content = json.loads(
            data.decode(), object_pairs_hook=_no_doubles, parse_constant=_no_constant, parse_float=_no_float
        )
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Damaged(path, f"line {line}", "it is not UTF-8 text") from None
    except json.JSONDecodeError as error:
        raise Damaged(path, f"line {error.lineno}, column {error.colno}", f"it is no JSON: {error.msg}") from None
    except RecursionError:
        raise Damaged(path, "", "it is nested too deeply") from None
    except ValueError as error:
        raise Damaged(path, "", str(error)) from None
    if not isinstance(content, dict):
        raise Damaged(path, "line 1", "it does not hold an object")
    return content


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        names = [name for name, _ in pairs]
        double = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"“{double}” stands twice in one object")
    return fields


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no number JSON knows")


def _no_float(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise ValueError(f"{text} is too large a number")
    return number
