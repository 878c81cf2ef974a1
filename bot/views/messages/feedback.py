"""Messages that carry somebody's own words, and the one that lets their author take them back."""

from bot.domain.facts import PairFacts
from bot.domain.feedback import Feedback, FeedbackState
from bot.domain.questions import Visibility
from bot.domain.scenes import Scene
from bot.views import ids
from bot.views.composing import Choice, Paragraph, compose, note, offers, quoted, say
from bot.views.messages.check_ins import TALK
from bot.views.parts import Message
from bot.views.voice import Voice
from bot.views.wording import needed, partner_mention


def feedback_held(voice: Voice, scene: Scene) -> Message:
    """To the author: who will read what, from when, and how to take it back."""
    facts, feedback = needed(scene.facts, "pair"), needed(scene.feedback, "feedback")
    match feedback.state:
        case FeedbackState.TAKEN_BACK | FeedbackState.DRAFT:
            return compose(voice, [say(voice, "feedback.taken_back")])
        case FeedbackState.DELIVERED:
            return _finished(voice, feedback, "feedback.delivered")
        case FeedbackState.KEPT:
            return _finished(voice, feedback, "feedback.kept")
        case FeedbackState.HELD:
            return _held(voice, facts, feedback)


def feedback(voice: Voice, scene: Scene) -> Message:
    """To the partner."""
    return for_partner(voice, needed(scene.facts, "pair"), needed(scene.feedback, "feedback"))


def help_asked(voice: Voice, scene: Scene) -> Message:
    """To a lead who is not in the pair, or the contact outside the program."""
    return for_lead(voice, needed(scene.facts, "pair"), needed(scene.feedback, "feedback"))


def for_partner(voice: Voice, facts: PairFacts, words: Feedback) -> Message:
    """The partner's message, word for word; also what its author is shown before sending."""
    author = partner_mention(voice, facts, facts.pair.side_of(words.author).other)
    return compose(
        voice,
        [
            say(voice, "feedback.from", author=author),
            quoted(voice, words.words),
            say(voice, "feedback.gift"),
            offers(voice, TALK),
            note(voice, "feedback.why", author=author),
        ],
    )


def for_lead(voice: Voice, facts: PairFacts, words: Feedback) -> Message:
    """The lead's message, word for word; also what its author is shown before sending."""
    side = facts.pair.side_of(words.author)
    author, partner = voice.mention(facts.person(side).slack_id), partner_mention(voice, facts, side)
    return compose(
        voice,
        [
            say(voice, "feedback.help", author=author, partner=partner),
            quoted(voice, words.words),
            say(voice, "feedback.help_next", author=author, partner=partner),
            note(voice, "feedback.help_why", author=author),
        ],
    )


def _held(voice: Voice, facts: PairFacts, words: Feedback) -> Message:
    partner = partner_mention(voice, facts, facts.pair.side_of(words.author))
    reader = "lead" if words.visibility is Visibility.LEAD else "partner"
    until = voice.local(needed(words.held_until, "end of the hold"))
    return compose(
        voice,
        [
            say(voice, f"feedback.held_{reader}", partner=partner, until=until),
            *_own(voice, words),
            offers(
                voice,
                Choice(label="feedback.take_back", action=ids.FEEDBACK_TAKE_BACK, value=str(words.id)),
                Choice(label="feedback.change", action=ids.FEEDBACK_CHANGE, value=str(words.id)),
            ),
        ],
    )


def _finished(voice: Voice, words: Feedback, key: str) -> Message:
    return compose(voice, [say(voice, key), *_own(voice, words)])


def _own(voice: Voice, words: Feedback) -> list[Paragraph]:
    return [say(voice, "feedback.your_words"), quoted(voice, words.words)]
