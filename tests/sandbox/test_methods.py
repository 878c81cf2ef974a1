"""The Web API: what it answers and what it refuses, in Slack's own words."""

import json
import urllib.request
from email.utils import parsedate_to_datetime

from slack_sdk import WebClient

from sandbox import Person, Server, Workspace, serve
from sandbox.api import ANSWERS
from sandbox.limits import TIERS
from sandbox.methods import METHODS
from tests.sandbox.conftest import refusal
from tests.sandbox.parts import MANIFEST, Json, actions, button, home, section


def test_every_method_in_the_table_is_answered() -> None:
    assert set(ANSWERS) == set(METHODS)
    assert {each.tier for each in METHODS.values()} <= set(TIERS)


def test_the_token_decides_who_may_call(ws: Workspace, server: Server) -> None:
    def error_with(token: str | None, method: str = "users.list") -> str:
        return str(refusal(WebClient(token=token, base_url=server.api_url).api_call, method)["error"])

    assert error_with(None) == "not_authed"
    assert error_with("xoxb-other") == "invalid_auth"
    assert error_with(ws.app_token) == "not_allowed_token_type"
    assert error_with(ws.bot_token, "apps.connections.open") == "not_allowed_token_type"
    assert error_with(ws.bot_token, "chat.shout") == "unknown_method"


def test_auth_test_tells_scopes_and_the_time_of_the_workspace(client: WebClient, ws: Workspace) -> None:
    answer = client.auth_test()
    headers = {name.lower(): value for name, value in answer.headers.items()}
    assert (answer["team_id"], answer["user_id"], answer["bot_id"]) == (ws.team_id, ws.bot_user_id, ws.bot_id)
    assert headers["x-oauth-scopes"] == "chat:write,commands,files:write,mpim:write,users:read"
    assert parsedate_to_datetime(headers["date"]) == ws.now()


def test_a_scope_the_manifest_lacks_is_named(client: WebClient, ana: Person) -> None:
    answer = refusal(client.users_lookupByEmail, email=ana.email)
    assert (answer["error"], answer["needed"]) == ("missing_scope", "users:read.email")
    assert "chat:write" in answer["provided"]
    assert refusal(client.conversations_open, users=[ana.id])["needed"] == "im:write"


def test_a_tokens_end_is_told_in_its_own_word(client: WebClient, ws: Workspace) -> None:
    ws.uninstall()
    assert refusal(client.auth_test)["error"] == "account_inactive"
    ws.revoke_tokens()
    assert refusal(client.auth_test)["error"] == "token_revoked"
    ws.install_again()
    assert client.auth_test()["ok"]


def test_arguments_that_are_missing_or_unknown_are_refused(client: WebClient, ana: Person) -> None:
    def words(method: str, **arguments: object) -> Json:
        answer = refusal(client.api_call, method, json=arguments).data
        assert isinstance(answer, dict)
        return answer

    assert words("chat.postMessage", text="x")["error"] == "invalid_arguments"
    unknown = words("chat.postMessage", channel=ana.id, text="x", colour="red")
    assert unknown["response_metadata"]["messages"] == ["[ERROR] unknown argument: colour"]
    assert words("chat.postMessage", channel=ana.id)["error"] == "no_text"
    assert words("chat.postMessage", channel=ana.id, text="x", unfurl_links="maybe")["error"] == "invalid_arguments"
    assert words("files.getUploadURLExternal", filename="a.txt")["error"] == "missing_argument"
    assert words("conversations.open")["error"] == "users_list_not_supplied"
    assert words("views.publish", user_id="U1", view="{")["error"] == "invalid_arguments"
    assert words("chat.postMessage", channel=ana.id, text="x", team_id="T1")["error"] == "team_access_not_granted"


def test_forms_queries_and_json_say_the_same(ws: Workspace, server: Server, ana: Person) -> None:
    blocks = json.dumps([section("form")])
    client = WebClient(token=ws.bot_token, base_url=server.api_url)
    assert client.api_call("chat.postMessage", data={"channel": ana.id, "text": "a", "blocks": blocks})["ok"]
    assert client.api_call("users.info", http_verb="GET", params={"user": ana.id})["user"]["id"] == ana.id
    assert refusal(client.api_call, "chat.postMessage", data={"channel": ana.id, "blocks": "{"})["error"] == (
        "invalid_blocks_format"
    )
    request = urllib.request.Request(server.api_url + "auth.test", data=b"token=" + ws.bot_token.encode())  # noqa: S310
    with urllib.request.urlopen(request) as answer:  # noqa: S310 - loopback
        assert json.load(answer)["ok"]


