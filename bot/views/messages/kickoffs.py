"""Messages of the kickoff, the short agreement and the review."""

from datetime import date

from bot.domain.beginnings import alone_from, are_both_in, drafted, has_answered, holds, next_review
from bot.domain.facts import PairFacts
from bot.domain.pairs import Side
from bot.domain.scenes import Scene
from bot.views import ids
from bot.views.composing import Choice, Paragraph, answers, compose, note, offers, say
from bot.views.messages.check_ins import TALK
from bot.views.parts import Message
from bot.views.voice import Voice
from bot.views.wording import needed, partner_mention


def kickoff_both(voice: Voice, scene: Scene) -> Message:
    """To both at once: the answers are there, side by side behind the button."""
    facts = needed(scene.facts, "pair")
    compare = Choice(label="kickoff.compare", action=ids.KICKOFF_OPEN, value=str(facts.pair.id), style="primary")
    return compose(voice, [say(voice, "kickoff.both"), offers(voice, compare), note(voice, "kickoff.both_why")])


def kickoff_alone_part(voice: Voice, scene: Scene) -> list[Paragraph]:
    """To the one who answered: they may start on it. Drawn later, it says how things stand then."""
    facts, side = _reading(scene)
    value, partner = str(facts.pair.id), partner_mention(voice, facts, side)
    if alone_from(facts, side) is None:
        see = Choice(label="kickoff.see", action=ids.KICKOFF_OPEN, value=value)
        return [say(voice, "kickoff.moved_on"), offers(voice, see)]
    start = Choice(label="kickoff.start", action=ids.KICKOFF_ALONE, value=value, style="primary")
    return [say(voice, "kickoff.alone", partner=partner), answers(voice, start)]


def agreement_nudge_part(voice: Voice, scene: Scene) -> list[Paragraph]:
    """The only reminder: to answer, to settle, or to sign, whatever is next."""
    facts, side = _reading(scene)
    partner, value = partner_mention(voice, facts, side), str(facts.pair.id)
    if (draft := drafted(facts)) is not None:
        sign = Choice(label="agreement.read_and_sign", action=ids.AGREEMENT_OPEN, value=value, style="primary")
        edit = Choice(label="agreement.change", action=ids.AGREEMENT_EDIT, value=value)
        version = draft.version
        return [say(voice, "agreement.nudge_sign", version=version, partner=partner), answers(voice, sign, edit)]
    if are_both_in(facts):
        compare = Choice(label="kickoff.compare", action=ids.KICKOFF_OPEN, value=value, style="primary")
        return [say(voice, "kickoff.nudge_compare", partner=partner), offers(voice, compare)]
    if has_answered(facts, side):
        return [say(voice, "kickoff.answered")]
    start = Choice(label="kickoff.open", action=ids.KICKOFF_OPEN, value=value, style="primary")
    return [say(voice, "kickoff.nudge_answer", partner=partner), offers(voice, start)]


def short_agreement_part(voice: Voice, scene: Scene) -> list[Paragraph]:
    """Three lines instead of all; or that it is signed by now."""
    facts, side = _reading(scene)
    if facts.signed:
        return [say(voice, "short.signed")]
    value, partner = str(facts.pair.id), partner_mention(voice, facts, side)
    write = Choice(label="short.write", action=ids.SHORT_OPEN, value=value, style="primary")
    return [say(voice, "short.offer", partner=partner), offers(voice, write)]


def review_date_part(voice: Voice, scene: Scene) -> list[Paragraph]:
    """Does this still hold?"""
    facts, side = _reading(scene)
    return review_part(voice, facts, side, date.fromisoformat(str(needed(scene.notice.facts.get("on"), "on"))))


def review_part(voice: Voice, facts: PairFacts, side: Side, due_on: date) -> list[Paragraph]:
    """The question of one review date, or what that side said; when to look next as soon as both have."""
    partner, value = partner_mention(voice, facts, side), str(facts.pair.id)
    if not holds(facts, side, due_on):
        signed = needed(facts.signed, "agreement")
        return [
            say(voice, "review.ask", partner=partner, version=signed.version),
            answers(voice, *review_choices(value)),
        ]
    following = next_review(facts, due_on)
    then = [say(voice, "review.next", on=following)] if following and holds(facts, side.other, due_on) else []
    read = Choice(label="agreement.read", action=ids.AGREEMENT_OPEN, value=value)
    return [say(voice, "review.held", partner=partner), *then, offers(voice, read)]


def review_answered(voice: Voice, facts: PairFacts, side: Side, due_on: date) -> Message:
    """The message as it stands after the tap."""
    return compose(voice, [*review_part(voice, facts, side, due_on), offers(voice, TALK), note(voice, "review.why")])


def review_choices(value: str) -> tuple[Choice, Choice]:
    """The two answers."""
    return (
        Choice(label="review.holds", action=ids.REVIEW_HOLDS, value=value, style="primary"),
        Choice(label="agreement.change", action=ids.AGREEMENT_EDIT, value=value),
    )


def agreement_kept(voice: Voice, scene: Scene) -> Message:
    """To both: what was proposed is not taken up, in words that point at nobody."""
    facts = needed(scene.facts, "pair")
    version = needed(facts.signed, "agreement").version
    read = Choice(label="agreement.read", action=ids.AGREEMENT_OPEN, value=str(facts.pair.id))
    return compose(
        voice, [say(voice, "agreement.kept", version=version), offers(voice, read), note(voice, "agreement.kept_why")]
    )


def _reading(scene: Scene) -> tuple[PairFacts, Side]:
    facts = needed(scene.facts, "pair")
    return facts, facts.pair.side_of(needed(scene.reader, "reader").id)
