"""One version of the agreement to read: who signed when, what it changed and why, with the ones around it."""

from bot.domain.agreement import Agreement
from bot.domain.errors import NotReadyToSign
from bot.domain.facts import PairFacts
from bot.domain.pairs import Side
from bot.domain.stages import Status
from bot.views import ids, parts
from bot.views.composing import Choice, buttons
from bot.views.modals.signing import change_blocks, intro, terms_blocks
from bot.views.parts import Block, View, modal
from bot.views.voice import Voice


def version_modal(voice: Voice, facts: PairFacts, side: Side, number: int) -> View:
    """That version, or the newest for a number there is none of. After the end those that both signed stay readable.

    Raises `NotReadyToSign` when there is none at all.
    """
    readable = _readable(facts)
    if not readable:
        raise NotReadyToSign
    found = next((each for each in readable if each.version == number), readable[-1])
    shown = [
        parts.section(_standing(voice, found)),
        *intro(voice, facts, side, found),
        *_signatures(voice, facts, found),
        *change_blocks(voice, facts, found),
        *terms_blocks(voice, found.terms),
        *_turn(voice, readable, found),
    ]
    return modal(
        voice.say("sign_form.title", version=found.version),
        shown,
        callback_id="note",
        close=voice.say("word.close"),
    )


def _readable(facts: PairFacts) -> list[Agreement]:
    is_over = facts.pair.status is Status.ENDED
    return [each for each in facts.agreements if each.is_signed or not is_over]


def _standing(voice: Voice, version: Agreement) -> str:
    if version.withdrawn_at:
        return voice.say("version.kept_before", at=voice.local(version.withdrawn_at))
    if version.signed_at:
        return voice.say("version.signed", at=voice.local(version.signed_at))
    return voice.say("version.unsigned")


def _signatures(voice: Voice, facts: PairFacts, version: Agreement) -> list[Block]:
    names = {person.id: voice.mention(person.slack_id) for person in facts.people}
    said = [
        voice.say("version.signature", person=names[each.person], at=voice.local(each.at))
        for each in version.signatures
    ]
    return [parts.section("\n".join(said))] if said else []


def _turn(voice: Voice, readable: list[Agreement], found: Agreement) -> list[Block]:
    place = readable.index(found)
    older = [Choice(label="version.older", action=ids.VERSION_OPEN, value=_value(readable[place - 1]))]
    newer = [
        Choice(label="version.newer", action=ids.VERSION_NEWER, value=_value(each))
        for each in readable[place + 1 : place + 2]
    ]
    choices = [*(older if place else []), *newer]
    return [parts.divider(), buttons(voice, *choices)] if choices else []


def _value(version: Agreement) -> str:
    return f"{version.pair}:{version.version}"
