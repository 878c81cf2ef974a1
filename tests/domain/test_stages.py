"""The stage table, walked whole; and the history that tells of each step."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from bot.domain.pairs import Move, change
from bot.domain.stages import Event, IllegalStageChange, Stage, Status, stage_after, status_after
from tests.support.people_of_the_house import NOW, a_pair, ana, ben

I, G, M, C = Stage.INITIATION, Stage.GROWTH, Stage.MATURITY, Stage.CLOSURE  # noqa: E741 - as the table is drawn

STATUSES = {
    Event.START: {Status.PROPOSED: Status.ACTIVE},
    Event.STAGE: {Status.ACTIVE: Status.ACTIVE},
    Event.PAUSE: {Status.ACTIVE: Status.PAUSED},
    Event.RESUME: {Status.PAUSED: Status.ACTIVE},
    Event.RESET: {Status.ACTIVE: Status.ACTIVE, Status.PAUSED: Status.ACTIVE},
    Event.EXTEND: {Status.ACTIVE: Status.ACTIVE},
    Event.END: {Status.PROPOSED: Status.ENDED, Status.ACTIVE: Status.ENDED, Status.PAUSED: Status.ENDED},
}
FORWARD = {(I, G), (I, C), (G, M), (G, C), (M, C)}
BACK = {(G, I), (M, I), (C, I)}


def is_legal(event: Event, status: Status, stage: Stage, to: Stage | None) -> bool:
    """The table, told a second time."""
    if status not in STATUSES[event]:
        return False
    if event is Event.STAGE:
        return (stage, to) in FORWARD
    if to is None or to is stage:
        return True
    return (event is Event.RESET and (stage, to) in BACK) or (event is Event.EXTEND and stage is C)


@pytest.mark.parametrize(("event", "status", "stage", "to"), list(product(Event, Status, Stage, [None, *Stage])))
def test_a_step_happens_as_the_table_says_or_not_at_all(
    event: Event, status: Status, stage: Stage, to: Stage | None
) -> None:
    before = a_pair(status=status, stage=stage, history=4, move=Move(to=G, confirmed_by=ana().id, at=NOW))
    if not is_legal(event, status, stage, to):
        with pytest.raises(IllegalStageChange):
            change(before, event, to=to, at=NOW, actor=None, reason="a_test")
        return

    after, line = change(before, event, to=to, at=NOW, actor=ben().id, reason="a_test", evidence={"days": 3})

    assert (after.stage, after.status) == (to or stage, STATUSES[event][status])
    assert (line.stage_before, line.stage_after) == (stage, after.stage)
    assert (line.status_before, line.status_after) == (status, after.status)
    assert (line.seq, line.event, line.at, line.actor, line.evidence) == (5, event, NOW, ben().id, {"days": 3})
    assert after.history == 5
    assert after.move is None, "what was confirmed for another stage is void"


@pytest.mark.parametrize(("event", "to"), list(product(Event, [None, *Stage])))
def test_ended_is_final(event: Event, to: Stage | None) -> None:
    with pytest.raises(IllegalStageChange):
        change(a_pair(status=Status.ENDED), event, to=to, at=NOW, actor=None, reason="a_test")


def test_every_stage_leads_to_closure_and_none_out_of_it_but_a_reset_or_a_later_end() -> None:
    assert {stage_after(Event.STAGE, stage, C) for stage in (I, G, M)} == {C}
    for event, to in product(set(Event) - {Event.RESET, Event.EXTEND}, (I, G, M)):
        with pytest.raises(IllegalStageChange):
            stage_after(event, C, to)


def test_a_refused_step_says_what_cannot_happen() -> None:
    with pytest.raises(IllegalStageChange, match="start cannot happen to a pair that is ended"):
        status_after(Event.START, Status.ENDED)


def test_start_and_end_keep_their_day_and_nothing_else_touches_them() -> None:
    proposed = a_pair(status=Status.PROPOSED, started_at=None)
    started, _ = change(proposed, Event.START, at=NOW, actor=None, reason="a_test")
    later = NOW + timedelta(days=9)
    paused, _ = change(started, Event.PAUSE, at=later, actor=None, reason="a_test")
    ended, _ = change(paused, Event.END, at=later, actor=None, reason="a_test")

    assert (started.started_at, started.ended_at) == (NOW, None)
    assert (paused.started_at, paused.ended_at) == (NOW, None)
    assert (ended.started_at, ended.ended_at) == (NOW, later)
    assert replace(ended, status=Status.PAUSED, history=paused.history, ended_at=None) == paused


def test_a_line_without_evidence_has_none() -> None:
    _, line = change(a_pair(), Event.PAUSE, at=NOW, actor=None, reason="a_test")

    assert line.evidence == {}
    assert line.actor is None
