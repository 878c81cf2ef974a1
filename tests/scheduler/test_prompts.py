"""Each prompt as a table: when it is due, and what follows when it fires."""

from dataclasses import replace
from datetime import date, datetime, time
from uuid import UUID

import pytest

from bot.domain.facts import Occurrence, OccurrenceState, PairFacts
from bot.domain.meetings import Meeting
from bot.domain.notices import NoticeKind, ToPerson
from bot.domain.pairs import Move, Pair, Side
from bot.domain.prompts import Due, Prompt, plan
from bot.domain.stages import Event, Stage, Status
from scheduler.prompts import PROMPTS
from scheduler.prompts.agreement_nudge import AgreementNudgePrompt
from scheduler.prompts.check_in import CheckInPrompt
from scheduler.prompts.closure_opens import ClosureOpensPrompt
from scheduler.prompts.planned_end import PlannedEndPrompt
from scheduler.prompts.proposal_closes import ProposalClosesPrompt
from scheduler.prompts.stage_moves import StageMovesPrompt
from tests.domain.pairs_in_time import DAY, known, met
from tests.support.papers_of_the_house import a_goal, a_signed_agreement, agreed, an_agreement, an_occurrence
from tests.support.people_of_the_house import NOW, a_pair, a_proposal, ana, ben, lea

STARTED = known(pair=a_pair(started_at=NOW))
"""Monday, ten in Berlin; ends on 31 August, a Monday."""


def at(text: str) -> datetime:
    """An instant in UTC."""
    return datetime.fromisoformat(text + "+00:00")


def due(prompt: Prompt, facts: PairFacts, side: Side = Side.MENTEE) -> datetime | None:
    """When it is due on that side."""
    found = prompt.next_due(facts, side)
    return found.at if found else None


def done(
    prompt: Prompt, number: int = 1, state: OccurrenceState = OccurrenceState.DONE, finished_at: datetime = NOW
) -> tuple[Occurrence, ...]:
    """What is left of a prompt for Ben."""
    return (an_occurrence(prompt=prompt.name, number=number, state=state, finished_at=finished_at),)


GOES_ON = {Status.PAUSED: ("planned_end", "pause_ends")}
"""What a pause does not stop: the end that was planned, and its own."""


@pytest.mark.parametrize("prompt", PROMPTS, ids=lambda prompt: prompt.name)
@pytest.mark.parametrize("status", [Status.PAUSED, Status.ENDED])
def test_no_prompt_is_due_for_a_pair_that_rests_or_is_over(prompt: Prompt, status: Status) -> None:
    move = Move(to=Stage.GROWTH, confirmed_by=ana().id, at=NOW)
    facts = known(pair=a_pair(status=status, move=move, started_at=NOW))

    assert [row for row in plan(facts, [prompt]) if row.prompt not in GOES_ON.get(status, ())] == []


def test_prompts_have_names_of_their_own_and_those_that_decide_are_always_caught_up() -> None:
    assert len({prompt.name for prompt in PROMPTS}) == len(PROMPTS)
    for prompt in PROMPTS:
        assert prompt.is_unasked or prompt.grace is None


@pytest.mark.parametrize(
    ("facts", "when"),
    [
        (known(pair=a_proposal()), None),
        (STARTED, at("2026-03-09T14:45")),
        (replace(STARTED, agreements=(a_signed_agreement(),)), at("2026-03-05T09:45")),
        (replace(STARTED, agreements=(a_signed_agreement(terms=agreed(minutes=90)),)), at("2026-03-05T10:30")),
        (replace(STARTED, mentee=ben(window_end=time(15, 45))), at("2026-03-10T08:00")),
        (replace(STARTED, mentee=ben(away_until=date(2026, 3, 16))), at("2026-03-16T14:45")),
        (replace(STARTED, mentee=ben(tz="America/New_York")), at("2026-03-09T14:45")),
        (replace(STARTED, occurrences=done(CheckInPrompt())), at("2026-03-23T14:45")),
        (replace(STARTED, pair=a_pair(started_at=NOW, ends_on=date(2026, 3, 8))), None),
        (replace(STARTED, pair=a_pair(started_at=NOW, ends_on=date(2026, 3, 9))), at("2026-03-09T14:45")),
        (replace(STARTED, pair=a_pair(started_at=NOW, ends_on=None)), at("2026-03-09T14:45")),
    ],
)
def test_a_check_in_comes_in_the_first_window_after_the_expected_meeting(
    facts: PairFacts, when: datetime | None
) -> None:
    assert due(CheckInPrompt(), facts) == when


