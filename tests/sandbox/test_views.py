"""Triggers, modals, the Home tab: what opens, what is refused, what stays typed in."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from slack_sdk import WebClient

from sandbox import Person, Server, Workspace
from sandbox.interactions import give_trigger
from tests.sandbox.conftest import Hands, refusal
from tests.sandbox.parts import entry, home, modal, plain, section, select, typed


@pytest.fixture
def trigger(ws: Workspace, ana: Person) -> str:
    return give_trigger(ws, ana.id)


def test_a_trigger_works_once(client: WebClient, server: Server, ana: Person, trigger: str) -> None:
    opened = client.views_open(trigger_id=trigger, view=modal(section("Hello")))["view"]
    shown = server.as_person(ana).view
    assert shown is not None
    assert (shown.id, shown.title) == (opened["id"], "Title")
    assert refusal(client.views_open, trigger_id=trigger, view=modal(section()))["error"] == "exchanged_trigger_id"


def test_two_racing_calls_get_one_trigger(client: WebClient, trigger: str) -> None:
    def open_it(_: int) -> bool:
        try:
            return bool(client.views_open(trigger_id=trigger, view=modal(section()))["ok"])
        except Exception:  # noqa: BLE001 - the loser's refusal is what we count
            return False

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(open_it, range(4))) == 1


def test_a_trigger_lives_three_seconds(client: WebClient, trigger: str, clock: Hands) -> None:
    clock.forward(seconds=3.1)
    assert refusal(client.views_open, trigger_id=trigger, view=modal(section()))["error"] == "expired_trigger_id"
    assert refusal(client.views_open, trigger_id="1.2.3", view=modal(section()))["error"] == "invalid_trigger_id"


def test_a_view_slack_refuses_leaves_the_trigger_whole(client: WebClient, trigger: str) -> None:
    bad = refusal(client.views_open, trigger_id=trigger, view=modal(section(""), title=plain("x" * 25)))
    assert bad["error"] == "invalid_arguments"
    assert len(bad["response_metadata"]["messages"]) == 2
    assert client.views_open(trigger_id=trigger, view=modal(section()))["ok"]


def test_a_view_is_at_most_250_kilobytes(client: WebClient, trigger: str) -> None:
    huge = modal(*[section("x" * 2990)] * 90)
    assert refusal(client.views_open, trigger_id=trigger, view=huge)["error"] == "view_too_large"


def test_a_stack_holds_three_modals(client: WebClient, server: Server, ws: Workspace, ana: Person) -> None:
    def push(title: str) -> dict[str, object]:
        pushed = client.views_push(trigger_id=give_trigger(ws, ana.id), view=modal(section(), title=plain(title)))
        view: dict[str, object] = pushed["view"]
        return view

    assert (
        refusal(client.views_push, trigger_id=give_trigger(ws, ana.id), view=modal(section()))["error"] == "not_found"
    )
    first = client.views_open(trigger_id=give_trigger(ws, ana.id), view=modal(section()))["view"]
    second, third = push("Two"), push("Three")
    assert (third["previous_view_id"], third["root_view_id"]) == (second["id"], first["id"])
    fourth = refusal(client.views_push, trigger_id=give_trigger(ws, ana.id), view=modal(section()))
    assert fourth["error"] == "push_limit_reached"
    below = server.as_person(ana).close_view()
    assert below is not None
    assert below.id == second["id"]


def test_an_update_with_an_old_hash_loses(client: WebClient, trigger: str) -> None:
    view = client.views_open(trigger_id=trigger, view=modal(section()))["view"]
    newer = client.views_update(view_id=view["id"], hash=view["hash"], view=modal(section("new")))["view"]
    assert newer["hash"] != view["hash"]
    late = refusal(client.views_update, view_id=view["id"], hash=view["hash"], view=modal(section("late")))
    assert late["error"] == "hash_conflict"
    assert refusal(client.views_update, view_id="V404", view=modal(section()))["error"] == "not_found"


def test_what_was_typed_stays_where_block_and_action_stay(
    client: WebClient, server: Server, ana: Person, trigger: str
) -> None:
    view = client.views_open(
        trigger_id=trigger, view=modal(entry(block_id="keep"), entry(typed(action_id="other"), block_id="go"))
    )["view"]
    you = server.as_person(ana)
    you.fill({"word": "mine", "other": "gone"})
    again = client.views_update(
        view_id=view["id"], view=modal(entry(block_id="keep"), entry(typed(action_id="renamed"), block_id="go"))
    )["view"]
    assert again["state"]["values"]["keep"]["word"]["value"] == "mine"
    assert again["state"]["values"]["go"] == {"renamed": {"type": "plain_text_input", "value": None}}


def test_start_values_fill_the_state(client: WebClient, trigger: str) -> None:
    picked = select(initial_option={"text": plain("o1"), "value": "o1"})
    view = client.views_open(
        trigger_id=trigger,
        view=modal(
            entry(typed(initial_value="start"), block_id="a"),
            entry(picked, block_id="b"),
            entry({"type": "multi_users_select", "action_id": "who", "initial_users": ["U1"]}, block_id="c"),
            entry({"type": "datepicker", "action_id": "day", "initial_date": "2026-05-04"}, block_id="d"),
            entry({"type": "checkboxes", "action_id": "ticks", "options": select()["options"]}, block_id="e"),
        ),
    )["view"]
    values = view["state"]["values"]
    assert values["a"]["word"] == {"type": "plain_text_input", "value": "start"}
    assert values["b"]["pick"]["selected_option"]["value"] == "o1"
    assert values["c"]["who"]["selected_users"] == ["U1"]
    assert values["d"]["day"]["selected_date"] == "2026-05-04"
    assert values["e"]["ticks"] == {"type": "checkboxes", "selected_options": []}


def test_slack_fills_in_ids_and_defaults(client: WebClient, trigger: str) -> None:
    block = client.views_open(trigger_id=trigger, view=modal(entry({"type": "plain_text_input"})))["view"]["blocks"][0]
    assert block["block_id"]
    assert block["element"]["action_id"]
    assert block["label"]["emoji"] is True


def test_an_external_id_names_one_view(client: WebClient, ws: Workspace, ben: Person, trigger: str) -> None:
    client.views_open(trigger_id=trigger, view=modal(section(), external_id="form-1"))
    assert client.views_update(external_id="form-1", view=modal(section("new"), external_id="form-1"))["ok"]
    twin = refusal(client.views_open, trigger_id=give_trigger(ws, ben.id), view=modal(section(), external_id="form-1"))
    assert twin["error"] == "duplicate_external_id"


def test_a_home_is_published_for_one_person(client: WebClient, server: Server, ana: Person, ben: Person) -> None:
    first = client.views_publish(user_id=ana.id, view=home(section("yours")))["view"]
    second = client.views_publish(user_id=ana.id, view=home(section("newer")), hash=first["hash"])["view"]
    assert second["id"] == first["id"]
    late = refusal(client.views_publish, user_id=ana.id, view=home(), hash=first["hash"])
    assert late["error"] == "hash_conflict"
    shown = server.as_person(ana).home
    assert shown is not None
    assert shown.shown() == "newer"
    assert server.as_person(ben).home is None
    assert refusal(client.views_publish, user_id="U404", view=home())["error"] == "invalid_arguments"
