"""Months of mentorships as people live them: never above anybody's cap, never outside their days."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.facts import PairFacts
from bot.domain.notices import NoticeKind
from bot.domain.stages import Stage, Status
from tests.journeys.lives import GLAD, UNASKED, got, hold_the_caps, hold_the_hours, live, table, unasked, words
from tests.journeys.town import A_MOMENT, Town, accepted
from tests.support.showing import Shown

WEEKS = 26
CHRISTMAS = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)
"""A Monday, with the holidays ahead."""


def the_facts(town: Town, name: str = "ben") -> PairFacts:
    """What the bot knows of somebody's newest pair."""
    with town.bot.deps.reading() as work:
        person = work.tx.people.find(town.ws.team_id, town.ids[name])
        assert person is not None
        pairs = [*work.tx.pairs.of_person(person.id), *work.tx.pairs.past_of(person.id)]
        return work.tx.pairs.facts(pairs[:1])[pairs[0]]


def begin(town: Town) -> None:
    """Ana and Ben are paired."""
    town.set_up()
    town.pair()


def test_a_healthy_pair_for_half_a_year(town: Town, shown: Shown) -> None:
    begin(town)
    town.sign()
    live(town, 3, {"ana": GLAD, "ben": GLAD})
    town.write_goal()
    live(town, WEEKS - 2, {"ana": GLAD, "ben": GLAD})

    shown(table(town, "a healthy pair", "ana", "ben"))
    hold_the_caps(town, "ana", "ben")
    hold_the_hours(town, "ana", "ben")
    ended = the_facts(town).pair
    assert (ended.status, ended.stage) == (Status.ENDED, Stage.CLOSURE)
    with town.bot.deps.reading() as work:
        lived = [line.stage_after for line in work.tx.history.of(ended.id)]
    assert list(dict.fromkeys(lived)) == list(Stage), "all four stages were lived"
    assert len(unasked(town, "ben")) < WEEKS, "on average less than one a week"


@pytest.mark.parametrize("who", [(), ("ben",)], ids=["a happy pair that ignores the bot", "one side goes quiet"])
def test_who_does_not_answer_is_asked_less_and_less(town: Town, who: tuple[str, ...], shown: Shown) -> None:
    begin(town)
    live(town, WEEKS - 1, dict.fromkeys(who, GLAD))

    shown(table(town, f"answers: {who or 'nobody'}", "ana", "ben"))
    hold_the_caps(town, "ana", "ben")
    hold_the_hours(town, "ana", "ben")
    late = [each for each in got(town, "ana", "ben") if each.at > town.clock.now() - timedelta(weeks=14)]
    if who:
        assert NoticeKind.SILENCE not in {each.kind for each in late}, "an answer of either counts for both"
        return
    assert {each.kind for each in late if each.kind in UNASKED} <= {NoticeKind.CLOSURE_OPENS, NoticeKind.HALF_TIME}
    assert len(unasked(town, "ben")) <= 12


def test_a_pair_that_never_starts_is_asked_a_few_times_and_the_lead_sees_it(town: Town, shown: Shown) -> None:
    begin(town)
    live(town, 6, {})
    lea = town.person("lea")
    digest = lea.messages(town.channel)[-1]
    answered = lea.click(digest, "digest_needs")

    shown(table(town, "never starts", "ana", "ben"))
    hold_the_caps(town, "ana", "ben")
    assert "no meeting told to me" in words(answered.messages)


