"""The programs of one person, on Home: where they take part, what else is open, and what they can change about it."""

from collections.abc import Sequence

from bot.domain.programs import Place
from bot.domain.scenes import HomeScene
from bot.views import ids, parts
from bot.views.composing import Choice, as_many_as_fit, buttons
from bot.views.parts import Block, Style
from bot.views.voice import Voice
from bot.views.wording import needed, program_lines

MOST_PROGRAMS = 8
"""Programs named one by one, each with its buttons; nobody takes part in more, and the pairs need the room."""
ROOM_FOR_NAMES = 1200
"""Characters of their names together, so that a sentence with them fits."""


def about_blocks(voice: Voice, scene: HomeScene) -> list[Block]:
    """Where they take part; before they do, what the bot does and what they can join."""
    if scene.taken:
        return [parts.section(_lines([_taken(voice, place) for place in scene.taken]))]
    what = parts.section(voice.say("home.what"))
    if not scene.places:
        return [what, parts.section(voice.say("home.no_program"))]
    return [what, *_free(voice, scene.places, "primary")]


def place_blocks(voice: Voice, scene: HomeScene) -> list[Block]:
    """Where there are several programs: what they can change about each they take part in, and what else is open."""
    if not scene.has_several:
        return []
    shown = [block for place in scene.taken[:MOST_PROGRAMS] for block in _place(voice, place)]
    if (left := len(scene.taken) - MOST_PROGRAMS) > 0:
        shown.append(parts.context(voice.say("home.more_programs", n=left)))
    return [*shown, *_free(voice, [place for place in scene.places if not place.is_taken], None)]


def place_choices(value: str | None) -> tuple[Choice, ...]:
    """What can be changed about an enrolment, of that program, or of the only one."""
    return (
        Choice(label="home.change_join", action=ids.JOIN_OPEN, value=value),
        Choice(label="home.leave", action=ids.LEAVE_OPEN, value=value),
    )


def led_names(voice: Voice, scene: HomeScene) -> list[Block]:
    """For somebody who leads several: that a program is named last."""
    if len(scene.led) < 2:
        return []
    names = as_many_as_fit([voice.words(program.terms.name) for program in scene.led], MOST_PROGRAMS, ROOM_FOR_NAMES)
    words = voice.say("home.leads_several", programs=names, program=names[0])
    return [parts.context(words)]


def _place(voice: Voice, place: Place) -> list[Block]:
    name = program_lines(voice, place.program.terms.name)
    return [parts.context(*name), buttons(voice, *place_choices(str(place.program.id)))]


def _taken(voice: Voice, place: Place) -> str:
    role = voice.say(f"enum.role.{needed(place.enrolment, 'enrolment').role}")
    return voice.say("home.enrolled", program=voice.words(place.program.terms.name), role=role)


def _free(voice: Voice, places: Sequence[Place], style: Style | None) -> list[Block]:
    """The programs they can join, with one button: its form has a menu where there are several."""
    if not places:
        return []
    said = [
        voice.say("home.left" if place.enrolment else "home.may_join", program=voice.words(place.program.terms.name))
        for place in places
    ]
    join = Choice(label="home.join", action=ids.JOIN_OPEN, style=style)
    return [parts.section(_lines(said)), buttons(voice, join)]


def _lines(sentences: list[str]) -> str:
    return "\n".join(as_many_as_fit(sentences, MOST_PROGRAMS))
