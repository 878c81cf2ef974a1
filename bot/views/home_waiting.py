"""What waits for somebody, at the top of Home, each with its buttons right there."""

from datetime import datetime

from bot.domain.after_tap import Extra, waiting
from bot.domain.arranging import open_suggestion
from bot.domain.growth import evidence, moves_at
from bot.domain.meetings import CheckIn
from bot.domain.pairs import Side
from bot.domain.proposals import answer_by
from bot.domain.scenes import HomeScene, PairAtHome
from bot.domain.stages import Status
from bot.views import ids, parts
from bot.views.composing import Choice, buttons
from bot.views.home_beginnings import beginning_waits
from bot.views.messages.after_taps import fit_choices, kept_choices, placing_choices, rating_choices
from bot.views.messages.check_ins import expected_at, is_question_open, outcome_choices, question_choice
from bot.views.messages.goal_reviews import ending_choices, self_choices
from bot.views.messages.meetings import next_words
from bot.views.messages.stages import stage_choices, stage_slots
from bot.views.parts import Block
from bot.views.voice import Voice
from bot.views.wording import needed, partner_mention, program_lines, stage_name

MOST_WAITING = 12
"""Things shown, two blocks each; more is not a list any more, and the rest of Home needs room."""

Waiting = tuple[str, tuple[Choice, ...]]


def waiting_blocks(voice: Voice, scene: HomeScene) -> list[Block]:
    """The heading and each thing with its buttons; a sentence when there is none. Nothing before joining."""
    if scene.person is None:
        return []
    found = [
        ("\n".join([words, *_program(voice, scene, pair)]), choices)
        for pair in scene.pairs
        for words, choices in _waiting(voice, pair, side_at_home(scene, pair), scene.now)
    ]
    if not found and not scene.taken:
        return []
    shown: list[Block] = [parts.header(voice.say("home.now"))]
    for words, choices in found[:MOST_WAITING]:
        shown += [parts.section(words), buttons(voice, *choices)]
    if not found:
        shown.append(parts.section(voice.say("home.nothing")))
    if (left := len(found) - MOST_WAITING) > 0:
        shown.append(parts.context(voice.say("home.more_waits", n=left)))
    return shown


def side_at_home(scene: HomeScene, pair: PairAtHome) -> Side:
    """Which side of the pair the one at Home is."""
    return pair.facts.pair.side_of(needed(scene.person, "person").id)


def _program(voice: Voice, scene: HomeScene, pair: PairAtHome) -> list[str]:
    """For which program a proposal is, where there are several; what follows later is known by its partner."""
    is_told = scene.has_several and pair.facts.pair.status is Status.PROPOSED
    return program_lines(voice, pair.facts.program.terms.name if is_told else None)


def _waiting(voice: Voice, pair: PairAtHome, side: Side, now: datetime) -> list[Waiting]:
    match pair.facts.pair.status:
        case Status.PROPOSED:
            return _proposal(voice, pair, side, now)
        case Status.ACTIVE:
            return [
                *_suggestion(voice, pair, side, now),
                *_check(voice, pair, side),
                *_after_tap(voice, pair, side, now),
                *_agreement(voice, pair, side),
                *_move(voice, pair, side),
                *_growth(voice, pair, side, now),
                *beginning_waits(voice, pair.facts, side, now),
                *_question(voice, pair, side),
            ]
        case Status.PAUSED:
            return _agreement(voice, pair, side)
        case Status.ENDED:
            return []


def _proposal(voice: Voice, pair: PairAtHome, side: Side, now: datetime) -> list[Waiting]:
    facts = pair.facts
    until = answer_by(facts.pair, facts.mentor, facts.mentee)
    if facts.pair.waits_for() is not side or until is None or now >= until:
        return []
    value = str(facts.pair.id)
    partner = partner_mention(voice, facts, side)
    words = voice.say(f"home.proposal_{side}", partner=partner, until=voice.local(until))
    yes = Choice(label="proposal.yes", action=ids.PROPOSAL_YES, value=value, style="primary")
    return [(words, (yes, Choice(label="proposal.no", action=ids.PROPOSAL_NO, value=value)))]


def _check(voice: Voice, pair: PairAtHome, side: Side) -> list[Waiting]:
    """Only the newest: to ask about last month's meeting next to this week's reads as a reproach."""
    facts, newest = pair.facts, _newest(pair, side)
    if newest is None or newest.outcome is not None:
        return []
    day = voice.local(expected_at(facts, newest.number))
    words = voice.say("home.check", partner=partner_mention(voice, facts, side), day=day)
    return [(words, outcome_choices(facts, newest.number))]


