"""Text for other programs: through the terminal, and through tmux where that is the terminal.

No program is told whether the terminal took it; so what was done is said, and what is known of it.
"""

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp

MOST = 74_994
ELSE = "X writes it to a file."


def put_on_clipboard(app: "WorkbenchApp", text: str) -> str:
    """Offer a text to the clipboard; the sentence that says how far it came, and what else can be done."""
    app.offered = text
    size = len(text.encode())
    if os.environ.get("TMUX"):
        problem = _tmux_takes(text)
        if not problem and size <= MOST:
            return f"tmux has it in its buffer and offered it to its terminal's clipboard. {ELSE}"
        if not problem:
            return f"tmux has it in its buffer; it is too long for most clipboards. {ELSE}"
        return f"tmux did not take it: {problem}. {ELSE}"
    if size > MOST:
        return f"It was not offered to the clipboard: {size:,} bytes are more than terminals take. {ELSE}"
    app.copy_to_clipboard(text)
    if os.environ.get("STY"):
        return f"It was offered to the clipboard, but screen lets nothing through. {ELSE}"
    return f"It was offered to the clipboard; no terminal says whether it took it. {ELSE}"


def _tmux_takes(text: str) -> str:
    """What keeps tmux from taking a text, "" when it did."""
    words = ["tmux", "load-buffer", "-w", "-"]
    try:
        ended = subprocess.run(words, input=text.encode(), capture_output=True, check=False, timeout=2)
    except (OSError, subprocess.SubprocessError) as error:
        return getattr(error, "strerror", None) or "it does not answer"
    if ended.returncode:
        return ended.stderr.decode(errors="replace").strip() or f"it ended with {ended.returncode}"
    return ""