def test_a_message_to_a_person_opens_their_dm(client: WebClient, server: Server, ana: Person) -> None:
    first = client.chat_postMessage(channel=ana.id, text="one")
    second = client.chat_postMessage(channel=first["channel"], text="two")
    assert first["channel"].startswith("D")
    assert second["ts"] > first["ts"]
    assert [each.text for each in server.as_person(ana).dm] == ["one", "two"]


def test_metadata_is_checked_and_kept(client: WebClient, server: Server, ana: Person, ws: Workspace) -> None:
    metadata = {"event_type": "pulse", "event_payload": {"number": 7}}
    client.chat_postMessage(channel=ana.id, text="x", metadata=metadata)
    assert server.as_person(ana).dm[0].metadata == metadata
    assert ws.ledger[-1].metadata == metadata
    for wrong in ({"event_type": "pulse"}, metadata | {"more": 1}, {"event_type": "", "event_payload": {}}):
        answer = refusal(client.chat_postMessage, channel=ana.id, text="x", metadata=wrong)
        assert answer["error"] == "invalid_metadata_format"


def test_where_the_bot_may_not_post(client: WebClient, ws: Workspace, ana: Person, ben: Person) -> None:
    def error_in(target: str) -> str:
        return str(refusal(client.chat_postMessage, channel=target, text="x")["error"])

    public = ws.add_channel("open", members=[ana.id])
    private = ws.add_channel("closed", members=[ana.id], private=True)
    joined = ws.add_channel("joined", members=[ana.id], bot_is_member=True)
    assert error_in(public.id) == "not_in_channel"
    assert error_in(private.id) == "channel_not_found"
    assert error_in("C404") == error_in("U404") == "channel_not_found"
    assert client.chat_postMessage(channel=joined.id, text="x")["ok"]
    ws.kick_bot(joined.id)
    assert error_in(joined.id) == "not_in_channel"
    ws.invite(joined.id, ws.bot_user_id)
    ws.archive(joined.id)
    assert error_in(joined.id) == "is_archived"
    dm = client.chat_postMessage(channel=ben.id, text="x")["channel"]
    ws.change_person(ben.id, deleted=True)
    assert error_in(ben.id) == error_in(dm) == "user_disabled"
    assert error_in(ws.bot_user_id) == "cannot_dm_bot"


def test_without_a_messages_tab_there_is_no_dm() -> None:
    features = MANIFEST["features"] | {"app_home": {"home_tab_enabled": False}}
    with_tabs_off = Workspace(MANIFEST | {"features": features}, name="Quay")
    ada = with_tabs_off.add_person("ada")
    with serve(with_tabs_off) as server:
        client = WebClient(token=with_tabs_off.bot_token, base_url=server.api_url)
        assert refusal(client.chat_postMessage, channel=ada.id, text="x")["error"] == "messages_tab_disabled"
        assert refusal(client.views_publish, user_id=ada.id, view=home())["error"] == "not_enabled"


def test_only_its_own_living_messages_can_be_changed(
    client: WebClient, server: Server, ws: Workspace, ana: Person
) -> None:
    leads = ws.add_channel("leads", members=[ana.id], bot_is_member=True)
    theirs = server.as_person(ana).say(leads.id, "mine")
    assert refusal(client.chat_update, channel=leads.id, ts=theirs.ts, text="x")["error"] == "cant_update_message"
    assert refusal(client.chat_delete, channel=leads.id, ts=theirs.ts)["error"] == "cant_delete_message"
    ours = client.chat_postMessage(channel=leads.id, text="one")
    client.chat_update(channel=leads.id, ts=ours["ts"], text="two")
    assert [each.text for each in server.as_person(ana).messages(leads.id)] == ["mine", "two"]
    client.chat_delete(channel=leads.id, ts=ours["ts"])
    assert refusal(client.chat_update, channel=leads.id, ts=ours["ts"], text="x")["error"] == "message_not_found"
    assert [each.kind for each in ws.ledger] == ["post", "update", "delete"]


