"""The form in which a lead sets a program up or changes it."""

from datetime import time
from uuid import UUID

from bot.domain.programs import WEEKS, Program, ProgramTerms, Rhythm
from bot.views import ids, parts
from bot.views.modals.fields import enum_options, field, line, menu, weekday_options
from bot.views.parts import Block, Element, Option, View, modal
from bot.views.voice import Voice

LONGEST_NAME = 80
"""Characters of a program's name: it stands in headings."""
LENGTHS = (8, 12, 16, 26, 39, 52, 104)
"""Weeks on offer; a program that was set to another length keeps it in its list."""
OPEN_END = "open"
"""The value of the length that has no end."""
HOURS = range(6, 21)
"""Hours at which a digest may come: when leads may be awake."""


def program_modal(voice: Voice, program: Program | None, new: UUID | None = None) -> View:
    """The program's terms, filled with what they are now, or with the defaults for the first one and for another one,
    which will have the id `new`."""
    terms = program.terms if program else ProgramTerms(name="", digest_channel="", tz=voice.tz)
    name = line("name", terms.name, LONGEST_NAME)
    contact = parts.user_select("contact", initial=terms.contact)
    blocks = [
        field(voice, "program_form.name", name, hint=voice.say("program_form.name_hint")),
        *_digest(voice, terms),
        *_mentorships(voice, terms),
        field(voice, "program_form.contact", contact, hint=voice.say("program_form.contact_hint"), optional=True),
    ]
    return modal(
        voice.say("program_form.title"),
        blocks,
        callback_id=ids.PROGRAM,
        submit=voice.say("word.save"),
        close=voice.say("word.cancel"),
        private_metadata=_about_what(program, new),
    )


def _about_what(program: Program | None, new: UUID | None) -> str:
    if program:
        return ids.pack(program=str(program.id), seen=program.terms.fingerprint)
    return ids.pack(new=str(new)) if new else ids.pack()


def _digest(voice: Voice, terms: ProgramTerms) -> list[Block]:
    channel, weekday = _channel(terms.digest_channel), str(terms.digest_weekday)
    days = menu("digest_weekday", weekday_options(voice), weekday)
    hours = menu("digest_hour", _hours(terms), str(terms.digest_hour))
    hour_hint = voice.say("program_form.digest_hour_hint", tz=terms.tz)
    return [
        field(voice, "program_form.digest_channel", channel, hint=voice.say("program_form.digest_channel_hint")),
        field(voice, "program_form.digest_weekday", days),
        field(voice, "program_form.digest_hour", hours, hint=hour_hint),
    ]


def _mentorships(voice: Voice, terms: ProgramTerms) -> list[Block]:
    weeks = menu("weeks", _weeks(voice, terms), OPEN_END if terms.weeks is None else str(terms.weeks))
    rhythm = menu("rhythm", enum_options(voice, "rhythm", Rhythm), terms.rhythm.value)
    return [
        field(voice, "program_form.weeks", weeks),
        field(voice, "program_form.rhythm", rhythm, hint=voice.say("program_form.rhythm_hint")),
    ]


def _channel(initial: str) -> Element:
    """A menu of public and private channels: a leads' channel is usually private, and `channels_select` hides those."""
    menu: Element = {
        "type": "conversations_select",
        "action_id": "digest_channel",
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    return menu | ({"initial_conversation": initial} if initial else {})


def _hours(terms: ProgramTerms) -> list[Option]:
    hours = sorted({*HOURS, terms.digest_hour})
    return [parts.option(f"{time(hour):%H:%M}", str(hour)) for hour in hours]


def _weeks(voice: Voice, terms: ProgramTerms) -> list[Option]:
    lengths = sorted({*LENGTHS, terms.weeks or WEEKS})
    offered = [parts.option(voice.say("program_form.weeks_option", n=weeks), str(weeks)) for weeks in lengths]
    return [*offered, parts.option(voice.say("program_form.weeks_open"), OPEN_END)]
