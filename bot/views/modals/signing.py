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
from bot.views.terms_words import OWN_WORDS, difference, line_words, own_words, slot_there
from bot.views.voice import Voice
from bot.views.wording import partner_mention, version_before

GROUPS = (
    ("purpose",),
    ("gain",),
    ("role", "rhythm", "weekday", "at", "minutes", "style"),
    ("between", "answer_time", "agenda", "feedback", "language"),
    ("boundaries",),
    ("ends_on", "review_on"),
)
"""Reading order; the lines of a group share a block."""


def sign_modal(voice: Voice, facts: PairFacts, side: Side, now: datetime) -> View:
    """The newest version: what it changes, why, then line by line; *Sign* while the reader may.

    Raises `NotReadyToSign` when there is no version yet.
    """
    if (draft := facts.agreement) is None:
        raise NotReadyToSign
    pair = str(facts.pair.id)
    shown = [
        *intro(voice, facts, side, draft),
        *change_blocks(voice, facts, draft),
        *terms_blocks(voice, draft.terms),
        *_clocks(voice, facts, draft.terms, now),
        *consent(voice),
        *_standing(voice, facts, side, draft),
        buttons(voice, *_choices(facts, draft)),
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


def _clocks(voice: Voice, facts: PairFacts, terms: Terms, now: datetime) -> list[Block]:
    """The standing time on each one's clock, for who signs by another than the drafter's."""
    return [parts.context(words) for words in slot_there(voice, facts, terms, now, "sign_form.clocks")]


def intro(voice: Voice, facts: PairFacts, side: Side, version: Agreement) -> list[Block]:
    """Who drafted it for whom."""
    mentor, mentee = voice.mention(facts.mentor.slack_id), voice.mention(facts.mentee.slack_id)
    if version.drafted_by == facts.pair.person_on(side):
        return [parts.section(voice.say("sign_form.intro_mine", mentor=mentor, mentee=mentee))]
    drafter = partner_mention(voice, facts, side)
    return [parts.section(voice.say("sign_form.intro", drafter=drafter, mentor=mentor, mentee=mentee))]


def change_blocks(voice: Voice, facts: PairFacts, version: Agreement) -> list[Block]:
    """What this version changes, line by line, and why; nothing for the first."""
    reason = [parts.section(voice.say("sign_form.reason")), *blocks([quoted(voice, version.reason)])]
    why = reason if tame(version.reason) else []
    if (before := version_before(facts, version)) is None:
        return why
    changes = difference(voice, version.terms, before.terms)
    if not changes:
        return why
    head = parts.section(voice.say("sign_form.changed", before=before.version))
    return [head, *blocks(changes), *why, parts.divider()]


def terms_blocks(voice: Voice, terms: Terms) -> list[Block]:
    """Every line."""
    return [block for group in GROUPS for block in _group(voice, terms, group)]


def _group(voice: Voice, terms: Terms, names: tuple[str, ...]) -> list[Block]:
    if names[0] in OWN_WORDS:
        head = parts.section(voice.say("sign_form.line_words", label=voice.say(f"terms.{names[0]}")))
        return [head, *blocks([own_words(voice, terms, names[0])])]
    return [parts.section("\n".join(_line(voice, terms, name) for name in names))]


def _line(voice: Voice, terms: Terms, name: str) -> str:
    return voice.say("sign_form.line", label=voice.say(f"terms.{name}"), value=line_words(voice, terms, name))


def _choices(facts: PairFacts, draft: Agreement) -> list[Choice]:
    pair = str(facts.pair.id)
    edit = Choice(label="agreement.change", action=ids.AGREEMENT_EDIT, value=pair)
    keep = Choice(label="agreement.keep", action=ids.AGREEMENT_KEEP, value=f"{pair}:{draft.version}")
    return [edit, keep] if facts.signed and not draft.is_signed else [edit]


def _standing(voice: Voice, facts: PairFacts, side: Side, draft: Agreement) -> list[Block]:
    person = facts.pair.person_on(side)
    mine = next((each for each in draft.signatures if each.person == person), None)
    if draft.is_signed:
        return [parts.section(voice.say("sign_form.signed_by_both"))]
    if mine is None:
        return []
    at, partner = voice.local(mine.at), partner_mention(voice, facts, side)
    return [parts.section(voice.say("sign_form.signed_by_you", at=at, partner=partner))]
