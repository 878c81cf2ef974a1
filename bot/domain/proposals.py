"""How long a proposed pair waits, and when it closes for everybody who did not answer it.

A refusal and a silence end on the same day with the same words: the day on which the last possible answer would have
run out, whoever it came from. So neither the words nor the hour tell who declined.
"""

from dataclasses import replace
from datetime import datetime

from bot.domain.cadence import add_working_days
from bot.domain.pairs import ANSWER_DAYS, Pair, Side
from bot.domain.people import Person


def answer_by(pair: Pair, mentor: Person, mentee: Person) -> datetime | None:
    """Until when the side that is asked can answer: three of its own working days. None when nobody is asked."""
    match pair.waits_for():
        case Side.MENTOR:
            return add_working_days(pair.proposed_at, ANSWER_DAYS, [mentor])
        case Side.MENTEE:
            return add_working_days(pair.mentor_yes_at or pair.proposed_at, ANSWER_DAYS, [mentee])
        case _:
            return None


def closes_at(pair: Pair, mentor: Person, mentee: Person) -> datetime:
    """When a proposal without two answers closes: when the last possible answer of both has run out.

    Read as if nobody had declined, so that no instant tells a refusal from a silence.
    """
    whole = pair.proposed_at
    for person in (mentor, mentee):
        whole = add_working_days(whole, ANSWER_DAYS, [person])
    last = answer_by(replace(pair, declined_at=None), mentor, mentee)
    return max(whole, last) if last else whole
