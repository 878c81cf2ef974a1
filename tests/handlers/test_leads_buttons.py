"""What leads press: names behind the digest, *Post again*, *Invite them*."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.notices import OutboxState
from bot.domain.people import Person
from tests.handlers.door import Door, at, says
from tests.handlers.house import ANA, BEN, GIL, LEA, MAX, PAIR, TWIN, told
from tests.support.papers_of_the_house import an_entry
from tests.support.people_of_the_house import a_program

PROGRAM = a_program().id
WAITING = an_entry(state=OutboxState.WAITING_LEAD, reason="a time-out")


@pytest.fixture
def waiting(paired: Door) -> Door:
    """A message of Ana and Ben's may not have arrived."""
    with paired.store.write() as tx:
        tx.outbox.put(WAITING)
    return paired


def make_lead(door: Door, who: Person) -> None:
    with door.store.write() as tx:
        tx.programs.add_lead(PROGRAM, who.id, door.now)


def test_names_are_shown_to_a_lead_alone_and_the_look_is_on_record(paired: Door) -> None:
    paired.pass_time(timedelta(weeks=6))
    paired.click(LEA, "digest_needs", PROGRAM)
    assert at(ANA) in paired.whispered
    assert at(BEN) in paired.whispered
    assert [(look.pair, look.lead) for look in paired.store.state.looks.values()] == [(PAIR.id, LEA.id)]
    assert paired.order == ["committed", "response_url", "acked"]


def test_a_lead_who_is_in_a_pair_is_not_shown_it(paired: Door) -> None:
    make_lead(paired, ANA)
    paired.pass_time(timedelta(weeks=6))
    paired.click(ANA, "digest_needs", PROGRAM)
    assert paired.whispered == says("need.none")
    assert paired.store.state.looks == {}


@pytest.mark.parametrize("who", [ANA, MAX])
@pytest.mark.parametrize(
    ("action", "held"), [("digest_needs", PROGRAM), ("post_again", WAITING.id), ("invite", "U0MAX")]
)
def test_the_buttons_of_leads_are_for_leads(waiting: Door, who: Person, action: str, held: object) -> None:
    before = waiting.store.state.copy()
    waiting.pass_time(timedelta(weeks=6))
    waiting.click(who, action, held)
    assert waiting.whispered == says("refusal.not_a_lead")
    assert waiting.store.state == before


def test_a_lead_posts_again_once(waiting: Door) -> None:
    waiting.click(LEA, "post_again", WAITING.id)
    assert waiting.replaced == says("done.undelivered.posting_again")
    assert waiting.store.state.outbox[WAITING.id].state is OutboxState.WAITING
    waiting.click(LEA, "post_again", WAITING.id)
    assert waiting.whispered == says("refusal.not_waiting")


def test_a_lead_posts_again_from_home(waiting: Door) -> None:
    waiting.event("app_home_opened", "Ev1", user=LEA.slack_id, tab="home")
    assert str(WAITING.id) in str(waiting.called("views.publish")[0].view)
    waiting.click(LEA, "post_again", WAITING.id, inside="home")
    assert str(WAITING.id) not in str(waiting.called("views.publish")[0].view)


def test_a_lead_does_not_post_again_for_a_pair_they_are_in(waiting: Door) -> None:
    make_lead(waiting, ANA)
    waiting.click(ANA, "post_again", WAITING.id)
    assert waiting.whispered == says("refusal.not_waiting")
    assert waiting.store.state.outbox[WAITING.id].state is OutboxState.WAITING_LEAD


def test_a_message_of_another_workspace_is_nobodys_here(waiting: Door) -> None:
    elsewhere = replace(WAITING, id=PAIR.id, notice=replace(WAITING.notice, workspace=TWIN.workspace, key="other"))
    with waiting.store.write() as tx:
        tx.outbox.put(elsewhere)
    waiting.click(LEA, "post_again", elsewhere.id)
    assert waiting.whispered == says("refusal.not_waiting")


def test_an_invitation_goes_out_once_a_day(door: Door) -> None:
    for _ in range(2):
        door.click(LEA, "invite", MAX.slack_id)
        assert door.whispered == says("done.invite.sent", person=at(MAX))
    assert [kind for kind, _ in told(door)] == ["invited"]
    door.pass_time(timedelta(days=1))
    door.click(LEA, "invite", MAX.slack_id)
    assert [kind for kind, _ in told(door)] == ["invited", "invited"]


def test_a_guest_is_not_invited(door: Door) -> None:
    door.click(LEA, "invite", GIL.slack_id)
    assert door.whispered == says("refusal.guest", person=at(GIL))
    assert told(door) == []
