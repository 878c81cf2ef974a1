"""Laws of time off: nothing is asked, nothing counts, and the way back is one tap."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from bot.domain.absences import Absence, is_just_back
from bot.domain.beginnings import waits_for_kickoff
from bot.domain.errors import FieldsRefused, NothingAsked, NotYourPair, PairEnded
from bot.domain.facts import OccurrenceState
from bot.domain.health import signals
from bot.domain.kickoff import FreeLines
from bot.domain.notices import IfUnsure, NoticeKind, ToPair, if_unsure
from bot.domain.pairs import Side
from bot.domain.programs import Rhythm
from bot.domain.stages import Event, Stage, Status
from bot.services import absences, kickoffs, restarts
from bot.services.endings import Leaving, end_pair
from tests.services.house import House, actor, opened
from tests.support.people_of_the_house import NOW

TODAY = NOW.date()
UNASKED = (NoticeKind.CHECK_IN, NoticeKind.SILENCE, NoticeKind.AGREEMENT_NUDGE, NoticeKind.BUNDLE)


@pytest.fixture
def house() -> House:
    """Ana and Ben, just started, on a Monday morning."""
    house = opened()
    house.start()
    return house


def the_pair(house: House) -> UUID:
    """Ana and Ben."""
    return next(iter(house.state.pairs))


def away(house: House, name: str, first: date = TODAY, back: date | None = None) -> None:
    """Somebody says that they are away."""
    with house.work() as work:
        absences.go_away(work, actor(name), Absence(first=first, back=back))


@pytest.mark.parametrize("name", ["Ana", "Ben"])
def test_while_one_is_away_without_a_date_neither_is_asked_anything(house: House, name: str) -> None:
    away(house, name)
    house.live(60)

    assert house.entries(*UNASKED) == []
    assert signals(house.facts(the_pair(house)), house.now) == ()


def test_who_comes_back_is_asked_of_the_next_meeting_and_not_of_those_before(house: House) -> None:
    away(house, "Ben")
    house.live(40)
    with house.work() as work:
        person = absences.come_back(work, actor("Ben"))
    assert is_just_back(person, house.now)

    house.live(20)
    facts = house.facts(the_pair(house))
    assert facts.checks
    assert min(meeting.expected_at for meeting in facts.meetings) >= NOW + timedelta(days=40)


def test_a_named_absence_ends_by_itself(house: House) -> None:
    away(house, "Ben", back=TODAY + timedelta(days=21))
    house.live(20)
    ben = house.person("Ben").id
    assert [check for check in house.facts(the_pair(house)).checks if check.person == ben] == []

    house.live(20)
    assert [check for check in house.facts(the_pair(house)).checks if check.person == ben]


@pytest.mark.parametrize(
    ("first", "back", "field"),
    [
        (TODAY, TODAY, "back"),
        (TODAY + timedelta(days=3), TODAY + timedelta(days=3), "back"),
        (TODAY, TODAY + timedelta(days=367), "back"),
        (TODAY + timedelta(days=1), None, "first"),
    ],
)
def test_days_that_make_no_sense_are_refused_and_nothing_changes(
    house: House, first: date, back: date | None, field: str
) -> None:
    before = house.person("Ben")
    with pytest.raises(FieldsRefused) as refused, house.work() as work:
        absences.go_away(work, actor("Ben"), Absence(first=first, back=back))
    assert set(refused.value.fields) == {field}
    assert house.person("Ben") == before


def test_a_pause_asks_nothing_and_says_to_the_partner_only_that_it_is_so(house: House) -> None:
    pair = the_pair(house)
    with house.work() as work:
        facts = absences.pause_pair(work, actor("Ben"), pair, None)
    assert facts.pair.status is Status.PAUSED
    assert house.readers(NoticeKind.PAUSED) == ["Ana"]

    house.live(60)
    assert house.entries(*UNASKED) == []
    assert [line.event for line in house.history(pair)][-1] is Event.PAUSE


def test_a_pause_with_a_day_ends_on_it_and_both_hear_of_it(house: House) -> None:
    with house.work() as work:
        absences.pause_pair(work, actor("Ben"), the_pair(house), TODAY + timedelta(days=30))
    house.live(29)
    assert house.facts(the_pair(house)).pair.status is Status.PAUSED
    house.live(3)

    assert house.facts(the_pair(house)).pair.status is Status.ACTIVE
    assert house.readers(NoticeKind.RESUMED) == ["Ana", "Ben"]


def test_either_takes_it_up_again_and_nothing_is_made_up_for(house: House) -> None:
    pair = the_pair(house)
    house.live(5)
    with house.work() as work:
        absences.pause_pair(work, actor("Ben"), pair, None)
    house.live(70)
    with house.work() as work:
        absences.resume_pair(work, actor("Ana"), pair)
    resumed_at = house.now
    house.live(1)
    assert house.entries(*UNASKED) == []
    house.live(20)

    facts = house.facts(pair)
    assert facts.checks
    assert min(meeting.expected_at for meeting in facts.meetings) > resumed_at


def test_a_paused_pair_is_not_paused_again_and_a_living_one_not_taken_up(house: House) -> None:
    pair = the_pair(house)
    with pytest.raises(NothingAsked), house.work() as work:
        absences.resume_pair(work, actor("Ana"), pair)
    with house.work() as work:
        absences.pause_pair(work, actor("Ana"), pair, None)
    with pytest.raises(NothingAsked), house.work() as work:
        absences.pause_pair(work, actor("Ben"), pair, None)


def test_the_planned_end_comes_in_a_pause_too(house: House) -> None:
    pair = the_pair(house)
    with house.work() as work:
        absences.pause_pair(work, actor("Ana"), pair, None)
    house.live(27 * 7, step=7)

    assert house.facts(pair).pair.status is Status.ENDED


def test_nobody_outside_the_pair_pauses_quiets_resets_or_ends_it(house: House) -> None:
    house.join("Max")
    pair = the_pair(house)
    for act in (absences.give_sign, absences.go_quiet, absences.speak_again, restarts.reset_pair, absences.read_pair):
        with pytest.raises(NotYourPair), house.work() as work:
            act(work, actor("Max"), pair)
    with pytest.raises(NotYourPair), house.work() as work:
        absences.pause_pair(work, actor("Max"), pair, None)
    with pytest.raises(NotYourPair), house.work() as work:
        end_pair(work, actor("Max"), pair, Leaving.KINDLY)


def test_quiet_lasts_until_one_of_them_asks_for_questions_again(house: House) -> None:
    pair = the_pair(house)
    with house.work() as work:
        absences.go_quiet(work, actor("Ben"), pair)
    house.live(60)
    assert house.entries(*UNASKED) == []

    with house.work() as work:
        absences.speak_again(work, actor("Ana"), pair)
    house.live(20)
    assert house.facts(pair).checks


def test_a_silent_pair_climbs_one_ladder_and_then_is_left_in_peace(house: House) -> None:
    house.live(80)
    rungs = [
        (row.prompt, row.person)
        for row in sorted(house.state.occurrences.values(), key=lambda row: row.finished_at or NOW)
        if row.prompt.startswith("silence") and row.state is OccurrenceState.DONE
    ]
    ana, ben = house.person("Ana").id, house.person("Ben").id
    assert rungs[:2] == [("silence_1", ben), ("silence_2", ana)]
    assert set(rungs[2:]) == {("silence_3", ana), ("silence_3", ben)}

    before = len(house.entries(*UNASKED))
    house.live(14)
    assert len(house.entries(*UNASKED)) == before


def test_a_reset_is_told_in_the_pair_s_own_conversation_and_keeps_the_stage(house: House) -> None:
    pair = the_pair(house)
    stage = house.facts(pair).pair.stage
    with house.work() as work:
        restarts.reset_pair(work, actor("Ben"), pair)

    (entry,) = house.entries(NoticeKind.RESET)
    assert entry.notice.to == ToPair(pair=pair)
    assert entry.notice.facts == {}
    assert house.history(pair)[-1].event is Event.RESET
    assert house.facts(pair).pair.stage is stage


def anew(house: House, stage: Stage) -> tuple[UUID, int]:
    """Ana and Ben in that stage, having begun anew; the pair and the number of its beginning."""
    pair = the_pair(house)
    with house.work() as work:
        there = work.tx.pairs.lock(pair)
        assert there is not None
        work.tx.pairs.save(replace(there, stage=stage, rhythm=Rhythm.MONTHLY))
        restarts.reset_pair(work, actor("Ben"), pair)
    return pair, house.facts(pair).pair.beginning


def wish(house: House, name: str, pair: UUID, beginning: int) -> None:
    """Somebody would go back to the first stage."""
    with house.work() as work:
        restarts.wish_first_stage(work, actor(name), pair, beginning)


@pytest.mark.parametrize("stage", [Stage.GROWTH, Stage.MATURITY])
def test_a_fresh_start_leads_back_to_the_first_stage_only_when_both_wish_it(house: House, stage: Stage) -> None:
    pair, beginning = anew(house, stage)
    wish(house, "Ben", pair, beginning)
    wish(house, "Ben", pair, beginning)
    assert house.facts(pair).pair.stage is stage
    assert house.entries(NoticeKind.BEGUN_AGAIN) == []

    wish(house, "Ana", pair, beginning)
    begun = house.facts(pair).pair
    assert (begun.stage, begun.rhythm, begun.beginning) == (Stage.INITIATION, Rhythm.FORTNIGHTLY, beginning)
    line = house.history(pair)[-1]
    assert (line.event, line.stage_before, line.actor) == (Event.RESET, stage, None)
    (entry,) = house.entries(NoticeKind.BEGUN_AGAIN)
    assert entry.notice.to == ToPair(pair=pair)
    assert if_unsure(NoticeKind.BEGUN_AGAIN) is if_unsure(NoticeKind.RESET) is IfUnsure.ASK_LEAD


@pytest.mark.parametrize("stage", [Stage.INITIATION, Stage.CLOSURE])
def test_nobody_goes_back_from_the_first_stage_or_from_the_last(house: House, stage: Stage) -> None:
    pair, beginning = anew(house, stage)
    with pytest.raises(NothingAsked):
        wish(house, "Ben", pair, beginning)


def test_a_wish_for_an_earlier_fresh_start_counts_for_nothing(house: House) -> None:
    pair, beginning = anew(house, Stage.GROWTH)
    with pytest.raises(NothingAsked):
        wish(house, "Ben", pair, beginning - 1)
    with pytest.raises(NotYourPair):
        wish(house, "Max", pair, beginning)


def test_an_early_end_ends_one_mentorship_and_tells_no_reason(house: House) -> None:
    pair = the_pair(house)
    with house.work() as work:
        end_pair(work, actor("Ben"), pair, Leaving.KINDLY)

    assert house.facts(pair).pair.status is Status.ENDED
    assert house.readers(NoticeKind.ENDED) == ["Ana"]
    assert house.readers(NoticeKind.PAIR_ENDED) == ["Lea"]
    with pytest.raises(PairEnded), house.work() as work:
        end_pair(work, actor("Ana"), pair, Leaving.KINDLY)
    assert house.propose() != pair


def test_ended_contact_reads_the_same_and_the_two_are_never_asked_about_each_other_again(house: House) -> None:
    with house.work() as work:
        end_pair(work, actor("Ben"), the_pair(house), Leaving.AT_ONCE)
    (farewell,) = house.entries(NoticeKind.ENDED)
    assert farewell.notice.facts == {"reason": "ended_early"}
    asked = len(house.entries(NoticeKind.PROPOSAL))

    again = house.propose()
    assert len(house.entries(NoticeKind.PROPOSAL)) == asked
    house.live(10)
    assert house.facts(again).pair.status is Status.ENDED
    assert house.readers(NoticeKind.PROPOSAL_CLOSED) == ["Lea"]


def test_words_that_wait_are_not_carried_once_contact_has_ended(house: House) -> None:
    pair = the_pair(house)
    house.live(9)
    house.send("Ana", house.write("Ana", pair).id)
    with house.work() as work:
        end_pair(work, actor("Ben"), pair, Leaving.AT_ONCE)
    house.go(hours=2)

    assert NoticeKind.FEEDBACK not in {notice.kind for notice in house.deliver()}


def test_no_meeting_is_expected_on_a_holiday_of_either(house: House) -> None:
    pair = the_pair(house)
    expected = house.facts(pair).schedule()
    assert expected is not None
    day = expected.first().date()
    for name in ("Ana", "Ben"):
        with house.work() as work:
            person = house.person(name)
            work.tx.people.save(replace(person, days_off=frozenset({day})))
            work.replan([pair])
        moved = house.facts(pair).schedule()
        assert moved is not None
        assert moved.first().date() == day + timedelta(days=1)


def test_after_a_fresh_start_both_answer_the_seven_choices_once_more_and_the_agreement_holds_meanwhile(
    house: House,
) -> None:
    pair = the_pair(house)
    house.draft("Ana", pair)
    house.sign("Ben", pair)
    assert not any(waits_for_kickoff(house.facts(pair), side) for side in Side)
    house.go(days=30)
    with house.work() as work:
        restarts.reset_pair(work, actor("Ben"), pair)

    facts = house.facts(pair)
    assert all(waits_for_kickoff(facts, side) for side in Side)
    assert facts.signed is not None
    for name in ("Ana", "Ben"):
        with house.work() as work:
            kickoffs.finish_kickoff(work, actor(name), pair, {"agenda": "turns"})
    assert len(house.entries(NoticeKind.KICKOFF_BOTH)) == 1
    with house.work() as work:
        draft = kickoffs.settle_kickoff(work, actor("Ana"), pair, {}, FreeLines(tz="Europe/Berlin"))
    assert draft.version == 2
    assert draft.terms.agenda == "turns"
    assert not any(waits_for_kickoff(house.facts(pair), side) for side in Side)


def test_a_short_pause_uses_up_no_meeting(house: House) -> None:
    pair = the_pair(house)
    before = house.facts(pair).newest("check_in", house.person("Ben").id)
    with house.work() as work:
        absences.pause_pair(work, actor("Ben"), pair, None)
    house.go(minutes=2)
    with house.work() as work:
        absences.resume_pair(work, actor("Ana"), pair)

    after = house.facts(pair).newest("check_in", house.person("Ben").id)
    assert before is not None
    assert after is not None
    assert (after.number, after.due_at) == (before.number, before.due_at)


def test_a_fresh_start_that_waits_for_its_agreement_is_told_once(house: House) -> None:
    pair = the_pair(house)
    with house.work() as work:
        restarts.reset_pair(work, actor("Ben"), pair)
    with pytest.raises(NothingAsked), house.work() as work:
        restarts.reset_pair(work, actor("Ana"), pair)

    assert len(house.entries(NoticeKind.RESET)) == 1


def own(house: House, name: str, pair: UUID, words: str, beginning: int = 2) -> None:
    """What somebody would change in how they show up, noted after the fresh start."""
    with house.work() as work:
        restarts.note_own(work, actor(name), pair, beginning, words)


def test_what_each_would_change_in_how_they_show_up_is_theirs_alone_and_asked_about_later(house: House) -> None:
    pair = the_pair(house)
    with house.work() as work:
        restarts.reset_pair(work, actor("Ben"), pair, "come prepared")
    own(house, "Ana", pair, "ask more than I tell")
    own(house, "Ana", pair, "let him finish")

    facts = house.facts(pair)
    kept = {person.name: facts.commitment(person.id) for person in facts.people}
    assert {name: each.words for name, each in kept.items() if each} == {
        "Ana": "let him finish",
        "Ben": "come prepared",
    }
    assert all("prepared" not in str(entry.notice) for entry in house.entries(NoticeKind.RESET))
    with pytest.raises(FieldsRefused):
        own(house, "Ana", pair, "x" * 201)
    with pytest.raises(FieldsRefused):
        own(house, "Ana", pair, "")
    for name, beginning, refusal in (("Ana", 1, NothingAsked), ("Max", 2, NotYourPair), ("Lea", 2, NotYourPair)):
        with pytest.raises(refusal):
            own(house, name, pair, "mine", beginning)


def test_a_fresh_start_without_a_word_notes_none_and_too_many_words_begin_nothing(house: House) -> None:
    pair = the_pair(house)
    with pytest.raises(FieldsRefused), house.work() as work:
        restarts.reset_pair(work, actor("Ben"), pair, "x" * 201)
    assert house.facts(pair).pair.begun_at is None
    with house.work() as work:
        restarts.reset_pair(work, actor("Ben"), pair)
    assert house.facts(pair).commitments == ()
