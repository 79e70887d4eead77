"""What goes wrong, told in a sentence, with the exit code that belongs to it."""

import os
import time
import traceback
from pathlib import Path

from workbench.cli.columns import tell
from workbench.domain.errors import (
    Answered,
    NotComingBack,
    NotFound,
    SomebodyElses,
    Unexplained,
    Unmeasured,
    Unseen,
    WorkbenchError,
)
from workbench.store import paths
from workbench.store.errors import StoreError
from workbench.store.files import make_folder

REFUSED, USAGE, STORE, DEFECT = 1, 2, 3, 70


def told(error: Exception) -> int:
    """Say on stderr what went wrong; the exit code."""
    if isinstance(error, WorkbenchError):
        tell(f"{error}{_way_out(error)}")
        return STORE if isinstance(error, StoreError) else REFUSED
    if isinstance(error, OSError) and error.filename is None:
        tell(f"The output could not be written: {error.strerror}.")
        return REFUSED
    where = _crash_file(error)
    tell(
        f"The workbench met a defect of its own ({type(error).__name__}); what you had saved is safe. "
        f"{f'{where} says where; please pass it on.' if where else ''}"
    )
    return DEFECT


def _way_out(error: WorkbenchError) -> str:
    """How it is done in a shell all the same, where there is a way."""
    match error:
        case NotFound(what="person"):
            return " Here: workbench person list; workbench person add HANDLE makes one known."
        case NotFound(what="customer"):
            return " Here: workbench customer list; workbench customer add NAME makes one known."
        case Unexplained():
            return " Here: --because REASON."
        case Unmeasured(process=process):
            return f" Here: workbench measure {process} add NAME."
        case NotComingBack(entry=entry, is_note=True):
            return f" Here: workbench journal set {entry} kind decision says that it is one."
        case NotComingBack(entry=entry):
            return f" Here: workbench journal add --reconsiders {entry} writes a later entry on it."
        case Answered():
            return " Here: --instead notes this in its place."
        case Unseen():
            return " Here: --all."
        case SomebodyElses(whose=whose) if whose:
            return f" Here: --for {whose}, where you act for them."
        case _:
            return ""


def _crash_file(error: Exception) -> str:
    """Where the defect was written down: places in the code only, no values and no text of anybody's."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
    folder = f"{paths.state()}/crashes"
    path = f"{folder}/{time.strftime('%Y%m%dT%H%M%S')}-{os.getpid()}.txt"
    try:
        make_folder(Path(folder))
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write("\n".join([type(error).__name__, *lines, ""]))
    except OSError:
        return ""
    return path
