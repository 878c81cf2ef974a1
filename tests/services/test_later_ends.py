"""Laws of an end that is moved, of what is agreed late, and of the last day."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest

from bot.domain.agreement import Terms
from bot.domain.default_terms import default_terms
from bot.domain.notices import NoticeKind
from bot.domain.pairs import Side, change
from bot.domain.programs import Rhythm, Role
from bot.domain.stages import Event, Stage, Status
from tests.services.house import House
from tests.support.papers_of_the_house import agreed

LATER = agreed(ends_on=date(2026, 12, 31))
"""Only the end is another: the goal's day has passed when it is agreed."""


def grow(house: House, pair: UUID, *stages: Stage) -> None:
    """The pair has come this far."""
    for stage in stages:
        with house.store.write() as tx:
            grown, line = change(
                house.facts(pair).pair, Event.STAGE, to=stage, at=house.now, actor=None, reason="a_test"
            )
            tx.pairs.save(grown)
            tx.history.append(grown.workspace, line)


def settled(house: House, pair: UUID, terms: Terms, version: int) -> None:
    """Ben drafts, Ana signs."""
    house.draft("Ben", pair, terms, based_on=version - 1)
    house.sign("Ana", pair, version)


def in_closure(house: House, pair: UUID, *stages: Stage) -> None:
    """Signed on the first day, and told of the end of August."""
    settled(house, pair, agreed(), 1)
    grow(house, pair, *stages)
    house.live(153, step=1)
    assert house.entries(NoticeKind.CLOSURE_OPENS) == []
    house.live(2)
    assert house.facts(pair).pair.stage is Stage.CLOSURE
    assert house.readers(NoticeKind.CLOSURE_OPENS) == ["Ana", "Ben"]


@pytest.mark.parametrize("stages", [(), (Stage.GROWTH,), (Stage.GROWTH, Stage.MATURITY)])
def test_a_later_end_leads_out_of_closure_and_is_told_again_once_to_each(
    house: House, pair: UUID, stages: tuple[Stage, ...]
) -> None:
    in_closure(house, pair, *stages)
    before = stages[-1] if stages else Stage.INITIATION
    settled(house, pair, LATER, 2)

    line = house.history(pair)[-1]
    assert (line.event, line.reason, line.actor) == (Event.EXTEND, "extended", house.person("Ana").id)
    assert (line.stage_before, line.stage_after, line.at) == (Stage.CLOSURE, before, house.now)
    facts = house.facts(pair)
    assert (facts.pair.stage, facts.pair.ends_on, facts.terms) == (before, LATER.ends_on, LATER)

    house.now = datetime(2026, 12, 2, 12, tzinfo=UTC)
    house.tick_all()
    assert house.readers(NoticeKind.CLOSURE_OPENS) == ["Ana", "Ben"]
    house.live(28)
    assert house.readers(NoticeKind.CLOSURE_OPENS) == ["Ana", "Ana", "Ben", "Ben"]
    assert [each.event for each in house.history(pair)[-2:]] == [Event.EXTEND, Event.STAGE]
    house.live(3)
    assert house.facts(pair).pair.status is Status.ENDED
    assert house.readers(NoticeKind.ENDED) == ["Ana", "Ben"]


def test_an_open_end_leads_out_of_closure_for_good(house: House, pair: UUID) -> None:
    in_closure(house, pair)
    settled(house, pair, agreed(ends_on=None), 2)

    assert house.history(pair)[-1].event is Event.EXTEND
    house.live(400, step=3)
    assert (house.facts(pair).pair.stage, house.facts(pair).pair.status) == (Stage.INITIATION, Status.ACTIVE)
    assert house.readers(NoticeKind.CLOSURE_OPENS) == ["Ana", "Ben"]


@pytest.mark.parametrize(
    "terms", [agreed(boundaries="not on my birthday"), agreed(ends_on=date(2026, 8, 30)), agreed(minutes=90)]
)
def test_what_is_no_later_end_leaves_the_pair_in_closure(house: House, pair: UUID, terms: Terms) -> None:
    in_closure(house, pair)
    settled(house, pair, terms, 2)
    house.live(10)

    assert house.facts(pair).pair.stage is Stage.CLOSURE
    assert [line.event for line in house.history(pair)] == [Event.START, Event.STAGE]
    assert house.readers(NoticeKind.CLOSURE_OPENS) == ["Ana", "Ben"]


