"""People at work: answers to them, their Home, what they read and write."""

import threading
from typing import Any

import pytest

from sandbox import Driver, NotPossible
from tests.sandbox.helm import Helm, opened, sent_to
from tests.sandbox.parts import (
    actions,
    button,
    entry,
    home,
    modal,
    mrkdwn,
    plain,
    section,
)


def test_a_response_url_replaces_deletes_and_whispers(helm: Helm, you: Driver) -> None:
    def answer(respond: Any, ack: Any, **_: object) -> None:
        respond("only you", replace_original=False)
        respond("all of you", response_type="in_channel", replace_original=False)
        respond(text="replaced", replace_original=True)
        ack()

    helm.on["yes"] = answer
    message = sent_to(helm, you, actions(button()))
    result = you.click(message, "yes")
    assert [each.text for each in result.messages] == ["only you"]
    assert [(each.text, each.ephemeral_to) for each in you.dm] == [
        ("replaced", None),
        ("only you", you.id),
        ("all of you", None),
    ]
    assert [each.text for each in you.answers] == ["only you"]


def test_an_ephemeral_message_can_delete_itself(helm: Helm, you: Driver) -> None:
    helm.on["/helm"] = lambda ack, **_: ack(text="secret", blocks=[actions(button())])
    shown = you.command("/helm").messages[0]
    helm.on["yes"] = lambda ack, respond, **_: (respond(delete_original=True), ack())
    you.click(shown, "yes")
    assert you.answers == []
    assert helm.bodies[-1]["container"]["is_ephemeral"] is True
    assert "message" not in helm.bodies[-1]


def test_a_response_url_works_five_times(helm: Helm, you: Driver) -> None:
    codes: list[int] = []

    def answer(respond: Any, ack: Any, **_: object) -> None:
        codes.extend(respond(f"{number}").status_code for number in range(6))
        ack()

    helm.on["/helm"] = answer
    assert len(you.command("/helm").messages) == 5
    assert codes == [200] * 5 + [404]


def test_an_answer_to_a_command_that_slack_refuses_is_said_to_the_person(helm: Helm, you: Driver) -> None:
    helm.on["/helm"] = lambda ack, **_: ack(text="x", blocks=[section("")])
    result = you.command("/helm")
    assert result.warning == '/helm failed with the error "invalid_command_response"'
    assert helm.ws.refusals[-1].error == "invalid_blocks"
    assert result.messages == []


def test_opening_home_is_an_event_with_the_view_published_before(helm: Helm, you: Driver) -> None:
    helm.client.views_publish(user_id=you.id, view=home(section("welcome"), actions(button("start"))))
    you.open_home()
    helm.server.wait(lambda: helm.ws.traffic.payloads("events_api"))
    event = helm.ws.traffic.payloads("events_api")[-1].envelope["payload"]["event"]
    assert (event["type"], event["tab"], event["user"]) == ("app_home_opened", "home", you.id)
    shown = you.home
    assert shown is not None
    assert event["view"]["id"] == shown.id
    assert you.click(shown, "start").acknowledged
    assert helm.bodies[-1]["view"]["type"] == "home"


def test_a_message_is_read_in_the_readers_names_and_zone(helm: Helm, you: Driver) -> None:
    channel = helm.ws.add_channel("harbour-talk", members=[you.id], bot_is_member=True)
    words = f"*Hello* <@{you.id}>, see <#{channel.id}> &amp; <https://example.org|the page> "
    when = "<!date^1777885200^{date_num} {time}|never>"
    small = {"type": "context", "elements": [mrkdwn("_small_")]}
    message = sent_to(helm, you, {"type": "header", "text": plain("News")}, section(words + when), small)
    assert message.shown() == ("News\nHello @Ana Reyes, see #harbour-talk & the page 2026-05-04 11:00\nsmall")


def test_a_view_shows_what_was_entered(helm: Helm, you: Driver) -> None:
    opened(helm, you, modal(section("Hello"), entry(block_id="a"), close=plain("Back")))
    you.fill({"word": "typed"})
    shown = you.view
    assert shown is not None
    assert shown.shown() == "Title\nHello\nWord: <typed>\n[Back]  [Send]"


def test_people_write_where_slack_lets_them(helm: Helm, you: Driver) -> None:
    sent_to(helm, you, section())
    with pytest.raises(NotPossible):
        you.say(you.dm[0].channel, "hello")
    channel = helm.ws.add_channel("talk", members=[you.id])
    assert you.say(channel.id, "hello").author == you.id
    assert channel.id in [each.id for each in you.conversations]
    with pytest.raises(LookupError):
        helm.person().messages(channel.id)


def test_waiting_ends_with_news_or_in_time(helm: Helm, you: Driver) -> None:
    timer = threading.Timer(0.05, lambda: helm.client.chat_postMessage(channel=you.id, text="late"))
    timer.start()
    helm.server.wait(lambda: you.dm)
    timer.join()
    with pytest.raises(TimeoutError):
        helm.server.wait(lambda: False, timeout=0.05)


def test_somebody_deactivated_can_do_nothing(helm: Helm, you: Driver) -> None:
    message = sent_to(helm, you, actions(button()))
    helm.ws.change_person(you.id, deleted=True)
    with pytest.raises(NotPossible):
        you.click(message, "yes")
    with pytest.raises(NotPossible):
        you.command("/helm")
