"""In whose language a message is drawn.

Its reader's; of two, one that both have, else in both, one below the other; of leads in their channel, one that all of
them have.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from bot.domain.facts import PairFacts
from bot.domain.notices import NoticeKind, ToPair
from bot.domain.scenes import Scene
from bot.texts import Texts
from bot.texts.catalogue import FALLBACK
from bot.views import parts
from bot.views.composing import BETWEEN, ROOM
from bot.views.messages import draw
from bot.views.parts import Message
from bot.views.shorten import shorten
from bot.views.voice import Voice
from bot.views.wording import is_told_apart, program_lines

NAMES_ITS_PROGRAM = frozenset({NoticeKind.INTRODUCTION})
"""To both, with the program in its own words."""


def draw_to(texts: Texts, scene: Scene) -> Message:
    """The message as whoever it goes to reads it. Raises what `draw` raises."""
    is_to_both = scene.reader is None and scene.notice.kind not in NAMES_ITS_PROGRAM
    facts = scene.facts if is_to_both and isinstance(scene.notice.to, ToPair) else None
    return _drawn(voices_for(texts, scene), lambda voice: _told_apart(voice, facts, draw(voice, scene)))


def draw_to_both(texts: Texts, facts: PairFacts, drawing: Callable[[Voice], Message]) -> Message:
    """What stands in the conversation of the two after a click of either: in the language of one of them alone it would
    tell who clicked."""
    voices = _voices_of_both(texts, facts, facts.mentor.tz)
    return _drawn(voices, lambda voice: _told_apart(voice, facts, drawing(voice)))


def _told_apart(voice: Voice, facts: PairFacts | None, message: Message) -> Message:
    """What stands in a conversation of two in which several mentorships are spoken of says first which it is about."""
    if facts is None or not is_told_apart(facts):
        return message
    (program,) = program_lines(voice, facts.program.terms.name)
    text = shorten(f"{program}\n{message.text}", ROOM // voice.share - BETWEEN)
    return Message(text=text, blocks=(parts.section(program), *message.blocks))


def _drawn(voices: Sequence[Voice], drawing: Callable[[Voice], Message]) -> Message:
    drawn = [drawing(replace(voice, share=len(voices))) for voice in voices]
    return drawn[0] if len(drawn) == 1 else _below_one_another(drawn)


def voices_for(texts: Texts, scene: Scene) -> tuple[Voice, ...]:
    """One voice for one reader, for leads, and for two who share a language; the mentor's and then the mentee's
    otherwise.

    Times in a group are the mentor's; a message names the zone where it matters.
    """
    if scene.reader:
        return (Voice.of(texts, scene.reader),)
    tz = scene.program.terms.tz if scene.program else scene.facts.mentor.tz if scene.facts else "UTC"
    if scene.facts is None:
        return (Voice(texts, _of_all(texts, [lead.locale for lead in scene.leads]), tz),)
    return _voices_of_both(texts, scene.facts, tz)


def _of_all(texts: Texts, locales: Sequence[str]) -> str:
    """What all of them read; where they share no language, the one that everybody falls back to."""
    languages = {texts.resolve(locale) for locale in locales}
    if len(languages) != 1:
        return FALLBACK
    return locales[0] if len(set(locales)) == 1 else languages.pop()


def _voices_of_both(texts: Texts, facts: PairFacts, tz: str) -> tuple[Voice, ...]:
    locales = [person.locale for person in facts.people]
    languages = list(dict.fromkeys(texts.resolve(locale) for locale in locales))
    if len(languages) > 1:
        return tuple(Voice(texts, locale, tz) for locale in locales)
    # Two ways to write a date in one language: neither is the other's, so it is the language's own.
    return (Voice(texts, locales[0] if len(set(locales)) == 1 else languages[0], tz),)


def _below_one_another(drawn: list[Message]) -> Message:
    first, *others = drawn
    blocks = [*first.blocks]
    for other in others:
        blocks += [parts.divider(), *other.blocks]
    return Message(text="\n\n".join(each.text for each in drawn), blocks=tuple(blocks))
