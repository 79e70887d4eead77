"""Text for other programs: through the terminal, and through tmux where that is the terminal."""

import os
import subprocess

from textual.app import App


def put_on_clipboard(app: App[int], text: str) -> str:
    """Offer a text to the clipboard; the sentence that says how far that can be known."""
    app.copy_to_clipboard(text)
    if not os.environ.get("TMUX"):
        return "The text was offered to the terminal's clipboard."
    try:
        subprocess.run(["tmux", "load-buffer", "-w", "-"], input=text.encode(), check=True, timeout=2)
    except (OSError, subprocess.SubprocessError):
        return "The text was offered to the terminal's clipboard; tmux did not take it."
    return "The text is in tmux's buffer, and was offered to the clipboard."