def test_a_check_in_asks_about_the_meeting_of_its_number() -> None:
    asked = Meeting(pair=a_pair().id, number=1, expected_at=at("2026-03-04T09:00"))
    facts = replace(STARTED, meetings=(asked,), occurrences=done(CheckInPrompt()))
    effects = CheckInPrompt().fire(facts, Side.MENTEE, 2, NOW)

    assert effects.meeting == Meeting(pair=a_pair().id, number=2, expected_at=at("2026-03-18T09:00"))
    assert effects.check is not None
    assert (effects.check.person, effects.check.number, effects.check.asked_at) == (ben().id, 2, NOW)
    (notice,) = effects.notices
    assert (notice.kind, notice.to, notice.facts) == (NoticeKind.CHECK_IN, ToPerson(person=ben().id), {"number": 2})
    assert notice.key == f"check_in:{a_pair().id}:{ben().id}:2"
    assert notice.expires_at == NOW + 5 * DAY
    assert (effects.pair, effects.change) == (None, None)


NUDGED = at("2026-03-23T09:00")


@pytest.mark.parametrize(
    ("facts", "when"),
    [
        (known(pair=a_proposal()), None),
        (STARTED, NUDGED),
        (replace(STARTED, agreements=(an_agreement(),)), None),
        (replace(STARTED, agreements=(an_agreement(drafted_by=ana().id, signatures=()),)), NUDGED),
        (replace(STARTED, agreements=(a_signed_agreement(),)), None),
        (replace(STARTED, agreements=(a_signed_agreement(), an_agreement(version=2, signatures=()))), None),
        (replace(STARTED, occurrences=done(AgreementNudgePrompt())), None),
        (replace(STARTED, occurrences=done(AgreementNudgePrompt(), state=OccurrenceState.SKIPPED)), None),
        (replace(STARTED, occurrences=done(AgreementNudgePrompt(), state=OccurrenceState.OPEN)), NUDGED),
        (replace(STARTED, occurrences=done(AgreementNudgePrompt(), state=OccurrenceState.DROPPED)), NUDGED),
    ],
)
def test_one_reminder_of_the_agreement_after_three_weeks(facts: PairFacts, when: datetime | None) -> None:
    prompt = AgreementNudgePrompt()
    assert due(prompt, facts) == when
    if facts.occurrences and when:
        assert prompt.next_due(facts, Side.MENTEE) == Due(number=1, at=NUDGED)


def test_the_reminder_goes_to_the_one_who_has_not_signed() -> None:
    facts = replace(STARTED, agreements=(an_agreement(),))
    (notice,) = AgreementNudgePrompt().fire(facts, Side.MENTOR, 1, NOW).notices

    assert due(AgreementNudgePrompt(), facts, Side.MENTOR) == NUDGED
    assert (notice.kind, notice.to) == (NoticeKind.AGREEMENT_NUDGE, ToPerson(person=ana().id))
    assert notice.expires_at == NOW + 14 * DAY


CLOSES = at("2026-08-03T07:00")


@pytest.mark.parametrize(
    ("facts", "when"),
    [
        (known(pair=a_proposal(ends_on=date(2026, 8, 31))), None),
        (STARTED, CLOSES),
        (known(pair=a_pair(ends_on=None)), None),
        (known(pair=a_pair(stage=Stage.CLOSURE)), CLOSES),
        (replace(STARTED, mentee=ben(away_until=date(2026, 8, 10))), at("2026-08-10T07:00")),
        (replace(STARTED, occurrences=done(ClosureOpensPrompt(), finished_at=CLOSES)), None),
        (
            replace(STARTED, occurrences=done(ClosureOpensPrompt(), state=OccurrenceState.SKIPPED, finished_at=CLOSES)),
            None,
        ),
        # Told before the end was moved: it is told again before the new one.
        (replace(STARTED, occurrences=done(ClosureOpensPrompt(), finished_at=NOW)), CLOSES),
        (replace(STARTED, occurrences=done(ClosureOpensPrompt(), state=OccurrenceState.DROPPED)), CLOSES),
    ],
)
def test_closure_opens_four_weeks_before_the_end(facts: PairFacts, when: datetime | None) -> None:
    assert due(ClosureOpensPrompt(), facts) == when


