"""The socket is away, comes and goes, says things twice, late and out of order: nothing is lost, nothing doubled."""

import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from sandbox import CommandResult
from sandbox.wire import Json
from tests.crash import records
from tests.crash.harbour import Child, Harbour, a_harbour
from tests.crash.scene import LATER, Scene

SCENE = Scene(pairs=10, rounds=2, couples=3)
STORM = 100
"""Slack's limit for asking for a new address is about fifty a minute."""


@pytest.fixture
def harbour(sqlite_url: str, tmp_path: Path) -> Iterator[Harbour]:
    """What comes over the socket is the same whatever the database."""
    with a_harbour(sqlite_url, tmp_path, SCENE, ack_seconds=3.0) as built:
        yield built


@pytest.fixture
def child(harbour: Harbour) -> Child:
    """The bot, connected."""
    started = harbour.start()
    started.begun()
    harbour.server.wait_connected()
    return started


def pair_one(harbour: Harbour) -> CommandResult:
    """Lea proposes the next couple."""
    lea = harbour.ws.person_named("lea")
    assert lea is not None
    mentor, mentee = harbour.couples.pop()
    return harbour.server.as_person(lea.id).command("/mentor", f"pair <@{mentor}> <@{mentee}>")


def asked_for_an_address(harbour: Harbour) -> int:
    """How often the bot asked Slack where the socket is."""
    return len(harbour.ws.traffic.calls("apps.connections.open"))


def test_an_outage_of_the_socket_longer_than_a_tickets_life_holds_no_message_up(harbour: Harbour, child: Child) -> None:
    hub = harbour.server.hub
    hub.shut()
    harbour.drain(child)
    posted = harbour.posted
    unheard = pair_one(harbour)
    harbour.wait(lambda: harbour.ws.tickets.given > 0)
    hub.reopen()
    harbour.server.wait_connected(20)
    heard = pair_one(harbour)
    harbour.pass_span(child, LATER)
    found = harbour.check()

    assert posted >= SCENE.due
    assert (unheard.acknowledged, heard.warning) == (False, None)
    assert found.posted > posted
    assert found.doubled == 0


@pytest.mark.parametrize("reason", ["warning", "refresh_requested"])
def test_a_storm_of_disconnects_is_one_new_connection(harbour: Harbour, child: Child, reason: str) -> None:
    before = asked_for_an_address(harbour)
    for _ in range(STORM):
        harbour.server.hub.disconnect(reason)
    harbour.wait(lambda: asked_for_an_address(harbour) > before)
    said = [pair_one(harbour) for _ in range(2)]
    harbour.pass_span(child, LATER)
    found = harbour.check()

    assert [each.warning for each in said] == [None, None]
    assert asked_for_an_address(harbour) - before <= 2
    assert harbour.server.hub.connected <= 2
    assert found.doubled == 0


def live_a_little(harbour: Harbour, child: Child) -> None:
    """People type, press, look at Home and move."""
    harbour.pair_couples(child)
    harbour.pass_span(child, LATER)
    for name, action in (("mentor0", "proposal_yes"), ("mentee0", "proposal_yes"), ("mentor1", "proposal_no")):
        who = harbour.person(name)
        assert who.click(who.dm[-1], action).warning is None
        harbour.drain(child)
    ana = harbour.person("ana0")
    assert ana.click(ana.dm[0], "check_in_met").warning is None
    ana.open_home()
    harbour.wait(lambda: ana.home is not None)
    harbour.ws.change_person(ana.id, tz="Asia/Tokyo")
    harbour.wait(lambda: records.zone_of(harbour.store, ana.id) == "Asia/Tokyo")
    harbour.pass_span(child, LATER)


def test_what_comes_again_late_and_in_any_order_changes_nothing(harbour: Harbour, child: Child) -> None:
    live_a_little(harbour, child)
    told, known = {entry.id for entry in records.outbox(harbour.store)}, records.people_and_pairs(harbour.store)
    posts = [line.reference for line in harbour.ws.ledger if line.kind == "post"]
    again = 2 * [(line.kind, line.envelope) for line in harbour.ws.traffic.payloads()]
    random.Random(7).shuffle(again)
    hub = harbour.server.hub
    for kind, envelope in again:
        answers = envelope["accepts_response_payload"]
        hub.settle(hub.send(kind, envelope["payload"], answers=answers, attempt=1))  # type: ignore[arg-type]  # a kind
    harbour.pass_span(child, timedelta(hours=1))
    harbour.check()

    assert len(again) > 16
    assert {entry.id for entry in records.outbox(harbour.store)} == told
    assert records.people_and_pairs(harbour.store) == known
    assert [line.reference for line in harbour.ws.ledger if line.kind == "post"] == posts


def test_of_two_changes_that_come_in_the_wrong_order_the_later_one_holds(harbour: Harbour, child: Child) -> None:
    ben, events, hub = harbour.person("ben0"), list[Json](), harbour.server.hub
    harbour.ws.on_event = events.append
    for zone in ("Asia/Tokyo", "America/New_York"):
        harbour.ws.change_person(ben.id, tz=zone)
    for event in reversed(events):
        hub.send_event(event)
        harbour.wait(lambda event=event: acknowledged(harbour, event))  # type: ignore[misc]  # a default binds

    assert records.zone_of(harbour.store, ben.id) == "America/New_York"
    assert child.is_alive


def acknowledged(harbour: Harbour, event: Json) -> bool:
    """Whether the bot took it."""
    lines = harbour.ws.traffic.payloads("events_api")
    return any(line.acknowledged and line.envelope["payload"]["event"] == event for line in lines)
