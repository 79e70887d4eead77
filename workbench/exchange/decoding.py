"""From bytes to text and back; what is no text is refused before anything is looked at."""

import codecs

from workbench.domain.errors import BadInput
from workbench.domain.text import printable

LARGEST_FILE = 50 * 1024 * 1024

_SIGNATURES = {
    b"PK\x03\x04": "a ZIP archive or a spreadsheet like XLSX",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"%PDF": "a PDF",
    b"\x1f\x8b": "a gzip archive",
    b"\xd0\xcf\x11\xe0": "an old Office file like XLS",
}


def decode(data: bytes) -> str:
    """The text of a file, without its byte order mark. Raises BadInput for what is no text."""
    if len(data) > LARGEST_FILE:
        raise BadInput(f"The file has {len(data):,} bytes; {LARGEST_FILE:,} is the limit. Split it.")
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            raise BadInput(f"The file is {what}, not text. Save it as CSV in UTF-8 and try again.")
    text = _decoded(data)
    if (at := text.find("\0")) >= 0:
        raise BadInput(f"Line {line_at(text, at)} holds a NUL character: the file is not text, or is damaged.")
    if not text.strip():
        raise BadInput("The file is empty: there is nothing on line 1 or below it.")
    return text


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise BadInput("The file begins as UTF-16 but is not. Save it as UTF-8 and try again.") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at = error.start + (len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0)
        line = data.count(b"\n", 0, at) + 1
        raise BadInput(
            f"Line {line} is not UTF-8: byte {at + 1} of the file is 0x{data[at]:02X}. "
            "Save the file as UTF-8 and try again."
        ) from None


def encode(text: str) -> bytes:
    """The text as UTF-8, without anything that a terminal could obey on which it is shown."""
    return printable(text).encode("utf-8", "replace")


def line_at(text: str, position: int) -> int:
    """The number of the line a position is on, from 1."""
    return text.count("\n", 0, position) + 1


def lines_in(text: str) -> list[str]:
    """The lines of a text, whichever way they end."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
