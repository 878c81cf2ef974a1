"""Months of a town: people who answer as they are, a bot that is built anew every week, and what each of them got."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from bot.domain.attention import SLOTS_A_WEEK, SLOTS_OF_SEVERAL
from bot.domain.cadence import iso_week, local
from bot.domain.notices import NoticeKind
from bot.domain.people import Person
from bot.views.messages import PARTS
from sandbox import Message
from storage.schema import OutboxRow
from tests.journeys.town import Town, actions

UNASKED = frozenset({*PARTS, NoticeKind.BUNDLE})
"""What the bot starts on its own."""
GLAD = (
    "check_in_met",
    "fit_good",
    "kept_done",
    "rate_4",
    "stage_yes",
    "maturity_yes",
    "self_4",
    "meeting_same",
    "goal_moved",
    "review_holds",
)
"""What somebody taps for whom it goes well, the first that is there."""
A_FEW = 6
"""Taps on one message at one look; nobody taps on and on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Got:
    """One message that reached somebody's direct messages."""

    kind: NoticeKind
    at: datetime
    person: Person

    @property
    def week(self) -> str:
        """The ISO week by their own calendar."""
        return iso_week(self.at, self.person.tz)

    @property
    def local(self) -> datetime:
        """By their own clock."""
        return local(self.at, self.person.tz)


def live(town: Town, weeks: int, taps: dict[str, Sequence[str]]) -> None:
    """Weeks go by. Twice a week everybody in `taps` looks at their messages and taps what they would."""
    for _ in range(weeks):
        for days in (3, 4):
            town.pass_days(days)
            for name, wanted in taps.items():
                look(town, name, wanted)
        town.build_anew()


def look(town: Town, name: str, wanted: Sequence[str]) -> None:
    """Somebody goes through what came and taps what they would, a few taps at each message."""
    who = town.person(name)
    for message in who.dm[-4:]:
        for _ in range(A_FEW):
            now = town.current(name, message)
            found = next((each for each in wanted if each in actions(now)), None)
            if found is None:
                break
            value = next(value for action, _, value in now.buttons() if action == found)
            assert who.click(now, found, value=value).warning is None
            if actions(town.current(name, message)) == actions(now):
                break


def got(town: Town, *names: str) -> list[Got]:
    """All that reached these people's direct messages, oldest first."""
    found = list(_delivered(town, [town.ids[name] for name in names]))
    return sorted(found, key=lambda each: each.at)


def _delivered(town: Town, slack_ids: Sequence[str]) -> Iterator[Got]:
    with town.bot.deps.reading() as work:
        people = [work.tx.people.find(town.ws.team_id, each) for each in slack_ids]
        known = {str(person.id): person for person in people if person}
        rows = work.tx.outbox.connection.execute(  # type: ignore[attr-defined]
            select(OutboxRow.kind, OutboxRow.recipient, OutboxRow.finished_at).where(OutboxRow.ts.is_not(None))
        )
        for kind, recipient, at in rows:
            if recipient in known:
                yield Got(kind=NoticeKind(kind), at=at, person=known[recipient])


def unasked(town: Town, name: str) -> list[Got]:
    """What the bot started on its own, to one person."""
    return [each for each in got(town, name) if each.kind in UNASKED]


def table(town: Town, title: str, *names: str) -> str:
    """Messages per person and week, unasked ones in brackets."""
    lines = [title]
    weeks = sorted({each.week for each in got(town, *names)})
    for name in names:
        every = Counter(each.week for each in got(town, name))
        own = Counter(each.week for each in unasked(town, name))
        cells = " ".join(f"{every[week]}({own[week]})" for week in weeks)
        lines.append(
            f"  {name:<5} {sum(own.values()):>3} unasked, most in a week {max(own.values(), default=0)}: {cells}"
        )
    return "\n".join(lines)


def hold_the_caps(town: Town, *names: str) -> None:
    """Nobody's week holds more than its share of what nobody asked for."""
    with town.bot.deps.reading() as work:
        mentees = work.tx.pairs.count_mentees([_id(town, name) for name in names])
    for name in names:
        weeks = Counter(each.week for each in unasked(town, name))
        most = SLOTS_OF_SEVERAL if mentees.get(_id(town, name), 0) > 1 else SLOTS_A_WEEK
        assert max(weeks.values(), default=0) <= most, (name, weeks)


def hold_the_hours(town: Town, *names: str) -> None:
    """What nobody asked for comes on days and in hours on which its reader works."""
    for name in names:
        for each in unasked(town, name):
            assert each.local.weekday() in each.person.working_days, each
            assert each.person.window_start <= each.local.time() < each.person.window_end, each


def _id(town: Town, name: str) -> UUID:
    with town.bot.deps.reading() as work:
        person = work.tx.people.find(town.ws.team_id, town.ids[name])
        assert person is not None
        return person.id


def words(messages: Sequence[Message]) -> str:
    """All that was said."""
    return "\n".join(message.text for message in messages)