def test_the_same_end_extends_nothing_where_its_day_began_before_it_did_in_utc() -> None:
    house = House()
    house.set_up()
    house.join("Ana", Role.MENTOR, tz="Pacific/Auckland")
    house.join("Ben", Role.MENTEE)
    pair = house.start()
    settled(house, pair, agreed(), 1)
    house.now = datetime(2026, 8, 2, 22, tzinfo=UTC)
    house.tick_all()
    assert house.facts(pair).pair.stage is Stage.CLOSURE, "Monday has begun for Ana"
    settled(house, pair, agreed(boundaries="none"), 2)

    assert house.facts(pair).pair.stage is Stage.CLOSURE
    assert Event.EXTEND not in {line.event for line in house.history(pair)}


def test_an_end_that_is_soon_again_is_told_at_once(house: House, pair: UUID) -> None:
    in_closure(house, pair)
    house.go(days=14)
    settled(house, pair, agreed(ends_on=date(2026, 9, 10)), 2)
    house.live(7)

    assert house.facts(pair).pair.stage is Stage.CLOSURE
    assert house.readers(NoticeKind.CLOSURE_OPENS) == ["Ana", "Ana", "Ben", "Ben"]


@pytest.mark.parametrize("side", Side)
def test_eight_weeks_that_meet_monthly_can_be_agreed_as_they_are_offered(side: Side) -> None:
    house = House()
    house.set_up(weeks=8, rhythm=Rhythm.MONTHLY)
    house.join("Ana", Role.MENTOR)
    house.join("Ben", Role.MENTEE)
    pair = house.start()
    terms = default_terms(house.facts(pair), side, house.now)
    name = house.facts(pair).person(side).name

    version = house.draft(name, pair, replace(terms, purpose="p"))

    assert (version.version, version.terms.rhythm, version.terms.ends_on) == (1, Rhythm.MONTHLY, date(2026, 4, 27))


def test_in_the_last_weeks_a_boundary_can_still_be_changed(house: House, pair: UUID) -> None:
    settled(house, pair, agreed(), 1)
    house.now = datetime(2026, 8, 27, 12, tzinfo=UTC)

    assert house.draft("Ana", pair, agreed(boundaries="none"), based_on=1).version == 2


@pytest.mark.parametrize("day", [1, 6, 20, 43])
def test_no_slot_is_asked_about_that_lay_before_its_signature(house: House, pair: UUID, day: int) -> None:
    house.live(day, step=0.25)
    known = {meeting.number for meeting in house.facts(pair).meetings}
    signed_at = house.now
    settled(house, pair, agreed(rhythm=Rhythm.WEEKLY, weekday=3), 1)
    house.live(16, step=0.25)

    new = [meeting.expected_at for meeting in house.facts(pair).meetings if meeting.number not in known]
    assert len(new) >= 1
    assert min(new) >= signed_at + timedelta(days=0 if known else 2)
    assert min(new) <= signed_at + timedelta(days=14)
    assert {at.weekday() for at in new} == {3}


def test_the_same_slot_signed_anew_moves_nothing(house: House, pair: UUID) -> None:
    settled(house, pair, agreed(), 1)
    house.live(1)

    def planned() -> dict[UUID, datetime]:
        return {row.id: row.due_at for row in house.state.occurrences.values() if row.prompt == "check_in"}

    before = planned()
    assert len(before) == 2
    settled(house, pair, agreed(boundaries="none"), 2)
    assert planned() == before, "two more days to arrange would have skipped this Thursday"
    settled(house, pair, agreed(weekday=4), 3)
    assert planned() != before


@pytest.mark.parametrize(
    ("tz", "at", "asked"), [("Europe/Berlin", time(10), {"Ana", "Ben"}), ("America/Los_Angeles", time(15, 30), {"Ana"})]
)
def test_a_meeting_on_the_last_day_still_gets_its_check_in(tz: str, at: time, asked: set[str]) -> None:
    house = House()
    house.set_up(weeks=8, rhythm=Rhythm.WEEKLY)
    house.join("Ana", Role.MENTOR, tz=tz)
    house.join("Ben", Role.MENTEE)
    pair = house.start()
    last = house.facts(pair).pair.ends_on
    assert last == date(2026, 4, 27)
    terms = agreed(weekday=last.weekday(), at=at, tz=tz, rhythm=Rhythm.WEEKLY, ends_on=last)
    settled(house, pair, terms, 1)
    for _ in range(8):
        house.live(7, step=0.5)
        for number in {check.number for check in house.facts(pair).checks if check.outcome is None}:
            house.answer("Ana", pair, number)
    house.live(2, step=1 / 48)

    facts = house.facts(pair)
    number = max(meeting.number for meeting in facts.meetings if meeting.expected_at.date() >= last)
    people = {facts.mentor.id: "Ana", facts.mentee.id: "Ben"}
    assert {people[check.person] for check in facts.checks if check.number == number} == asked
    assert facts.pair.status is Status.ENDED
