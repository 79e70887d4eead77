"""A terminal workbench for process-centered organizations."""

__version__ = "0.1.0"
