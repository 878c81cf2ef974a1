"""The three steps of answering in words: who reads it, the words, the exact message."""

from bot.domain.facts import PairFacts
from bot.domain.feedback import LONGEST_FEEDBACK, Feedback
from bot.domain.pairs import Side
from bot.domain.questions import ONE_THING, Visibility
from bot.views import ids, parts
from bot.views.composing import blocks, quoted
from bot.views.messages.feedback import for_lead, for_partner
from bot.views.modals.fields import field, text
from bot.views.parts import Block, View, modal
from bot.views.voice import Voice
from bot.views.wording import partner_mention


def reader_modal(voice: Voice, facts: PairFacts, side: Side, number: int) -> View:
    """Before anything is typed: the question, and who is to read the answer. Nothing is chosen beforehand."""
    partner = partner_mention(voice, facts, side)
    readers = [
        parts.option(voice.say(f"reader_form.{reader}"), reader.value, voice.say(f"reader_form.{reader}_means"))
        for reader in ONE_THING.readers
    ]
    shown = [
        parts.section(voice.say("reader_form.question", partner=partner)),
        field(voice, "reader_form.visibility", parts.radio("visibility", readers)),
        parts.context(voice.say("reader_form.lead_more", partner=partner)),
        parts.context(voice.say("reader_form.exports")),
    ]
    return modal(
        voice.say("reader_form.title"),
        shown,
        callback_id=ids.FEEDBACK_READER,
        submit=voice.say("reader_form.submit"),
        close=voice.say("word.cancel"),
        private_metadata=ids.pack(pair=str(facts.pair.id), number=str(number)),
    )


def words_modal(voice: Voice, facts: PairFacts, side: Side, number: int, visibility: Visibility, initial: str) -> View:
    """The words, below a line that says who reads them."""
    partner, is_private = partner_mention(voice, facts, side), visibility is Visibility.PRIVATE
    element = text("words", initial, LONGEST_FEEDBACK)
    hint = voice.say("words_form.words_hint_private" if is_private else "words_form.words_hint")
    shown = [
        parts.section(voice.say("reader_form.question", partner=partner)),
        parts.context(_reader(voice, visibility, partner)),
        field(voice, "words_form.words", element, hint=hint),
    ]
    return modal(
        voice.say("words_form.title"),
        shown,
        callback_id=ids.FEEDBACK_WORDS,
        submit=voice.say("words_form.submit_private" if is_private else "words_form.submit"),
        close=voice.say("word.cancel"),
        private_metadata=ids.pack(pair=str(facts.pair.id), number=str(number), visibility=visibility.value),
    )


def preview_modal(voice: Voice, facts: PairFacts, side: Side, feedback: Feedback) -> View:
    """The exact message its reader will get, drawn by what draws that message."""
    is_private = feedback.visibility is Visibility.PRIVATE
    shown = [
        parts.section(_exact(voice, facts, side, feedback.visibility)),
        parts.divider(),
        *_as_read(voice, facts, side, feedback),
        parts.divider(),
        parts.context(voice.say("preview_form.no_hold" if is_private else "preview_form.hold")),
    ]
    return modal(
        voice.say("preview_form.title_private" if is_private else "preview_form.title"),
        shown,
        callback_id=ids.FEEDBACK_SEND,
        submit=voice.say("preview_form.keep" if is_private else "preview_form.send"),
        close=voice.say("preview_form.back"),
        private_metadata=ids.pack(feedback=str(feedback.id)),
    )


def discard_modal(voice: Voice, feedback: Feedback) -> View:
    """What somebody kept for themselves, once more before it is thrown away."""
    return modal(
        voice.say("discard_form.title"),
        [parts.section(voice.say("discard_form.intro")), *blocks([quoted(voice, feedback.words)])],
        callback_id=ids.NOTE_DISCARD,
        submit=voice.say("discard_form.submit"),
        close=voice.say("discard_form.keep"),
        private_metadata=ids.pack(feedback=str(feedback.id)),
    )


def _reader(voice: Voice, visibility: Visibility, partner: str) -> str:
    key = f"words_form.reader_{visibility}"
    match visibility:
        case Visibility.PRIVATE:
            return voice.say(key)
        case Visibility.PARTNER | Visibility.LEAD:
            return voice.say(key, partner=partner)


def _exact(voice: Voice, facts: PairFacts, side: Side, visibility: Visibility) -> str:
    if visibility is Visibility.PARTNER:
        return voice.say("preview_form.exact_partner", partner=partner_mention(voice, facts, side))
    return voice.say(f"preview_form.exact_{visibility}")


def _as_read(voice: Voice, facts: PairFacts, side: Side, feedback: Feedback) -> tuple[Block, ...]:
    """The reader's blocks. A lead's language is not known yet, so theirs is the author's."""
    match feedback.visibility:
        case Visibility.PARTNER:
            return for_partner(Voice.of(voice.texts, facts.person(side.other)), facts, feedback).blocks
        case Visibility.LEAD:
            return for_lead(voice, facts, feedback).blocks
        case Visibility.PRIVATE:
            return blocks([quoted(voice, feedback.words)])
