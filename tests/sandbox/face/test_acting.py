"""Laws of acts in the page: each becomes the payload Slack would send."""

import pytest

from sandbox import Driver, Message
from sandbox.face.acting import Keyboard
from sandbox.face.acts import read_act
from tests.sandbox.helm import Helm, opened, sent_to
from tests.sandbox.parts import Json, actions, button, entry, home, modal, option, select, typed


@pytest.fixture
def keyboard(helm: Helm, you: Driver) -> Keyboard:
    """Ana's, before her own notes."""
    return Keyboard(ws=helm.ws, driver=you, place=helm.ws.own_notes(you.id).id)


def entered(block: str, action: str, kind: str, value: object) -> Json:
    """A field as a page sends it."""
    return {"block": block, "action": action, "kind": kind, "value": value}


def on(message: Message) -> Json:
    """Where a message is."""
    return {"surface": "message", "channel": message.channel, "ts": message.ts}


def test_a_button_is_told_apart_from_its_twin_by_its_value(helm: Helm, you: Driver, keyboard: Keyboard) -> None:
    message = sent_to(helm, you, actions(button(value="a"), block_id="r"), actions(button(value="b"), block_id="s"))
    assert (
        keyboard.perform(read_act({"do": "press", **on(message), "block": "s", "action": "yes", "value": "b"})).warning
        is None
    )
    assert helm.bodies[-1]["actions"][0]["value"] == "b"


@pytest.mark.parametrize(
    ("element", "value", "key", "expected"),
    [
        (select(), "o1", "selected_option", option("o1")["value"]),
        ({"type": "users_select"}, "you", "selected_user", "you"),
        ({"type": "datepicker"}, "2026-12-24", "selected_date", "2026-12-24"),
        ({"type": "timepicker"}, "10:30", "selected_time", "10:30"),
        ({"type": "datetimepicker"}, "2026-12-24T10:30", "selected_date_time", 1798104600),
        ({"type": "checkboxes", "options": [option("a"), option("b")]}, ["b"], "selected_options", ["b"]),
        ({"type": "radio_buttons", "options": [option("a")]}, "a", "selected_option", "a"),
    ],
)
def test_a_choice_is_told_at_once(
    helm: Helm, you: Driver, keyboard: Keyboard, element: Json, value: object, key: str, expected: object
) -> None:
    message = sent_to(helm, you, actions(element | {"action_id": "pick"}, block_id="b"))
    chosen = you.id if value == "you" else value
    sent = entered("b", "pick", element["type"], chosen)
    assert keyboard.perform(read_act({"do": "choose", **on(message), "chosen": sent})).warning is None
    told = helm.bodies[-1]["actions"][0][key]
    words = [each["value"] for each in told] if isinstance(told, list) else told
    assert (words["value"] if isinstance(words, dict) else words) == (you.id if value == "you" else expected)


def test_a_line_of_an_overflow_menu(helm: Helm, you: Driver, keyboard: Keyboard) -> None:
    menu = {"type": "overflow", "action_id": "more", "options": [option("a"), option("b")]}
    message = sent_to(helm, you, actions(menu, block_id="b"))
    keyboard.perform(read_act({"do": "choose", **on(message), "block": "b", "action": "more", "value": "b"}))
    assert helm.bodies[-1]["actions"][0]["selected_option"]["value"] == "b"


def test_what_was_typed_travels_with_the_form(helm: Helm, you: Driver, keyboard: Keyboard) -> None:
    opened(helm, you, modal(entry(block_id="b"), actions(button()), callback_id="form"))
    values = [entered("b", "word", "plain_text_input", "typed")]
    keyboard.perform(read_act({"do": "press", "surface": "modal", "action": "yes", "values": values}))
    assert helm.bodies[-1]["view"]["state"]["values"]["b"]["word"]["value"] == "typed"
    keyboard.perform(read_act({"do": "submit", "values": values}))
    assert helm.bodies[-1]["type"] == "view_submission"
    assert you.view is None


def test_what_cannot_be_entered_is_refused_below_its_field(helm: Helm, you: Driver, keyboard: Keyboard) -> None:
    opened(helm, you, modal(entry(typed(min_length=5), block_id="b")))
    keyboard.perform(read_act({"do": "submit", "values": [entered("b", "word", "plain_text_input", "abc")]}))
    assert you.view is not None
    assert you.view.errors == {"b": "Takes at least 5 characters, not 3"}
    assert helm.bodies == []


def test_an_input_that_sends_at_once_is_an_action_in_a_form_and_in_a_home(
    helm: Helm, you: Driver, keyboard: Keyboard
) -> None:
    block = entry(block_id="b", dispatch_action=True)
    chosen = entered("b", "word", "plain_text_input", "aye")
    opened(helm, you, modal(block))
    keyboard.perform(read_act({"do": "choose", "surface": "modal", "chosen": chosen, "values": [chosen]}))
    assert helm.bodies[-1]["actions"][0]["value"] == "aye"
    helm.client.views_publish(user_id=you.id, view=home(block))
    keyboard.perform(read_act({"do": "choose", "surface": "home", "chosen": chosen}))
    assert helm.bodies[-1]["view"]["type"] == "home"
    assert helm.bodies[-1]["actions"][0]["value"] == "aye"


def test_words_are_said_and_commands_are_sent(helm: Helm, you: Driver, keyboard: Keyboard) -> None:
    keyboard.perform(read_act({"do": "say", "fields": {"text": "a <b> & c"}}))
    assert keyboard.place is not None
    assert you.messages(keyboard.place)[-1].text == "a &lt;b&gt; &amp; c"
    keyboard.perform(read_act({"do": "say", "fields": {"text": "/helm port now"}}))
    assert (helm.bodies[-1]["text"], helm.bodies[-1]["channel_id"]) == ("port now", keyboard.place)


def test_a_command_that_is_none_comes_back_with_slacks_words(keyboard: Keyboard) -> None:
    outcome = keyboard.perform(read_act({"do": "say", "fields": {"text": "/sail away"}}))
    assert outcome.warning == "/sail is not a valid command."
    assert outcome.text == "/sail away"


def test_what_is_gone_is_told_and_not_raised(helm: Helm, you: Driver, keyboard: Keyboard) -> None:
    message = sent_to(helm, you, actions(button()))
    helm.client.chat_delete(channel=message.channel, ts=message.ts)
    assert keyboard.perform(read_act({"do": "press", **on(message), "action": "yes"})).warning
    assert keyboard.perform(read_act({"do": "submit"})).warning
    assert keyboard.perform(read_act({"do": "fly"})).warning


def test_somebody_deactivated_is_told_so(helm: Helm, you: Driver, keyboard: Keyboard) -> None:
    helm.ws.change_person(you.id, deleted=True)
    assert "deactivated" in str(keyboard.perform(read_act({"do": "say", "fields": {"text": "hello"}})).warning)
