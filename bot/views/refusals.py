"""A broken rule in words: what happened and what to do next."""

from bot.domain.errors import CapacityReached, RuleBroken, TermsRefused, UnknownProgram, WhichProgram
from bot.texts import Given
from bot.views import ids
from bot.views.composing import Choice, Paragraph, as_many_as_fit, compose, lines, offers, told
from bot.views.parts import Message
from bot.views.shorten import shorten
from bot.views.voice import Voice
from bot.views.wording import FIELD_LABELS

MOST_PROGRAMS = 10
"""Programs named in a refusal."""
LONGEST_TYPED = 80
"""Characters of what somebody typed for a name, as long as names are."""
ROOM_FOR_NAMES = 2000
"""Characters of their names together, so that the sentence fits a section."""


def refusal(voice: Voice, error: RuleBroken) -> Message:
    """The sentence of a refusal, with the fields it names."""
    return compose(voice, _paragraphs(voice, error))


def refusal_with_invite(voice: Voice, error: RuleBroken) -> Message:
    """The same, for a lead, with a button that invites the person who has not joined."""
    if (person := error.people.get("person")) is None:
        return refusal(voice, error)
    # To which program, so that a lead of several invites to the one they pair in.
    value = ":".join(str(each) for each in (person, error.facts.get("program")) if each)
    invite = Choice(label="refusal.invite", action=ids.INVITE, value=value, style="primary")
    return compose(voice, [*_paragraphs(voice, error), offers(voice, invite)])


def field_errors(voice: Voice, error: TermsRefused) -> dict[str, str]:
    """The same for a form that is still open: field (which is its block id) -> sentence."""
    return {field: voice.say(key) for field, key in error.fields.items()}


def refusal_words(voice: Voice, error: RuleBroken) -> str:
    """The sentence alone. A person nobody named reads as "that person"; a slot that is missing otherwise, as a
    sentence that is always true."""
    if isinstance(error, WhichProgram):
        return _which_program(voice, error)
    key = _key(error)
    names = voice.texts.slots(key, voice.texts.resolve(voice.locale))
    given: dict[str, Given] = {"person": voice.say("word.that_person")}
    given |= {name: voice.mention(slack_id) for name, slack_id in error.people.items()}
    given |= {name: _fact(voice, name, value) for name, value in error.facts.items()}
    if names - given.keys():
        return voice.say(RuleBroken.key)
    return voice.say(key, **{name: given[name] for name in names})


def _which_program(voice: Voice, error: WhichProgram) -> str:
    """The programs that can be meant, and a line to type for the first of them."""
    names = as_many_as_fit([voice.words(name) for name in error.choices], MOST_PROGRAMS, ROOM_FOR_NAMES)
    if not names:
        return voice.say(RuleBroken.key)
    line = voice.say(f"refusal.type_{error.wish}", program=names[0])
    if isinstance(error, UnknownProgram):
        typed = voice.words(shorten(error.name, LONGEST_TYPED))
        return voice.say(error.key, name=typed, programs=names, line=line)
    return voice.say(error.key, programs=names, line=line)


def _key(error: RuleBroken) -> str:
    if isinstance(error, CapacityReached) and error.facts.get("capacity") == 0:
        # Whoever said "nobody new for now" is not asked to think again.
        return "refusal.capacity_none"
    return error.key


def _fact(voice: Voice, name: str, value: str | int) -> Given:
    if name == "role":
        return voice.say(f"enum.role.{value}")
    return voice.words(value) if isinstance(value, str) else value


def _paragraphs(voice: Voice, error: RuleBroken) -> list[Paragraph]:
    said: list[Paragraph] = [told(refusal_words(voice, error))]
    if isinstance(error, TermsRefused) and error.fields:
        said.append(lines(field_lines(voice, error)))
    return said


def field_lines(voice: Voice, error: TermsRefused) -> list[str]:
    """Each refused field with its label, for where the form is no longer in sight."""
    return [
        voice.say("refusal.field_line", label=_label(voice, field), words=voice.say(key))
        for field, key in error.fields.items()
    ]


def _label(voice: Voice, field: str) -> str:
    return voice.say(FIELD_LABELS.get(field, f"terms.{field}"))
