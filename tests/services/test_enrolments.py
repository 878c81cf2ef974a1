"""Laws of joining, leaving and what a person sets about themselves."""

from dataclasses import replace
from datetime import time
from uuid import UUID

import pytest

from bot.domain import errors
from bot.domain.cadence import may_write
from bot.domain.notices import NoticeKind, ToPerson
from bot.domain.people import Availability, Profile
from bot.domain.programs import Role
from bot.domain.stages import Status
from bot.services import enrolments
from bot.services.enrolments import JoinForm
from bot.services.profiles import profile_of
from tests.services.house import House, actor, profile
from tests.support.people_of_the_house import WORKSPACE


def join(house: House, form: JoinForm, who: Profile | None = None) -> None:
    """Max joins."""
    with house.work() as work:
        enrolments.join(work, actor("Max"), who or profile("Max"), form)


@pytest.mark.parametrize(
    ("form", "fields"),
    [
        (JoinForm(role=Role.MENTEE, wants=" ", offers="x"), {"wants": "field.wants_needed"}),
        (JoinForm(role=Role.MENTOR, wants="x", offers=""), {"offers": "field.offers_needed"}),
        (
            JoinForm(role=Role.BOTH, wants="", offers=""),
            {"wants": "field.wants_needed", "offers": "field.offers_needed"},
        ),
        (JoinForm(role=Role.MENTOR, wants="x" * 1001, offers="x"), {"wants": "field.words_too_long"}),
    ],
)
def test_a_mentee_wants_something_and_a_mentor_offers_something(
    house: House, form: JoinForm, fields: dict[str, str]
) -> None:
    with pytest.raises(errors.FieldsRefused) as refusal:
        join(house, form)
    assert refusal.value.fields == fields
    assert "Max" not in {person.name for person in house.state.people.values()}


def test_each_role_needs_only_its_own_words(house: House) -> None:
    join(house, JoinForm(role=Role.MENTEE, wants="a way in", offers=""))
    join(house, JoinForm(role=Role.MENTOR, wants="", offers=" time "))

    found = next(each for each in house.state.enrolments.values() if each.person == house.person("Max").id)
    assert (found.role, found.wants, found.offers, found.capacity) == (Role.MENTOR, "", "time", 3)
    assert len(house.state.enrolments) == 3


def test_nobody_joins_without_a_program_and_no_bot_joins_at_all(house: House) -> None:
    form = JoinForm(role=Role.BOTH, wants="x", offers="x")
    with pytest.raises(errors.NoProgram):
        join(House(), form)
    with pytest.raises(errors.NotForYou):
        join(house, form, replace(profile("Max"), is_bot=True))


def test_a_form_opened_before_one_joined_changes_nothing_that_was_said_since(house: House) -> None:
    first = JoinForm(role=Role.MENTEE, wants="a way in", offers="", is_first=True)
    join(house, first)
    join(house, first)
    with pytest.raises(errors.FieldsRefused) as refusal:
        join(house, replace(first, wants="another thing"))

    assert refusal.value.fields == {"role": "field.joined_already"}
    (found,) = (each for each in house.state.enrolments.values() if each.person == house.person("Max").id)
    assert found.wants == "a way in"
    join(house, replace(first, wants="another thing", is_first=False))


def test_who_left_can_come_back_with_the_same_place(house: House) -> None:
    first = house.join("Max")
    assert house.leave("Max") == 0
    left = house.state.enrolments[next(iter(house.state.programs)), first]
    assert left.left_at == house.now

    house.join("Max", Role.MENTEE)
    back = house.state.enrolments[next(iter(house.state.programs)), first]
    assert (back.id, back.left_at, back.role) == (left.id, None, Role.MENTEE)


def test_only_a_member_leaves_and_only_once(house: House) -> None:
    for name in ("Max", "Lea"):
        with pytest.raises(errors.NotPartOfProgram):
            house.leave(name)
    house.leave("Ben")
    with pytest.raises(errors.NotPartOfProgram):
        house.leave("Ben")
    with pytest.raises(errors.NotPartOfProgram), house.reading() as work:
        enrolments.pairs_left(work, actor("Ben"))


def test_leaving_ends_the_pair_thanks_the_partner_and_blames_nobody(house: House, pair: UUID) -> None:
    with house.reading() as work:
        assert [each.mentor.name for each in enrolments.pairs_left(work, actor("Ben"))] == ["Ana"]
    house.go(hours=12)

    assert house.leave("Ben") == 1

    facts = house.facts(pair)
    assert (facts.pair.status, facts.pair.ended_at) == (Status.ENDED, house.now)
    assert house.history(pair)[-1].reason == "left"
    (farewell,) = house.entries(NoticeKind.ENDED)
    assert farewell.notice.to == ToPerson(person=facts.mentor.id)
    assert farewell.notice.facts == {"reason": "partner_left"}
    assert farewell.not_before == house.now, "what a person does is relayed when they do it"
    assert house.readers(NoticeKind.PAIR_ENDED) == ["Lea"]
    assert house.entries(NoticeKind.PAIR_ENDED)[0].notice.facts == {}


