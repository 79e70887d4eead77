"""The process chart: which process stands under which, and in what order."""

from collections.abc import Container, Iterable, Iterator, Sequence

from workbench.domain.ids import ProcessId
from workbench.domain.text import natural


class Chart:
    """The processes as a forest, made of their ids, parents and ranks: each stands in it exactly once.

    A process whose parent is missing, or which stands in a ring of parents, is shown as a root,
    so that damage hides nothing.
    """

    __slots__ = ("_children", "_parents", "_places", "rings", "roots")

    def __init__(self, nodes: Iterable[tuple[ProcessId, ProcessId | None, str]]) -> None:
        rows = sorted((rank, len(node), node, parent or "") for node, parent, rank in nodes)
        known = {row[2] for row in rows}
        self._parents = {row[2]: row[3] if row[3] in known else None for row in rows}
        self.rings: Sequence[set[ProcessId]] = self._rings()
        for ring in self.rings:
            self._parents[min(ring, key=natural)] = None
        self._children: dict[ProcessId | None, list[ProcessId]] = {}
        for _, _, process, _ in rows:
            self._children.setdefault(self._parents[process], []).append(process)
        self.roots: Sequence[ProcessId] = self._children.get(None, [])
        self._places: dict[ProcessId, str] | None = None

    def children(self, process: ProcessId | None) -> Sequence[ProcessId]:
        """The processes right under this one, in order; of None, the roots."""
        return self._children.get(process, [])

    def parent(self, process: ProcessId) -> ProcessId | None:
        """The process above this one."""
        return self._parents[process]

    def line(self, process: ProcessId) -> list[ProcessId]:
        """The processes above this one, the root first."""
        above: list[ProcessId] = []
        parent = self._parents[process]
        while parent is not None:
            above.append(parent)
            parent = self._parents[parent]
        return above[::-1]

    def walk(
        self, start: ProcessId | None = None, closed: Container[ProcessId] = ()
    ) -> Iterator[tuple[ProcessId, int]]:
        """Every process under `start`, itself first, with its depth; of None, the whole chart.

        What stands under a `closed` process is left out.
        """
        stack = [(start, 0)] if start else [(root, 0) for root in reversed(self.roots)]
        while stack:
            process, depth = stack.pop()
            yield process, depth
            if process not in closed:
                stack.extend((child, depth + 1) for child in reversed(self.children(process)))

    def topmost(self, processes: Container[ProcessId]) -> list[ProcessId]:
        """Those of the processes that stand under no other of them, in the order of the chart."""
        return [process for process, _ in self.walk(None, processes) if process in processes]

    def place(self, process: ProcessId) -> str:
        """Where it stands, like 2.1.3; moves as it moves."""
        if self._places is None:
            self._places = {}
            for parent in [None, *(process for process, _ in self.walk())]:
                above = f"{self._places[parent]}." if parent else ""
                for number, child in enumerate(self.children(parent), 1):
                    self._places[child] = f"{above}{number}"
        return self._places[process]

    def at(self, place: str) -> ProcessId | None:
        """The process that stands at a place."""
        found: ProcessId | None = None
        for number in place.split("."):
            siblings = self.children(found)
            if not number.isdecimal() or len(number) > 9 or not 0 < int(number) <= len(siblings):
                return None
            found = siblings[int(number) - 1]
        return found

    def _rings(self) -> list[set[ProcessId]]:
        """The sets of processes that stand under each other in a circle, in the order of their parents."""
        done: set[ProcessId] = set()
        rings: list[set[ProcessId]] = []
        for start in self._parents:
            path: dict[ProcessId, None] = {}
            process: ProcessId | None = start
            while process is not None and process not in done and process not in path:
                path[process] = None
                process = self._parents[process]
            if process is not None and process in path:
                steps = list(path)
                rings.append(set(steps[steps.index(process) :]))
            done.update(path)
        return rings
