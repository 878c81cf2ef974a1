"""Laws of the digest: numbers only, a refusal is no ending, and a lead sees nothing of a pair they are in."""

from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from datetime import date, datetime, time, timedelta
from typing import get_type_hints

import pytest
from hypothesis import given, settings

from bot.domain.digest import PERIOD, DigestCounts, PairNeed, count, needs, next_digest
from bot.domain.facts import PairFacts
from bot.domain.health import SignalKind
from bot.domain.meetings import Meeting, Outcome
from bot.domain.people import Person
from bot.domain.stages import Event, Stage, Status
from tests.domain.pairs_in_time import DAY, asked, known, lived_pairs, met, with_swapped_answers
from tests.support.papers_of_the_house import a_signed_agreement
from tests.support.people_of_the_house import NOW, a_line, a_pair, a_program, a_proposal, ana, ben, lea, some_terms

TOLD = NOW + 8 * DAY


def nothing_but(**numbers: int) -> DigestCounts:
    """A digest in which only these are not zero."""
    return DigestCounts(**numbers)


def test_no_count_has_room_for_words_or_names() -> None:
    hints: Mapping[str, object] = get_type_hints(DigestCounts)

    assert {line.name for line in fields(DigestCounts)} == set(hints)
    assert set(hints.values()) == {int}


@settings(max_examples=50)
@given(lived_pairs())
def test_counts_are_whole_numbers_and_do_not_tell_who_answered(drawn: tuple[PairFacts, datetime]) -> None:
    facts, now = drawn
    counts = count([facts], [], 0, now)

    assert all(type(number) is int and number >= 0 for number in asdict(counts).values())
    assert count([with_swapped_answers(facts)], [], 0, now) == counts
    assert counts.answered <= counts.asked
    assert counts.held <= counts.expected


@pytest.mark.parametrize("stage", Stage)
def test_active_pairs_are_counted_by_stage(stage: Stage) -> None:
    facts = [known(pair=a_pair(stage=stage)), known(pair=a_pair(stage=stage), agreements=(a_signed_agreement(),))]

    assert count(facts, [], 0, NOW) == nothing_but(**{stage.value: 2}, unsigned=1)


def test_pairs_that_are_not_active_are_counted_by_status() -> None:
    facts = [known(pair=a_pair(status=status, ended_at=None)) for status in Status]

    assert count(facts, [], 0, NOW) == nothing_but(initiation=1, unsigned=1, proposed=1, paused=1)


def test_an_ending_counts_for_a_week_and_a_declined_proposal_never() -> None:
    ended = known(pair=a_pair(status=Status.ENDED, ended_at=NOW))
    declined = known(pair=a_proposal(status=Status.ENDED, ended_at=NOW, declined_at=NOW))

    assert count([ended], [], 0, NOW + PERIOD) == nothing_but(ended=1)
    assert count([ended], [], 0, NOW + PERIOD + timedelta(seconds=1)) == nothing_but()
    assert count([declined], [], 0, NOW) == nothing_but()


def test_what_was_asked_this_week_counts_and_what_was_not_does_not() -> None:
    checks = (
        asked(ana(), 1, Outcome.MET, NOW),
        asked(ben(), 1, None, NOW),
        asked(ana(), 2, Outcome.SKIP, NOW + 7 * DAY),
        asked(ben(), 2, None, NOW + 7 * DAY),
        asked(ana(), 3, Outcome.MET, TOLD),
    )
    meetings = tuple(Meeting(pair=a_pair().id, number=n, expected_at=NOW + (n - 1) * 7 * DAY) for n in (1, 2, 3))
    facts = known(checks=checks, meetings=meetings, agreements=(a_signed_agreement(),))

    assert count([facts], [], 0, NOW + 7 * DAY) == nothing_but(initiation=1, asked=2, answered=1, expected=1, held=1)
    assert count([facts], [], 0, TOLD) == nothing_but(initiation=1, asked=2, answered=1, expected=1)


@pytest.mark.parametrize("lead", [ana(), ben()])
def test_a_pair_with_a_lead_in_it_counts_by_stage_and_status_only(lead: Person) -> None:
    checks = (asked(ana(), 1, Outcome.MET, NOW), asked(ben(), 1, None, NOW))
    met_once = (Meeting(pair=a_pair().id, number=1, expected_at=NOW),)
    theirs = a_program(leads=(lea().id, lead.id))
    living = known(pair=a_pair(started_at=NOW - 60 * DAY), program=theirs, checks=checks, meetings=met_once)
    paused = replace(living, pair=a_pair(status=Status.PAUSED))
    later = NOW + DAY

    assert count([living, paused], [], 0, later) == nothing_but(initiation=1, paused=1)
    shown = count([replace(living, program=a_program())], [], 0, later)
    assert (shown.asked, shown.answered, shown.expected, shown.held, shown.unsigned) == (2, 1, 1, 1, 1)
    assert shown.need_someone == 1


def test_only_stage_changes_of_this_week_count() -> None:
    lines = [a_line(event=event, at=NOW) for event in Event]
    late = replace(a_line(event=Event.STAGE), at=NOW + PERIOD)

    assert count([], [*lines, late], 0, NOW + PERIOD).stage_changes == 1
    assert count([], lines, 0, NOW + PERIOD + timedelta(seconds=1)).stage_changes == 0
    assert count([], [], 4, NOW) == nothing_but(unreachable=4)


def test_a_lead_sees_who_may_need_somebody_and_why_but_nothing_of_their_own_pair() -> None:
    facts = [known(pair=a_pair(started_at=NOW)), known(pair=a_pair(started_at=NOW), checks=met(1))]
    later = NOW + 20 * DAY

    found = needs(facts, later, lea().id)

    assert [(need.mentor, need.mentee) for need in found] == [("U0ANA", "U0BEN")]
    assert [signal.kind for signal in found[0].signals] == [SignalKind.NOT_STARTED]
    assert needs(facts, later, ana().id) == ()
    assert needs(facts, later, ben().id) == ()
    assert count(facts, [], 0, later).need_someone == 1
    assert "words" not in {line.name for line in fields(PairNeed)}


def test_the_next_digest_is_strictly_later_on_the_leads_day_and_hour() -> None:
    terms = some_terms(digest_weekday=4, digest_hour=16, tz="America/New_York")
    first = next_digest(terms, NOW)

    assert first == datetime.fromisoformat("2026-03-06T21:00+00:00")
    assert next_digest(terms, first) == datetime.fromisoformat("2026-03-13T20:00+00:00"), "the clocks changed"
    assert next_digest(some_terms(digest_weekday=0, digest_hour=10), NOW - timedelta(hours=1)) == NOW
    assert terms.digest_time == time(16)
    assert first.date() == date(2026, 3, 6)
