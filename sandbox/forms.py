"""Modals as a person fills them in: typing, submitting, closing."""

from collections.abc import Mapping

from sandbox.answers import say
from sandbox.clicks import KnownIds
from sandbox.drafts import read_draft
from sandbox.envelopes import Ack
from sandbox.inputs import VALUE_KEYS, Held, elements, entered, is_empty, named
from sandbox.interactions import closing, submission, view_actions
from sandbox.refusals import NotPossible, SlackSays
from sandbox.results import MODAL_TROUBLE, REQUIRED, SubmitResult
from sandbox.session import Session
from sandbox.showing import entered_state, judged, push_modal, update_view
from sandbox.views import View
from sandbox.wire import Json

Field = str | tuple[str, str]
Answers = Mapping[str, object] | Mapping[Field, object]
NOTHING_OPEN = "this person has no modal open"


def _top(session: Session) -> View:
    view = session.ws.screens.top(session.person_id)
    if view is None:
        raise LookupError(NOTHING_OPEN)
    return view


def fill(session: Session, answers: Answers) -> View | None:
    """Enters values by action_id, or by (block_id, action_id) where several fields share one.

    An input with `dispatch_action` that is not typed text tells the app at once, as in Slack.
    """
    for name, value in answers.items():
        held = _field(session, name)
        if not held.is_input:
            message = f"{name!r} is not an input; click() it"
            raise LookupError(message)
        action = _enter(session, held, value)
        if held.block.get("dispatch_action") and VALUE_KEYS[held.kind] != "value":
            _dispatch(session, held, action)
    return session.top()


def keep(session: Session, answers: Mapping[Field, object]) -> dict[str, str]:
    """What stands in the fields of the top modal, without telling the app; refused entries by block_id, with why."""
    refused: dict[str, str] = {}
    for name, value in answers.items():
        held = _field(session, name)
        try:
            _enter(session, held, value)
        except NotPossible as problem:
            refused[held.block_id] = str(problem).removeprefix(f"{named(held.element)} ").capitalize()
    return refused


def enter(session: Session, name: Field, value: object) -> View | None:
    """Enters one value and tells the app, for an input with `dispatch_action`: typed text at Enter, as in Slack."""
    held = _field(session, name)
    if not held.block.get("dispatch_action"):
        message = f"{name!r} sends nothing by itself"
        raise LookupError(message)
    _dispatch(session, held, _enter(session, held, value))
    return session.top()


def _field(session: Session, name: Field) -> Held:
    with session.ws.lock:
        view = _top(session)
        found = [each for each in elements(view.blocks) if name in (each.action_id, (each.block_id, each.action_id))]
        if len(found) != 1:
            there = [(each.block_id, each.action_id) for each in elements(view.blocks)]
            message = f"{len(found)} fields are called {name!r} among {there}"
            raise LookupError(message)
        return found[0]


def _enter(session: Session, held: Held, value: object) -> Json:
    ws = session.ws
    with ws.lock:
        known = KnownIds(frozenset(ws.people) | frozenset(ws.channels))
        state = entered(held.element, value, known)
        ws.screens.keep(entered_state(_top(session), held.block_id, held.action_id, state))
        ws.changed()
        return state


def _dispatch(session: Session, held: Held, state: Json) -> None:
    """The action of an input that tells the app at once."""
    with session.ws.lock:
        stamp = session.ws.stamps.ts()
        action = state | {"action_id": held.action_id, "block_id": held.block_id, "action_ts": stamp}
        payload = view_actions(session.ws, session.person_id, _top(session), [action])
    session.interact(payload, answers=False)


def missing_fields(view: View) -> dict[str, str]:
    """Required inputs that are empty; Slack says so itself and sends nothing."""
    return {
        held.block_id: REQUIRED
        for held in elements(view.blocks)
        if held.is_input
        and held.kind in VALUE_KEYS
        and not held.block.get("optional")
        and is_empty(view.state[held.block_id][held.action_id])
    }


