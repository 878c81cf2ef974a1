"""Laws of shortcuts, of files in forms, of inputs that send at once, and of leaving a whole stack."""

from typing import Any

import pytest

from sandbox import Driver, NotPossible
from tests.sandbox.helm import Helm, opened, sent_to
from tests.sandbox.parts import entry, modal, radio, section, typed


def test_a_global_shortcut_has_a_trigger_and_no_conversation(helm: Helm, you: Driver) -> None:
    helm.on["anchor"] = lambda body, ack, client, **_: (
        client.views_open(trigger_id=body["trigger_id"], view=modal(section())),
        ack(),
    )
    result = you.shortcut("anchor")
    body = helm.bodies[-1]
    assert result.view is not None
    assert (body["type"], body["callback_id"], body["user"]["id"]) == ("shortcut", "anchor", you.id)
    assert not {"channel", "message", "response_url"} & set(body)


def test_a_message_shortcut_carries_its_message_and_a_way_to_answer(helm: Helm, you: Driver) -> None:
    message = sent_to(helm, you, section("hello"))
    assert you.shortcut("log", message).acknowledged
    body = helm.bodies[-1]
    assert (body["type"], body["message_ts"], body["channel"]["id"]) == ("message_action", message.ts, message.channel)
    assert body["message"]["ts"] == message.ts
    assert body["response_url"].startswith(helm.ws.address)


def test_a_shortcut_the_manifest_does_not_name_does_nothing(helm: Helm, you: Driver) -> None:
    with pytest.raises(LookupError):
        you.shortcut("sail")


def test_a_file_input_holds_what_was_uploaded(helm: Helm, you: Driver) -> None:
    field = {"type": "file_input", "action_id": "charts", "filetypes": ["txt"], "max_files": 1}
    opened(helm, you, modal(entry(field, block_id="b"), callback_id="form"))
    with pytest.raises(NotPossible):
        you.fill({"charts": [you.upload("chart.png", b"x")]})
    with pytest.raises(NotPossible):
        you.fill({"charts": [you.upload("a.txt", b"a"), you.upload("b.txt", b"b")]})
    chart = you.upload("chart.txt", b"north")
    you.fill({"charts": [chart]})
    assert you.submit().acknowledged
    held = helm.bodies[-1]["view"]["state"]["values"]["b"]["charts"]
    assert held["type"] == "file_input"
    assert [(each["id"], each["name"], each["size"]) for each in held["files"]] == [(chart["id"], "chart.txt", 5)]


def test_what_cannot_stand_in_a_field_is_said_and_nothing_is_sent(helm: Helm, you: Driver) -> None:
    opened(helm, you, modal(entry(typed(min_length=3), block_id="b")))
    assert you.keep({("b", "word"): "no"}) == {"b": "Takes at least 3 characters, not 2"}
    assert you.keep({("b", "word"): "yes"}) == {}
    assert helm.bodies == []


def test_typed_text_that_is_sent_at_once_is_an_action(helm: Helm, you: Driver) -> None:
    opened(helm, you, modal(entry(block_id="b", dispatch_action=True), entry(radio(), block_id="c")))
    you.enter(("b", "word"), "port")
    body = helm.bodies[-1]
    assert body["actions"][0]["value"] == "port"
    assert body["view"]["state"]["values"]["b"]["word"]["value"] == "port"
    with pytest.raises(LookupError):
        you.enter(("c", "radio"), "o1")


def test_the_cross_closes_the_whole_stack_and_tells_who_asked(helm: Helm, you: Driver) -> None:
    def push(body: Any, ack: Any, **_: object) -> None:
        helm.client.views_push(trigger_id=body["trigger_id"], view=modal(section("two"), notify_on_close=True))
        ack()

    helm.on["yes"] = push
    view = opened(helm, you, modal({"type": "actions", "elements": [BUTTON]}, notify_on_close=True, callback_id="low"))
    you.click(view, "yes")
    helm.bodies.clear()
    you.close_all_views()
    assert you.view is None
    assert [each["is_cleared"] for each in helm.bodies if each["type"] == "view_closed"] == [True, True]


BUTTON = {"type": "button", "action_id": "yes", "text": {"type": "plain_text", "text": "Yes"}}


def test_an_answer_in_a_thread_belongs_to_it(helm: Helm, you: Driver) -> None:
    channel = helm.ws.add_channel("deck", members=[you.id])
    first = you.say(channel.id, "who is up?")
    answer = you.say(channel.id, "me", first.ts)
    assert answer.thread_ts == first.ts
    assert you.messages(channel.id, since=first.ts) == [answer]
