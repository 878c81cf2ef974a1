"""Clocks that jump and a leap day: what is due then is sent once, and nothing before its time."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import app
from bot.clock import Clock
from bot.domain.cadence import instant, local, may_write, next_window
from bot.domain.facts import PairFacts
from bot.domain.pairs import Pair
from bot.running import Bot
from bot.services.work import Work
from bot.settings import load_settings
from scheduler.prompts import PROMPTS
from tests.crash import records
from tests.crash.harbour import Harbour, a_harbour
from tests.crash.scene import Scene, question

ZONES = (
    "Africa/Casablanca",
    "America/Adak",
    "America/Anchorage",
    "America/Chicago",
    "America/Denver",
    "America/Halifax",
    "America/Havana",
    "America/Los_Angeles",
    "America/Miquelon",
    "America/New_York",
    "America/Nuuk",
    "America/Port-au-Prince",
    "America/Santiago",
    "America/Scoresbysund",
    "America/St_Johns",
    "Antarctica/Troll",
    "Asia/Beirut",
    "Asia/Gaza",
    "Asia/Jerusalem",
    "Atlantic/Azores",
    "Australia/Adelaide",
    "Australia/Lord_Howe",
    "Australia/Sydney",
    "Europe/Athens",
    "Europe/Berlin",
    "Europe/Chisinau",
    "Europe/London",
    "Pacific/Auckland",
    "Pacific/Chatham",
    "Pacific/Easter",
)
"""Each changes its clock between the two days below: forward in the north, back in the south, by half an hour to two,
at midnight, in the night and in the evening before."""
BEFORE, AFTER = datetime(2027, 3, 10, tzinfo=UTC), datetime(2027, 4, 8, tzinfo=UTC)
LEAP_DAY = date(2028, 2, 29)
AROUND_LEAP_DAY = datetime(2028, 2, 22, tzinfo=UTC), datetime(2028, 3, 8, tzinfo=UTC)
AN_HOUR = timedelta(hours=1)
PUNCTUAL = timedelta(minutes=2)
"""What a message may come later than it is due, for its pace."""
TOGETHER = timedelta(days=1) + PUNCTUAL
"""What a question may wait for others to the same person, so that they are one message."""
Moments = Callable[[str], Sequence[datetime]]


def change_of(zone: str) -> datetime:
    """The instant at which the clock jumps."""
    moment, tz = BEFORE, ZoneInfo(zone)
    while moment.astimezone(tz).utcoffset() == (moment + timedelta(minutes=30)).astimezone(tz).utcoffset():
        moment += timedelta(minutes=30)
    return moment + timedelta(minutes=30)


def around_the_change(zone: str) -> list[datetime]:
    """Just before it, at it, just after it, and wall times that come twice or not at all."""
    change = change_of(zone)
    wall = local(change - timedelta(seconds=1), zone)
    skipped_or_doubled = [
        instant(wall.date(), (datetime.combine(wall.date(), wall.time()) + shift).time(), zone)
        for shift in (-AN_HOUR / 2, AN_HOUR / 2)
    ]
    at_it = [change + timedelta(seconds=second) for second in (-1, 0, 1)]
    return [*at_it, change + AN_HOUR, *skipped_or_doubled]


def around_the_leap_day(zone: str) -> list[datetime]:
    """Its first and last moment, its noon, and the first moment of the next day."""
    walls = ((LEAP_DAY, time(0)), (LEAP_DAY, time(12)), (LEAP_DAY, time(23, 59)), (date(2028, 3, 1), time(0)))
    return [instant(day, wall, zone) for day, wall in walls]


def settle_in(harbour: Harbour, began: datetime, moments: Moments) -> dict[str, datetime]:
    """Each pair lives in a zone of its own and began then; its mentor is told something at each of the moments.

    What is due when, by the message's key.
    """
    due: dict[str, datetime] = {}
    with harbour.store.write() as tx:
        work = Work(tx=tx, prompts=PROMPTS, now=harbour.ws.now())
        for pair, zone in zip(records.pairs(harbour.store), ZONES, strict=True):
            for person in (pair.mentor, pair.mentee):
                tx.people.save(replace(tx.people.get(person), tz=zone))
            tx.pairs.save(replace(pair, started_at=began, proposed_at=began))
            for number, moment in enumerate(moments(zone)):
                notice = replace(question(pair, pair.mentor, f"moment:{number}"), not_before=moment)
                work.tell(notice)
                due[notice.key] = moment
        work.replan([pair.id for pair in records.pairs(harbour.store)])
    return due


def live_until(harbour: Harbour, bot: Bot, until: datetime) -> None:
    """Time goes through every due moment."""
    while True:
        bot.settle()
        with bot.deps.reading() as work:
            coming = [at for at in (work.tx.occurrences.next_due(), work.tx.outbox.next_due()) if at]
        if not coming or min(coming) > until:
            return
        harbour.drift.move(max((min(coming) - harbour.ws.now()).total_seconds(), 1.0))


def facts_of(bot: Bot, pairs: Sequence[Pair]) -> list[PairFacts]:
    """Each pair as it stands."""
    with bot.deps.reading() as work:
        return list(work.tx.pairs.facts([pair.id for pair in pairs]).values())


def refuse_questions_missed_or_early(facts: PairFacts) -> None:
    """Both were asked about each meeting once, in their own hours, when it was over."""
    schedule, asked = facts.schedule(), [(check.person, check.number) for check in facts.checks]
    assert schedule is not None
    assert len(set(asked)) == len(asked)
    numbers = range(1, 1 + max(number for _, number in asked))
    assert sorted(asked) == sorted((person.id, number) for person in facts.people for number in numbers)
    starts = {local(meeting.expected_at, facts.mentor.tz).time() for meeting in facts.meetings}
    assert len(starts) == 1, "at the same time by the clock on the wall"
    over = {meeting.number: meeting.expected_at + timedelta(minutes=schedule.minutes) for meeting in facts.meetings}
    for check in facts.checks:
        person = facts.mentor if check.person == facts.mentor.id else facts.mentee
        assert timedelta(0) <= check.asked_at - next_window(person, over[check.number]) <= TOGETHER
        assert may_write(person, check.asked_at)


def live_through(url: str, folder: Path, span: tuple[datetime, datetime], moments: Moments) -> None:
    """The real bot, from the one instant to the other; its books are checked."""
    began, until = span
    with a_harbour(url, folder, Scene(pairs=len(ZONES), rounds=0, couples=0)) as harbour:
        bot = app.build(load_settings(dict(harbour.life().settings)), Clock(machine=harbour.drift.now))
        with bot.running():
            while harbour.left:
                bot.courier.settle()
                harbour.drift.move(1)
            harbour.drift.move((began - harbour.ws.now()).total_seconds())
            due = settle_in(harbour, began, moments)
            live_until(harbour, bot, until)
            lived = facts_of(bot, records.pairs(harbour.store))
        assert harbour.check().doubled == 0
        sent = {entry.notice.key: entry.finished_at for entry in records.outbox(harbour.store) if entry.finished_at}
        for key, moment in due.items():
            assert timedelta(0) <= sent[key] - moment < PUNCTUAL, key
        for facts in lived:
            refuse_questions_missed_or_early(facts)


def test_where_clocks_jump_all_is_sent_once_and_at_its_time(sqlite_url: str, tmp_path: Path) -> None:
    live_through(sqlite_url, tmp_path, (BEFORE, AFTER), around_the_change)


def test_on_a_leap_day_all_is_sent_once_and_at_its_time(sqlite_url: str, tmp_path: Path) -> None:
    live_through(sqlite_url, tmp_path, AROUND_LEAP_DAY, around_the_leap_day)
