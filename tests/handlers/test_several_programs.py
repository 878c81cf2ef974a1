"""Two programs behind one door: each is named by its name or by the id in a button, and reached by its own people."""

from datetime import timedelta
from uuid import UUID

import pytest

from bot.domain.pairs import Pair
from bot.domain.people import Person
from bot.domain.programs import Role
from tests.handlers.door import Door, at, button_values, fields_of, says
from tests.handlers.house import ADA, ANA, BEN, LEA, MAX, MIA, facts_of, pair_up, told
from tests.support.people_of_the_house import WORKSPACE, a_pair, a_program, an_enrolment, id_of, some_terms

COMPASS = a_program().id
NURSERY = id_of("Nursery")
WORDS = {"role": "both", "wants": "to lead", "offers": "years of hardware"}
MIAS = a_pair(id=id_of("Ana and Mia"), program=NURSERY, mentee=MIA.id, group_channel="G0ANAMIA")


def open_nursery(door: Door, lead: Person = MAX) -> None:
    """A second program, which Ana joined as mentor and Mia as mentee."""
    terms = some_terms(name="Nursery", digest_channel="C0NURSERY")
    with door.store.write() as tx:
        tx.people.add(lead)
        tx.programs.add(a_program(id=NURSERY, terms=terms, leads=(lead.id,)))
        for who, role in ((ANA, Role.MENTOR), (MIA, Role.MENTEE)):
            there = id_of(f"{who.name} in Nursery")
            tx.enrolments.save(an_enrolment(who, role, id=there, program=NURSERY, offers="patience"))


def in_both(door: Door) -> None:
    """Ana mentors Ben in the one and Mia in the other."""
    pair_up(door)
    pair_up(door, MIAS)


@pytest.fixture
def two(door: Door) -> Door:
    """Lea leads Compass, Max leads Nursery."""
    open_nursery(door)
    return door


@pytest.fixture
def leas(door: Door) -> Door:
    """Lea leads both."""
    open_nursery(door, LEA)
    return door


def which(wish: str, *names: str) -> str:
    """The refusal that names the choices."""
    line = says(f"refusal.type_{wish}", program=names[0])
    return says("refusal.which_program", programs=list(names), line=line)


def unknown(name: str, wish: str, *names: str) -> str:
    """The refusal of a name that nobody knows."""
    line = says(f"refusal.type_{wish}", program=names[0])
    said = name.replace("<", "&lt;").replace(">", "&gt;")
    return says("refusal.unknown_program", name=said, programs=list(names), line=line)


def place(door: Door, who: Person, program: UUID) -> tuple[str, str] | None:
    """Role and offers of somebody in a program they take part in."""
    with door.store.reads() as tx:
        person = tx.people.find(WORKSPACE, who.slack_id)
        found = tx.enrolments.find(program, person.id) if person else None
    return (found.role.value, found.offers) if found and found.is_current else None


# ── Setting up ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("who", [ADA, LEA])
@pytest.mark.parametrize("typed", ["program new", "PROGRAM  New"])
def test_another_program_begins_with_an_empty_form_and_who_saves_it_leads_it(
    door: Door, who: Person, typed: str
) -> None:
    assert door.command(who, typed).body == {}
    form = door.opened
    assert "initial_value" not in fields_of(form)["name"]
    door.submit(who, form, name="Nursery", digest_channel="C0NURSERY")
    door.submit(who, form, name="Nursery", digest_channel="C0NURSERY")

    programs = {each.terms.name: each for each in door.store.state.programs.values()}
    assert set(programs) == {"Compass", "Nursery"}
    leads = [door.store.state.people[lead].slack_id for lead in programs["Nursery"].leads]
    assert leads == [who.slack_id]


def test_who_leads_nothing_is_told_whom_to_ask_for_another(door: Door) -> None:
    assert door.command(ANA, "program new").body["text"] == says("refusal.no_right_to_add")
    assert door.called("views.open") == []


def test_a_name_that_is_taken_is_refused_below_its_field_and_the_form_stays(door: Door) -> None:
    door.command(LEA, "program new")
    ack = door.submit(LEA, door.opened, name="COMPASS", digest_channel="C0NURSERY")
    assert ack.errors == {"name": says("field.name_taken")}
    assert len(door.store.state.programs) == 1


