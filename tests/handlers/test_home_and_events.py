"""What Slack tells on its own: Home was opened, a profile changed, the app was removed."""

import json
from dataclasses import replace
from io import StringIO

import pytest

from bot.domain.people import Person
from bot.domain.stages import Status
from tests.handlers.door import Door, button_values, says
from tests.handlers.house import ANA, BEN, LEA, MAX, TWIN, a_profile, ask, facts_of, told
from tests.handlers.payloads import user
from tests.support.people_of_the_house import WORKSPACE


def opened(door: Door, who: Person, tab: str = "home") -> int:
    """Somebody opens a tab of the app."""
    ack = door.event("app_home_opened", "Ev1", who.workspace, user=who.slack_id, tab=tab, channel="D0")
    return ack.status


@pytest.mark.parametrize("who", [ANA, BEN, LEA, MAX, TWIN])
def test_home_is_there_for_everybody(paired: Door, who: Person) -> None:
    ask(paired, 1)
    assert opened(paired, who) == 200
    (call,) = paired.called("views.publish")
    assert (call.arguments["user_id"], call.view["type"]) == (who.slack_id, "home")
    assert button_values(call.view, "talk_open")
    assert bool(button_values(call.view, "check_in_met")) is (who in (ANA, BEN))


def test_home_says_who_can_begin_before_there_is_a_program(empty: Door) -> None:
    opened(empty, MAX)
    assert says("home.no_program") in empty.shown


def test_home_offers_to_join(door: Door) -> None:
    opened(door, MAX)
    assert button_values(door.called("views.publish")[0].view, "join_open")


def test_the_messages_tab_draws_nothing(door: Door) -> None:
    assert opened(door, ANA, "messages") == 200
    assert door.slack.calls == []


def test_home_opened_twice_changes_nothing(door: Door) -> None:
    before = door.store.state.copy()
    for _ in range(2):
        opened(door, ANA)
    assert door.store.state == before


def test_a_profile_change_that_was_missed_is_taken_over_when_home_is_opened(paired: Door) -> None:
    paired.directory.profiles[WORKSPACE, BEN.slack_id] = replace(a_profile(BEN), tz="Asia/Tokyo")
    opened(paired, BEN)
    assert facts_of(paired).mentee.tz == "Asia/Tokyo"
    assert paired.order == ["committed", "views.publish", "acked"]
    opened(paired, BEN)
    assert paired.order == ["views.publish", "acked"]


def test_home_opens_for_somebody_slack_tells_nothing_about(paired: Door) -> None:
    paired.directory.profiles.clear()
    assert opened(paired, BEN) == 200
    assert facts_of(paired).mentee == BEN


def test_home_that_slack_does_not_take_is_asked_for_again(door: Door) -> None:
    door.slack.refuse("views.publish", "internal_error")
    assert opened(door, ANA) == 500


def test_a_changed_profile_is_taken_over_once(paired: Door) -> None:
    paired.directory.profiles.clear()
    for tz in ("America/New_York", "Asia/Tokyo"):
        ack = paired.event("user_change", "Ev1", user=user(BEN, tz=tz))
        assert (ack.status, ack.body) == (200, {})
    assert facts_of(paired).mentee.tz == "America/New_York"
    paired.event("user_change", "Ev2", user=user(BEN, tz="Asia/Tokyo", locale="ja-JP", real_name="Ben O."))
    assert facts_of(paired).mentee.tz == "Asia/Tokyo"


def test_an_event_that_names_neither_zone_nor_language_changes_neither(paired: Door) -> None:
    bare = {key: value for key, value in user(BEN, real_name="Ben O.").items() if key not in ("tz", "locale")}
    assert paired.event("user_change", "Ev1", user=bare).status == 200
    assert (facts_of(paired).mentee.tz, facts_of(paired).mentee.locale) == (BEN.tz, BEN.locale)


def test_of_a_change_that_comes_late_only_what_slack_says_now_is_taken_over(paired: Door) -> None:
    paired.directory.profiles[WORKSPACE, BEN.slack_id] = replace(a_profile(BEN), tz="Asia/Tokyo")
    assert paired.event("user_change", "Ev1", user=user(BEN, tz="America/New_York")).status == 200
    assert facts_of(paired).mentee.tz == "Asia/Tokyo"


def test_a_closed_account_ends_its_pairs_with_grace_once(paired: Door) -> None:
    paired.directory.profiles.clear()
    for delivery in ("Ev1", "Ev1", "Ev2"):
        paired.event("user_change", delivery, user=user(BEN, deleted=True))
    assert facts_of(paired).pair.status is Status.ENDED
    assert sorted(kind for kind, _ in told(paired)) == ["ended", "pair_ended"]


@pytest.mark.parametrize("who", [MAX, TWIN])
def test_somebody_the_bot_never_met_is_not_kept(door: Door, who: Person) -> None:
    people = dict(door.store.state.people)
    assert door.event("user_change", "Ev1", who.workspace, user=user(who)).status == 200
    assert door.store.state.people == people


def test_a_profile_that_could_not_be_saved_is_delivered_again(paired: Door) -> None:
    paired.directory.profiles.clear()
    paired.store.loses_commits = True
    assert paired.event("user_change", "Ev1", user=user(BEN, tz="Asia/Tokyo")).status == 500
    paired.store.loses_commits = False
    assert paired.event("user_change", "Ev1", user=user(BEN, tz="Asia/Tokyo")).status == 200
    assert facts_of(paired).mentee.tz == "Asia/Tokyo"


@pytest.mark.parametrize("kind", ["app_uninstalled", "tokens_revoked"])
def test_a_removed_app_tells_its_operator_once_and_deletes_nothing(
    paired: Door, kind: str, log_lines: StringIO
) -> None:
    pairs = dict(paired.store.state.pairs)
    for _ in range(2):
        assert paired.event(kind, "Ev1", tokens={"oauth": [], "bot": ["U0BOT"]}).status == 200
    (line,) = [json.loads(line) for line in log_lines.getvalue().splitlines()]
    assert (line["action"], line["level"]) == (f"handlers.{kind}", "error")
    assert paired.store.state.pairs == pairs
