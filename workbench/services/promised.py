"""What was read of the precision that a process promises."""

from workbench.domain.process import Process
from workbench.domain.promise import measures_precision
from workbench.domain.readings import Reading
from workbench.store.store import Store


def readings(store: Store, process: Process) -> list[Reading]:
    """The readings of a process, where its promised precision is measured; else none, and no record is opened."""
    return store.dated.of(Reading, process.id) if measures_precision(process) else []