def _suggestion(voice: Voice, pair: PairAtHome, side: Side, now: datetime) -> list[Waiting]:
    """A time the partner suggested for the next meeting."""
    facts, waiting_time = pair.facts, open_suggestion(pair.facts, now)
    if waiting_time is None or waiting_time.by == facts.pair.person_on(side):
        return []
    return [next_words(voice, facts, side, now)]


def _after_tap(voice: Voice, pair: PairAtHome, side: Side, now: datetime) -> list[Waiting]:
    """What the newest check-in still asks, for the reader alone; more of it than the message shows at once."""
    facts, newest = pair.facts, _newest(pair, side)
    if newest is None:
        return []
    value = f"{facts.pair.id}:{newest.number}"
    goals = Choice(label="home.goals", action=ids.GOALS_OPEN, value=str(facts.pair.id))
    asked: dict[Extra, Waiting] = {
        Extra.FOLLOW_UP: ("kept.home", kept_choices(value)),
        Extra.FIT: ("fit.ask", fit_choices(value)),
        Extra.PLACING: ("placing.ask", placing_choices(value)),
        Extra.TELL: ("news.home", (goals,)),
        Extra.GOALS: ("goal_review.home", (goals,)),
        Extra.SELF: ("self.ask", self_choices(value)),
        Extra.RATING: ("rating.ask", rating_choices(value)),
        Extra.ENDING: ("ending.ask", ending_choices(facts, value)),
    }
    open_now = [extra for extra in waiting(facts, side, newest.number, now) if extra in asked]
    partner = partner_mention(voice, facts, side)
    return [
        (voice.say("home.with", partner=partner, words=voice.say(asked[extra][0])), asked[extra][1])
        for extra in open_now
    ]


def _newest(pair: PairAtHome, side: Side) -> CheckIn | None:
    """The last thing that side was asked; a question and a stage follow its answer, as they do in the message."""
    mine = [check for check in pair.facts.checks if check.person == pair.facts.pair.person_on(side)]
    return max(mine, key=lambda check: check.number, default=None)


def _agreement(voice: Voice, pair: PairAtHome, side: Side) -> list[Waiting]:
    facts, value = pair.facts, str(pair.facts.pair.id)
    partner, newest = partner_mention(voice, facts, side), facts.agreement
    if newest is None or newest.is_signed_by(facts.pair.person_on(side)):
        return []
    if facts.signed:
        signed = facts.signed.version
        words = voice.say("home.sign_newer", version=newest.version, partner=partner, signed=signed)
    else:
        words = voice.say("home.sign", version=newest.version, partner=partner)
    sign = Choice(label="agreement.read_and_sign", action=ids.AGREEMENT_OPEN, value=value, style="primary")
    keep = Choice(label="agreement.keep", action=ids.AGREEMENT_KEEP, value=f"{value}:{newest.version}")
    change = Choice(label="agreement.change", action=ids.AGREEMENT_EDIT, value=value)
    return [(words, (sign, change, keep) if facts.signed else (sign, change))]


def _move(voice: Voice, pair: PairAtHome, side: Side) -> list[Waiting]:
    facts, move = pair.facts, pair.facts.pair.move
    if move is None or move.confirmed_by == facts.pair.person_on(side):
        return []
    words = voice.say(
        "home.move",
        partner=partner_mention(voice, facts, side),
        stage=stage_name(voice, move.to),
        day=voice.local(moves_at(move)),
    )
    return [(words, stage_choices(facts, None, move.to))]


def _growth(voice: Voice, pair: PairAtHome, side: Side, now: datetime) -> list[Waiting]:
    facts, newest = pair.facts, _newest(pair, side)
    found = evidence(facts, now)
    if found is None or facts.pair.move is not None or newest is None or newest.outcome is None:
        return []
    partner = partner_mention(voice, facts, side)
    words = voice.say(f"home.propose_{found.to}", partner=partner, **stage_slots(voice, found))
    return [(words, stage_choices(facts, None, found.to))]


def _question(voice: Voice, pair: PairAtHome, side: Side) -> list[Waiting]:
    facts, newest = pair.facts, _newest(pair, side)
    if newest is None or newest.outcome is None or not is_question_open(facts, side, newest.number):
        return []
    asked = voice.say("check_in.question", partner=partner_mention(voice, facts, side))
    words = f"{asked}\n{voice.say('check_in.question_note')}"
    return [(words, (question_choice(facts, newest.number),))]
