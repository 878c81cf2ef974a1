"""Laws of handing a file over: prepared as often as it takes, shared once, and refused without a word to anybody."""

import asyncio
import json

import aiohttp
import pytest

from bot.domain.notices import FILES, Delivered, NotSent, SendOutcome, TryLater, Unsure
from bot.slack.attachments import Attachment
from bot.slack.grants import SCOPES, Grants
from bot.slack.sending import Line
from bot.slack.sharing import SHARING_LIMITED, share
from tests.slack.tiny_slack import Answer, TinySlack, drops, refuses, says

ICS = Attachment(name="mentoring.ics", title="Mentoring: Ana & Ben", content=b"BEGIN:VCALENDAR\r\n")
PLACE, DONE = "files.getUploadURLExternal", "files.completeUploadExternal"
LOST = "the answer was lost: ServerDisconnectedError"


def shared(slack: TinySlack, seconds: float = 10, grants: Grants | None = None) -> SendOutcome:
    """What became of one file for Ben's DM."""

    async def go() -> SendOutcome:
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=seconds)) as session:
            line = Line(session=session, base_url=slack.url, token="xoxb-test", grants=grants or Grants())
            return await share(line, "D0BEN", ICS, "For your calendar")

    return asyncio.run(go())


def methods(slack: TinySlack) -> list[str]:
    """What was called, in order."""
    return [call.method for call in slack.calls]


def test_a_file_is_announced_uploaded_and_shared_with_its_words(slack: TinySlack) -> None:
    assert shared(slack) == Delivered(channel="D0BEN", ts="F0ICS")

    place, upload, done = slack.calls
    assert (place.method, place.given) == (PLACE, {"filename": "mentoring.ics", "length": str(len(ICS.content))})
    assert upload.given == {"body": ICS.content, "token": None}, "the address is the permission"
    assert (done.given["channel_id"], done.given["initial_comment"]) == ("D0BEN", "For your calendar")
    assert json.loads(str(done.given["files"])) == [{"id": "F0ICS", "title": ICS.title}]


@pytest.mark.parametrize("step", [PLACE, "upload"])
@pytest.mark.parametrize("answer", [drops, says(500, {}), says(503, text="<html>busy</html>")])
def test_what_nobody_sees_yet_is_done_again(slack: TinySlack, step: str, answer: Answer) -> None:
    slack.next(step, answer)

    assert isinstance(shared(slack), TryLater)
    assert DONE not in methods(slack)


@pytest.mark.parametrize("answer", [refuses("internal_error"), says(200, {"ok": True}), says(200, text="ok")])
def test_an_address_that_cannot_be_read_is_asked_for_again(slack: TinySlack, answer: Answer) -> None:
    slack.next(PLACE, answer)

    assert isinstance(shared(slack), TryLater)
    assert methods(slack) == [PLACE]


def test_all_that_comes_before_the_share_takes_no_longer_than_one_call(slack: TinySlack) -> None:
    async def sleeps(request: object) -> aiohttp.web.StreamResponse:
        await asyncio.sleep(5)
        return aiohttp.web.Response()

    slack.next("upload", sleeps)
    assert isinstance(shared(slack, seconds=0.3), TryLater)
    assert DONE not in methods(slack)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [(drops, LOST), (refuses("internal_error"), "internal_error"), (says(500, {}), "HTTP 500")],
)
def test_a_share_whose_answer_is_lost_is_unsure_and_asked_once(slack: TinySlack, answer: Answer, reason: str) -> None:
    slack.next(DONE, answer)

    assert shared(slack) == Unsure(reason=reason)
    assert methods(slack).count(DONE) == 1


@pytest.mark.parametrize("step", [PLACE, DONE])
@pytest.mark.parametrize("error", ["missing_scope", "file_uploads_disabled", "channel_not_found", "invalid_channel"])
def test_a_file_that_slack_refuses_is_asked_about_by_nobody(slack: TinySlack, step: str, error: str) -> None:
    slack.next(step, refuses(error))

    assert shared(slack) == NotSent(reason=f"Slack takes no file: {error}")


@pytest.mark.parametrize("step", [PLACE, DONE])
def test_a_limit_for_files_is_none_for_messages(slack: TinySlack, step: str) -> None:
    slack.next(step, refuses("ratelimited", 429, **{"Retry-After": "7"}))

    assert shared(slack) == TryLater(seconds=7, reason=SHARING_LIMITED)


def test_a_bot_that_is_cut_off_waits_for_the_operator(slack: TinySlack) -> None:
    slack.next(PLACE, refuses("token_revoked"))

    assert shared(slack) == TryLater(seconds=300, reason="token_revoked")


def test_every_answer_says_which_scopes_the_token_has(slack: TinySlack) -> None:
    grants = Grants("chat:write,files:write")
    assert grants.hidden() == frozenset()
    refused = {"ok": False, "error": "missing_scope"}
    slack.next(PLACE, says(200, refused, **{"X-OAuth-Scopes": "chat:write, commands"}))
    shared(slack, grants=grants)
    assert grants.hidden() == FILES

    slack.next(PLACE, says(200, refused, **{"X-OAuth-Scopes": "chat:write, files:write"}))
    shared(slack, grants=grants)
    assert grants.hidden() == frozenset()


def test_until_slack_has_named_the_scopes_nothing_optional_is_told() -> None:
    grants = Grants()
    grants.heed({})
    assert grants.hidden() == FILES
    grants.heed({SCOPES: "files:write"})
    assert grants.hidden() == frozenset()
    grants.heed({})
    assert grants.hidden() == frozenset(), "an answer that names none says nothing"
