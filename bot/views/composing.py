"""Puts a message together so that its `text` says all that its blocks show, and people's words stay theirs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.texts import Given, tame
from bot.views import parts
from bot.views.limits import MESSAGE_TEXT
from bot.views.parts import Block, Element, Message
from bot.views.shorten import ELLIPSIS, shorten
from bot.views.voice import Voice

ROOM = MESSAGE_TEXT - 1
"""Characters of a message's `text`."""
BETWEEN = 2
"""Characters between the languages of a message that is said in several."""
LINE_ROOM = 3000
"""Characters of one section."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Our own words, as `text` says them and as a block shows them."""

    text: str
    block: Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """What a person wrote: the block shows it in full, `text` in full as long as it fits."""

    words: str


Paragraph = Said | Quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A button of ours: the key of its label, its action, and the id it is about."""

    label: str
    action: str
    value: str | None = None
    style: parts.Style | None = None

    def element(self, voice: Voice) -> Element:
        """The button in the reader's language."""
        return parts.button(voice.say(self.label), self.action, self.value, style=self.style)


def say(voice: Voice, key: str, **slots: Given) -> Said:
    """A paragraph."""
    return told(voice.say(key, **slots))


def told(mrkdwn: str) -> Said:
    """A paragraph of words that were said before."""
    return Said(text=mrkdwn, block=parts.section(mrkdwn))


def note(voice: Voice, key: str, **slots: Given) -> Said:
    """Small print: why this came, and how to get fewer."""
    words = voice.say(key, **slots)
    return Said(text=words, block=parts.context(words))


def lines(sentences: Sequence[str]) -> Said:
    """Short sentences below one another in one block; those that do not fit are left to the caller to avoid."""
    return told("\n".join(sentences))


def answers(voice: Voice, *choices: Choice) -> Said:
    """Buttons that answer what was asked."""
    return _row(voice, "word.buttons_answer", choices)


def offers(voice: Voice, *choices: Choice) -> Said:
    """Buttons that open something."""
    return _row(voice, "word.buttons_offer", choices)


def _row(voice: Voice, key: str, choices: Sequence[Choice]) -> Said:
    labels = [voice.say(choice.label) for choice in choices]
    return Said(text=voice.say(key, names=", ".join(labels)), block=buttons(voice, *choices))


def buttons(voice: Voice, *choices: Choice) -> Block:
    """A row of buttons, for a view (which has no `text`)."""
    return parts.actions(*(choice.element(voice) for choice in choices))


def quoted(voice: Voice, words: str) -> Paragraph:
    """What somebody wrote, or a sentence of ours when nothing that can be read is left of it."""
    return Quoted(words=words) if tame(words) else say(voice, "word.nothing_written")


def compose(voice: Voice, paragraphs: Iterable[Paragraph]) -> Message:
    """The message. Quotations share the room that our own words leave in `text`."""
    given = tuple(paragraphs)
    written = [each for each in given if isinstance(each, Quoted)]
    own = sum(len(each.text) + 1 for each in given if isinstance(each, Said))
    frame = len(voice.say("word.quoted", words="")) + 1
    room = ROOM // voice.share - BETWEEN - own
    share = room // len(written) - frame if written else 0
    return Message(
        text="\n".join(_text(voice, each, share) for each in given),
        blocks=blocks(given),
    )


def blocks(paragraphs: Iterable[Paragraph]) -> tuple[Block, ...]:
    """The blocks alone, for a view."""
    return tuple(_block(each) for each in paragraphs)


def fit(voice: Voice, words: str, room: int) -> str:
    """People's words for `text` in at most `room` characters. Cut before they are escaped, so that no escape breaks."""
    kept, escaped, most = tame(words), voice.words(words), room
    while len(escaped) > room:
        if most < 1:
            # One character can be five when it is escaped: nothing of it fits.
            return ELLIPSIS
        kept = shorten(kept, most)
        escaped = voice.words(kept)
        most = min(most - 1, most * room // len(escaped))
    return escaped


def as_many_as_fit(sentences: Sequence[str], most: int, room: int = LINE_ROOM) -> Sequence[str]:
    """The first sentences that fit together, each on its line."""
    kept = 0
    for kept, sentence in enumerate(sentences[:most]):
        room -= len(sentence) + 1
        if room < 0:
            return sentences[:kept]
    return sentences[:most]


def _text(voice: Voice, paragraph: Paragraph, share: int) -> str:
    match paragraph:
        case Said(text=words):
            return words
        case Quoted(words=words):
            return voice.say("word.quoted", words=fit(voice, words, share))


def _block(paragraph: Paragraph) -> Block:
    match paragraph:
        case Said(block=block):
            return block
        case Quoted(words=words):
            return parts.quote(tame(words))
