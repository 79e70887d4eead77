"""What an importer has to say about a file, gathered so that one remark names all its lines."""

from collections.abc import Sequence

_NAMED = 5


def lines_said(lines: Sequence[int | str]) -> str:
    """Lines as they are said: "Line 4", "Lines 4, 7 and 9", "Lines 1, 2, 3, 4, 5 and 12 more"; files by their names."""
    named = [str(line) for line in lines[:_NAMED]]
    word = "" if isinstance(lines[0], str) else "Line " if len(lines) == 1 else "Lines "
    if len(lines) == 1:
        return f"{word}{named[0]}"
    last = f"{len(lines) - _NAMED} more" if len(lines) > _NAMED else named.pop()
    return f"{word}{', '.join(named)} and {last}"


class Notes:
    """Remarks on a file, each with the lines it is about; on a folder, with its files."""

    def __init__(self) -> None:
        self._remarks: dict[str, list[int | str]] = {}

    def add(self, line: int | str, remark: str) -> None:
        """Remark on a line, or on a file by its name; the same remark on many is said once."""
        lines = self._remarks.setdefault(remark, [])
        if line not in lines[-1:]:
            lines.append(line)

    def said(self) -> tuple[str, ...]:
        """Every remark as a sentence that begins with its lines."""
        return tuple(f"{lines_said(lines)}: {remark}" for remark, lines in self._remarks.items())
