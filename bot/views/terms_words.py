"""The lines of an agreement in words, and how two versions differ."""

from datetime import datetime, time

from bot.domain.agreement import Terms
from bot.domain.cadence import first_slot, local
from bot.domain.facts import PairFacts
from bot.domain.pairs import Side
from bot.texts import Given, tame
from bot.views.composing import Paragraph, quoted, told
from bot.views.voice import Voice

OWN_WORDS = ("purpose", "gain", "boundaries")
"""Lines in the two people's own words."""
LINES = (
    "purpose",
    "gain",
    "role",
    "rhythm",
    "weekday",
    "at",
    "minutes",
    "style",
    "between",
    "answer_time",
    "agenda",
    "feedback",
    "language",
    "boundaries",
    "ends_on",
    "review_on",
)
"""All lines in reading order; the zone is told with the time."""


def code_words(voice: Voice, item: str, code: str) -> str:
    """What was chosen from a list."""
    if item == "minutes":
        return voice.say("sign_form.minutes", n=int(code))
    return voice.say(f"enum.{'mentor_role' if item == 'role' else item}.{code}")


def line_words(voice: Voice, terms: Terms, name: str) -> str:
    """One line that is not in their own words; "we will see" while nothing is settled."""
    value = getattr(terms, name)
    match name:
        case "ends_on" if value is None:
            return voice.say("word.open_end")
        case "weekday" | "at" if terms.slot is None:
            return voice.say("sign_form.no_slot")
        case _ if value is None:
            return voice.say("word.we_will_see")
        case "ends_on" | "review_on":
            return voice.say("sign_form.date", date=value)
        case "weekday":
            return voice.say(f"weekday.{value}")
        case "at":
            return voice.say("sign_form.at", at=value, tz=terms.tz)
        case _:
            return code_words(voice, name, str(value))


def clocks(voice: Voice, facts: PairFacts, slot: tuple[int, time, str], now: datetime) -> dict[str, Given]:
    """The slot on each one's own clock, as slots of a text; summer time moves it, so it holds for now only."""
    at, found = first_slot(now, *slot), dict[str, Given]()
    for side in Side:
        here = local(at, facts.person(side).tz)
        found |= {
            f"{side}": voice.mention(facts.person(side).slack_id),
            f"{side}_days": voice.say(f"weekdays.{here.weekday()}"),
            f"{side}_at": here.time(),
        }
    return found


def slot_there(
    voice: Voice, facts: PairFacts, terms: Terms, now: datetime, key: str = "agreement.slot_there"
) -> list[str]:
    """The slot on each one's own clock, when it differs from the one it is written by."""
    if terms.slot is None:
        return []
    at = first_slot(now, *terms.slot)
    here = local(at, terms.tz).replace(tzinfo=None)
    if all(local(at, person.tz).replace(tzinfo=None) == here for person in facts.people):
        return []
    return [voice.say(key, **clocks(voice, facts, terms.slot, now))]


def changed_names(terms: Terms, before: Terms) -> tuple[str, ...]:
    """The lines that differ, as a reader counts them: a time in another zone is another time."""
    changed = set(terms.changed_lines(before))
    if "tz" in changed and terms.at is not None:
        changed.add("at")
    return tuple(name for name in LINES if name in changed)


def difference(voice: Voice, terms: Terms, before: Terms) -> list[Paragraph]:
    """Each line that differs, before and after; people's own words in quotations."""
    names = changed_names(terms, before)
    chosen = [_chosen(voice, terms, before, name) for name in names if name not in OWN_WORDS]
    shown: list[Paragraph] = [told("\n".join(chosen))] if chosen else []
    for name in names:
        if name in OWN_WORDS:
            label = voice.say(f"terms.{name}")
            shown += [
                told(voice.say("sign_form.words_before", label=label)),
                own_words(voice, before, name),
                told(voice.say("sign_form.words_after")),
                own_words(voice, terms, name),
            ]
    return shown


def own_words(voice: Voice, terms: Terms, name: str) -> Paragraph:
    """What the two wrote into a line, or that they wrote nothing."""
    words = str(getattr(terms, name))
    if name == "boundaries" and not tame(words):
        return told(voice.say("word.none_named"))
    return quoted(voice, words)


def _chosen(voice: Voice, terms: Terms, before: Terms, name: str) -> str:
    return voice.say(
        "sign_form.line_changed",
        label=voice.say(f"terms.{name}"),
        before=line_words(voice, before, name),
        after=line_words(voice, terms, name),
    )
