"""The forms about time off, a fresh start and an early end, and what can be done about one mentorship."""

from datetime import date

from bot.domain.beginnings import begins_anew
from bot.domain.commitments import LONGEST_COMMITMENT
from bot.domain.facts import PairFacts
from bot.domain.pairs import Side
from bot.domain.people import Person
from bot.domain.stages import Status
from bot.views import composing, ids, parts
from bot.views.composing import Choice
from bot.views.farewell import farewell
from bot.views.messages.absences import end_choice, pause_choice, reset_choice, resume_choice
from bot.views.modals.fields import chosen, field, line
from bot.views.parts import Block, View, modal
from bot.views.voice import Voice
from bot.views.wording import partner_mention


def away_modal(voice: Voice, person: Person, today: date) -> View:
    """From when until when somebody is away."""
    return modal(
        voice.say("away.title"),
        [
            parts.section(voice.say("away.intro")),
            field(voice, "away.first", parts.date_input("first", initial=person.away_from or today)),
            field(
                voice,
                "away.back",
                parts.date_input("back", initial=person.away_until if _is_ahead(person, today) else None),
                hint=voice.say("away.back_hint"),
                optional=True,
            ),
        ],
        callback_id=ids.AWAY,
        submit=voice.say("away.submit"),
        close=voice.say("word.cancel"),
    )


def _is_ahead(person: Person, today: date) -> bool:
    return person.away_until is not None and person.away_until > today


def pause_modal(voice: Voice, facts: PairFacts, side: Side) -> View:
    """Until when a pair pauses."""
    return modal(
        voice.say("pause.title"),
        [
            parts.section(voice.say("pause.intro", partner=partner_mention(voice, facts, side))),
            field(voice, "pause.back", parts.date_input("back"), hint=voice.say("pause.back_hint"), optional=True),
        ],
        callback_id=ids.PAUSE,
        submit=voice.say("pause.submit"),
        close=voice.say("word.cancel"),
        private_metadata=ids.pack(pair=str(facts.pair.id)),
    )


def reset_modal(voice: Voice, facts: PairFacts, side: Side) -> View:
    """The questions of the final test, and one for oneself."""
    return modal(
        voice.say("reset.title"),
        [
            parts.section(voice.say("reset.intro")),
            parts.section(voice.say("reset.questions")),
            _own(voice, "") | {"optional": True},
            parts.section(voice.say("reset.then", partner=partner_mention(voice, facts, side))),
        ],
        callback_id=ids.RESET,
        submit=voice.say("reset.submit"),
        close=voice.say("word.cancel"),
        private_metadata=ids.pack(pair=str(facts.pair.id)),
    )


def own_modal(voice: Voice, facts: PairFacts, side: Side) -> View:
    """What the reader would change in how they show up, for them alone."""
    begun_at, noted = facts.pair.begun_at, facts.commitment(facts.pair.person_on(side))
    is_of_this = noted is not None and begun_at is not None and noted.made_at >= begun_at
    return modal(
        voice.say("reset.title"),
        [_own(voice, noted.words if noted and is_of_this else "")],
        callback_id=ids.RESET_OWN,
        submit=voice.say("word.save"),
        close=voice.say("word.cancel"),
        private_metadata=ids.pack(pair=str(facts.pair.id), number=str(facts.pair.beginning)),
    )


def _own(voice: Voice, words: str) -> Block:
    element = line("words", words, LONGEST_COMMITMENT)
    return field(voice, "reset.own", element, hint=voice.say("reset.own_hint"))


def end_modal(voice: Voice, facts: PairFacts, side: Side) -> View:
    """How it ends, and the very words the partner will read."""
    options = [
        parts.option(voice.say(f"end_form.{how}"), how, voice.say(f"end_form.{how}_means"))
        for how in ("kindly", "at_once")
    ]
    partner, theirs = partner_mention(voice, facts, side), Voice.of(voice.texts, facts.person(side.other))
    return modal(
        voice.say("end_form.title"),
        [
            parts.section(voice.say("end_form.intro", partner=partner)),
            field(voice, "end_form.how", parts.radio("how", options, initial=chosen(options, "kindly"))),
            parts.section(voice.say("end_form.partner_reads", partner=partner)),
            *composing.blocks(farewell(theirs, facts, side.other, "ended_early")),
            parts.context(voice.say("end_form.leads")),
        ],
        callback_id=ids.END,
        submit=voice.say("end_form.submit"),
        close=voice.say("end_form.stay"),
        private_metadata=ids.pack(pair=str(facts.pair.id)),
    )


def pair_modal(voice: Voice, facts: PairFacts, side: Side) -> View:
    """What one of the two can do about the mentorship, each with what it means."""
    blocks = [parts.section(voice.say("pair_more.intro", partner=partner_mention(voice, facts, side)))]
    blocks += [_row(voice, means, choice) for means, choice in _possible(facts)]
    return modal(voice.say("pair_more.title"), blocks, callback_id="note", close=voice.say("word.close"))


def _possible(facts: PairFacts) -> list[tuple[str, Choice]]:
    value = str(facts.pair.id)
    quiet = Choice(label="silence.quiet", action=ids.GO_QUIET, value=value)
    again = Choice(label="pair_more.again", action=ids.SPEAK_AGAIN, value=value)
    found = [("resume_means", resume_choice(facts))] if facts.pair.status is Status.PAUSED else []
    if facts.pair.status is Status.ACTIVE:
        found += [("again_means", again)] if facts.pair.hushed_at else [("quiet_means", quiet)]
        found.append(("pause_means", pause_choice(facts)))
    kickoff = Choice(label="kickoff.see", action=ids.KICKOFF_OPEN, value=value)
    begin = ("anew_means", kickoff) if begins_anew(facts) else ("reset_means", reset_choice(facts))
    return [*found, begin, ("end_means", end_choice(facts))]


def _row(voice: Voice, means: str, choice: Choice) -> Block:
    return parts.section(voice.say(f"pair_more.{means}"), choice.element(voice))