def test_an_ephemeral_message_is_for_one_member(
    client: WebClient, server: Server, ws: Workspace, ana: Person, ben: Person
) -> None:
    leads = ws.add_channel("leads", members=[ana.id, ben.id], bot_is_member=True)
    ts = client.chat_postEphemeral(channel=leads.id, user=ana.id, text="psst")["message_ts"]
    assert [each.text for each in server.as_person(ana).messages(leads.id)] == ["psst"]
    assert server.as_person(ben).messages(leads.id) == []
    assert refusal(client.chat_update, channel=leads.id, ts=ts, text="x")["error"] == "message_not_found"
    stranger = ws.add_person("max")
    answer = refusal(client.chat_postEphemeral, channel=leads.id, user=stranger.id, text="x")
    assert answer["error"] == "user_not_in_channel"


def test_texts_have_an_end(client: WebClient, ana: Person) -> None:
    assert refusal(client.chat_postMessage, channel=ana.id, text="x" * 40_001)["error"] == "msg_too_long"
    blocks = [section("x" * 3000)] * 5
    assert refusal(client.chat_postMessage, channel=ana.id, text="x", blocks=blocks)["error"] == "msg_blocks_too_long"


def test_the_same_people_share_one_group_dm(client: WebClient, ws: Workspace, ana: Person, ben: Person) -> None:
    first = client.conversations_open(users=[ana.id, ben.id])["channel"]["id"]
    again = client.conversations_open(users=f"{ben.id},{ana.id}")
    assert again["channel"]["id"] == first
    assert again["already_open"]
    crowd = [ws.add_person(f"p{number}").id for number in range(9)]
    assert refusal(client.conversations_open, users=crowd)["error"] == "too_many_users"
    assert refusal(client.conversations_open, users=[ana.id, "U404"])["error"] == "user_not_found"
    ws.change_person(ben.id, deleted=True)
    assert refusal(client.conversations_open, users=[ana.id, ben.id])["error"] == "user_disabled"


def test_a_person_is_described_in_their_own_zone_and_language(client: WebClient, ws: Workspace, ana: Person) -> None:
    user = client.users_info(user=ana.id, include_locale=True)["user"]
    assert (user["tz"], user["tz_offset"], user["locale"]) == ("Europe/Berlin", 7200, "de-DE")
    assert "email" not in user["profile"]
    assert "locale" not in client.users_info(user=ana.id)["user"]
    ws.change_person(ana.id, deleted=True)
    gone = client.users_info(user=ana.id, include_locale=True)["user"]
    assert gone["deleted"]
    assert "tz" not in gone
    assert refusal(client.users_info, user="U404")["error"] == "user_not_found"


def test_a_stranger_belongs_to_another_workspace(client: WebClient, ws: Workspace) -> None:
    stranger = ws.add_person("zoe", is_stranger=True)
    user = client.users_info(user=stranger.id)["user"]
    assert user["is_stranger"]
    assert user["team_id"] != ws.team_id


def test_the_list_of_people_comes_in_pages(client: WebClient, ws: Workspace) -> None:
    for number in range(5):
        ws.add_person(f"p{number}")
    seen: list[str] = []
    cursor = ""
    while True:
        answer = client.users_list(limit=3, cursor=cursor)
        seen += [each["id"] for each in answer["members"]]
        cursor = answer["response_metadata"]["next_cursor"]
        if not cursor:
            break
    assert seen == list(ws.people)
    assert refusal(client.users_list, cursor="nonsense")["error"] == "invalid_cursor"


def test_an_uninstalled_app_is_gone_for_people_too(
    ws: Workspace, server: Server, client: WebClient, ana: Person
) -> None:
    client.chat_postMessage(channel=ana.id, text="x", blocks=[actions(button())])
    ws.uninstall()
    you = server.as_person(ana)
    assert you.command("/helm").warning == "/helm is not a valid command."
    assert not you.click(you.dm[0], "yes").acknowledged
