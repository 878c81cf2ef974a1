"""Clicking and choosing: what is on the screen, and what the app gets to hear of it."""

import threading
from typing import Any

import pytest

from sandbox import Driver, NotPossible
from tests.sandbox.helm import Helm, sent_to
from tests.sandbox.parts import (
    Json,
    actions,
    button,
    options,
    section,
    select,
)


def test_a_click_tells_who_where_and_what(helm: Helm, you: Driver) -> None:
    message = sent_to(helm, you, section(), actions(button(value="7"), block_id="row"))
    result = you.click(message, "yes")
    assert (result.acknowledged, result.warning) == (True, None)
    body = helm.bodies[0]
    action = body["actions"][0]
    assert {key: action[key] for key in ("type", "action_id", "block_id", "value")} == {
        "type": "button",
        "action_id": "yes",
        "block_id": "row",
        "value": "7",
    }
    assert action["text"] == {"type": "plain_text", "text": "Yes", "emoji": True}
    assert body["container"] == {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.channel,
        "is_ephemeral": False,
    }
    assert body["channel"] == {"id": message.channel, "name": "directmessage"}
    assert body["message"]["bot_id"] == helm.ws.bot_id
    assert body["state"] == {"values": {}}
    assert body["user"]["id"] == you.id


def test_only_what_is_on_the_screen_can_be_clicked(helm: Helm, you: Driver) -> None:
    message = sent_to(helm, you, actions(button("old")))
    helm.client.chat_update(channel=message.channel, ts=message.ts, text="x", blocks=[actions(button("new"))])
    with pytest.raises(LookupError):
        you.click(message, "old")
    assert you.click(message, "new").acknowledged
    assert you.click(message, "old", stale=True).acknowledged
    assert [each["actions"][0]["action_id"] for each in helm.bodies] == ["new", "old"]
    helm.client.chat_delete(channel=message.channel, ts=message.ts)
    with pytest.raises(LookupError):
        you.click(message, "new")


def test_nobody_clicks_in_a_conversation_they_are_not_in(helm: Helm, you: Driver) -> None:
    message = sent_to(helm, you, actions(button()))
    with pytest.raises(LookupError):
        helm.person().click(message, "yes")


def test_buttons_with_one_action_are_told_apart_by_value_or_block(helm: Helm, you: Driver) -> None:
    message = sent_to(helm, you, actions(button(value="1"), block_id="a"), actions(button(value="2"), block_id="b"))
    with pytest.raises(LookupError, match="2 fit"):
        you.click(message, "yes")
    you.click(message, "yes", "2")
    you.click(message, "yes", block_id="a")
    assert [each["actions"][0]["value"] for each in helm.bodies] == ["2", "1"]
    assert message.buttons() == [("yes", "Yes", "1"), ("yes", "Yes", "2")]


def test_a_double_click_is_two_payloads_with_their_own_stamps(helm: Helm, you: Driver) -> None:
    both = threading.Barrier(2, timeout=5)

    def meet(ack: Any, **_: object) -> None:
        both.wait()
        ack()

    helm.on["yes"] = meet
    message = sent_to(helm, you, actions(button()))
    assert you.click(message, "yes", times=2).acknowledged
    stamps = {each["actions"][0]["action_ts"] for each in helm.bodies}
    assert len(stamps) == len({each["trigger_id"] for each in helm.bodies}) == 2


def test_a_click_nobody_acknowledges_shows_a_warning(helm: Helm, you: Driver) -> None:
    helm.on["yes"] = lambda **_: None
    result = you.click(sent_to(helm, you, actions(button())), "yes")
    assert (result.acknowledged, result.warning) == (
        False,
        "Operation timed out. Apps need to respond within 3 seconds.",
    )


CHOICES: list[tuple[Json, Json, Json]] = [
    (select(), {"selected_option": "o1"}, {"selected_option": "o1"}),
    ({"type": "radio_buttons", "options": options(2)}, {"selected_option": "o0"}, {"selected_option": "o0"}),
    ({"type": "overflow", "options": options(2)}, {"selected_option": "o1"}, {"selected_option": "o1"}),
    (
        {"type": "checkboxes", "options": options(3)},
        {"selected_options": ["o0", "o2"]},
        {"selected_options": ["o0", "o2"]},
    ),
    ({"type": "datepicker"}, {"selected_date": "2026-05-01"}, {"selected_date": "2026-05-01"}),
    ({"type": "timepicker"}, {"selected_time": "10:00"}, {"selected_time": "10:00"}),
    ({"type": "datetimepicker"}, {"selected_date_time": 1777885200}, {"selected_date_time": 1777885200}),
    ({"type": "users_select"}, {"selected_user": "USLACKBOT"}, {"selected_user": "USLACKBOT"}),
]


@pytest.mark.parametrize(("element", "choice", "expected"), CHOICES, ids=[each[0]["type"] for each in CHOICES])
def test_a_choice_arrives_in_slacks_shape(helm: Helm, you: Driver, element: Json, choice: Json, expected: Json) -> None:
    message = sent_to(helm, you, actions(element | {"action_id": "choose"}, block_id="row"))
    assert you.click(message, "choose", **choice).acknowledged
    body = helm.bodies[0]
    key, wanted = next(iter(expected.items()))
    assert _values(body["actions"][0][key]) == wanted
    if element["type"] != "overflow":
        assert _values(body["state"]["values"]["row"]["choose"][key]) == wanted


def _values(chosen: object) -> object:
    if isinstance(chosen, list):
        return [_values(each) for each in chosen]
    return chosen["value"] if isinstance(chosen, dict) else chosen


def test_nobody_chooses_what_is_not_on_the_menu(helm: Helm, you: Driver) -> None:
    message = sent_to(helm, you, actions(select(), button()))
    with pytest.raises(NotPossible):
        you.click(message, "pick", selected_option="other")
    with pytest.raises(NotPossible):
        you.click(message, "pick", selected_date="2026-05-01")
    with pytest.raises(NotPossible):
        you.click(message, "yes", selected_option="o1")
    assert helm.bodies == []