def test_a_lead_of_several_changes_the_one_that_is_named(leas: Door) -> None:
    assert leas.command(LEA, "program").body["text"] == which("program", "Compass", "Nursery")
    leas.command(LEA, "program nursery")
    assert fields_of(leas.opened)["name"]["initial_value"] == "Nursery"
    leas.submit(LEA, leas.opened, name="R&D <first> years")
    leas.command(LEA, "program r&amp;d   &lt;first&gt; years")
    assert fields_of(leas.opened)["name"]["initial_value"] == "R&D <first> years"
    assert leas.store.state.programs[COMPASS].terms.name == "Compass"


def test_a_lead_of_one_changes_theirs_and_not_the_other(two: Door) -> None:
    two.command(MAX, "program")
    form = two.opened
    assert fields_of(form)["name"]["initial_value"] == "Nursery"
    assert two.command(MAX, "program compass").body["text"] == says("refusal.not_a_lead")
    two.submit(LEA, form, name="Mine now")
    assert says("refusal.not_a_lead") in two.shown
    assert two.store.state.programs[NURSERY].terms.name == "Nursery"


# ── Joining and leaving ─────────────────────────────────────────────────────────────────────────────────────────────


def test_of_two_programs_the_one_that_is_not_joined_yet_is_joined(two: Door) -> None:
    two.command(BEN, "join")
    assert "program" not in fields_of(two.opened)
    assert says("join_form.already", programs=["Compass"]) in str(two.opened)
    assert "initial_value" not in fields_of(two.opened)["wants"], "what he said elsewhere is not for this one"
    two.submit(BEN, two.opened, **WORDS)
    assert place(two, BEN, NURSERY) == ("both", "years of hardware")
    assert place(two, BEN, COMPASS) == ("mentee", an_enrolment(BEN).offers)


def test_who_has_joined_all_says_where_they_change_what_they_said(two: Door) -> None:
    assert two.command(ANA, "join").body["text"] == which("join", "Compass", "Nursery")


def test_the_menu_overwrites_nothing_that_was_said_since_it_was_opened(two: Door) -> None:
    two.command(ADA, "join")
    stale = two.opened
    assert [each["value"] for each in fields_of(stale)["program"]["options"]] == [str(COMPASS), str(NURSERY)]
    two.command(ADA, "join Nursery")
    two.submit(ADA, two.opened, **WORDS)
    before = two.store.state.copy()
    ack = two.submit(ADA, stale, program=str(NURSERY), **WORDS | {"offers": "something else"})
    assert ack.errors == {"role": says("field.joined_already")}
    assert two.store.state == before
    two.submit(ADA, stale, program=str(COMPASS), **WORDS)
    assert place(two, ADA, COMPASS) == ("both", "years of hardware")


def test_another_program_can_be_chosen_in_the_menu(two: Door) -> None:
    two.click(ADA, "join_open", inside="home")
    two.submit(ADA, two.opened, program=str(NURSERY), **WORDS)
    with two.store.reads() as tx:
        ada = tx.people.find(WORKSPACE, ADA.slack_id)
        assert ada is not None
        assert [each.program for each in tx.enrolments.of_person(ada.id)] == [NURSERY]


@pytest.mark.parametrize(("forged", "field"), [("x", "program"), (str(id_of("elsewhere")), "wants")])
def test_a_program_that_is_not_of_this_workspace_is_not_joined(two: Door, forged: str, field: str) -> None:
    two.command(ADA, "join")
    before = two.store.state.copy()
    ack = two.submit(ADA, two.opened, program=forged, **WORDS)
    assert set(ack.errors) == {field}
    assert two.store.state == before


def test_a_named_program_needs_no_menu_and_is_filled_for_who_has_joined_it(two: Door) -> None:
    two.command(ANA, "join Nursery")
    fields = fields_of(two.opened)
    assert "program" not in fields
    assert fields["offers"]["initial_value"] == "patience"
    two.submit(ANA, two.opened, offers="more patience")
    assert (place(two, ANA, NURSERY), place(two, ANA, COMPASS)) == (
        ("mentor", "more patience"),
        ("mentor", an_enrolment(ANA).offers),
    )


@pytest.mark.parametrize(
    ("who", "typed", "wish", "name"),
    [
        (ANA, "join Nurserry", "join", "Nurserry"),
        (ANA, "leave Harbour", "leave", "Harbour"),
        (LEA, "digest compas", "digest", "compas"),
        (LEA, "program Compass Nursery", "program", "Compass Nursery"),
        (LEA, "rehearse <!here>", "rehearse", "<!here>"),
        (LEA, "lead add <@U0MAX|m> Nurserry", "lead_add", "Nurserry"),
        (LEA, "pair <@U0ANA|a> <@U0BEN|b> please", "pair", "please"),
    ],
)
@pytest.mark.parametrize("several", [False, True])
def test_a_name_nobody_knows_is_said_back_with_what_can_be_meant(
    door: Door, several: bool, who: Person, typed: str, wish: str, name: str
) -> None:
    if several:
        open_nursery(door, LEA)
    choices = ["Compass", "Nursery"] if several else ["Compass"]
    before = door.store.state.copy()
    assert door.command(who, typed).body["text"] == unknown(name, wish, *choices)
    assert door.called("views.open") == []
    assert door.store.state == before


