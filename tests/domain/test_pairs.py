"""Laws of a pair: two sides, one asked after the other."""

from datetime import timedelta
from uuid import UUID

import pytest

from bot.domain.errors import NotYourPair, PairEnded, ProposalGone, SaidYesAlready
from bot.domain.pairs import Pair, Side
from bot.domain.stages import Status
from tests.support.people_of_the_house import NOW, a_pair, a_proposal, ana, ben, max_

LATER = NOW + timedelta(hours=3)


def test_a_side_has_a_person_and_a_partner() -> None:
    pair = a_pair()

    assert (pair.side_of(ana().id), pair.side_of(ben().id)) == (Side.MENTOR, Side.MENTEE)
    assert (pair.person_on(Side.MENTOR), pair.person_on(Side.MENTEE)) == (ana().id, ben().id)
    assert (pair.partner_of(ana().id), pair.partner_of(ben().id)) == (ben().id, ana().id)
    assert Side.MENTOR.other is Side.MENTEE
    assert Side.MENTEE.other is Side.MENTOR


def test_an_outsider_has_no_side() -> None:
    with pytest.raises(NotYourPair):
        a_pair().side_of(max_().id)
    with pytest.raises(NotYourPair):
        a_pair().partner_of(max_().id)


def test_the_mentor_is_asked_first_then_the_mentee_then_nobody() -> None:
    asked = a_proposal()
    once = asked.say_yes(ana().id, NOW)
    twice = once.say_yes(ben().id, LATER)

    assert (asked.waits_for(), once.waits_for()) == (Side.MENTOR, Side.MENTEE)
    assert (twice.mentor_yes_at, twice.mentee_yes_at) == (NOW, LATER)
    assert a_pair().waits_for() is None
    assert a_pair(status=Status.ENDED).waits_for() is None


@pytest.mark.parametrize(
    ("pair", "person"),
    [
        (a_proposal(), ben().id),
        (a_proposal(declined_at=NOW), ana().id),
        (a_proposal(mentor_yes_at=NOW, declined_at=NOW), ben().id),
        (a_pair(mentor_yes_at=NOW, status=Status.ENDED), ana().id),
        (a_pair(status=Status.ENDED), ben().id),
    ],
)
def test_only_the_side_that_is_asked_can_answer(pair: Pair, person: UUID) -> None:
    with pytest.raises(ProposalGone):
        pair.say_yes(person, LATER)
    with pytest.raises(ProposalGone):
        pair.decline(person, LATER)


@pytest.mark.parametrize("pair", [a_proposal(mentor_yes_at=NOW), a_pair(mentor_yes_at=NOW, mentee_yes_at=NOW)])
def test_a_second_yes_is_told_that_the_first_one_counts(pair: Pair) -> None:
    with pytest.raises(SaidYesAlready):
        pair.say_yes(ana().id, LATER)
    with pytest.raises(ProposalGone):
        pair.decline(ana().id, LATER)


def test_who_declined_is_not_kept() -> None:
    by_ana = a_proposal().decline(ana().id, LATER)

    assert by_ana == a_proposal(declined_at=LATER)
    assert by_ana.waits_for() is None


@pytest.mark.parametrize("status", Status)
def test_only_a_living_pair_is_open(status: Status) -> None:
    pair = a_pair(status=status)
    if status in (Status.ACTIVE, Status.PAUSED):
        pair.refuse_unless_open()
    else:
        with pytest.raises(PairEnded):
            pair.refuse_unless_open()
