"""Modals: filling in, submitting, refusing, stacking, closing."""

from typing import Any

import pytest

from sandbox import Driver, NotPossible
from tests.sandbox.helm import Helm, opened
from tests.sandbox.parts import (
    Json,
    actions,
    button,
    entry,
    home,
    modal,
    options,
    section,
    select,
    typed,
)


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