def test_an_invitation_opens_the_form_of_its_program(two: Door) -> None:
    two.click(ADA, "join_open", NURSERY)
    assert "program" not in fields_of(two.opened)
    two.submit(ADA, two.opened, **WORDS)
    assert {each.program for each in two.store.state.enrolments.values() if each.offers == WORDS["offers"]} == {NURSERY}


def test_whoever_is_in_two_leaves_the_one_they_name(two: Door) -> None:
    in_both(two)
    assert two.command(ANA, "leave").body["text"] == which("leave", "Compass", "Nursery")
    two.command(ANA, "leave nursery")
    assert at(MIA) in str(two.opened)
    assert at(BEN) not in str(two.opened)
    two.submit(ANA, two.opened)
    assert facts_of(two, MIAS.id).pair.ended_at == two.now
    assert facts_of(two).pair.ended_at is None
    assert set(told(two)) == {("pair_ended", MAX.id), ("ended", MIA.id)}
    two.command(ANA, "leave")
    assert at(BEN) in str(two.opened), "one is left, and needs no name"


def test_home_leaves_and_changes_each_program_by_its_id(two: Door) -> None:
    in_both(two)
    two.event("app_home_opened", "Ev1", user=ANA.slack_id, tab="home")
    shown = two.called("views.publish")[0].view
    assert button_values(shown, "leave_open") == [str(COMPASS), str(NURSERY)]
    assert button_values(shown, "join_open") == [str(COMPASS), str(NURSERY)]
    assert says("word.program", program="Nursery") in str(shown)
    two.click(ANA, "leave_open", NURSERY, inside="home")
    assert at(MIA) in str(two.opened)


@pytest.mark.parametrize("forged", [id_of("elsewhere"), NURSERY])
def test_nobody_leaves_where_they_take_no_part(two: Door, forged: UUID) -> None:
    two.click(BEN, "leave_open", forged)
    assert two.whispered == says("refusal.join_first")


def test_home_of_one_program_names_none(paired: Door) -> None:
    paired.event("app_home_opened", "Ev1", user=ANA.slack_id, tab="home")
    shown = paired.called("views.publish")[0].view
    assert (button_values(shown, "leave_open"), button_values(shown, "join_open")) == (["None"], ["None"])
    assert "Program:" not in str(shown)


def test_talking_to_a_person_names_the_leads_of_every_program_one_is_in(two: Door) -> None:
    for who, leads in ((ANA, {LEA, MAX}), (BEN, {LEA}), (MIA, {LEA, MAX}), (ADA, {LEA})):
        two.click(who, "talk_open")
        assert {lead for lead in (LEA, MAX) if at(lead) in str(two.opened)} == leads


# ── Leading ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_two_are_paired_in_the_program_that_fits_or_in_the_one_that_is_named(leas: Door) -> None:
    good = {"mentor": at(ANA), "mentee": at(BEN)}
    said = leas.command(LEA, "pair <@U0ANA|a> <@U0BEN|b>").body["text"]
    assert said == f"{says('done.pair.proposed', **good)}\n{says('word.program', program='Compass')}"
    both = leas.command(LEA, "pair <@U0ANA|a> <@U0MIA|m>").body["text"]
    assert both == which("pair", "Compass", "Nursery")
    named = leas.command(LEA, "pair <@U0ANA|a> <@U0MIA|m> nursery").body["text"]
    assert says("word.program", program="Nursery") in named
    assert {(pair.mentee, pair.program) for pair in _pairs(leas)} == {(BEN.id, COMPASS), (MIA.id, NURSERY)}


@pytest.mark.parametrize("typed", ["pair <@U0ANA|a> <@U0BEN|b> <@U0MIA|m>", "pair Nursery <@U0ANA|a> <@U0MIA|m>"])
def test_a_name_comes_after_the_two(two: Door, typed: str) -> None:
    assert two.command(MAX, typed).body["text"] == says("done.pair.usage")


