"""Laws of forms in the page: refusals under their fields, stacks, changes in place, and the keyboard alone."""

import threading
from typing import Any

from playwright.sync_api import expect

from sandbox import Driver
from tests.browser.desk import Desk
from tests.sandbox.helm import Helm, opened, sent_to
from tests.sandbox.parts import Json, actions, button, entry, modal, plain, section, typed


def test_a_refusal_stands_under_its_field_and_what_was_typed_stays(helm: Helm, you: Driver, desk: Desk) -> None:
    def refuse(ack: Any, **_: object) -> None:
        ack(response_action="errors", errors={"b": "That is taken."})

    helm.on["form"] = refuse
    opened(helm, you, modal(entry(block_id="a"), entry(block_id="b"), callback_id="form"))
    desk.fill(a="first", b="second")
    desk.page.locator("#modal-submit").click()
    field = desk.entry("b")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description("That is taken.")
    expect(desk.modal.locator(".field.refused")).to_have_count(1)
    expect(field).to_be_focused()
    expect(desk.entry("a")).to_have_value("first")
    expect(field).to_have_value("second")


def test_what_is_out_of_bounds_never_reaches_the_app(helm: Helm, you: Driver, desk: Desk) -> None:
    number = {"type": "number_input", "is_decimal_allowed": False, "min_value": "1", "max_value": "5", "action_id": "n"}
    opened(helm, you, modal(entry(typed(min_length=5), block_id="w"), entry(number, block_id="n"), callback_id="form"))
    desk.fill(w="abc", n="9")
    desk.page.locator("#modal-submit").click()
    expect(desk.entry("w")).to_have_accessible_description("Takes at least 5 characters, not 3")
    expect(desk.entry("n")).to_have_accessible_description("Takes a number from 1.0 to 5.0")
    desk.fill(w="abcde", n="")
    desk.page.locator("#modal-submit").click()
    expect(desk.entry("n")).to_have_attribute("aria-invalid", "true")
    assert helm.bodies == []
    desk.fill(n="3")
    desk.submit(until="")
    assert helm.bodies[-1]["type"] == "view_submission"


def test_nothing_longer_than_the_app_allows_can_be_typed(helm: Helm, you: Driver, desk: Desk) -> None:
    opened(helm, you, modal(entry(typed(max_length=4), block_id="w")))
    desk.entry("w").press_sequentially("abcdef")
    expect(desk.entry("w")).to_have_value("abcd")


def test_three_forms_lie_on_each_other_and_come_back_one_by_one(helm: Helm, you: Driver, desk: Desk) -> None:
    def push(body: Json, ack: Any, **_: object) -> None:
        depth = int(body["actions"][0]["value"])
        helm.client.views_push(trigger_id=body["trigger_id"], view=layer(depth + 1))
        ack()

    helm.on["deeper"] = push
    opened(helm, you, layer(1))
    title = desk.page.locator("#modal-title")
    for depth in (1, 2):
        expect(title).to_have_text(f"Layer {depth}")
        desk.press("deeper")
    expect(desk.modal).to_contain_text("On top of 2 more")
    for depth in (2, 1):
        desk.page.locator("#modal-close").click()
        expect(title).to_have_text(f"Layer {depth}")
    desk.put_away()


def layer(depth: int) -> Json:
    return modal(section(f"layer {depth}"), actions(button("deeper", value=str(depth)))) | {
        "title": plain(f"Layer {depth}")
    }


def test_a_form_changes_in_place_and_typing_goes_on(helm: Helm, you: Driver, desk: Desk) -> None:
    view = opened(helm, you, modal(section("before", block_id="s"), entry(block_id="w")))
    desk.entry("w").press_sequentially("half a ")
    helm.client.views_update(view_id=view.id, view=modal(section("after", block_id="s"), entry(block_id="w")))
    expect(desk.modal).to_contain_text("after")
    expect(desk.entry("w")).to_be_focused()
    desk.page.keyboard.type("word")
    expect(desk.entry("w")).to_have_value("half a word")
    expect(desk.page.locator("#modal-title")).to_have_count(1)


def test_the_keyboard_alone_opens_fills_and_sends_a_form(helm: Helm, you: Driver, desk: Desk) -> None:
    def ask(body: Json, ack: Any, **_: object) -> None:
        helm.client.views_open(trigger_id=body["trigger_id"], view=modal(entry(block_id="w"), callback_id="form"))
        ack()

    helm.on["ask"] = ask
    sent_to(helm, you, actions(button("ask")))
    keys, opener = desk.page.keyboard, desk.button("ask")
    expect(opener).to_be_visible()
    for _ in range(40):
        keys.press("Tab")
        if opener.evaluate("element => element === document.activeElement"):
            break
    expect(opener).to_be_focused()
    keys.press("Enter")
    expect(desk.entry("w")).to_be_focused()
    keys.type("typed")
    keys.press("Enter")
    expect(desk.modal).to_be_hidden()
    assert helm.bodies[-1]["view"]["state"]["values"]["w"]["word"]["value"] == "typed"
    expect(opener).to_be_focused()
    keys.press("Enter")
    expect(desk.modal).to_be_visible()
    keys.press("Escape")
    expect(desk.modal).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_form_on_its_way_takes_no_more_clicks(helm: Helm, you: Driver, desk: Desk) -> None:
    may_answer = threading.Event()

    def answer(ack: Any, **_: object) -> None:
        may_answer.wait(2)
        ack(response_action="update", view=modal(section("Thank you"), callback_id="form"))

    helm.on["form"] = answer
    opened(helm, you, modal(entry(block_id="w"), callback_id="form"))
    desk.fill(w="words")
    desk.page.locator("#modal-submit").click()
    desk.page.locator("#modal-close").click(force=True)
    desk.page.keyboard.press("Escape")
    may_answer.set()
    expect(desk.modal).to_contain_text("Thank you")
    expect(desk.page.locator(".toast")).to_have_count(0)
    desk.put_away()


def test_a_form_changed_before_its_answer_is_closed_by_the_first_click(helm: Helm, you: Driver, desk: Desk) -> None:
    thanks = modal(section("Thank you"), callback_id="form")

    def answer(ack: Any, body: Json, **_: object) -> None:
        helm.client.views_update(view_id=body["view"]["id"], view=thanks)
        threading.Event().wait(0.5)
        ack(response_action="update", view=thanks)

    helm.on["form"] = answer
    opened(helm, you, modal(entry(block_id="w"), callback_id="form"))
    desk.fill(w="words")
    desk.submit("Thank you")
    desk.put_away()
