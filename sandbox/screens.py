"""What is open on people's screens: a stack of modals each, and a Home tab."""

from dataclasses import replace

from sandbox.refusals import SlackSays
from sandbox.stamps import Ids, Stamps
from sandbox.views import Surface, View

# Slack, "Modals": at most three views in a stack.
STACK = 3


class Screens:
    """Keeps every view that is open; closed ones are forgotten, as by Slack (`not_found`)."""

    def __init__(self, stamps: Stamps, ids: Ids) -> None:
        self._stamps, self._ids = stamps, ids
        self._views: dict[str, View] = {}
        self._stacks: dict[str, list[str]] = {}
        self._homes: dict[str, str] = {}

    def new_hash(self) -> str:
        return f"{self._stamps.ts().partition('.')[0]}.{self._ids.secret('hash', 8)}"

    def blank(self, person_id: str, surface: Surface) -> View:
        return View(id=self._ids.next("V"), hash=self.new_hash(), type=surface, owner=person_id)

    def stack(self, person_id: str) -> list[View]:
        return [self._views[each] for each in self._stacks.get(person_id, ())]

    def top(self, person_id: str) -> View | None:
        stack = self.stack(person_id)
        return stack[-1] if stack else None

    def home(self, person_id: str) -> View | None:
        return self._views.get(self._homes.get(person_id, ""))

    def view(self, view_id: str) -> View:
        if view_id not in self._views:
            raise SlackSays("not_found")
        return self._views[view_id]

    def with_external_id(self, external_id: str) -> View | None:
        if not external_id:
            return None
        return next((each for each in self._views.values() if each.external_id == external_id), None)

    def open(self, view: View) -> View:
        """A new stack with this view alone; what was open before is gone."""
        self.close_all(view.owner)
        return self._put(replace(view, root_view_id=view.id))

    def push(self, view: View) -> View:
        """One more on the stack; refuses without a stack and above three."""
        stack = self.stack(view.owner)
        if not stack:
            raise SlackSays("not_found")
        if len(stack) >= STACK:
            raise SlackSays("push_limit_reached")
        return self._put(replace(view, root_view_id=stack[0].id, previous_view_id=stack[-1].id))

    def _put(self, view: View) -> View:
        self._stacks.setdefault(view.owner, []).append(view.id)
        return self.keep(view)

    def keep(self, view: View) -> View:
        """Puts a changed view in the place of the one with the same id."""
        self._views[view.id] = view
        return view

    def publish(self, view: View) -> View:
        self._homes[view.owner] = view.id
        return self.keep(replace(view, root_view_id=view.id))

    def is_open(self, view_id: str) -> bool:
        return view_id in self._views

    def close(self, view_id: str) -> None:
        view = self._views.pop(view_id, None)
        if view is not None:
            self._stacks[view.owner].remove(view_id)

    def close_all(self, person_id: str) -> list[View]:
        """Closes the whole stack; answers with what was open, bottom first."""
        closed = self.stack(person_id)
        for view in closed:
            self.close(view.id)
        return closed

    def refuse(self, view_id: str, errors: dict[str, str]) -> View:
        """Shows refusals below their fields until the next submission or update."""
        return self.keep(replace(self.view(view_id), errors=dict(errors)))
