"""Slack's limits: what is just inside passes, and what is just outside is found."""

from collections.abc import Callable

import pytest

from bot.views.limits import problems

Json = dict[str, object]
Case = tuple[str, Callable[[int], Json], int, int]


def plain(length: int = 1) -> Json:
    return {"type": "plain_text", "text": "x" * length}


def mrkdwn(length: int = 1) -> Json:
    return {"type": "mrkdwn", "text": "x" * length}


def message(*blocks: Json, text: str = "hello") -> Json:
    return {"text": text, "blocks": list(blocks)}


def modal(*blocks: Json, **more: object) -> Json:
    return {"type": "modal", "title": plain(), "submit": plain(), "blocks": list(blocks)} | more


def home(*blocks: Json, **more: object) -> Json:
    return {"type": "home", "blocks": list(blocks)} | more


DIVIDER: Json = {"type": "divider"}


def section(**more: object) -> Json:
    return {"type": "section", "text": plain()} | more


def button(**more: object) -> Json:
    return {"type": "button", "action_id": "a", "text": plain()} | more


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def ask(element: Json, **more: object) -> Json:
    return {"type": "input", "label": plain(), "element": element} | more


def words_field(**more: object) -> Json:
    return {"type": "plain_text_input", "action_id": "a"} | more


def option(place: int = 0, **more: object) -> Json:
    return {"text": plain(), "value": str(place)} | more


def options(count: int) -> list[Json]:
    return [option(place) for place in range(count)]


def menu(kind: str = "static_select", **more: object) -> Json:
    return {"type": kind, "action_id": "a", "options": options(1)} | more


def confirm(**more: object) -> Json:
    return {"title": plain(), "text": plain(), "confirm": plain(), "deny": plain()} | more


def rich(*elements: Json) -> Json:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}


IMAGE: Json = {"type": "image", "image_url": "https://example.org/x.png", "alt_text": "x"}

# What is measured · how to make one of a size · the least and the most that is allowed.
SIZES: list[Case] = [
    ("message text", lambda n: message(text="x" * n), 1, 3999),
    ("message blocks", lambda n: message(*[DIVIDER] * n), 0, 50),
    ("modal blocks", lambda n: modal(*[DIVIDER] * n), 1, 100),
    ("home blocks", lambda n: home(*[DIVIDER] * n), 1, 100),
    ("modal title", lambda n: modal(DIVIDER, title=plain(n)), 1, 24),
    ("modal submit", lambda n: modal(DIVIDER, submit=plain(n)), 1, 24),
    ("modal close", lambda n: modal(DIVIDER, close=plain(n)), 1, 24),
    ("modal metadata", lambda n: modal(DIVIDER, private_metadata="x" * n), 0, 3000),
    ("home metadata", lambda n: home(DIVIDER, private_metadata="x" * n), 0, 3000),
    ("callback_id", lambda n: modal(DIVIDER, callback_id="x" * n), 1, 255),
    ("block_id", lambda n: message(DIVIDER | {"block_id": "x" * n}), 1, 255),
    ("action_id", lambda n: message(actions(button(action_id="x" * n))), 1, 255),
    ("section plain", lambda n: message(section(text=plain(n))), 1, 3000),
    ("section mrkdwn", lambda n: message(section(text=mrkdwn(n))), 1, 3000),
    ("section fields", lambda n: message({"type": "section", "fields": [plain()] * n}), 1, 10),
    ("section field", lambda n: message({"type": "section", "fields": [mrkdwn(n)]}), 1, 2000),
    ("header", lambda n: message({"type": "header", "text": plain(n)}), 1, 150),
    ("context elements", lambda n: message({"type": "context", "elements": [mrkdwn()] * n}), 1, 10),
    ("context words", lambda n: message({"type": "context", "elements": [mrkdwn(n)]}), 1, 3000),
    ("actions", lambda n: message(actions(*[button(action_id=f"a{i}") for i in range(n)])), 1, 25),
    ("button text", lambda n: message(actions(button(text=plain(n)))), 1, 75),
    ("button value", lambda n: message(actions(button(value="x" * n))), 1, 2000),
    ("button url", lambda n: message(actions(button(url="x" * n))), 1, 3000),
    ("select options", lambda n: message(actions(menu(options=options(n)))), 1, 100),
    ("multi options", lambda n: message(section(accessory=menu("multi_static_select", options=options(n)))), 1, 100),
    ("radio options", lambda n: message(actions(menu("radio_buttons", options=options(n)))), 1, 10),
    ("checkboxes", lambda n: message(actions(menu("checkboxes", options=options(n)))), 1, 10),
    ("overflow options", lambda n: message(actions(menu("overflow", options=options(n)))), 1, 5),
    ("option text", lambda n: message(actions(menu(options=[option(text=plain(n))]))), 1, 75),
    ("option value", lambda n: message(actions(menu(options=[option(value="x" * n)]))), 1, 150),
    ("option description", lambda n: message(actions(menu(options=[option(description=plain(n))]))), 1, 75),
    ("placeholder", lambda n: message(actions(menu(placeholder=plain(n)))), 1, 150),
    ("confirm title", lambda n: message(actions(button(confirm=confirm(title=plain(n))))), 1, 100),
    ("confirm text", lambda n: message(actions(button(confirm=confirm(text=plain(n))))), 1, 300),
    ("confirm yes", lambda n: message(actions(button(confirm=confirm(confirm=plain(n))))), 1, 30),
    ("confirm no", lambda n: message(actions(button(confirm=confirm(deny=plain(n))))), 1, 30),
    ("input label", lambda n: modal(ask(words_field(), label=plain(n))), 1, 2000),
    ("input hint", lambda n: modal(ask(words_field(), hint=plain(n))), 1, 2000),
    ("longest answer", lambda n: modal(ask(words_field(max_length=n))), 1, 3000),
    ("shortest answer", lambda n: modal(ask(words_field(min_length=n))), 0, 3000),
    ("initial answer", lambda n: modal(ask(words_field(initial_value="x" * n))), 1, 3000),
    ("image alt text", lambda n: message(IMAGE | {"alt_text": "x" * n}), 1, 2000),
    ("image title", lambda n: message(IMAGE | {"title": plain(n)}), 1, 2000),
    ("rich text", lambda n: message(rich({"type": "text", "text": "x" * n})), 1, 3000),
]
NAMES = [name for name, *_ in SIZES]


