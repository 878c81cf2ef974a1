"""PostgreSQL dies in a drain, or breaks transactions off: it costs time, a sentence to the person, and no message."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.slack.window import AT_ONCE
from sandbox import CommandResult, Fault
from tests.crash import records
from tests.crash.harbour import Child, Harbour, a_harbour
from tests.crash.own_postgres import OwnPostgres, own_postgres
from tests.crash.scene import LATER, Scene

SCENE = Scene(pairs=20, rounds=2, couples=2)
MISTAKE = "I could not finish that"
STUMBLED = "courier.stumbled"
TIMES = 3
BREAK_OFF = """
CREATE SEQUENCE tries;
CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF nextval('tries') IN (2, 5, 9) THEN
        RAISE EXCEPTION 'broken off' USING ERRCODE = '{code}';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER break_off AFTER UPDATE ON outbox FOR EACH STATEMENT EXECUTE FUNCTION break_off();
"""
"""As the server does with one of several transactions that stand in each other's way. A sequence counts on through
rollbacks, so that a second try succeeds."""
BREAK_OFF_A_PAIR = """
CREATE SEQUENCE pairings;
CREATE FUNCTION break_pairing_off() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF nextval('pairings') = 1 THEN
        RAISE EXCEPTION 'broken off' USING ERRCODE = '{code}';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER break_pairing_off AFTER INSERT ON pair FOR EACH STATEMENT EXECUTE FUNCTION break_pairing_off();
"""


@pytest.fixture
def mortal() -> Iterator[OwnPostgres]:
    """A server for this test alone."""
    with own_postgres() as server:
        yield server


def begun(harbour: Harbour) -> Child:
    """A process, connected."""
    child = harbour.start()
    child.begun()
    return child


def pair_one(harbour: Harbour) -> CommandResult:
    """Lea proposes the first couple once."""
    lea = harbour.ws.person_named("lea")
    assert lea is not None
    mentor, mentee = harbour.couples[0]
    return harbour.server.as_person(lea.id).command("/mentor", f"pair <@{mentor}> <@{mentee}>")


def kill_with_letters_in_the_air(harbour: Harbour, child: Child, server: OwnPostgres) -> None:
    """The server dies while Slack takes messages whose end cannot be written down now."""
    harbour.ws.faults.add(Fault(method="chat.postMessage", kind="latency:0.3", times=AT_ONCE))
    harbour.drift.move(10)
    child.order("wake")
    harbour.wait(lambda: bool(records.leased(harbour.store)))
    stumbles = harbour.log.count(STUMBLED)
    server.kill()
    harbour.wait(lambda: harbour.log.count(STUMBLED) > stumbles)


def test_a_server_that_is_killed_in_a_drain_costs_time_and_no_message(mortal: OwnPostgres, tmp_path: Path) -> None:
    with a_harbour(mortal.url, tmp_path, SCENE) as harbour:
        child = begun(harbour)
        for part in (1, 2):
            harbour.pass_time(child, lambda part=part: harbour.posted >= part * SCENE.pairs)  # type: ignore[misc]  # binds
            kill_with_letters_in_the_air(harbour, child, mortal)
            said = pair_one(harbour)
            mortal.start()
            assert said.acknowledged
            assert MISTAKE in said.messages[-1].text
        harbour.pair_couples(child)
        harbour.pass_span(child, LATER)
        found = harbour.check()

        assert (found.doubled, child.is_alive) == (0, True)
        assert found.posted >= SCENE.due + SCENE.couples


@pytest.mark.parametrize("code", ["40001", "40P01"], ids=["serialization failure", "deadlock"])
def test_transactions_that_the_server_breaks_off_cost_time_and_no_message(
    postgres_url: str, tmp_path: Path, code: str
) -> None:
    with a_harbour(postgres_url, tmp_path, SCENE) as harbour:
        with harbour.store.engine.begin() as connection:
            for script in (BREAK_OFF, BREAK_OFF_A_PAIR):
                connection.execute(text(script.format(code=code)))
        child = begun(harbour)
        first, second = pair_one(harbour), pair_one(harbour)
        while harbour.log.count(STUMBLED) < TIMES:
            harbour.drift.move(1)
            child.order("wake")
        harbour.pass_span(child, LATER)
        found = harbour.check()

        assert MISTAKE in first.messages[-1].text
        assert MISTAKE not in second.messages[-1].text
        assert found.doubled == 0
        assert found.posted > SCENE.due
