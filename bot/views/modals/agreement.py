"""The form in which one of the two drafts the agreement or changes a line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.agreement import LONGEST_LINE, LONGEST_TEXT, Terms
from bot.domain.default_terms import default_terms
from bot.domain.facts import PairFacts
from bot.domain.kickoff import ITEMS
from bot.domain.pairs import Side
from bot.domain.shared_ground import slot_key
from bot.views import ids, parts
from bot.views.modals.fields import OPEN, line, menu, text, weekday_options
from bot.views.modals.fields import field as form_field
from bot.views.parts import Block, Option, View, modal
from bot.views.terms_words import clocks, code_words
from bot.views.voice import Voice
from bot.views.wording import partner_mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """Why a form comes back: lines that did not hold (field -> text key), or that it was overtaken.

    `reason` is what was typed into the field of that name, which is no line of the agreement. `outside` are the Slack
    ids of those in whose hours the standing time does not lie: saved once more, it is kept.
    """

    lines: Mapping[str, str] = field(default_factory=dict)
    is_overtaken: bool = False
    reason: str = ""
    outside: Sequence[str] = ()


def agreement_modal(
    voice: Voice,
    facts: PairFacts,
    side: Side,
    now: datetime,
    terms: Terms | None,
    refused: Refused | None = None,
) -> View:
    """Every line, filled from `terms`, else from the newest version, else with defaults.

    A form that comes back keeps what was typed. The metadata carries the version it is based on and the zone in which
    its time is meant.
    """
    newest, why = facts.agreement, refused or Refused()
    start = terms or (newest.terms if newest else default_terms(facts, side, now))
    blocks = [
        parts.section(voice.say("agreement_form.intro", partner=partner_mention(voice, facts, side))),
        *_refused(voice, why, newest.terms if newest else None, start),
        *_aims(voice, start),
        *(choice_field(voice, item, code_of(start, item)) for item in ITEMS),
        *outside_lines(voice, facts, start, why.outside, now),
        *slot_fields(voice, start),
        *_frame(voice, start),
        *([_reason(voice, why.reason)] if facts.signed else []),
        *consent(voice),
    ]
    return modal(
        voice.say("agreement_form.title"),
        blocks,
        callback_id=ids.AGREEMENT_DRAFT,
        submit=voice.say("agreement_form.submit_outside" if why.outside else "agreement_form.submit"),
        close=voice.say("word.cancel"),
        private_metadata=ids.pack(
            pair=str(facts.pair.id),
            version=str(newest.version if newest else 0),
            tz=start.tz,
            **kept_slot(start, why.outside),
        ),
    )


def outside_lines(voice: Voice, facts: PairFacts, terms: Terms, outside: Sequence[str], now: datetime) -> list[Block]:
    """Above a standing time outside somebody's hours: when it is for each, and for whom it is outside."""
    if not outside or terms.slot is None:
        return []
    people = [voice.mention(each) for each in outside]
    return [parts.section(voice.say("agreement_form.outside", people=people, **clocks(voice, facts, terms.slot, now)))]


def kept_slot(terms: Terms, outside: Sequence[str]) -> dict[str, str]:
    """What a form carries that has warned of its slot, so that saving it once more keeps it."""
    return {"kept": slot_key(*terms.slot)} if outside and terms.slot else {}


def consent(voice: Voice) -> list[Block]:
    """What the program gives and nobody edits; signing agrees to it."""
    return [
        parts.divider(),
        parts.context(voice.say("agreement_form.given")),
        parts.section(voice.say("agreement_form.confidentiality")),
        parts.section(voice.say("agreement_form.no_fault")),
    ]


def code_of(terms: Terms, item: str) -> str | None:
    """The chosen code of a line, as an option carries it."""
    found = getattr(terms, item)
    return None if found is None else str(found)


def choice_options(voice: Voice, item: str, also: str | None = None) -> list[Option]:
    """All that can be chosen for a line, and "We will see"; `also` is what an older version chose."""
    codes = [*ITEMS[item], *([also] if also and also not in ITEMS[item] else [])]
    known = [parts.option(code_words(voice, item, code), code) for code in codes]
    return [*known, parts.option(voice.say("word.we_will_see"), OPEN)]


def choice_field(voice: Voice, item: str, value: str | None) -> Block:
    """One line as a menu."""
    return form_field(voice, f"terms.{item}", menu(item, choice_options(voice, item, value), value or OPEN))


def slot_fields(voice: Voice, terms: Terms) -> list[Block]:
    """The standing slot; without a weekday there is none."""
    one_by_one = parts.option(voice.say("agreement_form.weekday_open"), OPEN)
    weekday = OPEN if terms.weekday is None else str(terms.weekday)
    return [
        form_field(voice, "terms.weekday", menu("weekday", [*weekday_options(voice), one_by_one], weekday)),
        form_field(
            voice,
            "terms.at",
            parts.time_input("at", initial=terms.at),
            hint=voice.say("agreement_form.at_hint", tz=terms.tz),
            optional=True,
        ),
    ]


def _refused(voice: Voice, why: Refused, newest: Terms | None, typed: Terms) -> list[Block]:
    shown = []
    if why.is_overtaken:
        changed = [voice.say(f"terms.{name}") for name in typed.changed_lines(newest)] if newest else []
        shown.append(parts.section(voice.say("agreement_form.overtaken")))
        shown += [parts.section(voice.say("agreement_form.overtaken_lines", lines=changed))] if changed else []
    if why.lines:
        said = [
            voice.say("refusal.field_line", label=voice.say(f"terms.{name}"), words=voice.say(key))
            for name, key in why.lines.items()
        ]
        shown.append(parts.section("\n".join([voice.say("agreement_form.refused"), *said])))
    return shown


def _aims(voice: Voice, terms: Terms) -> list[Block]:
    return [words_field(voice, "purpose", terms.purpose), words_field(voice, "gain", terms.gain)]


def words_field(voice: Voice, name: str, words: str) -> Block:
    """A line in people's own words; it may stay empty."""
    hint = voice.say(f"agreement_form.{name}_hint")
    return form_field(voice, f"terms.{name}", text(name, words, LONGEST_TEXT), hint=hint, optional=True)


def _frame(voice: Voice, terms: Terms) -> list[Block]:
    return [
        words_field(voice, "boundaries", terms.boundaries),
        form_field(
            voice,
            "terms.ends_on",
            parts.date_input("ends_on", initial=terms.ends_on),
            hint=voice.say("agreement_form.ends_on_hint"),
            optional=True,
        ),
        form_field(
            voice,
            "terms.review_on",
            parts.date_input("review_on", initial=terms.review_on),
            hint=voice.say("agreement_form.review_on_hint"),
            optional=True,
        ),
    ]


def _reason(voice: Voice, words: str) -> Block:
    element = line("reason", words, LONGEST_LINE)
    return form_field(voice, "terms.reason", element, hint=voice.say("agreement_form.reason_hint"), optional=True)
