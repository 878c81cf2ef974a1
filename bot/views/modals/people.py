"""The forms in which somebody joins, leaves, and says when they may be written to."""

from collections.abc import Collection, Sequence

from bot.domain.agreement import LONGEST_TEXT
from bot.domain.facts import PairFacts
from bot.domain.pairs import Side
from bot.domain.people import MOST_MENTEES, Person
from bot.domain.programs import CAPACITY, Enrolment, Place, Program, Role
from bot.views import composing, ids, parts
from bot.views.composing import as_many_as_fit
from bot.views.farewell import farewell
from bot.views.modals.fields import chosen, field, menu, text, weekday_options
from bot.views.parts import Block, Element, Option, View, modal
from bot.views.voice import Voice

MOST_FAREWELLS = 24
"""Partners whose message is shown; four blocks each, and a view holds 100. Nobody has more than eleven."""

MOST_NAMES, ROOM_FOR_NAMES = 8, 1200
"""Programs named in one sentence, and the characters of their names together."""

MOST_OPTIONS = 100
"""Programs in a menu: as many as Slack takes. Further ones are joined by their name, `/mentor join Nursery`."""


def join_modal(voice: Voice, places: Sequence[Place]) -> View:
    """Role, wants, offers; filled when the person has joined before. Of several programs that they have not joined one
    is chosen in a menu; those that they have joined are only named, so that nothing they said there is lost."""
    free = [each for each in places if not each.is_taken] or list(places)
    place = free[0]
    about = {} if len(free) > 1 else {"program": str(place.program.id)}
    enrolment, roles = place.enrolment, _roles(voice)
    initial = chosen(roles, enrolment.role.value if enrolment else None)
    blocks = [
        *_program(voice, free, place),
        *_joined(voice, [each for each in places if each not in free]),
        field(voice, "join_form.role", parts.radio("role", roles, initial=initial)),
        _about(voice, "wants", enrolment.wants if enrolment else ""),
        _about(voice, "offers", enrolment.offers if enrolment else ""),
        parts.section(voice.say("join_form.who_sees")),
        parts.context(voice.say("join_form.from_profile")),
    ]
    return modal(
        voice.say("join_form.title_change" if place.is_taken else "join_form.title"),
        blocks,
        callback_id=ids.JOIN,
        submit=voice.say("word.save" if place.is_taken else "join_form.submit"),
        close=voice.say("word.cancel"),
        private_metadata=ids.pack(**about) if place.is_taken else ids.pack(first="1", **about),
    )


def _program(voice: Voice, places: Sequence[Place], place: Place) -> list[Block]:
    """Which program it is about: said, or to be chosen."""
    if len(places) == 1:
        key = "join_form.intro_change" if place.is_taken else "join_form.intro"
        return [parts.section(voice.say(key, program=voice.words(place.program.terms.name)))]
    offered = [parts.option(each.program.terms.name, str(each.program.id)) for each in places[:MOST_OPTIONS]]
    return [
        parts.section(voice.say("join_form.intro_several")),
        field(voice, "join_form.program", menu("program", offered, str(place.program.id))),
    ]


def _joined(voice: Voice, taken: Sequence[Place]) -> list[Block]:
    names = as_many_as_fit([voice.words(each.program.terms.name) for each in taken], MOST_NAMES, ROOM_FOR_NAMES)
    return [parts.context(voice.say("join_form.already", programs=names))] if names else []


def leave_modal(voice: Voice, program: Program, pairs: Sequence[PairFacts]) -> View:
    """The confirmation: the very words each partner will read, in the partner's language. `voice` is the leaver's."""
    shown = [block for facts in pairs[:MOST_FAREWELLS] for block in _farewell(voice, facts)]
    blocks = [
        parts.section(voice.say("leave_form.intro", program=voice.words(program.terms.name))),
        *(shown or [parts.section(voice.say("leave_form.nobody"))]),
        parts.context(voice.say("leave_form.leads")),
    ]
    return modal(
        voice.say("leave_form.title"),
        blocks,
        callback_id=ids.LEAVE,
        submit=voice.say("leave_form.submit"),
        close=voice.say("leave_form.stay"),
        private_metadata=ids.pack(program=str(program.id)),
    )


def settings_modal(
    voice: Voice, person: Person, enrolments: Sequence[Enrolment], countries: Collection[str] = ()
) -> View:
    """When the person may be written to, how many mentees they take in each program, and whose public holidays count.

    `enrolments` are their current ones.
    """
    days = weekday_options(voice)
    working = [option for option in days if int(str(option["value"])) in person.working_days]
    numbers = [
        parts.option(voice.say("settings_form.capacity_option", n=number), str(number))
        for number in range(MOST_MENTEES + 1)
    ]
    mentoring = [each.capacity for each in enrolments if each.role.includes(Role.MENTOR)]
    capacity = next(iter([*mentoring, *(each.capacity for each in enrolments)]), CAPACITY)
    blocks = [
        parts.section(voice.say("settings_form.intro", tz=person.tz)),
        field(voice, "settings_form.working_days", parts.checkboxes("working_days", days, initial=working)),
        field(voice, "settings_form.window_start", parts.time_input("window_start", initial=person.window_start)),
        field(voice, "settings_form.window_end", parts.time_input("window_end", initial=person.window_end)),
        field(
            voice,
            "settings_form.capacity",
            menu("capacity", numbers, str(capacity)),
            hint=voice.say(
                "settings_form.capacity_hint_each" if len(enrolments) > 1 else "settings_form.capacity_hint"
            ),
        ),
        field(voice, "away.country", _countries(voice, person, countries), hint=voice.say("away.country_hint")),
    ]
    return modal(
        voice.say("settings_form.title"),
        blocks,
        callback_id=ids.SETTINGS,
        submit=voice.say("word.save"),
        close=voice.say("word.cancel"),
    )


AUTOMATIC, NONE = "auto", "none"
"""Values of the menu of holidays that are no country: the one of the time zone, and none at all."""


def _countries(voice: Voice, person: Person, countries: Collection[str]) -> Element:
    """Every country by its name in the reader's language, below its first letter: Slack takes 100 options a group."""
    names = sorted((voice.country(code), code) for code in countries)
    first = [
        parts.option(voice.say("away.country_auto"), AUTOMATIC),
        parts.option(voice.say("away.country_none"), NONE),
    ]
    groups: dict[str, list[Option]] = {voice.say("away.country"): first}
    for name, code in names:
        groups.setdefault(name[0], []).append(parts.option(name, code))
    value = AUTOMATIC if person.country is None else person.country or NONE
    everything = [option for options in groups.values() for option in options]
    return parts.grouped_select("country", groups, initial=chosen(everything, value) or first[0])


def _roles(voice: Voice) -> list[Option]:
    return [
        parts.option(voice.say(f"join_form.role_{role}"), role.value, voice.say(f"join_form.role_{role}_means"))
        for role in Role
    ]


def _about(voice: Voice, name: str, words: str) -> Block:
    element = text(name, words, LONGEST_TEXT)
    return field(voice, f"join_form.{name}", element, hint=voice.say(f"join_form.{name}_hint"), optional=True)


def _farewell(voice: Voice, facts: PairFacts) -> list[Block]:
    staying = next(side for side in Side if facts.person(side).slack_id != voice.reader)
    partner = facts.person(staying)
    return [
        parts.section(voice.say("leave_form.partner_reads", partner=voice.mention(partner.slack_id))),
        *composing.blocks(farewell(Voice.of(voice.texts, partner), facts, staying, "partner_left")),
    ]