def test_a_mentor_of_three_gets_one_message_a_week(town: Town, shown: Shown) -> None:
    begin(town)
    for name in ("kim", "liv"):
        town.ids[name] = town.ws.add_person(name, real_name=name.title(), tz="Europe/Madrid", locale="en-GB").id
        town.join(name, "mentee", wants="To grow")
        town.person("lea").command("/mentor", f"pair @ana @{name}")
        for side in ("ana", name):
            town.pass_days(A_MOMENT)
            who = town.person(side)
            who.click(who.dm[-1], "proposal_yes")
    live(town, 10, dict.fromkeys(("ana", "ben", "kim", "liv"), GLAD))

    shown(table(town, "a mentor of three", "ana", "ben", "kim", "liv"))
    hold_the_caps(town, "ana", "ben", "kim", "liv")
    hold_the_hours(town, "ana", "ben", "kim", "liv")
    assert NoticeKind.BUNDLE in {each.kind for each in unasked(town, "ana")}


@pytest.mark.parametrize("start", [CHRISTMAS])
def test_nothing_is_asked_on_public_holidays(town: Town, shown: Shown) -> None:
    begin(town)
    town.sign()
    live(town, 8, {"ana": GLAD, "ben": GLAD})

    shown(table(town, "Christmas", "ana", "ben"))
    hold_the_caps(town, "ana", "ben")
    days = {(each.person.tz, each.local.date()) for each in unasked(town, "ana") + unasked(town, "ben")}
    assert not days & {("Europe/Madrid", date(2026, 12, 8)), ("Europe/Madrid", date(2026, 12, 25))}
    assert not days & {("America/New_York", date(2026, 11, 26)), ("America/New_York", date(2026, 12, 25))}
    assert not days & {("Europe/Madrid", date(2027, 1, 1)), ("Europe/Madrid", date(2027, 1, 6))}


def test_somebody_who_works_two_days_a_week_is_asked_on_those(town: Town, shown: Shown) -> None:
    begin(town)
    ben = town.person("ben")
    ben.open_home()
    town.server.wait(lambda: ben.home is not None)
    assert ben.home is not None
    ben.click(ben.home, "settings_open")
    ben.fill({"working_days": ["1", "2"]})
    accepted(ben.submit())
    live(town, 12, {"ana": GLAD, "ben": GLAD})

    shown(table(town, "a part-timer", "ana", "ben"))
    hold_the_caps(town, "ana", "ben")
    hold_the_hours(town, "ana", "ben")
    assert {each.local.weekday() for each in unasked(town, "ben")} == {1, 2}


def test_three_weeks_away_are_three_weeks_of_peace_and_a_gentle_return(town: Town, shown: Shown) -> None:
    begin(town)
    town.sign()
    live(town, 5, {"ana": GLAD, "ben": GLAD})
    ben = town.person("ben")
    left = town.clock.now()
    ben.click(ben.dm[-1], "away_open")
    ben.fill({"back": (left.date() + timedelta(days=21)).isoformat()})
    accepted(ben.submit())
    live(town, 7, {"ana": GLAD, "ben": GLAD})

    shown(table(town, "three weeks away", "ana", "ben"))
    hold_the_caps(town, "ana", "ben")
    away = [each for each in unasked(town, "ben") if left < each.at < left + timedelta(days=20)]
    assert away == []
    assert [each for each in unasked(town, "ben") if each.at > left + timedelta(days=20)]
    assert the_facts(town).pair.status is Status.ACTIVE
    assert NoticeKind.SILENCE not in {each.kind for each in got(town, "ana", "ben")}


def test_each_reads_their_own_language_and_both_read_both_together(town: Town, shown: Shown) -> None:
    town.ws.change_person(town.ids["ben"], locale="de-DE")
    begin(town)
    live(town, 3, {"ana": GLAD, "ben": GLAD})

    shown(table(town, "two languages", "ana", "ben"))
    hold_the_caps(town, "ana", "ben")
    his, hers, theirs = words(town.person("ben").dm), words(town.person("ana").dm), words(town.group())
    assert "Mit jemandem reden" in his
    assert "Talk to a person" not in his
    assert "Talk to a person" in hers
    assert "Mit jemandem reden" not in hers
    assert "Ich darf diese Unterhaltung nicht lesen." in theirs
    assert "I hold no permission to read this conversation." in theirs
