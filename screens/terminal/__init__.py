"""The panes: everything that knows Textual."""
