"""Laws of the rehearsal: a whole mentorship from the real services, within everybody's week."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.cadence import local, may_write
from bot.domain.errors import FieldsRefused, NotALead
from bot.domain.facts import PairFacts
from bot.domain.notices import NoticeKind
from bot.domain.pairs import Side
from bot.domain.programs import ProgramTerms, Rhythm
from bot.domain.prompts import Effects
from bot.domain.rehearsals import Audience, Cast, Fate, Rehearsal
from bot.services.rehearsal import FIRST_WEEK, cast_of, rehearse
from bot.texts import Texts
from bot.views.rehearsals import REASONS
from scheduler.prompts import PROMPTS
from scheduler.prompts.check_in import CheckInPrompt
from tests.services.house import actor, opened
from tests.support.fake_store import FakeStore

NOW = datetime(2027, 1, 1, 12, tzinfo=UTC)
CAST = Cast(
    terms=ProgramTerms(name="Harbour", digest_channel="C0", tz="Europe/Berlin", weeks=12),
    mentor_tz="Europe/Berlin",
    mentee_tz="America/New_York",
    locale="en-GB",
)


def played(cast: Cast = CAST, span: timedelta | None = None) -> Rehearsal:
    """A rehearsal in a store in memory."""
    return rehearse(FakeStore(), PROMPTS, cast, span or cast.span, NOW)


@pytest.fixture(scope="module")
def twelve_weeks() -> Rehearsal:
    """Fortnightly, twelve weeks, six hours apart."""
    return played()


def kinds(found: Rehearsal, audience: Audience) -> list[NoticeKind]:
    """What kinds of things they were told, in order."""
    return [
        notice.kind
        for told in found.told
        if told.audience is audience
        for notice in ([part.notice for part in told.scene.parts] or [told.scene.notice])
    ]


def test_it_begins_with_a_proposal_on_a_monday_and_ends_with_a_farewell_to_both(twelve_weeks: Rehearsal) -> None:
    began = local(twelve_weeks.began_at, "Europe/Berlin")

    assert (began.weekday(), began.hour) == (0, 10)
    assert kinds(twelve_weeks, Audience.PAIR)[0] is NoticeKind.INTRODUCTION
    for side in (Audience.MENTOR, Audience.MENTEE):
        assert kinds(twelve_weeks, side)[0] is NoticeKind.PROPOSAL
        assert kinds(twelve_weeks, side)[-1] is NoticeKind.ENDED


def test_a_healthy_pair_settles_meets_grows_and_is_never_asked_about_silence(twelve_weeks: Rehearsal) -> None:
    every = {kind for audience in Audience for kind in kinds(twelve_weeks, audience)}

    assert every >= {
        NoticeKind.KICKOFF_BOTH,
        NoticeKind.AGREEMENT_SIGNED,
        NoticeKind.CHECK_IN,
        NoticeKind.BRIEF,
        NoticeKind.STAGE_CONFIRMED,
        NoticeKind.FEEDBACK,
        NoticeKind.CLOSURE_OPENS,
    }
    assert not every & {NoticeKind.SILENCE, NoticeKind.AGREEMENT_NUDGE, NoticeKind.FIRST_MEETING}


@pytest.mark.parametrize("rhythm", list(Rhythm))
def test_nobody_is_asked_more_than_twice_a_week_and_only_in_their_hours(rhythm: Rhythm) -> None:
    found = played(replace(CAST, terms=replace(CAST.terms, rhythm=rhythm)))
    unasked = [told for told in found.told if told.is_unasked]

    assert len(unasked) > 5
    for side in Side:
        assert max(found.counts(side, unasked=True).values()) <= 2
        assert sum(found.counts(side, unasked=True).values()) <= sum(found.counts(side).values())
    for told in unasked:
        assert may_write(found.person(Side(told.audience.value)), told.at)


def test_what_answers_somebody_is_not_counted_as_unasked(twelve_weeks: Rehearsal) -> None:
    answers = {NoticeKind.PROPOSAL, NoticeKind.INTRODUCTION, NoticeKind.FEEDBACK, NoticeKind.STAGE_CONFIRMED}
    kinds_asked = {told.scene.notice.kind for told in twelve_weeks.told if told.is_unasked}

    assert NoticeKind.CHECK_IN in kinds_asked
    assert not kinds_asked & answers


def test_what_was_kept_back_says_why_in_words_that_exist() -> None:
    found = played(replace(CAST, terms=replace(CAST.terms, weeks=26)))

    assert {kept.fate for kept in found.kept_back} >= {Fate.MOVED}
    for kept in found.kept_back:
        assert kept.reason in REASONS
        assert (kept.until is not None) == (kept.fate is Fate.MOVED)
        assert kept.until is None or kept.until > kept.at


def test_each_prompt_that_asks_has_a_name_in_the_rehearsal() -> None:
    keys = Texts.load().keys("en")

    assert [
        prompt.name for prompt in PROMPTS if prompt.is_unasked and f"rehearsal.about.{prompt.name}" not in keys
    ] == []


def test_an_open_end_is_rehearsed_for_half_a_year() -> None:
    found = replace(CAST, terms=replace(CAST.terms, weeks=None))

    assert found.span == timedelta(weeks=27)


def test_a_shorter_span_is_the_beginning_of_the_whole(twelve_weeks: Rehearsal) -> None:
    def shape(found: Rehearsal) -> list[tuple[datetime, Audience, NoticeKind]]:
        return [(told.at, told.audience, told.scene.notice.kind) for told in found.told]

    first = shape(played(span=FIRST_WEEK))

    assert 3 <= len(first) < len(twelve_weeks.told)
    assert shape(twelve_weeks)[: len(first)] == first


def test_terms_that_no_lead_could_save_are_refused() -> None:
    with pytest.raises(FieldsRefused):
        played(replace(CAST, terms=replace(CAST.terms, weeks=2)))


class Broken(CheckInPrompt):
    """A check-in with a bug."""

    def fire(self, facts: PairFacts, side: Side, number: int, now: datetime) -> Effects:
        raise ZeroDivisionError


def test_a_prompt_that_raises_is_not_passed_over() -> None:
    with pytest.raises(RuntimeError, match="check_in"):
        rehearse(FakeStore(), [Broken()], CAST, CAST.span, NOW)


def test_only_leads_rehearse_and_under_the_terms_as_they_are() -> None:
    house = opened()
    house.set_up(weeks=20)
    with house.reading() as work:
        cast = cast_of(work, actor("Lea"))
        assert cast.terms.weeks == 20
        assert cast.mentor_tz == cast.mentee_tz == house.person("Lea").tz
        with pytest.raises(NotALead):
            cast_of(work, actor("Ana"))
