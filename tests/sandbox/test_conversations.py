"""Reading who is where: by kind, page by page, and never what they say."""

from collections.abc import Iterator

import pytest
from slack_sdk import WebClient

from sandbox import Server, Workspace, serve
from tests.sandbox.conftest import refusal
from tests.sandbox.parts import MANIFEST


@pytest.fixture
def reading() -> Iterator[Server]:
    bot = [*MANIFEST["oauth_config"]["scopes"]["bot"], "channels:read", "im:write"]
    with serve(Workspace(MANIFEST | {"oauth_config": {"scopes": {"bot": bot}}}, name="Reading")) as server:
        yield server


@pytest.fixture
def reader(reading: Server) -> WebClient:
    return WebClient(token=reading.workspace.bot_token, base_url=reading.api_url, retry_handlers=[])


def test_members_come_in_pages(reading: Server, reader: WebClient) -> None:
    people = [reading.workspace.add_person(f"p{number}").id for number in range(5)]
    channel = reading.workspace.add_channel("crew", members=people)
    first = reader.conversations_members(channel=channel.id, limit=3)
    cursor = first["response_metadata"]["next_cursor"]
    rest = reader.conversations_members(channel=channel.id, limit=3, cursor=cursor)
    assert first["members"] + rest["members"] == people
    assert rest["response_metadata"]["next_cursor"] == ""
    assert refusal(reader.conversations_members, channel=channel.id, limit=5000)["error"] == "invalid_limit"


def test_each_kind_of_conversation_needs_its_scope(reading: Server, reader: WebClient) -> None:
    ws = reading.workspace
    public, private = ws.add_channel("open"), ws.add_channel("closed", private=True, bot_is_member=True)
    info = reader.conversations_info(channel=public.id, include_num_members=True)["channel"]
    assert (info["name"], info["is_member"], info["num_members"]) == ("open", False, 0)
    assert refusal(reader.conversations_info, channel=private.id)["needed"] == "groups:read"
    assert refusal(reader.conversations_info, channel="C404")["error"] == "channel_not_found"


def test_the_list_holds_what_was_asked_for(reading: Server, reader: WebClient) -> None:
    ws = reading.workspace
    ws.archive(ws.add_channel("old").id)
    ws.add_channel("new")
    ws.add_channel("closed", private=True, bot_is_member=True)
    named = reader.conversations_list(exclude_archived=True, types="public_channel,private_channel")["channels"]
    assert [each["name"] for each in named] == ["new"]
    assert refusal(reader.conversations_list, types="secret")["error"] == "invalid_types"


def test_a_conversation_is_opened_with_one_person_or_more(reading: Server, reader: WebClient) -> None:
    ana = reading.workspace.add_person("ana")
    dm = reader.conversations_open(users=[ana.id], return_im=True)["channel"]
    assert (dm["is_im"], dm["user"]) == (True, ana.id)
    assert reader.conversations_open(channel=dm["id"])["channel"]["id"] == dm["id"]
    public = reading.workspace.add_channel("open")
    answer = refusal(reader.conversations_open, channel=public.id)
    assert answer["error"] == "method_not_supported_for_channel_type"


def test_no_method_reads_what_people_say(reader: WebClient) -> None:
    assert refusal(reader.conversations_history, channel="C1")["error"] == "unknown_method"
