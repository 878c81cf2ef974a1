"""When the prompts around the agreement are due, for whom, and how often."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from bot.domain.facts import Occurrence, OccurrenceState, PairFacts
from bot.domain.kickoff import KickoffAnswer, usual_choices
from bot.domain.notices import NoticeKind, ToPerson
from bot.domain.pairs import Side
from bot.domain.people import Person
from bot.domain.programs import Rhythm
from bot.domain.prompts import Prompt
from bot.domain.stages import Status
from scheduler.prompts.agreement_nudge import AgreementNudgePrompt
from scheduler.prompts.kickoff_alone import KickoffAlonePrompt
from scheduler.prompts.review_date import ReviewDatePrompt
from scheduler.prompts.short_agreement import ShortAgreementPrompt
from tests.domain.pairs_in_time import known
from tests.support.papers_of_the_house import a_signed_agreement, agreed, an_agreement
from tests.support.people_of_the_house import NOW, WORKSPACE, a_pair, ana, ben

STARTED = known(pair=a_pair(started_at=NOW))
ALL: tuple[Prompt, ...] = (KickoffAlonePrompt(), AgreementNudgePrompt(), ShortAgreementPrompt(), ReviewDatePrompt())
DAY = timedelta(days=1)


def answered(person: Person, at: datetime | None = NOW) -> KickoffAnswer:
    """All seven choices, finished or not."""
    chosen = usual_choices(Rhythm.WEEKLY, (ana(), ben()))
    return KickoffAnswer(pair=a_pair().id, person=person.id, choices=chosen, finished_at=at)


def due(prompt: Prompt, facts: PairFacts, side: Side = Side.MENTEE) -> datetime | None:
    """When it is due."""
    found = prompt.next_due(facts, side)
    return found.at if found else None


def done(prompt: Prompt, at: datetime, person: Person | None = None) -> tuple[Occurrence, ...]:
    """It was said before."""
    return (
        Occurrence(
            id=uuid4(),
            workspace=WORKSPACE,
            prompt=prompt.name,
            pair=a_pair().id,
            person=(person or ben()).id,
            number=1,
            due_at=at,
            state=OccurrenceState.DONE,
            finished_at=at,
        ),
    )


def test_who_answered_alone_is_offered_to_start_after_seven_working_days_and_the_other_is_asked_nothing() -> None:
    prompt, alone = KickoffAlonePrompt(), replace(STARTED, kickoff=(answered(ben()),))
    at = datetime(2026, 3, 11, 9, tzinfo=UTC)

    assert (due(prompt, alone), due(prompt, alone, Side.MENTOR)) == (at, None)
    assert due(prompt, replace(alone, occurrences=done(prompt, at))) is None
    assert due(prompt, replace(alone, kickoff=(answered(ben()), answered(ana())))) is None
    assert due(prompt, replace(alone, kickoff=(answered(ben()), answered(ana(), None)))) == at
    assert due(prompt, replace(alone, agreements=(an_agreement(),))) is None
    (notice,) = prompt.fire(alone, Side.MENTEE, 1, at).notices
    assert (notice.kind, notice.to) == (NoticeKind.KICKOFF_ALONE, ToPerson(person=ben().id))


@pytest.mark.parametrize(
    ("facts", "reminded"),
    [
        (STARTED, {Side.MENTOR, Side.MENTEE}),
        (replace(STARTED, kickoff=(answered(ben()),)), {Side.MENTOR}),
        (replace(STARTED, kickoff=(answered(ben(), None),)), {Side.MENTOR, Side.MENTEE}),
        (replace(STARTED, kickoff=(answered(ben()), answered(ana()))), {Side.MENTOR, Side.MENTEE}),
        (replace(STARTED, agreements=(an_agreement(),)), {Side.MENTOR}),
        (replace(STARTED, agreements=(a_signed_agreement(),)), set()),
    ],
)
def test_the_only_reminder_goes_to_those_with_whom_it_rests(facts: PairFacts, reminded: set[Side]) -> None:
    assert {side for side in Side if due(AgreementNudgePrompt(), facts, side)} == reminded


def test_three_lines_are_offered_to_each_on_day_42_once_and_only_while_nothing_is_signed() -> None:
    prompt, at = ShortAgreementPrompt(), datetime(2026, 4, 13, 8, tzinfo=UTC)

    assert [due(prompt, STARTED, side) for side in Side] == [at, at]
    assert due(prompt, replace(STARTED, agreements=(an_agreement(),))) == at
    assert due(prompt, replace(STARTED, agreements=(a_signed_agreement(),))) is None
    assert due(prompt, replace(STARTED, occurrences=done(prompt, at))) is None
    assert due(prompt, replace(STARTED, occurrences=done(prompt, at)), Side.MENTOR) == at


def test_a_review_is_asked_about_on_its_day_then_three_months_on_and_never_twice() -> None:
    prompt, signed = ReviewDatePrompt(), a_signed_agreement(terms=agreed(review_on=date(2026, 4, 6), ends_on=None))
    facts = known(pair=a_pair(started_at=NOW, ends_on=None), agreements=(signed,))
    at, later = datetime(2026, 4, 6, 7, tzinfo=UTC), datetime(2026, 7, 6, 7, tzinfo=UTC)

    assert [due(prompt, facts, side) for side in Side] == [at, at]
    asked = prompt.fire(facts, Side.MENTEE, 1, at).review
    assert asked is not None
    told = replace(facts, reviews=(asked,))
    waiting = replace(done(prompt, later)[0], state=OccurrenceState.OPEN, finished_at=None, number=2)
    for row in (*done(prompt, at), waiting, replace(waiting, state=OccurrenceState.DROPPED, finished_at=at + DAY)):
        known_now = replace(told, occurrences=(row,))
        assert (due(prompt, known_now), due(prompt, known_now, Side.MENTOR)) == (later, at)
    late = prompt.fire(told, Side.MENTEE, 2, later + 200 * DAY)
    assert late.review is not None
    assert late.review.due_on == date(2027, 1, 4), "after an outage the newest one alone"
    (notice,) = prompt.fire(told, Side.MENTEE, 2, later).notices
    assert dict(notice.facts) == {"on": "2026-07-06"}
    assert due(prompt, replace(facts, agreements=(an_agreement(),))) is None
    assert due(prompt, replace(facts, pair=a_pair(ends_on=date(2026, 4, 6)))) is None


@pytest.mark.parametrize("prompt", ALL, ids=lambda prompt: prompt.name)
@pytest.mark.parametrize("status", [Status.PROPOSED, Status.PAUSED, Status.ENDED])
def test_nothing_of_it_is_asked_of_a_pair_that_is_not_active(prompt: Prompt, status: Status) -> None:
    pair = a_pair(status=status)
    for papers in ((), (a_signed_agreement(),)):
        facts = replace(STARTED, pair=pair, agreements=papers, kickoff=(answered(ben()),))
        assert [due(prompt, facts, side) for side in Side] == [None, None]


@pytest.mark.parametrize("prompt", ALL, ids=lambda prompt: prompt.name)
def test_each_waits_for_the_window_may_be_merged_and_has_its_day(prompt: Prompt) -> None:
    assert prompt.is_unasked
    assert prompt.can_wait
    assert prompt.grace == (None if prompt.name == "review_date" else timedelta(days=14))
