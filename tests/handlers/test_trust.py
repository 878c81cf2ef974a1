"""Ids in a payload are never trusted: whoever presses whatever, with whatever in it, gets a sentence and no more."""

from itertools import product

import pytest

from bot.domain.people import Person
from bot.views.ids import ACTIONS, AGREEMENT_SIGN, CALLBACKS
from tests.handlers import payloads
from tests.handlers.door import Door, Surface, at, says
from tests.handlers.house import ANA, BEN, LEA, MAX, PAIR, STRANGERS_TEAM, TWIN, UNKNOWN, ask
from tests.handlers.slack_on_record import Json
from tests.support.people_of_the_house import a_program

SURFACES: tuple[Surface | None, ...] = (None, "home", "modal")
OWN = ("join_open", "settings_open", "talk_open", "leave_open")
"""Buttons about the one who presses them; they hold nothing."""
ABOUT_SOMETHING = tuple(action for action in ACTIONS if action not in OWN)
BUG = says("answer.bug", reference="").partition("`")[0]
GARBAGE = (
    None,
    "",
    ":",
    "pair",
    f"{PAIR.id}",
    f"{PAIR.id}:",
    f"{PAIR.id}:999999999999",
    f"{PAIR.id}:-1",
    f"{PAIR.id}:\u0663",
    f"{PAIR.id}:1:2",
    f"{UNKNOWN}",
    f"{UNKNOWN}:1",
    f"{a_program().id}",
    ANA.slack_id,
    "<!channel>",
    "x" * 2000,
)


@pytest.fixture
def house(paired: Door) -> Door:
    """A mentorship with a check-in asked."""
    ask(paired, 1)
    return paired


def sentence(door: Door) -> str:
    """Something was shown, and it is no bug of ours."""
    assert door.acked
    assert door.acked.status == 200
    assert door.shown
    assert BUG not in door.shown
    return door.shown


@pytest.mark.parametrize("action", ABOUT_SOMETHING)
def test_whatever_a_button_holds_it_is_answered_with_a_sentence(house: Door, action: str) -> None:
    for held, who in product(GARBAGE, (BEN, LEA)):
        house.click(who, action, held)
        assert sentence(house), held


@pytest.mark.parametrize("action", ABOUT_SOMETHING)
def test_an_outsider_with_the_right_ids_changes_and_learns_nothing(house: Door, action: str) -> None:
    before = house.store.state.copy()
    for who, inside in product((MAX, TWIN), SURFACES):
        house.click(who, action, f"{PAIR.id}:1", inside=inside)
        assert sentence(house)
        assert (at(ANA) in house.shown, at(BEN) in house.shown) == (False, False)
    assert house.store.state == before


@pytest.mark.parametrize("action", ACTIONS)
def test_a_stranger_of_another_company_is_told_so_and_nothing_is_looked_up(house: Door, action: str) -> None:
    before, house.store.was_read = house.store.state.copy(), 0
    for inside in SURFACES:
        house.click(BEN, action, f"{PAIR.id}:1", inside=inside, home_team=STRANGERS_TEAM)
        assert says("refusal.from_elsewhere") in sentence(house)
        assert at(ANA) not in house.shown
    assert (house.store.state, house.directory.asked, house.store.was_read) == (before, [], 0)


@pytest.mark.parametrize("callback", CALLBACKS)
def test_a_form_whose_ids_are_gone_is_answered_with_a_sentence(house: Door, callback: str) -> None:
    for metadata in ("", "{}", "[]", "not json", '{"pair": 1}', '{"pair":"x","number":"x","version":"x"}'):
        house.send(payloads.submission(BEN, a_form(callback, metadata), {}))
        assert sentence(house), metadata


@pytest.mark.parametrize("callback", CALLBACKS)
def test_a_strangers_form_is_refused(house: Door, callback: str) -> None:
    before = house.store.state.copy()
    house.submit(BEN, a_form(callback, "{}"), STRANGERS_TEAM)
    assert says("refusal.from_elsewhere") in sentence(house)
    assert (house.store.state, house.directory.asked) == (before, [])


def test_a_version_that_is_no_number_is_no_version(house: Door) -> None:
    house.submit(BEN, a_form(AGREEMENT_SIGN, f'{{"pair":"{PAIR.id}","version":"1{"0" * 12}"}}'))
    assert says("refusal.no_draft") in sentence(house)


def test_where_slack_names_no_team_the_persons_own_counts(house: Door) -> None:
    body = payloads.click(MAX, "proposal_yes", str(PAIR.id), house.slack.response_url) | {"team": None}
    house.send(body)
    assert says("refusal.not_your_pair") in sentence(house)


def test_what_no_listener_knows_is_not_acknowledged_as_done(house: Door) -> None:
    assert house.click(BEN, "a_button_of_last_year", PAIR.id).status == 404


@pytest.mark.parametrize("who", [MAX, LEA])
def test_people_without_a_pair_meet_no_bug_in_their_own_buttons(house: Door, who: Person) -> None:
    for action in OWN:
        house.click(who, action, inside="home")
        assert sentence(house)


def a_form(callback: str, metadata: str) -> Json:
    """A form of that name with no field in it."""
    return {
        "type": "modal",
        "callback_id": callback,
        "private_metadata": metadata,
        "title": {"type": "plain_text", "text": "Form"},
        "blocks": [],
    }