def submit(session: Session) -> SubmitResult:
    ws = session.ws
    with ws.lock:
        mark, view = session.mark(), _top(session)
        if view.submit is None:
            message = "this modal has no submit button"
            raise LookupError(message)
        errors = missing_fields(view)
        ws.screens.refuse(view.id, errors)
        payload = submission(ws, session.person_id, view)
    if errors:
        return SubmitResult(acknowledged=False, errors=errors, view=session.top())
    ack = session.interact(payload, answers=True).ack
    warning = MODAL_TROUBLE if ack is None else _follow(session, view, ack)
    shown = session.top()
    refused = shown.errors if shown is not None and shown.id == view.id else {}
    return SubmitResult(
        acknowledged=ack is not None,
        warning=warning,
        errors=dict(refused),
        messages=session.only_mine(mark.ts),
        view=shown,
    )


def _follow(session: Session, view: View, ack: Ack) -> str | None:
    """Does what the app answered; an answer Slack cannot follow shows the person its usual trouble."""
    cleared: list[View] = []
    with session.ws.lock:
        try:
            cleared = _obey(session, view, ack.payload or {})
        except SlackSays as refusal:
            session.ws.refusals.append(refusal)
            return MODAL_TROUBLE
        finally:
            session.ws.changed()
    _tell_closed(session, cleared, is_cleared=True)
    return None


def _obey(session: Session, view: View, answer: Json) -> list[View]:
    """Carries out a response_action; answers with the views that were cleared away."""
    screens = session.ws.screens
    match answer.get("response_action"):
        case None:
            screens.close(view.id)
        case "errors":
            screens.refuse(view.id, _refusals(view, answer.get("errors")))
        case "update":
            update_view(session.ws, screens.view(view.id), answer.get("view"))
        case "push":
            push_modal(session.ws, session.person_id, judged(session.ws, answer.get("view"), "modal"))
        case "clear":
            return screens.close_all(session.person_id)
        case other:
            raise SlackSays("invalid_response_action", messages=[f"[ERROR] unknown response_action: {other}"])
    return []


def _refusals(view: View, errors: object) -> dict[str, str]:
    """Refusals must name input blocks of this view, and say something."""
    inputs = {held.block_id for held in elements(view.blocks) if held.is_input}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        raise SlackSays("invalid_errors", messages=[f"[ERROR] errors must name input blocks among {sorted(inputs)}"])
    return {str(block_id): str(words) for block_id, words in errors.items()}


def close(session: Session) -> View | None:
    """Closes the top modal, or the whole stack when it says `clear_on_close`; tells the app if it asked to know."""
    with session.ws.lock:
        view = _top(session)
        if view.clear_on_close:
            closed = session.ws.screens.close_all(session.person_id)
        else:
            session.ws.screens.close(view.id)
            closed = [view]
        session.ws.changed()
    _tell_closed(session, closed, is_cleared=view.clear_on_close)
    return session.top()


def close_all(session: Session) -> None:
    """The cross in the corner: the whole stack is gone, and the app hears of each view that asked for it."""
    with session.ws.lock:
        closed = session.ws.screens.close_all(session.person_id)
        session.ws.changed()
    _tell_closed(session, closed, is_cleared=True)


def _tell_closed(session: Session, closed: list[View], *, is_cleared: bool) -> None:
    for view in reversed(closed):
        if view.notify_on_close:
            session.interact(closing(session.ws, session.person_id, view, is_cleared=is_cleared), answers=False)


def follow_command(session: Session, channel_id: str, ack: Ack) -> str | None:
    """A command may be answered in its acknowledgement: ephemerally unless it says `in_channel`.

    An answer Slack does not take is `invalid_command_response` to the person; the reason stays in `refusals`.
    """
    if not ack.payload:
        return None
    with session.ws.lock:
        try:
            draft = read_draft(ack.payload)
            kind = str(ack.payload.get("response_type", "ephemeral"))
            say(session.ws, channel_id, session.person_id, draft, kind)
        except SlackSays as refusal:
            session.ws.refusals.append(refusal)
            return "invalid_command_response"
    return None
