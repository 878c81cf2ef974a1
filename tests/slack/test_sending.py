"""Laws of one send: posted at most once, whatever the line does."""

import asyncio

import aiohttp
import pytest

from bot.domain.notices import Delivered, GiveUp, SendOutcome, TryLater, Unsure
from bot.slack.drawing import Letter
from bot.slack.sending import EVENT_TYPE, OPENING_LIMITED, Line, send
from bot.views.parts import Message, section
from tests.slack.tiny_slack import Answer, TinySlack, drops, refuses, says
from tests.support.papers_of_the_house import an_entry


def letter(address: str | None = "D0ANA", members: tuple[str, ...] = ()) -> Letter:
    """A drawn message."""
    return Letter(
        entry=an_entry(), message=Message(text="hello", blocks=(section("hello"),)), address=address, members=members
    )


def sent(url: str, what: Letter, seconds: float = 10) -> SendOutcome:
    """What became of one send, over the courier's own line."""

    async def go() -> SendOutcome:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=seconds)) as session:
            return await send(Line(session=session, base_url=url, token="xoxb-test"), what)

    return asyncio.run(go())


def test_a_post_carries_its_text_its_blocks_and_its_outbox_id(slack: TinySlack) -> None:
    assert sent(slack.url, letter()) == Delivered(channel="D0ANA", ts="1.0")

    (call,) = slack.calls
    assert (call.method, call.given["channel"], call.given["text"]) == ("chat.postMessage", "D0ANA", "hello")
    assert call.given["metadata"] == {"event_type": EVENT_TYPE, "event_payload": {"id": str(an_entry().id)}}
    assert (call.given["unfurl_links"], call.given["unfurl_media"]) == (False, False)
    assert isinstance(call.given["blocks"], list)
    assert "username" not in call.given


LOST = Unsure(reason="the answer was lost: ServerDisconnectedError")


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (drops, LOST),
        (refuses("not_in_channel"), GiveUp(reason="not_in_channel")),
        (refuses("internal_error"), Unsure(reason="internal_error")),
        (says(500, {}), Unsure(reason="HTTP 500")),
        (says(503, text="<html>upstream</html>"), Unsure(reason="HTTP 503")),
        (says(502, text="bad gateway", content_type="text/plain"), Unsure(reason="HTTP 502")),
        (
            says(429, {"ok": False, "error": "ratelimited"}, **{"Retry-After": "3"}),
            TryLater(seconds=3, reason="ratelimited"),
        ),
    ],
)
def test_whatever_slack_answers_it_is_asked_once(slack: TinySlack, answer: Answer, outcome: SendOutcome) -> None:
    slack.next("chat.postMessage", answer)

    assert sent(slack.url, letter()) == outcome
    assert len(slack.posted()) == 1


@pytest.mark.parametrize(
    "answer",
    [
        says(200, text="<html>login</html>"),
        says(200, text="{", content_type="application/json"),
        says(200, text="ok", content_type="text/plain"),
        says(200, text="", content_type="text/plain"),
        says(200, []),
        says(200, None),
        says(200, "ok"),
        says(200, {"ok": True}),
        says(200, {"ok": True, "channel": "D0ANA"}),
    ],
)
def test_an_answer_that_makes_no_sense_is_unsure(slack: TinySlack, answer: Answer) -> None:
    slack.next("chat.postMessage", answer)

    assert isinstance(sent(slack.url, letter()), Unsure)
    assert len(slack.posted()) == 1


def test_nothing_left_when_nobody_listens() -> None:
    assert sent("http://127.0.0.1:9/api/", letter()) == TryLater(seconds=15, reason="no connection to Slack")


def test_a_silence_longer_than_the_time_out_is_unsure(slack: TinySlack) -> None:
    async def sleeps(request: object) -> aiohttp.web.StreamResponse:
        await asyncio.sleep(5)
        return aiohttp.web.Response()

    slack.next("chat.postMessage", sleeps)
    assert sent(slack.url, letter(), seconds=0.2) == Unsure(reason="Slack did not answer in time")


def test_a_group_dm_is_opened_and_then_posted_to(slack: TinySlack) -> None:
    assert sent(slack.url, letter(None, ("U0ANA", "U0BEN"))) == Delivered(channel="G0PAIR", ts="2.0")
    assert [call.method for call in slack.calls] == ["conversations.open", "chat.postMessage"]
    assert slack.calls[0].given["users"] == "U0ANA,U0BEN"


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (drops, TryLater(seconds=15, reason=LOST.reason)),
        (refuses("internal_error"), TryLater(seconds=15, reason="internal_error")),
        (says(500, {}), TryLater(seconds=15, reason="HTTP 500")),
        (says(200, {"ok": True}), TryLater(seconds=15, reason="Slack's answer could not be read")),
        (says(200, {"ok": True, "channel": {}}), TryLater(seconds=15, reason="Slack's answer could not be read")),
        (refuses("user_disabled"), GiveUp(reason="user_disabled")),
        (refuses("ratelimited", 429, **{"Retry-After": "4"}), TryLater(seconds=4, reason=OPENING_LIMITED)),
    ],
)
def test_opening_may_be_repeated_so_it_is_never_unsure(slack: TinySlack, answer: Answer, outcome: SendOutcome) -> None:
    slack.next("conversations.open", answer)

    assert sent(slack.url, letter(None, ("U0ANA", "U0BEN"))) == outcome
    assert slack.posted() == []