def test_a_lead_pairs_in_no_program_of_others(two: Door) -> None:
    assert two.command(MAX, "pair <@U0ANA|a> <@U0BEN|b> compass").body["text"] == says("refusal.not_a_lead")
    assert _pairs(two) == []


def test_who_is_invited_is_invited_to_the_program_they_were_to_be_paired_in(leas: Door) -> None:
    ack = leas.command(LEA, "pair <@U0ANA|a> <@U0ADA|d> nursery")
    (value,) = button_values(ack.body, "invite")
    leas.click(LEA, "invite", value)
    assert leas.whispered == says("done.invite.sent", person=at(ADA))
    assert [entry.notice.program for entry in leas.store.state.outbox.values()] == [NURSERY]


def test_an_old_invitation_works_while_a_lead_leads_one(two: Door) -> None:
    two.click(MAX, "invite", ADA.slack_id)
    assert two.whispered == says("done.invite.sent", person=at(ADA))


@pytest.mark.parametrize(("action", "value"), [("invite", f"{ADA.slack_id}:{COMPASS}"), ("digest_needs", COMPASS)])
def test_a_button_opens_no_program_of_others(two: Door, action: str, value: object) -> None:
    in_both(two)
    two.pass_time(timedelta(weeks=6))
    before = two.store.state.copy()
    two.click(MAX, action, value)
    assert two.whispered == says("refusal.not_a_lead")
    assert two.store.state == before


def test_names_behind_the_digest_are_those_of_its_program(leas: Door) -> None:
    in_both(leas)
    leas.pass_time(timedelta(weeks=6))
    leas.click(LEA, "digest_needs", NURSERY)
    assert at(MIA) in leas.whispered
    assert at(BEN) not in leas.whispered
    leas.click(LEA, "digest_needs")
    assert leas.whispered == which("digest", "Compass", "Nursery")


def test_an_old_digest_shows_who_while_a_lead_leads_one(two: Door) -> None:
    in_both(two)
    two.pass_time(timedelta(weeks=6))
    two.click(LEA, "digest_needs")
    assert at(BEN) in two.whispered
    assert at(MIA) not in two.whispered


def test_the_digest_is_of_the_program_that_is_named(leas: Door) -> None:
    assert leas.command(LEA, "digest").body["text"] == which("digest", "Compass", "Nursery")
    in_both(leas)
    leas.pass_time(timedelta(weeks=6))
    shown = leas.command(LEA, "digest NURSERY").body
    assert says("word.program", program="Nursery") in shown["text"]
    assert button_values(shown, "digest_needs") == [str(NURSERY)]


def test_leads_are_named_for_the_program_that_is_named(leas: Door) -> None:
    assert leas.command(LEA, "lead add <@U0MAX|m>").body["text"] == which("lead_add", "Compass", "Nursery")
    said = leas.command(LEA, "lead add <@U0MAX|m> nursery").body["text"]
    assert said == f"{says('done.lead.added', person=at(MAX))}\n{says('word.program', program='Nursery')}"
    programs = leas.store.state.programs
    assert (len(programs[NURSERY].leads), len(programs[COMPASS].leads)) == (2, 1)
    assert leas.command(MAX, "lead remove <@U0LEA|l> compass").body["text"] == says("refusal.not_a_lead")
    assert leas.command(LEA, "lead remove <@U0MAX|m>").body["text"] == which("lead_remove", "Compass", "Nursery")
    assert says("done.lead.removed", person=at(MAX)) in leas.command(LEA, "lead remove <@U0MAX|m> Nursery").body["text"]


def test_the_program_that_is_named_is_rehearsed_and_its_samples_are_too(leas: Door) -> None:
    assert leas.command(LEA, "rehearse").body["text"] == which("rehearse", "Compass", "Nursery")
    answer = leas.command(LEA, "rehearse nursery")
    assert button_values(answer.body, "rehearsal_samples") == [str(NURSERY)]
    leas.click(LEA, "rehearsal_samples", NURSERY)
    samples = str([call.arguments for call in leas.called("response_url")])
    assert "Nursery" in samples
    assert "Compass" not in samples


# ── Settings ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_how_many_mentees_one_takes_counts_in_each_program(two: Door) -> None:
    two.click(ANA, "settings_open", inside="home")
    assert says("settings_form.capacity_hint_each") in str(two.opened)
    two.submit(ANA, two.opened, capacity="1")
    taken = [each.capacity for each in two.store.state.enrolments.values() if each.person == ANA.id]
    assert taken == [1, 1]


def _pairs(door: Door) -> list[Pair]:
    return list(door.store.state.pairs.values())
