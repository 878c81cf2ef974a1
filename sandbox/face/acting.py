"""From an act in the page to a real payload: everything goes through the driver, as a test or a story would."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sandbox.driver import Choice, Driver
from sandbox.face.acts import Act, Entry
from sandbox.forms import Field
from sandbox.inputs import VALUE_KEYS
from sandbox.messages import Message
from sandbox.posting import find
from sandbox.refusals import NotPossible, SlackSays
from sandbox.views import View
from sandbox.workspace import Workspace

# What a person is told when the thing they clicked is no longer there, or cannot be done.
NOT_DONE = (NotPossible, LookupError, SlackSays, ValueError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """`warning` is what the person is told; `text` is put back into the box it was typed in."""

    warning: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyboard:
    """One person's keyboard in the page; `place` is the conversation that is open. Blocks up to three seconds."""

    ws: Workspace
    driver: Driver
    place: str | None

    def perform(self, act: Act) -> Outcome:
        """Does it. What cannot be done is told, not raised."""
        do = ACTS.get(act.do)
        if do is None:
            return Outcome(warning=f"Nothing is known by the name of {act.do}.")
        try:
            return do(self, act)
        except NOT_DONE as problem:
            return Outcome(warning=str(problem), text=act.fields.get("text"))

    def press(self, act: Act) -> Outcome:
        """A button."""
        target = self._target(act)
        self._keep(act)
        done = self.driver.click(target, act.action, act.value, act.block or None)
        return Outcome(warning=done.warning)

    def choose(self, act: Act) -> Outcome:
        """A menu, a date, boxes: told to the app at once."""
        target = self._target(act)
        if act.chosen is None:
            return self._overflow(act, target)
        self._keep(act)
        if isinstance(target, View) and target.type == "modal" and self._is_input(target, act.chosen):
            self.driver.enter((act.chosen.block, act.chosen.action), act.chosen.entered(self._tz))
            return Outcome()
        choice = _choice(act.chosen, self._tz)
        done = self.driver.click(target, act.chosen.action, block_id=act.chosen.block, **choice)
        return Outcome(warning=done.warning)

    def _overflow(self, act: Act, target: Message | View) -> Outcome:
        self._keep(act)
        done = self.driver.click(target, act.action, block_id=act.block, selected_option=act.value or "")
        return Outcome(warning=done.warning)

    def submit(self, act: Act) -> Outcome:
        """Sends the form on top; what cannot stand in a field is said below it, and nothing is sent."""
        refused = self.driver.keep(self._fields(act))
        view = self.driver.view
        if refused and view is not None:
            with self.ws.lock:
                self.ws.screens.refuse(view.id, refused)
                self.ws.changed()
            return Outcome()
        return Outcome(warning=self.driver.submit().warning)

    def close(self, _act: Act) -> Outcome:
        """Closes the form on top."""
        self.driver.close_view()
        return Outcome()

    def close_all(self, _act: Act) -> Outcome:
        """Closes every form."""
        self.driver.close_all_views()
        return Outcome()

    def say(self, act: Act) -> Outcome:
        """Words into the open conversation, or a command typed there."""
        text = act.fields.get("text", "").strip()
        if not text or self.place is None:
            return Outcome()
        if text.startswith("/"):
            name, _, rest = text.partition(" ")
            done = self.driver.command(name, rest.strip(), channel=self.place)
            return Outcome(warning=done.warning, text=text if done.warning and not done.acknowledged else None)
        self.driver.say(self.place, _escaped(text))
        return Outcome()

    def reply(self, act: Act) -> Outcome:
        """Words into a thread."""
        text = act.fields.get("text", "").strip()
        if text and self.place is not None:
            self.driver.say(self.place, _escaped(text), act.ts)
        return Outcome()

    def shortcut(self, act: Act) -> Outcome:
        """A global shortcut."""
        return Outcome(warning=self.driver.shortcut(act.value or "").warning)

    def message_shortcut(self, act: Act) -> Outcome:
        """A shortcut from the menu of a message."""
        return Outcome(warning=self.driver.shortcut(act.value or "", find(self.ws, act.channel, act.ts)).warning)

    # What is meant.

    @property
    def _tz(self) -> str:
        return self.ws.person(self.driver.id).tz

    def _target(self, act: Act) -> Message | View:
        if act.surface == "message":
            return find(self.ws, act.channel, act.ts)
        view = self.driver.view if act.surface == "modal" else self.driver.home
        if view is None:
            message = "this form is not open any more"
            raise LookupError(message)
        return view

    def _is_input(self, view: View, entry: Entry) -> bool:
        return any(each["block_id"] == entry.block and each["type"] == "input" for each in view.blocks)

    def _fields(self, act: Act) -> dict[Field, object]:
        return {(each.block, each.action): each.entered(self._tz) for each in act.values}

    def _keep(self, act: Act) -> None:
        """What was typed so far stays when the app answers with the same fields."""
        if act.surface == "modal" and act.values:
            self.driver.keep(self._fields(act))


def _choice(entry: Entry, tz: str) -> Choice:
    key = VALUE_KEYS[entry.kind]
    # `Choice` names each key once for callers in Python; here the element says which of them it is.
    choice: Choice = {"text" if key == "value" else key: entry.entered(tz)}  # type: ignore[misc]
    return choice


def _escaped(text: str) -> str:
    """Slack's client escapes what people type."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


ACTS: Mapping[str, Callable[[Keyboard, Act], Outcome]] = {
    "press": Keyboard.press,
    "choose": Keyboard.choose,
    "submit": Keyboard.submit,
    "close": Keyboard.close,
    "close_all": Keyboard.close_all,
    "say": Keyboard.say,
    "reply": Keyboard.reply,
    "shortcut": Keyboard.shortcut,
    "message_shortcut": Keyboard.message_shortcut,
}
