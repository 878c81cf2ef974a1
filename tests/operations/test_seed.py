"""Laws of how a trial begins: everybody is somebody, and each beginning is a fresh workspace with a fresh memory."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import yaml

import app
from bot.clock import Clock
from bot.domain.health import SignalKind, signals
from bot.domain.stages import Stage, Status
from operations.company import LEA, MATCHES, MENTEES, MENTORS, PEOPLE, Way
from operations.openings import GREETING, OPENINGS
from operations.seasons import WEEKS
from operations.seed import PLAYS
from operations.trying import Trial, free_port, local_settings, usages
from sandbox import Server, Workspace, serve


def town(clock: Clock) -> Workspace:
    """A workspace with our manifest."""
    return Workspace(manifest=yaml.safe_load(app.MANIFEST.read_text()), now=clock.now, name="Harbour")


@pytest.fixture
def server() -> Iterator[Server]:
    with serve(town(Clock())) as running:
        yield running


@pytest.fixture
def trial(server: Server, tmp_path: Path) -> Iterator[Trial[Workspace]]:
    made = Trial(make_town=town, make_bot=app.build, settings=local_settings, plays=PLAYS, folder=tmp_path)
    with made.running(server):
        yield made


def test_forty_people_in_eight_zones_or_more_each_with_a_name_of_their_own() -> None:
    assert len(PEOPLE) == 40
    assert len({each.tz for each in PEOPLE}) >= 8
    assert max(Counter(each.name for each in PEOPLE).values()) == 1


def test_every_pair_is_a_mentor_and_a_mentee_and_nobody_has_two_mentors() -> None:
    assert {each.mentor for each in MATCHES} <= {each.name for each in MENTORS}
    assert {each.mentee for each in MATCHES} <= {each.name for each in MENTEES}
    assert max(Counter(each.mentee for each in MATCHES).values()) == 1
    assert {each.way for each in MATCHES} == set(Way)
    assert all(each.week < WEEKS for each in MATCHES)


def test_the_forty_come_to_every_stage_and_every_status_and_some_need_somebody(
    trial: Trial[Workspace], server: Server
) -> None:
    trial.begin("full")
    town = server.workspace
    assert town.refusals == []
    with trial.reading() as work:
        (program,) = work.tx.programs.of_workspace(town.team_id)
        facts = work.tx.pairs.facts(work.tx.pairs.of_program(program.id)).values()
        needs = [signals(each, work.now) for each in facts]
    active = {each.pair.stage for each in facts if each.pair.status is Status.ACTIVE}
    assert active == set(Stage)
    assert {each.pair.status for each in facts} >= {Status.ACTIVE, Status.PAUSED, Status.ENDED}
    found = {signal.kind for each in needs for signal in each}
    assert found >= {SignalKind.NOT_STARTED, SignalKind.SILENT, SignalKind.UNSIGNED}
    assert sum(not each for each in needs) > len(needs) // 2, "most of them are well"


def test_every_opening_has_its_play_and_somebody_to_be() -> None:
    assert {each.key for each in OPENINGS} == set(PLAYS)
    assert {each.persona for each in OPENINGS} <= {LEA.name, *(each.name for each in MENTORS)}
    assert len(GREETING.sentences) == 3


def test_the_tour_begins_with_a_question_to_ana(trial: Trial[Workspace], server: Server) -> None:
    trial.begin("tour")
    ana = server.workspace.person_named(GREETING.persona)
    assert ana is not None
    question = server.as_person(ana).dm[-1]
    assert "proposal_yes" in {action for action, _, _ in question.buttons()}
    assert all(server.as_person(each).view is None for each in server.workspace.people)
    assert server.workspace.refusals == []


def test_beginning_again_forgets_everything(trial: Trial[Workspace], server: Server) -> None:
    trial.begin("tour")
    first = server.workspace
    trial.begin("empty")
    assert server.workspace is not first
    lea = server.workspace.person_named("lea")
    assert lea is not None
    answer = server.as_person(lea).command("/mentor", "stage")
    assert answer.acknowledged
    assert not any(server.workspace.messages[each.id] for each in server.as_person(lea).conversations if each.name)


def test_time_moves_in_the_bot_that_runs_now(trial: Trial[Workspace], server: Server) -> None:
    assert trial.next_due() is None
    trial.begin("tour")
    due = trial.next_due()
    assert due is not None
    trial.advance(due + timedelta(seconds=1))
    assert server.workspace.now() > due


def test_what_can_be_typed_is_explained_as_the_bot_explains_it() -> None:
    found = dict(usages())
    assert "/mentor join" in found
    assert all(words.startswith("/mentor ") and about for words, about in found.items())


def test_a_taken_port_is_left_to_who_has_it(server: Server) -> None:
    assert free_port(server.port) == 0
