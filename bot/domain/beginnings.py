"""What a pair's facts say about its kickoff and its reviews: who is to do what, and since when."""

from datetime import date, datetime

from bot.domain.agreement import Agreement
from bot.domain.cadence import add_working_days, local
from bot.domain.facts import PairFacts
from bot.domain.kickoff import ALONE_DAYS, finished, usual_choices
from bot.domain.meetings import held
from bot.domain.pairs import Side
from bot.domain.reviews import review_after
from bot.domain.stages import Status


def choices_of(facts: PairFacts, side: Side) -> dict[str, str]:
    """What that side chose so far: where it has not yet, what it chose in an earlier beginning, or the usual choice."""
    person = facts.pair.person_on(side)
    mine = sorted((each for each in facts.kickoff if each.person == person), key=lambda each: each.round)
    chosen = {item: code for each in mine for item, code in each.choices.items()}
    return usual_choices(facts.pair.rhythm, facts.people) | chosen


def drafted(facts: PairFacts) -> Agreement | None:
    """The newest version, unless the two have begun anew since it was drafted."""
    newest, begun_at = facts.agreement, facts.pair.begun_at
    return newest if newest and (begun_at is None or newest.drafted_at >= begun_at) else None


def begins_anew(facts: PairFacts) -> bool:
    """Whether a fresh start still waits for its agreement; until then there is no other."""
    return facts.pair.begun_at is not None and drafted(facts) is None


def meets_anew(facts: PairFacts) -> bool:
    """Whether the two have not met yet since they began anew: the next meeting is that of the three questions."""
    begun_at = facts.pair.begun_at
    return begun_at is not None and not held([check for check in facts.checks if check.asked_at >= begun_at])


def has_answered(facts: PairFacts, side: Side) -> bool:
    """Whether that side has answered the seven choices."""
    return finished(facts.kickoff, facts.pair.person_on(side), facts.pair.beginning) is not None


def are_both_in(facts: PairFacts) -> bool:
    """Whether both have; only then does either see the other's answer."""
    return all(has_answered(facts, side) for side in Side)


def waits_for_kickoff(facts: PairFacts, side: Side) -> bool:
    """Whether that side has its choices to make, or both answers to settle."""
    is_open = facts.pair.status is Status.ACTIVE and drafted(facts) is None
    return is_open and (are_both_in(facts) or not has_answered(facts, side))


def alone_from(facts: PairFacts, side: Side) -> datetime | None:
    """From when that side may start on their own answers; None while they have not answered, or both have."""
    mine = finished(facts.kickoff, facts.pair.person_on(side), facts.pair.beginning)
    if drafted(facts) or mine is None or mine.finished_at is None or are_both_in(facts):
        return None
    return add_working_days(mine.finished_at, ALONE_DAYS, facts.people)


def next_review(facts: PairFacts, told: date | None) -> date | None:
    """The next day on which the agreement in force is looked at again, after the day somebody was last asked."""
    signed = facts.signed
    if signed is None or signed.signed_at is None:
        return None
    return review_after(signed.signed_at, signed.terms.review_on, signed.terms.tz, facts.pair.ends_on, told)


def open_review(facts: PairFacts, side: Side, now: datetime) -> date | None:
    """The newest review date that has come, if that side has not answered it; None when there is none."""
    found = newest_review(facts, side, now)
    return None if found is None or holds(facts, side, found) else found


def newest_review(facts: PairFacts, side: Side, now: datetime) -> date | None:
    """The newest review date that has come by that side's calendar."""
    today, found = local(now, facts.person(side).tz).date(), None
    upcoming = next_review(facts, None)
    while upcoming and upcoming <= today:
        found, upcoming = upcoming, next_review(facts, upcoming)
    return found


def holds(facts: PairFacts, side: Side, due_on: date) -> bool:
    """Whether that side said on that date that the agreement holds."""
    person = facts.pair.person_on(side)
    said = (review for review in facts.reviews if review.held_at)
    return any((review.person, review.due_on) == (person, due_on) for review in said)


def asked_last(facts: PairFacts, side: Side) -> date | None:
    """The newest review date on which that side was asked."""
    person = facts.pair.person_on(side)
    return max((review.due_on for review in facts.reviews if review.person == person), default=None)
