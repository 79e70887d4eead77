"""One key at a time: a key acts on the screen that the key before it left, however fast they come.

Textual hands keys on before those ahead of them have acted, so that in a burst (a slow line, a fast
typist, a macro) a letter meant for a field that is just opening would run as a command behind it.
"""

from collections import deque
from functools import partial

from textual import events
from textual.message_pump import MessagePump
from textual.screen import Screen

from workbench.screens.dressed import Dressed

PATIENCE = 5
TICK = 0.05
ROUNDS = 2


class OneKeyAtATime(Dressed[int], inherit_bindings=False):
    """An app that holds a key back until the one before it has done all it does."""

    def __init__(self, is_thrifty: bool = True) -> None:
        super().__init__(is_thrifty)
        self._held: deque[events.Key | events.Paste] = deque()
        self._turn_of = 0
        self._at_work = False

    @property
    def is_holding_keys(self) -> bool:
        """Keys have come that have not acted yet."""
        return self._at_work or bool(self._held)

    @property
    def has_taken_keys(self) -> bool:
        """A key has acted since the start."""
        return self._turn_of > 0

    def key_begins(self, event: events.Key | events.Paste) -> None:
        """A key is about to act."""

    async def on_event(self, event: events.Event) -> None:
        """Take keys and pastes one by one, everything else as it comes."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._at_work or self._held:
            if not self._held:
                await self._wait(self._turn_of, PATIENCE)
            self._held.append(event)
        else:
            await self._take(event)

    async def _take(self, event: events.Key | events.Paste) -> None:
        self._at_work, self._turn_of = True, self._turn_of + 1
        self.key_begins(event)
        before = self.screen
        await super().on_event(event)
        self._climb(self.focused or before, before, self._turn_of, ROUNDS)

    def _climb(self, node: MessagePump | None, before: Screen[object], turn: int, rounds: int) -> None:
        """Follow a key on its way from the field up to the app: behind it in every queue it passes."""
        if turn != self._turn_of or not self._at_work:
            return
        if node is not None and node.is_running and node is not self:
            node.call_later(self._climb, node._parent, before, turn, rounds)
        elif rounds > 1:
            self.call_later(self._climb, self.focused or self.screen, before, turn, rounds - 1)
        elif self.screen is not before:
            self.screen.call_after_refresh(self._done, turn)
        else:
            self.call_later(self._done, turn)

    async def _done(self, turn: int) -> None:
        """Let the next key act; a turn that is over already changes nothing."""
        if turn != self._turn_of or not self._at_work:
            return
        self._at_work = False
        if self._held:
            event = self._held.popleft()
            await self._take(event)
            if self._held:
                await self._wait(self._turn_of, PATIENCE)

    async def _wait(self, turn: int, ticks: int) -> None:
        """End a turn that waits for something, as a question for its answer; a busy program does not tick."""
        if not ticks:
            await self._done(turn)
        elif turn == self._turn_of:
            self.set_timer(TICK, partial(self._wait, turn, ticks - 1))
