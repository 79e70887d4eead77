"""The sheet of the current process, beside or below the chart."""

from rich.console import Group
from rich.table import Column, Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from workbench.domain.ids import ProcessId
from workbench.domain.organization import Organization
from workbench.domain.text import printable
from workbench.screens.safe import lit
from workbench.services.sheet import fields


class Sheet(VerticalScroll, can_focus=True):
    """Everything that is known of one process, to be read and scrolled."""

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static(id="sheet-text")

    def show(self, organization: Organization, process: ProcessId | None) -> None:
        """Show a process; without one, nothing."""
        known = organization.processes.get(process) if process else None
        text = self.query_one("#sheet-text", Static)
        if known is None:
            self.border_title = ""
            text.update("")
            return
        self.border_title = lit(f"{organization.label(known)} {known.name}".strip())
        self.border_subtitle = lit(known.id)
        table = Table.grid(Column(style="dim", width=11), Column(ratio=1, overflow="fold"), padding=(0, 1), expand=True)
        for name, value in fields(organization, known):
            table.add_row(Text(name), Text(printable(value)))
        text.update(Group(table, Text(f"\n{printable(known.description)}" if known.description else "")))
        self.scroll_home(animate=False)
