"""What a check-in offers after its tap. Each thing is a sentence with its buttons; Home shows the same ones."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.after_tap import Extra, is_newest
from bot.domain.facts import PairFacts
from bot.domain.pairs import Side
from bot.domain.questions import LOW_RATING, Fit, Placing, Tap
from bot.views import ids
from bot.views.composing import Choice, Paragraph, answers, note, offers, quoted, say
from bot.views.messages.goal_reviews import ending_choices, review_part, self_choices, tell_part
from bot.views.messages.meetings import next_paragraphs, stage_question
from bot.views.messages.stages import stage_part
from bot.views.voice import Voice
from bot.views.wording import partner_mention

RATES = (ids.RATE_1, ids.RATE_2, ids.RATE_3, ids.RATE_4, ids.RATE_5)
"""The five taps of the rating, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One check-in of one side, as of an instant."""

    facts: PairFacts
    side: Side
    number: int
    now: datetime

    @property
    def value(self) -> str:
        """What its buttons hold."""
        return f"{self.facts.pair.id}:{self.number}"


def extra_paragraphs(voice: Voice, asked: Asked, extra: Extra) -> list[Paragraph]:
    """One thing that is offered."""
    return DRAWN[extra](voice, asked)


def said_paragraphs(voice: Voice, asked: Asked) -> list[Paragraph]:
    """What follows from a tap that asks for more than a thank-you: to the one who tapped, and to nobody else."""
    if not is_newest(asked.facts, asked.side, asked.number):
        return []
    person = asked.facts.pair.person_on(asked.side)
    said = {tap: asked.facts.answer(person, tap, asked.number) for tap in Tap}
    fit, rating, placing = said[Tap.FIT], said[Tap.RATING], said[Tap.PLACING]
    found: list[Paragraph] = []
    if fit and fit.value == Fit.NOT_A_FIT:
        found.append(say(voice, "fit.said_not_a_fit"))
    if rating and int(rating.value) <= LOW_RATING:
        found.append(say(voice, "rating.low"))
    if placing and placing.value != Placing.FINE:
        found += [say(voice, "placing.then"), offers(voice, _agreement(asked.facts))]
    return found


def fit_choices(value: str) -> tuple[Choice, ...]:
    """The three taps about the fit."""
    return (
        Choice(label="fit.good", action=ids.FIT_GOOD, value=value),
        Choice(label="fit.deciding", action=ids.FIT_DECIDING, value=value),
        Choice(label="fit.not_a_fit", action=ids.FIT_NOT, value=value),
    )


def rating_choices(value: str) -> tuple[Choice, ...]:
    """The five taps of the rating, each with its words."""
    return tuple(Choice(label=f"rating.{step}", action=action, value=value) for step, action in enumerate(RATES, 1))


def kept_choices(value: str) -> tuple[Choice, ...]:
    """The three taps about what somebody wanted to do."""
    return (
        Choice(label="kept.done", action=ids.KEPT_DONE, value=value),
        Choice(label="kept.not_yet", action=ids.KEPT_NOT_YET, value=value),
        Choice(label="kept.dropped", action=ids.KEPT_DROPPED, value=value),
    )


def placing_choices(value: str) -> tuple[Choice, ...]:
    """The three taps about meetings that are hard to place."""
    return (
        Choice(label="placing.slot", action=ids.PLACING_SLOT, value=value),
        Choice(label="placing.rhythm", action=ids.PLACING_RHYTHM, value=value),
        Choice(label="placing.fine", action=ids.PLACING_FINE, value=value),
    )


def question_choice(facts: PairFacts, number: int) -> Choice:
    """What opens the question."""
    return Choice(label="check_in.question_open", action=ids.QUESTION_OPEN, value=f"{facts.pair.id}:{number}")


def _follow_up(voice: Voice, asked: Asked) -> list[Paragraph]:
    commitment = asked.facts.commitment(asked.facts.pair.person_on(asked.side))
    words = commitment.words if commitment else ""
    return [say(voice, "kept.ask"), quoted(voice, words), answers(voice, *kept_choices(asked.value))]


def _fit(voice: Voice, asked: Asked) -> list[Paragraph]:
    return [say(voice, "fit.ask"), answers(voice, *fit_choices(asked.value))]


def _placing(voice: Voice, asked: Asked) -> list[Paragraph]:
    return [say(voice, "placing.ask"), answers(voice, *placing_choices(asked.value))]


def _stage(voice: Voice, asked: Asked) -> list[Paragraph]:
    return stage_part(voice, asked.facts, asked.side, asked.now, asked.number)


def _rating(voice: Voice, asked: Asked) -> list[Paragraph]:
    return [say(voice, "rating.ask"), answers(voice, *rating_choices(asked.value))]


def _question(voice: Voice, asked: Asked) -> list[Paragraph]:
    return [
        say(voice, "check_in.question", partner=partner_mention(voice, asked.facts, asked.side)),
        offers(voice, question_choice(asked.facts, asked.number)),
        note(voice, "check_in.question_note"),
    ]


def _next(voice: Voice, asked: Asked) -> list[Paragraph]:
    return next_paragraphs(voice, asked.facts, asked.side, asked.now, asked.number)


def _goal(voice: Voice, asked: Asked) -> list[Paragraph]:
    goal = Choice(label="check_in.goal_open", action=ids.GOAL_OPEN, value=str(asked.facts.pair.id))
    return [say(voice, "check_in.goal"), offers(voice, goal)]


def _commitment(voice: Voice, asked: Asked) -> list[Paragraph]:
    question = stage_question(voice, asked.facts, asked.number)
    note_it = Choice(label="commitment.open", action=ids.COMMITMENT_OPEN, value=asked.value)
    return [say(voice, "commitment.ask", question=question), offers(voice, note_it)]


def _tell(voice: Voice, asked: Asked) -> list[Paragraph]:
    return tell_part(voice, asked.facts, asked.number)


def _goals(voice: Voice, asked: Asked) -> list[Paragraph]:
    return review_part(voice, asked.facts, asked.number, asked.now)


def _self(voice: Voice, asked: Asked) -> list[Paragraph]:
    return [say(voice, "self.ask"), answers(voice, *self_choices(asked.value))]


def _ending(voice: Voice, asked: Asked) -> list[Paragraph]:
    return [say(voice, "ending.ask"), answers(voice, *ending_choices(asked.facts, asked.value))]


def _agreement(facts: PairFacts) -> Choice:
    action = ids.AGREEMENT_EDIT if facts.agreement else ids.AGREEMENT_OPEN
    label = "agreement.change" if facts.agreement else "agreement.draft"
    return Choice(label=label, action=action, value=str(facts.pair.id))


DRAWN: Mapping[Extra, Callable[[Voice, Asked], list[Paragraph]]] = {
    Extra.FOLLOW_UP: _follow_up,
    Extra.FIT: _fit,
    Extra.PLACING: _placing,
    Extra.STAGE: _stage,
    Extra.TELL: _tell,
    Extra.GOALS: _goals,
    Extra.SELF: _self,
    Extra.RATING: _rating,
    Extra.QUESTION: _question,
    Extra.NEXT: _next,
    Extra.GOAL: _goal,
    Extra.ENDING: _ending,
    Extra.COMMITMENT: _commitment,
}
"""How each looks."""
