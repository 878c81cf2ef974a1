"""Laws of the tick: windows, weekly slots, late policy, and a broken prompt that stops nobody."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from bot.domain.attention import MOST_PARTS
from bot.domain.facts import Occurrence, OccurrenceState, PairFacts
from bot.domain.notices import Notice, NoticeKind, ToPerson
from bot.domain.pairs import Side
from bot.domain.prompts import Due, Effects, Prompt
from bot.domain.stages import Status
from bot.services import ticking
from scheduler.prompts import PROMPTS
from tests.services.house import House
from tests.support.people_of_the_house import NOW


@dataclass(frozen=True)
class FakePrompt:
    """Says something to the mentee once, a given time after the start; or breaks."""

    name: str
    after: timedelta = timedelta(0)
    is_unasked: bool = True
    can_wait: bool = True
    grace: timedelta | None = timedelta(days=3)
    is_broken: bool = False

    def next_due(self, facts: PairFacts, side: Side) -> Due | None:
        if side is Side.MENTOR or facts.pair.started_at is None:
            return None
        newest = facts.newest(self.name, facts.mentee.id)
        if newest and newest.state is not OccurrenceState.OPEN:
            return None
        return Due(number=1, at=facts.pair.started_at + self.after)

    def fire(self, facts: PairFacts, side: Side, number: int, now: datetime) -> Effects:
        if self.is_broken:
            raise ZeroDivisionError(self.name)
        notice = Notice(
            kind=NoticeKind.AGREEMENT_NUDGE,
            workspace=facts.pair.workspace,
            to=ToPerson(person=facts.person(side).id),
            key=f"{self.name}:{facts.pair.id}:{number}",
            pair=facts.pair.id,
        )
        return Effects(notices=(notice,))


def living(*prompts: Prompt) -> House:
    """Ana and Ben with these prompts, just started, on a Monday morning."""
    house = House(prompts)
    house.set_up()
    house.join("Ana")
    house.join("Ben")
    house.start()
    return house


def row(house: House, prompt: str) -> Occurrence:
    """What became of a prompt."""
    return next(each for (name, *_), each in house.state.occurrences.items() if name == prompt)


def said(house: House) -> list[str]:
    """Which prompts wrote to Ben, alone or together, in the order in which they did."""
    done = [each for each in house.state.occurrences.values() if each.state is OccurrenceState.DONE]
    return [each.prompt for each in sorted(done, key=lambda each: (each.finished_at or NOW, each.prompt))]


def test_what_is_due_is_said_once() -> None:
    house = living(FakePrompt("a"))
    report = house.tick()

    assert (report.people, report.fired) == (1, 1)
    assert house.tick() == ticking.TickReport()
    assert said(house) == ["a"]
    assert (row(house, "a").state, row(house, "a").finished_at) == (OccurrenceState.DONE, NOW)


def test_nothing_is_said_before_its_time() -> None:
    house = living(FakePrompt("a", after=timedelta(hours=1)))
    assert house.tick().people == 0
    house.go(hours=1)
    assert house.tick().fired == 1


def test_outside_the_window_it_waits_for_the_next_one_with_its_reason() -> None:
    house = living(FakePrompt("a"))
    house.go(hours=10)
    report = house.tick()

    assert (report.moved, report.fired, said(house)) == (1, 0, [])
    moved = row(house, "a")
    assert (moved.state, moved.reason) == (OccurrenceState.OPEN, "outside the send window")
    assert moved.due_at == moved.moved_to == NOW.replace(day=3, hour=8)
    house.now = moved.due_at
    assert house.tick().fired == 1


def test_who_only_decides_needs_no_window_and_no_slot() -> None:
    house = living(*(FakePrompt(name, is_unasked=False, grace=None) for name in "abcd"))
    house.go(days=90, hours=13)

    assert house.tick().fired == 4
    assert house.state.attention == {}


def test_the_third_message_of_a_week_moves_to_the_next_week_with_its_reason() -> None:
    days = {"a": 0, "b": 2, "c": 4}
    house = living(*(FakePrompt(name, timedelta(days=days[name]), grace=timedelta(days=10)) for name in "abc"))
    for name in "ab":
        house.now = NOW + timedelta(days=days[name])
        assert house.tick().fired == 1
    house.now = NOW + timedelta(days=days["c"])
    report = house.tick()

    assert (report.fired, report.moved, said(house)) == (0, 1, ["a", "b"])
    moved = row(house, "c")
    assert (moved.reason, moved.due_at) == ("the week's slots are taken", NOW.replace(day=9, hour=8))
    assert house.tick().people == 0
    house.now = moved.due_at
    assert (house.tick().fired, said(house)) == (1, ["a", "b", "c"])


def test_what_is_due_together_is_one_message_and_takes_one_slot() -> None:
    house = living(*(FakePrompt(name) for name in "ab"))
    house.tick()

    (entry,) = house.entries(NoticeKind.BUNDLE)
    (bundle,) = house.state.bundles.values()
    assert (entry.notice.about, said(house), len(house.state.attention)) == (bundle.id, ["a", "b"], 1)
    assert [part.kind for part in bundle.parts] == [NoticeKind.AGREEMENT_NUDGE] * 2
    assert not bundle.is_weekly


def test_what_does_not_fit_into_one_message_waits_for_next_week_with_its_reason() -> None:
    house = living(*(FakePrompt(name, grace=timedelta(days=10)) for name in "abcde"))
    report = house.tick()

    assert (report.fired, report.moved, said(house)) == (MOST_PARTS, 2, ["a", "b", "c"])
    assert row(house, "d").reason == "enough for one message"


def test_what_can_wait_is_said_with_what_comes_within_a_day() -> None:
    house = living(FakePrompt("a"), FakePrompt("b", after=timedelta(hours=24)))
    assert house.tick().moved == 1
    waiting = row(house, "a")
    assert (waiting.due_at, waiting.reason) == (NOW + timedelta(hours=24), "said together with what comes within a day")

    house.go(hours=24)
    assert (house.tick().fired, said(house), len(house.entries(NoticeKind.BUNDLE))) == (2, ["a", "b"], 1)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (FakePrompt("a", can_wait=False), FakePrompt("b", after=timedelta(hours=3))),
        (FakePrompt("a"), FakePrompt("b", after=timedelta(hours=24, seconds=1))),
        (FakePrompt("a"), FakePrompt("b", after=timedelta(hours=12))),
    ],
    ids=["it cannot wait", "more than a day", "when nobody may be written to"],
)
def test_nothing_waits_in_vain(first: FakePrompt, then: FakePrompt) -> None:
    house = living(first, then)
    assert (house.tick().fired, said(house)) == (1, ["a"])


def test_nothing_waits_longer_than_a_day_however_much_comes() -> None:
    hours = {"a": 0, "b": 23, "c": 46}
    house = living(*(FakePrompt(name, after=timedelta(hours=hours[name])) for name in "abc"))
    house.tick()
    house.go(hours=23)
    house.tick()

    assert said(house) == ["a", "b"]


def test_slots_are_a_person_s_over_all_their_pairs() -> None:
    house = House([FakePrompt("a"), FakePrompt("b"), FakePrompt("c")])
    house.set_up()
    for name in ("Ana", "Ben", "Kim"):
        house.join(name)
    house.start("Ana", "Ben")
    house.start("Ben", "Kim")
    house.tick()

    assert said(house) == ["a", "a", "b", "b", "c", "c"]
    assert len(house.state.attention) == 2


@pytest.mark.parametrize(("late", "is_said"), [(3 * 24, True), (3 * 24 + 1, False)])
def test_what_is_late_is_caught_up_within_its_grace_and_else_skipped(late: int, is_said: bool) -> None:
    house = living(FakePrompt("a"))
    house.go(hours=late)
    report = house.tick()

    assert (report.fired, report.skipped) == ((1, 0) if is_said else (0, 1))
    if not is_said:
        assert (row(house, "a").state, row(house, "a").reason) == (OccurrenceState.SKIPPED, "its time was over")
        assert house.tick().people == 0


def test_three_weeks_of_outage_flood_nobody() -> None:
    house = House(PROMPTS)
    house.set_up()
    house.join("Ana")
    house.join("Ben")
    pair = house.start()
    house.live(9)
    house.go(days=26)
    house.tick_all()
    late = [entry for entry in house.state.outbox.values() if entry.created_at == house.now]

    assert 0 < len(late) <= 4
    assert house.facts(pair).pair.status is Status.ACTIVE


def test_a_broken_prompt_is_moved_by_a_day_and_its_batch_goes_on() -> None:
    house = living(FakePrompt("a", is_broken=True), FakePrompt("b"))
    report = house.tick()

    assert (report.failed, report.fired, report.moved, said(house)) == (1, 1, 0, ["b"])
    assert [(name, type(problem)) for name, problem in house.set_aside] == [("a", ZeroDivisionError)]
    broken = row(house, "a")
    assert (broken.state, broken.due_at) == (OccurrenceState.OPEN, NOW + timedelta(days=1))
    assert broken.reason == "set aside: ZeroDivisionError"
    assert house.tick().people == 0


def test_a_broken_prompt_takes_no_slot_from_those_that_work() -> None:
    house = living(*(FakePrompt(name, is_broken=True) for name in "ab"), FakePrompt("c"), FakePrompt("d"))
    house.tick()

    assert said(house) == ["c", "d"]
    assert len(house.state.attention) == 1


def test_a_prompt_that_is_gone_from_the_program_is_dropped() -> None:
    house = living(FakePrompt("a"))
    house.prompts = ()
    with house.store.write() as tx:
        assert len(tx.people.lock_due(house.now, 10)) == 1
    assert (house.tick().skipped, said(house)) == (1, [])
    assert (row(house, "a").state, row(house, "a").reason) == (OccurrenceState.DROPPED, "not called for any more")


def test_what_is_not_called_for_any_more_is_dropped_in_its_own_batch() -> None:
    house = House(PROMPTS)
    house.set_up(weeks=4)
    house.join("Ana")
    house.join("Ben")
    pair = house.start()
    house.go(days=29)
    house.tick()

    assert house.facts(pair).pair.status is Status.ENDED
    left = {each.prompt: each.state for each in house.state.occurrences.values() if each.prompt != "proposal_closes"}
    assert left.pop("planned_end") is OccurrenceState.DONE
    assert set(left.values()) == {OccurrenceState.DROPPED}
    assert house.entries(NoticeKind.CHECK_IN) == []


def test_a_batch_takes_no_more_people_than_its_limit() -> None:
    house = House([FakePrompt("a")])
    house.set_up()
    for name in ("Ana", "Ben", "Kim", "Liv"):
        house.join(name)
    for mentee in ("Ben", "Kim", "Liv"):
        house.start("Ana", mentee)
    with house.work() as work:
        report = ticking.tick(work, lambda *_: None, limit=2)
    assert (report.people, report.fired) == (2, 2)
    assert house.tick().people == 1


def test_both_sides_share_one_expected_meeting() -> None:
    house = House(PROMPTS)
    house.set_up()
    house.join("Ana")
    house.join("Ben", tz="America/New_York")
    pair = house.start()
    house.live(12, step=0.1)

    facts = house.facts(pair)
    assert [meeting.number for meeting in facts.meetings] == [1]
    assert {(check.person, check.number) for check in facts.checks} == {(facts.mentor.id, 1), (facts.mentee.id, 1)}
    assert len({check.asked_at for check in facts.checks}) == 2


def test_nobody_is_asked_to_find_a_time_in_the_same_breath_as_whether_they_met() -> None:
    house = living(FakePrompt("check_in"), FakePrompt("first_meeting"))
    house.tick()

    assert said(house) == ["check_in"]
    skipped = row(house, "first_meeting")
    assert (skipped.state, skipped.reason) == (OccurrenceState.SKIPPED, "something else asks about it")
