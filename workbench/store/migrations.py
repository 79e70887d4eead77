"""The way from each earlier format of the store to the next, one function a step, named for what it changed."""

from collections.abc import Callable, Mapping

from workbench.store.edits import Tables

Step = Callable[[Tables], Tables]

STEPS: Mapping[int, Step] = {}


def migrated(tables: Tables, steps: Mapping[int, Step], start: int, end: int) -> Tables:
    """The tables in a later format; `steps[n]` leads from format n to n + 1."""
    for number in range(start, end):
        tables = steps[number](tables)
    return tables
