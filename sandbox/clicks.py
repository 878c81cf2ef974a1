"""Clicking: finding what is on the screen now, choosing, and sending the action."""

from dataclasses import dataclass

from sandbox.inputs import VALUE_KEYS, Held, elements, entered, initial_state, option_with
from sandbox.interactions import message_actions, view_actions
from sandbox.messages import Message
from sandbox.posting import find
from sandbox.refusals import NotPossible, SlackSays
from sandbox.results import CLICK_TROUBLE, MODAL_TROUBLE, NOT_INTERACTIVE, ClickResult
from sandbox.session import Session
from sandbox.showing import entered_state
from sandbox.views import View
from sandbox.wire import Json

Screen = Message | View
# Kept in Slack's order; an element repeats these in its action.
ECHOED = ("text", "value", "style", "placeholder", "confirm")


@dataclass(frozen=True, slots=True, kw_only=True)
class Click:
    """What is clicked: an action, narrowed by value or block where several share it, and what is chosen there."""

    action_id: str
    value: str | None
    block_id: str | None
    choice: Json

    def find_in(self, blocks: list[Json]) -> Held:
        """The one element meant; LookupError when it is not there or several fit."""
        found = [each for each in elements(blocks) if self._means(each)]
        if len(found) != 1:
            there = [(each.action_id, each.element.get("value")) for each in elements(blocks)]
            fits = "nothing fits" if not found else f"{len(found)} fit, say which by value or block_id"
            message = f"{fits}: {self.action_id!r} among {there}"
            raise LookupError(message)
        return found[0]

    def _means(self, held: Held) -> bool:
        return (
            held.action_id == self.action_id
            and self.block_id in (None, held.block_id)
            and (self.value is None or held.element.get("value") == self.value)
        )


def click(session: Session, target: Screen, wanted: Click, *, times: int, stale: bool) -> ClickResult:
    """Sends the click `times` over before looking at any answer: an impatient person, or a flaky line."""
    ws = session.ws
    if not ws.manifest.interactivity or not ws.installed:
        return ClickResult(acknowledged=False, warning=NOT_INTERACTIVE)
    with ws.lock:
        mark = session.mark()
        screen = target if stale else current(session, target)
        held = wanted.find_in(screen.blocks)
        payloads = [_payload(session, screen, held, wanted) for _ in range(times)]
        deliveries = [session.hub.send("interactive", each, answers=False) for each in payloads]
    acknowledged = all(session.hub.settle(each).ack is not None for each in deliveries)
    in_modal = isinstance(target, View) and target.type == "modal"
    trouble = MODAL_TROUBLE if in_modal else CLICK_TROUBLE
    return ClickResult(
        acknowledged=acknowledged,
        warning=None if acknowledged else trouble,
        messages=session.only_mine(mark.ts),
        view=session.top() if in_modal else session.opened_since(mark),
    )


def current(session: Session, target: Screen) -> Screen:
    """The same message or view as it stands now; LookupError when this person no longer has it before them."""
    if isinstance(target, View):
        return _current_view(session, target)
    try:
        message = find(session.ws, target.channel, target.ts)
    except SlackSays as gone:
        raise LookupError(str(gone)) from gone
    channel = session.ws.channels[message.channel]
    if message.ephemeral_to not in (None, session.person_id) or session.person_id not in channel.members:
        gone_words = "this person does not see this message"
        raise LookupError(gone_words)
    return message


def _current_view(session: Session, target: View) -> View:
    screens = session.ws.screens
    shown = screens.top(session.person_id) if target.type == "modal" else screens.home(session.person_id)
    if shown is None or shown.id != target.id:
        message = f"this {target.type} is not what the person has before them"
        raise LookupError(message)
    return shown


def _payload(session: Session, screen: Screen, held: Held, wanted: Click) -> Json:
    action = _action(session, held, wanted.choice)
    key = VALUE_KEYS.get(held.kind)
    state = {"type": held.kind, key: action.get(key)} if key else None
    if isinstance(screen, View):
        view = entered_state(screen, held.block_id, held.action_id, state) if state else screen
        if state and session.ws.screens.is_open(view.id):
            session.ws.screens.keep(view)
        return view_actions(session.ws, session.person_id, view, [action])
    chosen = _message_state(session, screen, held, state)
    return message_actions(session.ws, session.person_id, screen, chosen, [action])


def _message_state(session: Session, message: Message, held: Held, state: Json | None) -> Json:
    """What this person has chosen in this message so far; each person has their own."""
    kept = session.ws.choices.setdefault((message.channel, message.ts, session.person_id), {})
    if state:
        kept.setdefault(held.block_id, {})[held.action_id] = state
    return initial_state(message.blocks, kept)


def _action(session: Session, held: Held, choice: Json) -> Json:
    """One entry of `actions`: who it is, what it shows, and what was chosen."""
    element = held.element
    action: Json = {"type": held.kind, "action_id": held.action_id, "block_id": held.block_id}
    if held.kind == "button":
        _no_choice(held, choice)
        action |= {key: element[key] for key in ECHOED if key in element}
    elif held.kind == "overflow":
        action["selected_option"] = option_with(element, _chosen(held, choice, "selected_option"))
    else:
        action |= {key: inner for key, inner in element.items() if key.startswith("initial_") or key == "placeholder"}
        action |= _entered(session, held, choice)
    return action | {"action_ts": session.ws.stamps.ts()}


def _entered(session: Session, held: Held, choice: Json) -> Json:
    if held.is_input and not held.block.get("dispatch_action"):
        message = f"{held.action_id!r} is an input that sends nothing by itself: fill() it"
        raise LookupError(message)
    key = VALUE_KEYS[held.kind]
    given = _chosen(held, choice, "text" if key == "value" else key)
    return entered(held.element, given, _knows(session))


def _knows(session: Session) -> "KnownIds":
    return KnownIds(frozenset(session.ws.people) | frozenset(session.ws.channels))


@dataclass(frozen=True, slots=True)
class KnownIds:
    """The people and conversations a menu offers."""

    ids: frozenset[str]

    def __call__(self, wanted: str) -> bool:
        return wanted in self.ids


def _chosen(held: Held, choice: Json, key: str) -> object:
    if set(choice) != {key}:
        message = f"a {held.kind} takes {key}=…, not {sorted(choice)}"
        raise NotPossible(message)
    return choice[key]


def _no_choice(held: Held, choice: Json) -> None:
    if choice:
        message = f"a {held.kind} takes no {sorted(choice)}"
        raise NotPossible(message)