def test_leaving_closes_a_proposal_on_its_own_day_and_tells_nobody(house: House) -> None:
    pair = house.propose()
    before = set(house.state.outbox)
    with house.reading() as work:
        assert enrolments.pairs_left(work, actor("Ben")) == ()

    assert house.leave("Ben") == 0

    assert set(house.state.outbox) == before
    assert house.facts(pair).pair.status is Status.PROPOSED
    assert house.facts(pair).pair.waits_for() is None


def test_one_invitation_a_person_and_day(house: House) -> None:
    for _ in range(2):
        with house.work() as work:
            enrolments.invite(work, actor("Lea"), profile("Max"))
    assert house.readers(NoticeKind.INVITED) == ["Max"]
    assert house.entries(NoticeKind.INVITED)[0].notice.about == house.person("Lea").id
    house.go(days=1)
    with house.work() as work:
        enrolments.invite(work, actor("Lea"), profile("Max"))

    assert house.readers(NoticeKind.INVITED) == ["Max", "Max"]
    for name, refusal in (("Ana", errors.NotALead), ("Max", errors.NotALead)):
        with pytest.raises(refusal), house.work() as work:
            enrolments.invite(work, actor(name), profile("Eve"))
    with pytest.raises(errors.IsAGuest), house.work() as work:
        enrolments.invite(work, actor("Lea"), replace(profile("Eve"), is_guest=True))


def test_a_changed_window_moves_what_is_open(house: House, pair: UUID) -> None:
    sundays = Availability(working_days=frozenset({6}), window_start=time(20), window_end=time(21), capacity=1)
    with house.work() as work:
        enrolments.change_availability(work, actor("Ben"), sundays)

    ben = house.person("Ben")
    due = [row.due_at for row in house.state.occurrences.values() if row.person == ben.id and row.prompt == "check_in"]
    assert due
    assert all(may_write(ben, at) for at in due)
    assert house.facts(pair).mentee_enrolment is not None
    with pytest.raises(errors.FieldsRefused), house.work() as work:
        enrolments.change_availability(work, actor("Ben"), replace(sundays, working_days=frozenset()))
    with pytest.raises(errors.NotPartOfProgram), house.work() as work:
        enrolments.change_availability(work, actor("Max"), sundays)


def test_a_lead_who_did_not_join_still_sets_their_window(house: House) -> None:
    wanted = Availability(working_days=frozenset({1}), window_start=time(9), window_end=time(10), capacity=0)
    with house.work() as work:
        assert enrolments.change_availability(work, actor("Lea"), wanted).working_days == {1}


def test_a_new_zone_moves_what_is_open(house: House, pair: UUID) -> None:
    house.refresh(profile("Ben", tz="Pacific/Auckland"))

    assert house.facts(pair).mentee.tz == "Pacific/Auckland"
    with house.work() as work:
        assert enrolments.refresh(work, WORKSPACE, profile("Nobody")) is None


def test_a_deactivated_account_ends_its_pairs_with_grace_and_once(house: House, pair: UUID) -> None:
    gone = replace(profile("Ben"), is_deleted=True)
    house.refresh(gone)
    told = set(house.state.outbox)
    house.refresh(gone)

    assert set(house.state.outbox) == told
    assert house.facts(pair).pair.status is Status.ENDED
    assert house.facts(pair).mentee.is_deactivated
    assert [line.reason for line in house.history(pair)] == ["both_said_yes", "deactivated"]
    assert house.readers(NoticeKind.ENDED) == ["Ana"]
    house.refresh(profile("Ben"))
    assert not house.person("Ben").is_deactivated


def test_when_both_are_gone_nobody_is_thanked_in_vain(house: House, pair: UUID) -> None:
    with house.store.write() as tx:
        tx.people.save(replace(house.person("Ana"), is_deactivated=True))
    house.refresh(replace(profile("Ben"), is_deleted=True))

    assert house.readers(NoticeKind.ENDED) == []
    assert house.readers(NoticeKind.PAIR_ENDED) == ["Lea"]


@pytest.mark.parametrize(
    ("user", "seen"),
    [
        ({}, Profile(slack_id="", name="", tz="UTC", locale="en-US")),
        ({"id": "USLACKBOT"}, Profile(slack_id="USLACKBOT", name="", tz="UTC", locale="en-US", is_bot=True)),
        (
            {"id": "U1", "name": "ana", "tz": "Asia/Tokyo", "locale": "ja-JP", "is_owner": True},
            Profile(slack_id="U1", name="ana", tz="Asia/Tokyo", locale="ja-JP", is_admin=True),
        ),
        (
            {"id": "U1", "real_name": "Ana R", "profile": {"display_name": ""}, "is_ultra_restricted": True},
            Profile(slack_id="U1", name="Ana R", tz="UTC", locale="en-US", is_guest=True),
        ),
        (
            {"id": "U1", "profile": {"display_name": "ana"}, "is_workflow_bot": True, "is_stranger": True},
            Profile(slack_id="U1", name="ana", tz="UTC", locale="en-US", is_bot=True, is_stranger=True),
        ),
        (
            {"id": "U1", "profile": "none", "deleted": True, "is_restricted": True},
            Profile(slack_id="U1", name="", tz="UTC", locale="en-US", is_deleted=True, is_guest=True),
        ),
    ],
)
def test_a_profile_is_read_from_whatever_slack_leaves_out(user: dict[str, object], seen: Profile) -> None:
    assert profile_of(user) == seen
