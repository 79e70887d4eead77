"""The recovery key as it is written on paper, and two words of it asked back."""

from random import SystemRandom

from workbench.store.identity import groups

ABOUT = (
    "It opens the journal when the passphrase is forgotten. Write it on paper and keep that away from this computer; "
    "the plain age tool takes it too, all words in one."
)


def on_paper(recovery: str) -> list[str]:
    """The lines in which it is shown, its words numbered."""
    first, *words = groups(recovery)
    numbered = [f"{number:>2} {word:<6}" for number, word in enumerate(words, 1)]
    return [f"   {first}", *("".join(numbered[start : start + 3]).rstrip() for start in range(0, len(numbered), 3))]


def asked_back(recovery: str) -> list[int]:
    """The numbers of two words, other ones each time."""
    return sorted(SystemRandom().sample(range(1, len(groups(recovery))), 2))
