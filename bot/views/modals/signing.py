"""The whole agreement to read, and to sign."""

from datetime import datetime

from bot.domain.agreement import Agreement, Terms
from bot.domain.errors import NotReadyToSign
from bot.domain.facts import PairFacts
from bot.domain.pairs import Side
from bot.texts import tame
from bot.views import ids, parts
from bot.views.composing import Choice, blocks, buttons, quoted
from bot.views.modals.agreement import consent
from bot.views.parts import Block, View, modal
from bot.views.voice import Voice
from bot.views.wording import changed_since_before, line_names, partner_mention

OWN_WORDS = ("purpose", "goal", "measure", "first_step", "boundaries")
"""Lines in the two people's own words."""
CODES = {
    "kind": "kind",
    "role": "mentor_role",
    "rhythm": "rhythm",
    "style": "style",
    "between": "between",
    "answer_time": "answer_time",
    "agenda": "agenda",
    "feedback": "feedback",
}
"""Lines that are a choice, and the family of their words."""
GROUPS = (
    ("purpose",),
    ("kind",),
    ("goal",),
    ("measure",),
    ("due",),
    ("first_step",),
    ("role", "rhythm", "weekday", "at", "minutes", "style"),
    ("between", "answer_time", "agenda", "feedback"),
    ("boundaries",),
    ("ends_on",),
)
"""Reading order; the lines of a group share a block."""


def sign_modal(voice: Voice, facts: PairFacts, side: Side, now: datetime) -> View:
    """The newest version line by line, with what changed since the one before; *Sign* while the reader may.

    Raises `NotReadyToSign` when there is no version yet.
    """
    del now  # Every date in here is absolute; the signature's instant is the service's.
    if (draft := facts.agreement) is None:
        raise NotReadyToSign
    pair = str(facts.pair.id)
    changed = changed_since_before(facts, draft)
    edit = Choice(label="agreement.change", action=ids.AGREEMENT_EDIT, value=pair)
    shown = [
        *_intro(voice, facts, side, draft, changed),
        *(block for group in GROUPS for block in _group(voice, draft.terms, group, changed)),
        *consent(voice),
        *_standing(voice, facts, side, draft),
        buttons(voice, edit),
    ]
    may_sign = not draft.is_signed_by(facts.pair.person_on(side))
    return modal(
        voice.say("sign_form.title", version=draft.version),
        shown,
        callback_id=ids.AGREEMENT_SIGN,
        submit=voice.say("sign_form.submit") if may_sign else None,
        close=voice.say("word.close"),
        private_metadata=ids.pack(pair=pair, version=str(draft.version)),
    )


Changes = tuple[int, tuple[str, ...]] | None


def _intro(voice: Voice, facts: PairFacts, side: Side, draft: Agreement, changed: Changes) -> list[Block]:
    mentor, mentee = voice.mention(facts.mentor.slack_id), voice.mention(facts.mentee.slack_id)
    if draft.drafted_by == facts.pair.person_on(side):
        said = voice.say("sign_form.intro_mine", mentor=mentor, mentee=mentee)
    else:
        said = voice.say("sign_form.intro", drafter=partner_mention(voice, facts, side), mentor=mentor, mentee=mentee)
    if changed is None or not changed[1]:
        return [parts.section(said)]
    before, names = changed
    lines = voice.say("sign_form.changed_lines", before=before, lines=line_names(voice, names))
    return [parts.section(said), parts.section(lines)]


def _group(voice: Voice, terms: Terms, names: tuple[str, ...], changed: Changes) -> list[Block]:
    if names[0] in OWN_WORDS:
        return [*_words(voice, terms, names[0], changed)]
    return [parts.section("\n".join(_line(voice, terms, name, changed) for name in names))]


def _words(voice: Voice, terms: Terms, name: str, changed: Changes) -> tuple[Block, ...]:
    label = voice.say(f"terms.{name}")
    if changed and name in changed[1]:
        head = voice.say("sign_form.line_words_changed", label=label, before=changed[0])
    else:
        head = voice.say("sign_form.line_words", label=label)
    words = tame(str(getattr(terms, name)))
    if name == "boundaries" and not words:
        return parts.section(head), parts.section(voice.say("word.none_named"))
    return parts.section(head), *blocks([quoted(voice, words)])


def _line(voice: Voice, terms: Terms, name: str, changed: Changes) -> str:
    label, value = voice.say(f"terms.{name}"), _value(voice, terms, name)
    if changed and (name in changed[1] or (name == "at" and "tz" in changed[1])):
        return voice.say("sign_form.line_changed", label=label, before=changed[0], value=value)
    return voice.say("sign_form.line", label=label, value=value)


def _value(voice: Voice, terms: Terms, name: str) -> str:
    match name:
        case "due":
            return voice.say("sign_form.date", date=terms.due)
        case "ends_on" if terms.ends_on:
            return voice.say("sign_form.date", date=terms.ends_on)
        case "ends_on":
            return voice.say("word.open_end")
        case "weekday":
            return voice.say(f"weekday.{terms.weekday}")
        case "at":
            return voice.say("sign_form.at", at=terms.at, tz=terms.tz)
        case "minutes":
            return voice.say("sign_form.minutes", n=terms.minutes)
        case _:
            return voice.say(f"enum.{CODES[name]}.{getattr(terms, name)}")


def _standing(voice: Voice, facts: PairFacts, side: Side, draft: Agreement) -> list[Block]:
    person = facts.pair.person_on(side)
    mine = next((each for each in draft.signatures if each.person == person), None)
    if draft.is_signed:
        return [parts.section(voice.say("sign_form.signed_by_both"))]
    if mine is None:
        return []
    at, partner = voice.local(mine.at), partner_mention(voice, facts, side)
    return [parts.section(voice.say("sign_form.signed_by_you", at=at, partner=partner))]
