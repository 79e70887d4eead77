"""Who is writing: a person at a terminal, and whether the program they sat at still runs."""

import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any

LEFT = 0


@dataclass(frozen=True, slots=True)
class Writer:
    """A person and the process they write in; the process is LEFT once they have left it in good order."""

    person: str = ""
    login: str = ""
    tty: str = ""
    pid: int = LEFT
    started: str = ""
    boot: str = ""

    @classmethod
    def here(cls, person: str, login: str) -> "Writer":
        """A person in this very process."""
        return cls(person, login, _terminal(), os.getpid(), _started(os.getpid()), _boot())

    @classmethod
    def read(cls, doc: object) -> "Writer":
        """The writer that a file names, as far as it can be understood."""
        known: dict[str, Any] = doc if isinstance(doc, dict) else {}  # pyright: ignore[reportUnknownVariableType]
        texts = {name: str(known.get(name, "")) for name in ("person", "login", "tty", "started", "boot")}
        pid = known.get("pid")
        return cls(pid=pid if isinstance(pid, int) and 0 < pid < 1 << 31 else LEFT, **texts)

    def as_doc(self) -> dict[str, Any]:
        """As it stands in a file."""
        return asdict(self)

    @property
    def is_alive(self) -> bool:
        """The process runs; another one that was given its number since does not count."""
        if self.pid == LEFT or self.boot != _boot():
            return False
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            pass
        return self.started == _started(self.pid)


def _terminal() -> str:
    for handle in (0, 1, 2):
        with suppress(OSError):
            return os.ttyname(handle).removeprefix("/dev/")
    return ""


def _boot() -> str:
    """What tells this start of the machine from every other; "" where the system does not say."""
    return _line("/proc/sys/kernel/random/boot_id")


def _started(pid: int) -> str:
    """When a process was started, in ticks since the machine was; "" where it has ended, or nobody says."""
    fields = _line(f"/proc/{pid}/stat").rpartition(")")[2].split()
    return fields[19] if len(fields) > 19 and fields[0] not in "ZX" else ""


def _line(path: str) -> str:
    try:
        with open(path, encoding="ascii", errors="replace") as file:
            return file.read().strip()
    except OSError:
        return ""
