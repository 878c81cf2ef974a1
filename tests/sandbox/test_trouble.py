"""Rates, faults, uploads and the traffic log: what happens around a call."""

import urllib.error
import urllib.request

import pytest
from slack_sdk import WebClient

from sandbox import Fault, Person, Server, Workspace
from tests.sandbox.conftest import Hands, refusal


def test_a_tier_is_a_sliding_minute(client: WebClient, clock: Hands) -> None:
    for _ in range(20):
        client.users_list()
    refused = refusal(client.users_list)
    assert refused.status_code == 429
    assert refused["error"] == "ratelimited"
    assert {name.lower(): value for name, value in refused.headers.items()}["retry-after"] == "60"
    clock.forward(seconds=59)
    assert refusal(client.users_list)["error"] == "ratelimited"
    clock.forward(seconds=1)
    assert client.users_list()["ok"]


def test_a_channel_takes_a_short_burst_then_one_message_a_second(client: WebClient, ana: Person, clock: Hands) -> None:
    for _ in range(3):
        client.chat_postMessage(channel=ana.id, text="x")
    assert refusal(client.chat_postMessage, channel=ana.id, text="x").status_code == 429
    clock.forward(seconds=1)
    assert client.chat_postMessage(channel=ana.id, text="x")["ok"]
    assert refusal(client.chat_postMessage, channel=ana.id, text="x").status_code == 429


def test_stamps_are_unique_while_the_clock_stands_still(client: WebClient, ana: Person, ben: Person) -> None:
    stamps = [client.chat_postMessage(channel=each.id, text="x")["ts"] for each in (ana, ben, ana, ben)]
    assert sorted(set(stamps)) == stamps


def test_a_file_is_uploaded_then_shared(client: WebClient, server: Server, ws: Workspace, ana: Person) -> None:
    dm = client.chat_postMessage(channel=ana.id, text="x")["channel"]
    done = client.files_upload_v2(
        content=b"BEGIN", filename="a.ics", title="Meeting", channel=dm, initial_comment="Here"
    )
    shared = server.as_person(ana).dm[-1]
    assert (shared.text, shared.files) == ("Here", (done["files"][0]["id"],))
    assert ws.uploads.file(shared.files[0]).content == b"BEGIN"
    assert refusal(client.files_completeUploadExternal, files=[{"id": "F404"}])["error"] == "file_not_found"
    again = client.files_getUploadURLExternal(filename="b.ics", length=4)
    to_person = refusal(client.files_completeUploadExternal, files=[{"id": again["file_id"]}], channel_id=ana.id)
    assert to_person["error"] == "invalid_channel"


def test_an_address_for_a_file_is_asked_for_by_form_with_its_name_and_length(client: WebClient) -> None:
    method = "files.getUploadURLExternal"
    assert client.api_call(method, params={"filename": "a.ics", "length": 4})["ok"]
    assert refusal(client.api_call, method, json={"filename": "a.ics", "length": 4})["error"] == "missing_argument"
    assert refusal(client.api_call, method, params={"filename": "a.ics", "length": 0})["error"] == "invalid_arguments"


def test_bytes_of_another_length_are_no_file(client: WebClient) -> None:
    place = client.files_getUploadURLExternal(filename="a.ics", length=4)
    with pytest.raises(urllib.error.HTTPError, match="400"):
        urllib.request.urlopen(place["upload_url"], data=b"BEGIN")  # noqa: S310 - the workspace on this machine
    share = {"files": [{"id": place["file_id"]}], "channel_id": "D0NOBODY"}
    assert refusal(client.files_completeUploadExternal, **share)["error"] == "channel_not_found"
    assert refusal(client.files_completeUploadExternal, files=[{"id": place["file_id"]}])["error"] == "file_not_found"


def test_traffic_keeps_no_token(client: WebClient, ws: Workspace, ana: Person) -> None:
    client.chat_postMessage(channel=ana.id, text="x")
    line = ws.traffic.calls("chat.postMessage")[0]
    assert line.token == "xoxb-…"
    assert line.answer["ok"]
    assert ws.bot_token not in repr(list(ws.traffic))


@pytest.mark.parametrize(
    ("kind", "posted"), [("http_500", 0), ("drop_before", 0), ("drop_after_accept", 1), ("error:internal_error", 0)]
)
def test_faults_happen_as_often_as_ordered(
    client: WebClient, ws: Workspace, ana: Person, kind: str, posted: int
) -> None:
    ws.faults.add(Fault(method="chat.postMessage", kind=kind))
    with pytest.raises(Exception):  # noqa: B017, PT011 - each kind fails in the client's own way
        client.chat_postMessage(channel=ana.id, text="x")
    assert len(ws.ledger) == posted
    assert client.chat_postMessage(channel=ana.id, text="x")["ok"]


def test_a_fault_can_limit_or_delay(client: WebClient, ws: Workspace, ana: Person) -> None:
    ws.faults.add(Fault(method="chat.postMessage", kind="ratelimited", times=2))
    ws.faults.add(Fault(method="chat.postMessage", kind="latency:0.05"))
    for _ in range(2):
        assert refusal(client.chat_postMessage, channel=ana.id, text="x").status_code == 429
    assert client.chat_postMessage(channel=ana.id, text="x")["ok"]
    with pytest.raises(ValueError, match="unknown fault"):
        Fault(method="x", kind="gremlins")