@pytest.mark.parametrize("stage", Stage)
def test_the_first_of_the_two_carries_the_stage_change(stage: Stage) -> None:
    effects = ClosureOpensPrompt().fire(known(pair=a_pair(stage=stage)), Side.MENTOR, 1, NOW)

    assert [notice.to for notice in effects.notices] == [ToPerson(person=ana().id)]
    if stage is Stage.CLOSURE:
        assert (effects.pair, effects.change) == (None, None)
    else:
        assert effects.pair is not None
        assert effects.change is not None
        assert (effects.pair.stage, effects.change.reason) == (Stage.CLOSURE, "planned_end_near")


def test_a_pair_ends_when_its_last_day_is_over_for_both() -> None:
    prompt = PlannedEndPrompt()

    assert due(prompt, STARTED) == at("2026-08-31T22:00")
    assert due(prompt, replace(STARTED, mentor=ana(tz="Asia/Tokyo"))) == at("2026-08-31T22:00")
    assert due(prompt, replace(STARTED, mentor=ana(tz="America/Los_Angeles"))) == at("2026-09-01T07:00")
    assert due(prompt, STARTED, Side.MENTOR) is None
    assert due(prompt, known(pair=a_pair(ends_on=None))) is None
    assert due(prompt, known(pair=a_proposal(ends_on=date(2026, 8, 31)))) is None


def test_both_are_thanked_at_the_planned_end_in_their_own_window() -> None:
    midnight = at("2026-08-31T22:00")
    effects = PlannedEndPrompt().fire(replace(STARTED, mentee=ben(tz="America/New_York")), Side.MENTEE, 1, midnight)

    assert effects.change is not None
    assert (effects.change.event, effects.change.actor, effects.change.reason) == (Event.END, None, "planned_end")
    assert [(notice.to, notice.not_before) for notice in effects.notices] == [
        (ToPerson(person=ana().id), at("2026-09-01T07:00")),
        (ToPerson(person=ben().id), at("2026-09-01T13:00")),
    ]
    gone = PlannedEndPrompt().fire(replace(STARTED, mentor=ana(is_deactivated=True)), Side.MENTEE, 1, midnight)
    assert [notice.to for notice in gone.notices] == [ToPerson(person=ben().id)]


def test_a_confirmed_stage_comes_after_a_week_with_the_evidence_of_the_day() -> None:
    move = Move(to=Stage.GROWTH, confirmed_by=ana().id, at=NOW)
    facts = known(pair=a_pair(move=move), checks=met(1, 2, 3), agreements=(a_signed_agreement(),), goals=(a_goal(),))
    prompt = StageMovesPrompt()

    assert due(prompt, facts) == NOW + 7 * DAY
    assert due(prompt, facts, Side.MENTOR) is None
    assert due(prompt, STARTED) is None
    effects = prompt.fire(facts, Side.MENTEE, 1, NOW + 7 * DAY)
    assert effects.change is not None
    assert (effects.change.stage_after, effects.change.actor) == (Stage.GROWTH, ana().id)
    assert effects.change.evidence == {"version": 1, "meetings": 3, "goals": 1}
    assert effects.notices == ()
    assert prompt.fire(STARTED, Side.MENTEE, 1, NOW).change is None


@pytest.mark.parametrize(
    ("pair", "readers"),
    [
        (a_proposal(), {lea().id}),
        (a_proposal(declined_at=NOW), {lea().id}),
        (a_proposal(mentor_yes_at=NOW), {lea().id, ana().id}),
        (a_proposal(mentor_yes_at=NOW, declined_at=NOW), {lea().id, ana().id}),
    ],
)
def test_a_proposal_closes_for_the_lead_and_a_mentor_who_said_yes(pair: Pair, readers: set[UUID]) -> None:
    facts = known(pair=pair)
    closes = due(ProposalClosesPrompt(), facts)
    assert closes == NOW + 8 * DAY
    assert due(ProposalClosesPrompt(), facts, Side.MENTOR) is None
    effects = ProposalClosesPrompt().fire(facts, Side.MENTEE, 1, closes)

    assert {notice.to for notice in effects.notices} == {ToPerson(person=reader) for reader in readers}
    assert {(notice.kind, str(notice.facts)) for notice in effects.notices} == {(NoticeKind.PROPOSAL_CLOSED, "{}")}
    assert effects.change is not None
    assert (effects.change.reason, effects.change.actor) == ("proposal_closed", None)


def test_a_lead_who_is_the_mentor_reads_of_the_close_once() -> None:
    facts = known(pair=a_proposal(proposed_by=ana().id, mentor_yes_at=NOW))

    assert len(ProposalClosesPrompt().fire(facts, Side.MENTEE, 1, NOW).notices) == 1
