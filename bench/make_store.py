"""Make a store of many processes with long descriptions: make_store.py FOLDER 5000."""

import random
import sys
from pathlib import Path

from workbench.domain.outline import Outline, PersonRow, ProcessRow
from workbench.services import exchange, setup
from workbench.store.lines import Actor
from workbench.store.store import Store

VERBS = "Acquire Approve Assemble Bill Certify Collect Deliver Design Dispatch Enrol Fulfil Inspect Launch"
NOUNS = "account benefit change claim complaint contract customer delivery defect employee estimate invoice"
WORDS = (
    "the customer needs a clear answer within two working days and the performer decides without asking because the "
    "limits are written down measure cycle time first pass yield and what the customer said last month"
)


def outline(number: int) -> Outline:
    """So many processes of about 2 kB each, eight under each, owned by one of 500 people."""
    rng = random.Random(7)
    verbs, nouns, words = VERBS.split(), NOUNS.split(), WORDS.split()
    people = tuple(
        PersonRow(line=n, name=f"Person {n}", handle=f"p-{n}", contacts=(f"p{n}@example.org",)) for n in range(500)
    )
    rows = tuple(
        ProcessRow(
            line=n + 1,
            name=f"{rng.choice(verbs)} {rng.choice(nouns)} {n}",
            above=None if n < 8 else n // 8 - 1,
            description=" ".join(rng.choices(words, k=330)),
            owner=f"p-{rng.randrange(500)}" if n else "",
            tags=(rng.choice(nouns),),
        )
        for n in range(number)
    )
    return Outline(processes=rows, people=people)


def make(folder: Path, number: int) -> Store:
    """A store with so many processes, its checkpoint and look-up table written."""
    store, person = setup.begin(folder, f"{number} processes", "bench", "Ben Ch")
    exchange.take_in(store, Actor(person.id, "bench"), outline(number))
    store.keeping.settle(at_once=True)
    return store


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]))
