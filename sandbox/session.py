"""One person at their screen: who they are, what is open, what only they were shown."""

from dataclasses import dataclass

from sandbox.envelopes import Delivery
from sandbox.messages import Message
from sandbox.refusals import NotPossible
from sandbox.socket_mode import Hub
from sandbox.views import View
from sandbox.wire import Json
from sandbox.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A moment on somebody's screen, to tell later what is new."""

    ts: str
    view_id: str | None


@dataclass(frozen=True, slots=True)
class Session:
    ws: Workspace
    hub: Hub
    person_id: str

    def mark(self) -> Mark:
        """Now, before they do something; somebody deactivated can do nothing."""
        if self.ws.person(self.person_id).deleted:
            message = f"{self.person_id} is deactivated"
            raise NotPossible(message)
        top = self.ws.screens.top(self.person_id)
        return Mark(ts=self.ws.stamps.ts(), view_id=top.id if top else None)

    def only_mine(self, since: str = "0") -> list[Message]:
        """Messages only this person was shown, oldest first."""
        with self.ws.lock:
            reader = self.ws.reader_for(self.person_id)
            shown = [self.ws.messages[channel][ts] for channel, ts in self.ws.whispers.get(self.person_id, ())]
            return [each.seen_by(reader) for each in shown if each.ts > since and not each.deleted]

    def top(self) -> View | None:
        with self.ws.lock:
            view = self.ws.screens.top(self.person_id)
            return view.seen_by(self.ws.reader_for(self.person_id)) if view else None

    def opened_since(self, mark: Mark) -> View | None:
        view = self.top()
        return view if view is not None and view.id != mark.view_id else None

    def interact(self, payload: Json, *, answers: bool) -> Delivery:
        return self.hub.settle(self.hub.send("interactive", payload, answers=answers))