@pytest.mark.parametrize(("_name", "make", "least", "most"), SIZES, ids=NAMES)
def test_what_is_just_inside_a_limit_passes(_name: str, make: Callable[[int], Json], least: int, most: int) -> None:
    assert problems(make(least)) == []
    assert problems(make(most)) == []


@pytest.mark.parametrize(("_name", "make", "least", "most"), SIZES, ids=NAMES)
def test_what_is_just_outside_a_limit_is_found(_name: str, make: Callable[[int], Json], least: int, most: int) -> None:
    assert len(problems(make(most + 1))) >= 1
    assert least == 0 or len(problems(make(least - 1))) >= 1


GOOD: dict[str, Json] = {
    "text alone": {"text": "hello"},
    "an image": message(IMAGE, {"type": "context", "elements": [IMAGE]}, section(accessory=IMAGE)),
    "an input in a message": message(ask(words_field())),
    "an input in the home": home(ask(words_field())),
    "a modal to read": {"type": "modal", "title": plain(), "blocks": [DIVIDER]},
    "option groups": message(
        actions(
            {"type": "static_select", "action_id": "a", "option_groups": [{"label": plain(), "options": options(2)}]}
            | {"initial_option": option(1)}
        )
    ),
    "initial options": modal(ask(menu("checkboxes", options=options(3), initial_options=options(2)))),
    "people and channels": modal(
        ask({"type": "users_select", "action_id": "a", "initial_user": "U1"}),
        ask({"type": "multi_users_select", "action_id": "a", "initial_users": ["U1"], "max_selected_items": 3}),
        ask({"type": "channels_select", "action_id": "a"}),
        ask({"type": "conversations_select", "action_id": "a", "filter": {"include": ["public", "private"]}}),
    ),
    "a day and a time": message(
        actions(
            {"type": "datepicker", "action_id": "a", "initial_date": "2026-05-05"},
            {"type": "timepicker", "action_id": "b", "initial_time": "09:30"},
        )
    ),
    "fields of a modal": modal(
        ask({"type": "number_input", "action_id": "a", "is_decimal_allowed": False, "min_value": "1"}),
        ask({"type": "url_text_input", "action_id": "a"}),
        ask({"type": "email_text_input", "action_id": "a"}, dispatch_action=False),
    ),
    "rich text": message(
        rich({"type": "user", "user_id": "U1"}, {"type": "text", "text": "x", "style": {"bold": True}}),
        {
            "type": "rich_text",
            "elements": [
                {"type": "rich_text_quote", "elements": [{"type": "link", "url": "https://example.org"}]},
                {
                    "type": "rich_text_list",
                    "style": "bullet",
                    "elements": [{"type": "rich_text_section", "elements": [{"type": "emoji", "name": "tada"}]}],
                },
            ],
        },
    ),
}


