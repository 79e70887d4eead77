"""The packet of a handoff, read, copied, and written into a file."""

from typing import TYPE_CHECKING

from workbench.domain.handoff import Handoff
from workbench.exchange import packet_out
from workbench.exchange.sheet_lines import told
from workbench.screens.clipboard import put_on_clipboard
from workbench.screens.dialogs import Choose
from workbench.screens.exchanging import write_text
from workbench.screens.page_dialog import PageDialog
from workbench.services.packet import packet

if TYPE_CHECKING:
    from workbench.screens.app import WorkbenchApp


def _markdown(app: "WorkbenchApp", handoff: Handoff) -> str:
    return packet_out.markdown(packet(app.store, handoff, app.today))


def _called(app: "WorkbenchApp", handoff: Handoff) -> str:
    return f"{handoff.id} {app.store.organization.processes[handoff.process].name}"


def read(app: "WorkbenchApp", handoff: Handoff) -> None:
    """Show the whole packet."""
    markdown, called = _markdown(app, handoff), _called(app, handoff)
    app.push_screen(PageDialog(called, told(markdown), markdown, called))


def copy(app: "WorkbenchApp", handoff: Handoff) -> None:
    """Offer the packet to the clipboard."""
    app.say(put_on_clipboard(app, _markdown(app, handoff)))


def write(app: "WorkbenchApp", handoff: Handoff) -> None:
    """Ask in which form, and into which file the packet goes."""

    def answered(answer: str | None) -> None:
        if answer == "m":
            write_text(app, _markdown(app, handoff), _called(app, handoff), ".md")
        elif answer == "h":
            html = packet_out.html(packet(app.store, handoff, app.today))
            write_text(app, html, _called(app, handoff), ".html")

    answers = {"m": "as Markdown", "h": "as one page of HTML, which runs nothing"}
    app.push_screen(Choose("The packet of the handoff", answers), answered)
