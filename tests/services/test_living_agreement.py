"""Laws of an agreement that lives: amendments with a reason, kept without a name; reviews; three lines; goals."""

from datetime import date, time, timedelta
from uuid import UUID, uuid4

import pytest

from bot.domain import errors
from bot.domain.agreement import FeedbackWay, Terms
from bot.domain.goal_notes import Progress
from bot.domain.goals import GoalKind, GoalLines, GoalState, StepKind
from bot.domain.meetings import CheckIn, Meeting, Outcome
from bot.domain.notices import NoticeKind, ToPair
from bot.domain.pairs import Side
from bot.domain.programs import Rhythm
from bot.services import agreements, goal_reviews, goals
from scheduler.prompts.review_date import ReviewDatePrompt
from tests.services.house import House, actor
from tests.support.papers_of_the_house import agreed
from tests.support.people_of_the_house import WORKSPACE

WEEKLY = agreed(rhythm=Rhythm.WEEKLY)
REVIEW = date(2026, 5, 4)
OTHER = GoalLines(kind=GoalKind.SKILL, text="learn", measure="", due=None, first_step="", step_kind=StepKind.OWN)


def amend(house: House, name: str, pair: UUID, based_on: int, reason: str = "more to talk about") -> int:
    """A proposed change; its version."""
    with house.work() as work:
        return agreements.draft_agreement(work, actor(name), pair, WEEKLY, based_on, reason).version


def keep(house: House, name: str, pair: UUID, version: int) -> None:
    """*Keep what we have*."""
    with house.work() as work:
        agreements.keep_agreement(work, actor(name), pair, version)


def hold(house: House, name: str, pair: UUID) -> date:
    """*It holds*."""
    with house.work() as work:
        return agreements.hold_review(work, actor(name), pair)[2]


def short(house: House, name: str, pair: UUID, based_on: int, purpose: str = "grow") -> int:
    """Three lines; their version."""
    with house.work() as work:
        return agreements.draft_short(
            work, actor(name), pair, based_on, purpose, Rhythm.MONTHLY, FeedbackWay.IN_WRITING
        ).version


@pytest.fixture
def signed(house: House, pair: UUID) -> UUID:
    """Ana and Ben, whose agreement both signed; it names a day to look again."""
    house.draft("Ben", pair, agreed(review_on=REVIEW))
    house.sign("Ana", pair)
    return pair


def test_an_amendment_carries_its_reason_and_a_first_draft_needs_none(house: House, pair: UUID) -> None:
    with house.work() as work:
        first = agreements.draft_agreement(work, actor("Ben"), pair, agreed(), 0, "because")
    assert first.reason == ""
    house.sign("Ana", pair)
    amend(house, "Ana", pair, 1)

    newest = house.facts(pair).agreement
    assert newest is not None
    assert (newest.reason, newest.drafted_by) == ("more to talk about", house.person("Ana").id)


@pytest.mark.parametrize("who", ["Ana", "Ben"])
def test_what_is_kept_stays_in_force_and_nobody_is_named(house: House, signed: UUID, who: str) -> None:
    amend(house, "Ana", signed, 1)
    keep(house, who, signed, 2)

    facts = house.facts(signed)
    assert facts.agreement == facts.signed
    assert [each.withdrawn_at is None for each in facts.agreements] == [True, False]
    (told,) = house.entries(NoticeKind.AGREEMENT_KEPT)
    assert told.notice.to == ToPair(pair=signed)
    assert (told.notice.about, dict(told.notice.facts)) == (None, {"version": 2})
    with pytest.raises(errors.AgreementsStay):
        keep(house, who, signed, 2)
    with pytest.raises(errors.AgreementChanged):
        house.sign("Ben", signed, 2)


def test_after_it_was_kept_another_change_gets_a_number_of_its_own(house: House, signed: UUID) -> None:
    amend(house, "Ana", signed, 1)
    keep(house, "Ben", signed, 2)
    assert amend(house, "Ben", signed, 1) == 3
    assert house.sign("Ana", signed, 3).is_signed
    assert house.facts(signed).pair.rhythm is Rhythm.WEEKLY


def test_keeping_withdraws_everything_since_both_signed(house: House, signed: UUID) -> None:
    amend(house, "Ana", signed, 1)
    house.draft("Ben", signed, agreed(minutes=90), based_on=2)
    with pytest.raises(errors.AgreementChanged):
        keep(house, "Ana", signed, 2)
    keep(house, "Ana", signed, 3)
    facts = house.facts(signed)
    assert facts.agreement == facts.signed


def test_before_anything_is_signed_there_is_nothing_to_keep(house: House, pair: UUID) -> None:
    house.draft("Ben", pair)
    with pytest.raises(errors.AgreementsStay):
        keep(house, "Ana", pair, 1)


def test_it_holds_is_said_on_the_day_once_by_each(house: House, signed: UUID) -> None:
    with pytest.raises(errors.NothingAsked):
        hold(house, "Ana", signed)
    house.now = house.now.replace(month=5, day=4)
    assert hold(house, "Ana", signed) == REVIEW
    with pytest.raises(errors.NothingAsked):
        hold(house, "Ana", signed)
    assert hold(house, "Ben", signed) == REVIEW
    house.go(days=91)
    assert hold(house, "Ben", signed) == REVIEW + timedelta(days=91)


