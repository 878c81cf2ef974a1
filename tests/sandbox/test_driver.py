"""People at work: clicking, choosing, filling in, submitting, reading; and what the app gets to hear of it."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from sandbox import Driver, Message, NotPossible, View
from tests.sandbox.helm import Helm, running_helm
from tests.sandbox.parts import (
    Json,
    actions,
    button,
    entry,
    home,
    modal,
    mrkdwn,
    options,
    plain,
    section,
    select,
    typed,
)

ACK_SECONDS = 0.6


@pytest.fixture(scope="module")
def shared() -> Iterator[Helm]:
    with running_helm(ACK_SECONDS) as helm:
        yield helm


@pytest.fixture
def helm(shared: Helm) -> Helm:
    shared.on.clear()
    shared.bodies.clear()
    return shared


@pytest.fixture
def you(helm: Helm) -> Driver:
    return helm.person(real_name="Ana Reyes", tz="Europe/Berlin", locale="de-DE")


def sent_to(helm: Helm, you: Driver, *blocks: Json) -> Message:
    helm.client.chat_postMessage(channel=you.id, text="words", blocks=list(blocks))
    return you.dm[-1]


def opened(helm: Helm, you: Driver, view: Json) -> View:
    def open_it(body: Json, ack: Any, **_: object) -> None:
        helm.client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()

    helm.on["/helm"] = open_it
    shown = you.command("/helm").view
    helm.bodies.clear()
    assert shown is not None
    return shown


# Clicking.


def test_a_click_tells_who_where_and_what(helm: Helm, you: Driver) -> None:
    message = sent_to(helm, you, section(), actions(button(value="7"), block_id="row"))
    result = you.click(message, "yes")
    assert (result.acknowledged, result.warning) == (True, None)
    body = helm.bodies[0]
    action = body["actions"][0]
    assert {key: action[key] for key in ("type", "action_id", "block_id", "value")} == {
        "type": "button",
        "action_id": "yes",
        "block_id": "row",
        "value": "7",
    }
    assert action["text"] == {"type": "plain_text", "text": "Yes", "emoji": True}
    assert body["container"] == {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": message.channel,
        "is_ephemeral": False,
    }
    assert body["channel"] == {"id": message.channel, "name": "directmessage"}
    assert body["message"]["bot_id"] == helm.ws.bot_id
    assert body["state"] == {"values": {}}
    assert body["user"]["id"] == you.id


def test_only_what_is_on_the_screen_can_be_clicked(helm: Helm, you: Driver) -> None:
    message = sent_to(helm, you, actions(button("old")))
    helm.client.chat_update(channel=message.channel, ts=message.ts, text="x", blocks=[actions(button("new"))])
    with pytest.raises(LookupError):
        you.click(message, "old")
    assert you.click(message, "new").acknowledged
    assert you.click(message, "old", stale=True).acknowledged
    assert [each["actions"][0]["action_id"] for each in helm.bodies] == ["new", "old"]
    helm.client.chat_delete(channel=message.channel, ts=message.ts)
    with pytest.raises(LookupError):
        you.click(message, "new")


def test_nobody_clicks_in_a_conversation_they_are_not_in(helm: Helm, you: Driver) -> None:
    message = sent_to(helm, you, actions(button()))
    with pytest.raises(LookupError):
        helm.person().click(message, "yes")


def test_buttons_with_one_action_are_told_apart_by_value_or_block(helm: Helm, you: Driver) -> None:
    message = sent_to(helm, you, actions(button(value="1"), block_id="a"), actions(button(value="2"), block_id="b"))
    with pytest.raises(LookupError, match="2 fit"):
        you.click(message, "yes")
    you.click(message, "yes", "2")
    you.click(message, "yes", block_id="a")
    assert [each["actions"][0]["value"] for each in helm.bodies] == ["2", "1"]
    assert message.buttons() == [("yes", "Yes", "1"), ("yes", "Yes", "2")]


def test_a_double_click_is_two_payloads_with_their_own_stamps(helm: Helm, you: Driver) -> None:
    both = threading.Barrier(2, timeout=5)

    def meet(ack: Any, **_: object) -> None:
        both.wait()
        ack()

    helm.on["yes"] = meet
    message = sent_to(helm, you, actions(button()))
    assert you.click(message, "yes", times=2).acknowledged
    stamps = {each["actions"][0]["action_ts"] for each in helm.bodies}
    assert len(stamps) == len({each["trigger_id"] for each in helm.bodies}) == 2


def test_a_click_nobody_acknowledges_shows_a_warning(helm: Helm, you: Driver) -> None:
    helm.on["yes"] = lambda **_: None
    result = you.click(sent_to(helm, you, actions(button())), "yes")
    assert (result.acknowledged, result.warning) == (
        False,
        "Operation timed out. Apps need to respond within 3 seconds.",
    )


CHOICES: list[tuple[Json, Json, Json]] = [
    (select(), {"selected_option": "o1"}, {"selected_option": "o1"}),
    ({"type": "radio_buttons", "options": options(2)}, {"selected_option": "o0"}, {"selected_option": "o0"}),
    ({"type": "overflow", "options": options(2)}, {"selected_option": "o1"}, {"selected_option": "o1"}),
    (
        {"type": "checkboxes", "options": options(3)},
        {"selected_options": ["o0", "o2"]},
        {"selected_options": ["o0", "o2"]},
    ),
    ({"type": "datepicker"}, {"selected_date": "2026-05-01"}, {"selected_date": "2026-05-01"}),
    ({"type": "timepicker"}, {"selected_time": "10:00"}, {"selected_time": "10:00"}),
    ({"type": "datetimepicker"}, {"selected_date_time": 1777885200}, {"selected_date_time": 1777885200}),
    ({"type": "users_select"}, {"selected_user": "USLACKBOT"}, {"selected_user": "USLACKBOT"}),
]


@pytest.mark.parametrize(("element", "choice", "expected"), CHOICES, ids=[each[0]["type"] for each in CHOICES])
def test_a_choice_arrives_in_slacks_shape(helm: Helm, you: Driver, element: Json, choice: Json, expected: Json) -> None:
    message = sent_to(helm, you, actions(element | {"action_id": "choose"}, block_id="row"))
    assert you.click(message, "choose", **choice).acknowledged
    body = helm.bodies[0]
    key, wanted = next(iter(expected.items()))
    assert _values(body["actions"][0][key]) == wanted
    if element["type"] != "overflow":
        assert _values(body["state"]["values"]["row"]["choose"][key]) == wanted


def _values(chosen: object) -> object:
    if isinstance(chosen, list):
        return [_values(each) for each in chosen]
    return chosen["value"] if isinstance(chosen, dict) else chosen


def test_nobody_chooses_what_is_not_on_the_menu(helm: Helm, you: Driver) -> None:
    message = sent_to(helm, you, actions(select(), button()))
    with pytest.raises(NotPossible):
        you.click(message, "pick", selected_option="other")
    with pytest.raises(NotPossible):
        you.click(message, "pick", selected_date="2026-05-01")
    with pytest.raises(NotPossible):
        you.click(message, "yes", selected_option="o1")
    assert helm.bodies == []


# response_url.


def test_a_response_url_replaces_deletes_and_whispers(helm: Helm, you: Driver) -> None:
    def answer(respond: Any, ack: Any, **_: object) -> None:
        respond("only you", replace_original=False)
        respond("all of you", response_type="in_channel", replace_original=False)
        respond(text="replaced", replace_original=True)
        ack()

    helm.on["yes"] = answer
    message = sent_to(helm, you, actions(button()))
    result = you.click(message, "yes")
    assert [each.text for each in result.messages] == ["only you"]
    assert [(each.text, each.ephemeral_to) for each in you.dm] == [
        ("replaced", None),
        ("only you", you.id),
        ("all of you", None),
    ]
    assert [each.text for each in you.answers] == ["only you"]


def test_an_ephemeral_message_can_delete_itself(helm: Helm, you: Driver) -> None:
    helm.on["/helm"] = lambda ack, **_: ack(text="secret", blocks=[actions(button())])
    shown = you.command("/helm").messages[0]
    helm.on["yes"] = lambda ack, respond, **_: (respond(delete_original=True), ack())
    you.click(shown, "yes")
    assert you.answers == []
    assert helm.bodies[-1]["container"]["is_ephemeral"] is True
    assert "message" not in helm.bodies[-1]


def test_a_response_url_works_five_times(helm: Helm, you: Driver) -> None:
    codes: list[int] = []

    def answer(respond: Any, ack: Any, **_: object) -> None:
        codes.extend(respond(f"{number}").status_code for number in range(6))
        ack()

    helm.on["/helm"] = answer
    assert len(you.command("/helm").messages) == 5
    assert codes == [200] * 5 + [404]


def test_an_answer_to_a_command_that_slack_refuses_is_said_to_the_person(helm: Helm, you: Driver) -> None:
    helm.on["/helm"] = lambda ack, **_: ack(text="x", blocks=[section("")])
    result = you.command("/helm")
    assert result.warning == '/helm failed with the error "invalid_command_response"'
    assert helm.ws.refusals[-1].error == "invalid_blocks"
    assert result.messages == []


# Modals.


def test_slack_itself_asks_for_required_fields(helm: Helm, you: Driver) -> None:
    opened(helm, you, modal(entry(block_id="must"), entry(typed(action_id="may"), optional=True)))
    result = you.submit()
    assert (result.errors, result.acknowledged) == ({"must": "Please complete this required field."}, False)
    assert helm.bodies == []
    you.fill({"word": "here"})
    assert you.submit().acknowledged
    assert you.view is None


def test_a_submission_holds_every_input(helm: Helm, you: Driver) -> None:
    opened(
        helm,
        you,
        modal(
            entry(block_id="a"),
            entry(select(), block_id="b"),
            entry({"type": "multi_users_select", "action_id": "who"}, block_id="c"),
            entry({"type": "datepicker", "action_id": "day"}, block_id="d", optional=True),
            callback_id="form",
            private_metadata="kept",
        ),
    )
    answers: dict[str | tuple[str, str], object] = {"word": "x", ("b", "pick"): "o0", "who": [you.id]}
    you.fill(answers)
    you.submit()
    view = helm.bodies[0]["view"]
    values = view["state"]["values"]
    assert (view["callback_id"], view["private_metadata"], view["external_id"]) == ("form", "kept", "")
    assert values["a"]["word"] == {"type": "plain_text_input", "value": "x"}
    assert values["b"]["pick"]["selected_option"]["text"] == {"type": "plain_text", "text": "o0", "emoji": True}
    assert values["c"]["who"]["selected_users"] == [you.id]
    assert values["d"]["day"]["selected_date"] is None


def test_nobody_types_what_the_client_refuses(helm: Helm, you: Driver) -> None:
    opened(
        helm,
        you,
        modal(
            entry(typed(min_length=3, max_length=5)),
            entry({"type": "number_input", "action_id": "n", "is_decimal_allowed": False, "max_value": "9"}),
            entry({"type": "email_text_input", "action_id": "mail"}),
            entry({"type": "multi_static_select", "action_id": "few", "options": options(3), "max_selected_items": 1}),
        ),
    )
    wrong: list[dict[str, object]] = [
        {"word": "ab"},
        {"word": "abcdef"},
        {"n": "ten"},
        {"n": "10"},
        {"mail": "nobody"},
        {"few": ["o0", "o1"]},
        {"few": ["o7"]},
    ]
    for answers in wrong:
        with pytest.raises(NotPossible):
            you.fill(dict(answers))
    with pytest.raises(LookupError):
        you.fill({"unknown": "x"})


def test_errors_stay_until_the_next_try(helm: Helm, you: Driver) -> None:
    helm.on["form"] = lambda ack, **_: ack(response_action="errors", errors={"a": "Too short"})
    opened(helm, you, modal(entry(block_id="a"), callback_id="form"))
    you.fill({"word": "x"})
    assert you.submit().errors == {"a": "Too short"}
    shown = you.view
    assert shown is not None
    assert shown.errors == {"a": "Too short"}
    helm.on.pop("form")
    assert you.submit().errors == {}
    assert you.view is None


@pytest.mark.parametrize(
    "answer",
    [
        {"response_action": "errors", "errors": {"nowhere": "x"}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "update", "view": modal(section(""))},
        {"response_action": "update", "view": home(section())},
        {"response_action": "vanish"},
    ],
    ids=["errors elsewhere", "no errors", "bad view", "home", "unknown"],
)
def test_an_answer_slack_cannot_follow_is_trouble_for_the_person(helm: Helm, you: Driver, answer: Json) -> None:
    helm.on["form"] = lambda ack, **_: ack(**answer)
    opened(helm, you, modal(entry(block_id="a"), callback_id="form"))
    you.fill({"word": "x"})
    result = you.submit()
    assert result.warning == "We had some trouble connecting. Try again?"
    assert you.view is not None


def test_no_acknowledgement_leaves_the_modal_open(helm: Helm, you: Driver) -> None:
    helm.on["form"] = lambda **_: None
    opened(helm, you, modal(section(), callback_id="form"))
    result = you.submit()
    assert (result.acknowledged, result.warning) == (False, "We had some trouble connecting. Try again?")
    assert you.view is not None


def test_a_submission_can_update_push_and_clear(helm: Helm, you: Driver) -> None:
    first = opened(helm, you, modal(section("one"), callback_id="form"))
    helm.on["form"] = lambda ack, **_: ack(
        response_action="update", view=modal(section("two"), callback_id="more", notify_on_close=True)
    )
    updated = you.submit().view
    assert updated is not None
    assert (updated.id, updated.text_of()) == (first.id, "two")
    helm.on["more"] = lambda ack, **_: ack(response_action="push", view=modal(section("three"), callback_id="last"))
    pushed = you.submit().view
    assert pushed is not None
    assert pushed.previous_view_id == first.id
    helm.on["last"] = lambda ack, **_: ack(response_action="clear")
    assert you.submit().view is None
    assert [(each["type"], each.get("is_cleared")) for each in helm.bodies][-1] == ("view_closed", True)


def test_the_app_hears_of_closing_only_when_it_asked(helm: Helm, you: Driver) -> None:
    opened(helm, you, modal(section(), notify_on_close=True))
    assert you.close_view() is None
    assert [(each["type"], each["is_cleared"]) for each in helm.bodies] == [("view_closed", False)]
    opened(helm, you, modal(section()))
    you.close_view()
    assert helm.bodies == []
    with pytest.raises(LookupError):
        you.close_view()


def test_a_click_in_a_modal_carries_the_view_and_its_state(helm: Helm, you: Driver) -> None:
    def redraw(body: Json, ack: Any, **_: object) -> None:
        view = body["view"]
        helm.client.views_update(view_id=view["id"], hash=view["hash"], view=modal(section("redrawn")))
        ack()

    view = opened(helm, you, modal(entry(block_id="a"), actions(button("redraw"))))
    you.fill({"word": "typed"})
    helm.on["redraw"] = redraw
    result = you.click(view, "redraw")
    assert result.view is not None
    assert result.view.text_of() == "redrawn"
    body = helm.bodies[0]
    assert body["container"] == {"type": "view", "view_id": view.id}
    assert body["view"]["state"]["values"]["a"]["word"]["value"] == "typed"
    assert "response_url" not in body


def test_an_input_tells_the_app_only_with_dispatch_action(helm: Helm, you: Driver) -> None:
    view = opened(
        helm,
        you,
        modal(
            entry(select(), dispatch_action=True), entry(typed(), dispatch_action=True), entry(typed(action_id="quiet"))
        ),
    )
    you.fill({"pick": "o1"})
    assert helm.bodies[-1]["actions"][0]["selected_option"]["value"] == "o1"
    you.click(view, "word", text="entered")
    assert helm.bodies[-1]["actions"][0]["value"] == "entered"
    with pytest.raises(LookupError, match="fill"):
        you.click(view, "quiet", text="x")


# Home and reading.


def test_opening_home_is_an_event_with_the_view_published_before(helm: Helm, you: Driver) -> None:
    helm.client.views_publish(user_id=you.id, view=home(section("welcome"), actions(button("start"))))
    you.open_home()
    helm.server.wait(lambda: helm.ws.traffic.payloads("events_api"))
    event = helm.ws.traffic.payloads("events_api")[-1].envelope["payload"]["event"]
    assert (event["type"], event["tab"], event["user"]) == ("app_home_opened", "home", you.id)
    shown = you.home
    assert shown is not None
    assert event["view"]["id"] == shown.id
    assert you.click(shown, "start").acknowledged
    assert helm.bodies[-1]["view"]["type"] == "home"


def test_a_message_is_read_in_the_readers_names_and_zone(helm: Helm, you: Driver) -> None:
    channel = helm.ws.add_channel("harbour-talk", members=[you.id], bot_is_member=True)
    words = f"*Hello* <@{you.id}>, see <#{channel.id}> &amp; <https://example.org|the page> "
    when = "<!date^1777885200^{date_num} {time}|never>"
    small = {"type": "context", "elements": [mrkdwn("_small_")]}
    message = sent_to(helm, you, {"type": "header", "text": plain("News")}, section(words + when), small)
    assert message.shown() == ("News\nHello @Ana Reyes, see #harbour-talk & the page 2026-05-04 11:00\nsmall")


def test_a_view_shows_what_was_entered(helm: Helm, you: Driver) -> None:
    opened(helm, you, modal(section("Hello"), entry(block_id="a"), close=plain("Back")))
    you.fill({"word": "typed"})
    shown = you.view
    assert shown is not None
    assert shown.shown() == "Title\nHello\nWord: <typed>\n[Back]  [Send]"


def test_people_write_where_slack_lets_them(helm: Helm, you: Driver) -> None:
    sent_to(helm, you, section())
    with pytest.raises(NotPossible):
        you.say(you.dm[0].channel, "hello")
    channel = helm.ws.add_channel("talk", members=[you.id])
    assert you.say(channel.id, "hello").author == you.id
    assert channel.id in [each.id for each in you.conversations]
    with pytest.raises(LookupError):
        helm.person().messages(channel.id)


def test_waiting_ends_with_news_or_in_time(helm: Helm, you: Driver) -> None:
    timer = threading.Timer(0.05, lambda: helm.client.chat_postMessage(channel=you.id, text="late"))
    timer.start()
    helm.server.wait(lambda: you.dm)
    timer.join()
    with pytest.raises(TimeoutError):
        helm.server.wait(lambda: False, timeout=0.05)


def test_somebody_deactivated_can_do_nothing(helm: Helm, you: Driver) -> None:
    message = sent_to(helm, you, actions(button()))
    helm.ws.change_person(you.id, deleted=True)
    with pytest.raises(NotPossible):
        you.click(message, "yes")
    with pytest.raises(NotPossible):
        you.command("/helm")
