"""The checkpoint: `store.json`, the fold of the history up to one line, in TinyDB's own form.

One document a line, sorted, so that grep and diff read it too. The first line is `_meta`: what the
file folds, the CRC-32 of everything behind the first line (`sum`) and of the meta itself (`head`).
A file whose `sum` does not fit was edited by hand; one whose `head` does not fit is damaged. A table that
was `ADDED` to the format is missing where the file is older.
"""

import errno
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from workbench.store.edits import TABLES, Doc, Json, Tables
from workbench.store.errors import Damaged, NewerFormat
from workbench.store.files import Signature, read_file, signature
from workbench.store.late import LateTable
from workbench.store.strict import parsed

FORMAT = 1
LATE = (b"readings", b"entries")
ADDED = ("handoffs",)


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
    """A checkpoint as it was read; `edited` is the sum of a file that somebody changed by hand, else ""."""

    meta: Meta
    tables: Tables
    edited: str
    signature: Signature | None


def encode(meta: Meta, tables: Tables, names: Sequence[str] = TABLES) -> bytes:
    """The checkpoint as bytes."""
    parts = [",\n".join(_table(name, tables.get(name, {})) for name in [*names, *sorted(tables.keys() - {*names})])]
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
    if isinstance(docs, LateTable) and docs.raw:
        return f"{_dump(name)}:{docs.raw.decode()}"
    rows = ",\n".join(f"{_dump(key)}:{_dump(docs[key])}" for key in sorted(docs))
    return f"{_dump(name)}:{{\n{rows}\n}}" if rows else f"{_dump(name)}:{{}}"


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _head(fields: Mapping[str, Any]) -> str:
    known = {key: value for key, value in fields.items() if key != "head"}
    return f"{crc32(json.dumps(known, sort_keys=True, separators=(',', ':')).encode()):08x}"


def read(path: Path, newest: int = FORMAT, names: Sequence[str] = TABLES) -> Checkpoint:
    """The checkpoint in a file. Raises OSError, Damaged, NewerFormat."""
    seen = signature(path)
    data = _bytes(path)
    if not data:
        raise Damaged(path, "", "the file is empty")
    fields = _untouched(data)
    if fields is not None:
        meta, content = _meta(path, fields, newest), _content(data)
    else:
        content = _parsed(path, data)
        meta = _edited_meta(path, content, newest, names)
    del content["_meta"]
    for table in names:
        content.setdefault(table, {})
    return Checkpoint(meta, content, "" if fields else f"{crc32(data):08x}", seen)


def _content(data: bytes) -> dict[str, Any]:
    """The tables of a file just as it was written; one that grows without end waits until it is looked into."""
    for name in LATE:
        start = data.find(b'\n"%b":{\n' % name)
        end = data.find(b"\n}", start)
        if start >= 0 and end >= 0:
            table = data.index(b"{", start)
            content: dict[str, Any] = json.loads(data[:table] + b"{}" + data[end + 2 :])
            content[name.decode()] = LateTable(data[table : end + 2])
            return content
    return dict(json.loads(data))


def untouched_meta(path: Path, newest: int = FORMAT) -> Meta | None:
    """The meta of a file that is just as the workbench wrote it, else None. Raises OSError, Damaged, NewerFormat."""
    fields = _untouched(_bytes(path))
    return _meta(path, fields, newest) if fields else None


def _bytes(path: Path) -> bytes:
    try:
        return read_file(path)
    except OSError as error:
        if error.errno in (errno.EIO, errno.EINVAL):
            raise Damaged(path, "", error.strerror or str(error)) from None
        raise


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
        fields: Json = json.loads(line[9:-2])
    except (ValueError, RecursionError):
        return None
    return fields if isinstance(fields, dict) and fields.get("head") == _head(fields) else None


def _meta(path: Path, fields: Mapping[str, Any], newest: int) -> Meta:
    if fields["format"] > newest:
        raise NewerFormat(path, fields["format"], newest, str(fields.get("written_by", "")))
    known: dict[str, Any] = {name: fields[name] for name in Meta._fields}
    known["gone"] = frozenset(known["gone"])
    return Meta(**known)


def _edited_meta(path: Path, content: dict[str, Any], newest: int, names: Sequence[str]) -> Meta:
    fields: Json = content.get("_meta")
    if not isinstance(fields, dict) or fields.get("head") != _head(fields):
        raise Damaged(path, "", "its _meta, which only the workbench writes, is missing or was changed")
    for name, table in content.items():
        if not isinstance(table, dict):
            raise Damaged(path, "", f"the table “{name}” must be an object")
    missing = [name for name in names if name not in content and name not in ADDED]
    if missing and fields["format"] == newest:
        raise Damaged(path, "", f"the table “{missing[0]}” is missing")
    return _meta(path, fields, newest)


def _parsed(path: Path, data: bytes) -> dict[str, Any]:
    """The content of a file that people may have edited, read strictly."""
    try:
        content: Json = parsed(data.decode())
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Damaged(path, f"line {line}", "it is not UTF-8 text") from None
    except json.JSONDecodeError as error:
        raise Damaged(path, f"line {error.lineno}, column {error.colno}", f"it is no JSON: {error.msg}") from None
    except ValueError as error:
        raise Damaged(path, "", str(error)) from None
    if not isinstance(content, dict):
        raise Damaged(path, "line 1", "it does not hold an object")
    return content