def test_a_new_signed_version_begins_the_reviews_anew(house: House, signed: UUID) -> None:
    house.now = house.now.replace(month=5, day=5)
    house.draft("Ben", signed, agreed(minutes=90, review_on=REVIEW), based_on=1)
    house.sign("Ana", signed, 2)
    with pytest.raises(errors.NothingAsked):
        hold(house, "Ana", signed)
    house.go(days=91)
    assert hold(house, "Ana", signed) == date(2026, 8, 4)


def test_each_is_asked_once_on_each_review_date_and_not_on_one_that_the_two_moved() -> None:
    house = House([ReviewDatePrompt()])
    house.set_up(weeks=None)
    for name in ("Ana", "Ben"):
        house.join(name)
    pair = house.start()
    house.draft("Ben", pair, agreed(review_on=REVIEW, ends_on=None))
    house.sign("Ana", pair)
    house.live(100, step=1)
    house.draft("Ben", pair, agreed(review_on=date(2026, 9, 1), ends_on=None), based_on=1)
    house.sign("Ana", pair, 2)
    house.live(250, step=1)

    asked = sorted((each.due_on, house.state.people[each.person].name) for each in house.state.reviews.values())
    days = (REVIEW, date(2026, 9, 1), date(2026, 12, 1))
    assert asked == [(day, name) for day in days for name in ("Ana", "Ben")]
    assert house.readers(NoticeKind.REVIEW_DATE) == ["Ana"] * 3 + ["Ben"] * 3


def test_three_lines_are_a_version_like_any_other_until_one_is_signed(house: House, pair: UUID) -> None:
    with pytest.raises(errors.FieldsRefused):
        short(house, "Ben", pair, 0, "")
    assert short(house, "Ben", pair, 0) == 1
    with pytest.raises(errors.AgreementChanged):
        short(house, "Ana", pair, 0)
    assert short(house, "Ana", pair, 1, "lead") == 2
    house.sign("Ben", pair, 2)
    facts = house.facts(pair)
    assert facts.terms is not None
    assert (facts.terms.purpose, facts.terms.agenda, facts.pair.rhythm) == ("lead", None, Rhythm.MONTHLY)
    assert facts.pair.ends_on is not None, "the program's end still holds"
    with pytest.raises(errors.AgreementChanged):
        short(house, "Ana", pair, 2)


def test_versions_are_read_by_the_two_also_after_the_end_and_by_nobody_else(house: House, signed: UUID) -> None:
    house.leave("Ana")
    with house.reading() as work:
        facts, side = agreements.read_versions(work, actor("Ben"), signed)
        assert (len(facts.agreements), side) == (1, Side.MENTEE)
        for name in ("Lea", "Max"):
            with pytest.raises(errors.NotYourPair):
                agreements.read_versions(work, actor(name), signed)


def test_goals_are_the_mentees_from_the_first_meeting_on(house: House, pair: UUID) -> None:
    with pytest.raises(errors.NothingAsked):
        house.write_goal("Ben", pair)
    meet(house, pair)
    with pytest.raises(errors.GoalsAreTheMentees):
        house.write_goal("Ana", pair)
    (goal,) = house.write_goal("Ben", pair).goals
    with house.work() as work, pytest.raises(errors.GoalsAreTheMentees):
        goals.edit_goal(work, actor("Ana"), goal.id, OTHER)
    with house.work() as work:
        assert goals.edit_goal(work, actor("Ben"), goal.id, OTHER).goals[0].text == "learn"
    with house.work() as work:
        assert (
            goal_reviews.review_goal(work, actor("Ben"), goal.id, Progress.DROPPED).goals[0].state is GoalState.DROPPED
        )


def test_an_unknown_goal_and_one_of_others_read_the_same(house: House, pair: UUID) -> None:
    meet(house, pair)
    (goal,) = house.write_goal("Ben", pair).goals
    for name, known in (("Max", goal.id), ("Lea", goal.id), ("Ben", uuid4())):
        with house.work() as work, pytest.raises(errors.NotYourPair):
            goals.edit_goal(work, actor(name), known, OTHER)


def meet(house: House, pair: UUID) -> None:
    """Ben says that they met once."""
    with house.work() as work:
        work.tx.meetings.expect(WORKSPACE, Meeting(pair=pair, number=1, expected_at=house.now))
        ben = house.person("Ben").id
        work.tx.checks.ask(WORKSPACE, pair, CheckIn(person=ben, number=1, asked_at=house.now))
        work.tx.checks.answer(pair, ben, 1, Outcome.MET, house.now)
        work.replan([pair])


def test_a_slot_outside_somebodys_hours_is_kept_by_who_saves_it_once_more(house: House, pair: UUID) -> None:
    night = agreed(at=time(3))

    def save(kept: str = "", terms: Terms = night) -> int:
        with house.work() as work:
            newest = house.facts(pair).agreement
            based_on = newest.version if newest else 0
            return agreements.draft_agreement(work, actor("Ben"), pair, terms, based_on, kept=kept).version

    with pytest.raises(errors.SlotOutsideHours) as warned:
        save()
    assert warned.value.outside == tuple(person.slack_id for person in house.facts(pair).people)
    with pytest.raises(errors.SlotOutsideHours):
        save(kept="3 04:00 Europe/Berlin")
    assert house.facts(pair).agreements == ()

    assert save(kept="3 03:00 Europe/Berlin") == 1
    assert save(terms=agreed(at=time(3), rhythm=Rhythm.WEEKLY)) == 2, "it was said once, and is a line of the agreement"