@pytest.mark.parametrize("good", GOOD.values(), ids=GOOD)
def test_what_slack_accepts_has_no_problems(good: Json) -> None:
    assert problems(good) == []


BAD: list[tuple[Json, str]] = [
    ({"blocks": [DIVIDER]}, "message.text: missing"),
    (message(text="  \n"), "message.text: empty"),
    (message() | {"text": None}, "message.text: not a string"),
    (message() | {"blocks": DIVIDER}, "not a list"),
    ({"text": "x", "blocks": ["x"]}, "blocks[0]: unknown type None"),
    (message({"type": "video"}), "blocks[0]: unknown type 'video'"),
    (message({"type": "section"}), "a section needs text or fields"),
    (message(section(colour="red")), "blocks[0].colour: unknown"),
    (message(section(text=plain() | {"verbatim": True})), "text.verbatim: unknown"),
    (message({"type": "header", "text": mrkdwn()}), "blocks[0].text: unknown type 'mrkdwn'"),
    (message({"type": "image", "image_url": "https://example.org"}), "blocks[0].alt_text: missing"),
    (message(*[DIVIDER | {"block_id": "b"}] * 2), "block_id 'b' is used 2 times"),
    (message(actions(button(), button())), "action_id 'a' is used 2 times"),
    (message(actions({"type": "button", "text": plain()})), "action_id: missing"),
    (message(actions(button(style="default"))), "'default' is not one of primary, danger"),
    (message(actions(button(text=mrkdwn()))), "text: unknown type 'mrkdwn'"),
    (message(actions(button(confirm="sure?"))), "confirm: not an object"),
    (message(actions(words_field())), "plain_text_input is not allowed here"),
    (message(actions(menu("multi_static_select"))), "multi_static_select is not allowed here"),
    (message(actions({"type": "file_input"})), "unknown type 'file_input'"),
    (message(section(accessory=words_field())), "plain_text_input is not allowed here"),
    (message({"type": "context", "elements": [button()]}), "unknown type 'button'"),
    (modal(ask(button())), "button is not allowed here"),
    (modal(ask(menu("overflow"))), "overflow is not allowed here"),
    (modal(ask(words_field(), optional="yes")), "optional: neither true nor false"),
    (modal(ask(words_field(min_length=5, max_length=4))), "min_length is above max_length"),
    (modal(ask(words_field(max_length=4, initial_value="hello"))), "5 characters, at most 4"),
    (modal(ask(words_field(max_length=True))), "not a whole number from 1 to 3000"),
    (modal(ask({"type": "number_input", "action_id": "a"})), "is_decimal_allowed: missing"),
    (modal(ask({"type": "timepicker", "action_id": "a", "initial_time": "24:00"})), "not a time"),
    (modal(ask({"type": "datepicker", "action_id": "a", "initial_date": "2026-02-30"})), "not a date"),
    (modal(ask({"type": "datepicker", "action_id": "a", "initial_date": "tomorrow"})), "not a date"),
    (message(actions(menu(initial_option=option(7)))), "an initial option is not among the options"),
    (modal(ask(menu("checkboxes", initial_options=options(2)))), "an initial option is not among the options"),
    (message(actions({"type": "static_select", "action_id": "a"})), "needs either options or option_groups"),
    (
        message(actions(menu(option_groups=[{"label": plain(), "options": options(1)}]))),
        "needs either options or option_groups",
    ),
    ({"type": "modal", "title": plain(), "blocks": [ask(words_field())]}, "a modal with an input needs submit"),
    ({"type": "modal", "blocks": [DIVIDER]}, "modal.title: missing"),
    (modal(DIVIDER, title=mrkdwn()), "modal.title: unknown type 'mrkdwn'"),
    (home(DIVIDER, title=plain()), "home.title: unknown"),
    (home(DIVIDER, submit=plain()), "home.submit: unknown"),
    (home(ask({"type": "email_text_input", "action_id": "a"})), "email_text_input is shown in modals only"),
    (message(ask({"type": "url_text_input", "action_id": "a"})), "url_text_input is shown in modals only"),
    (message(rich({"type": "broadcast", "range": "channel"})), "unknown type 'broadcast'"),
]


@pytest.mark.parametrize(("bad", "said"), BAD, ids=[said for _, said in BAD])
def test_what_slack_refuses_is_named_with_its_place(bad: Json, said: str) -> None:
    assert [problem for problem in problems(bad) if said in problem]


def test_every_problem_is_told_at_once() -> None:
    found = problems(message({"type": "header", "text": plain(151)}, {"type": "section"}, text=""))

    assert found == [
        "message.text: empty",
        "message.blocks[0].text.text: 151 characters, at most 150",
        "message.blocks[1]: a section needs text or fields",
    ]
