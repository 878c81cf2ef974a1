"""Builders of what stands inside a block: buttons, menus, fields. Reached through `parts`."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Literal

from bot.views.shorten import shorten

Element = dict[str, object]
Option = dict[str, object]

Style = Literal["primary", "danger"]

# Slack's limits, in characters: https://docs.slack.dev/reference/block-kit/block-elements.
BUTTON, OPTION, PLACEHOLDER = 75, 75, 150
CONFIRM_TITLE, CONFIRM_TEXT, CONFIRM_BUTTON = 100, 300, 30


def plain(words: str, limit: int) -> Element:
    """Words in which Slack obeys nothing, cut at `limit` characters."""
    return {"type": "plain_text", "text": shorten(words, limit), "emoji": True}


def given(**keys: object) -> dict[str, object]:
    """The keys that have a value."""
    return {key: value for key, value in keys.items() if value is not None}


def confirm(title: str, text: str, *, yes: str, no: str, style: Style | None = None) -> Element:
    """A question asked before an action is done."""
    return {
        "title": plain(title, CONFIRM_TITLE),
        "text": plain(text, CONFIRM_TEXT),
        "confirm": plain(yes, CONFIRM_BUTTON),
        "deny": plain(no, CONFIRM_BUTTON),
    } | given(style=style)


def button(
    text: str,
    action_id: str,
    value: str | None = None,
    *,
    style: Style | None = None,
    confirm: Element | None = None,
    url: str | None = None,
) -> Element:
    """A button. Its value is never cut: the bot reads it back."""
    return {"type": "button", "action_id": action_id, "text": plain(text, BUTTON)} | given(
        value=value, style=style, confirm=confirm, url=url
    )


def option(text: str, value: str, description: str | None = None) -> Option:
    """A choice of a menu or a list."""
    said = None if description is None else plain(description, OPTION)
    return {"text": plain(text, OPTION), "value": value} | given(description=said)


def select(
    action_id: str, options: Sequence[Option], *, initial: Option | None = None, placeholder: str | None = None
) -> Element:
    """A menu for one of 1 to 100 options."""
    return _element("static_select", action_id, placeholder, options=list(options), initial_option=initial)


def grouped_select(action_id: str, groups: Mapping[str, Sequence[Option]], *, initial: Option | None = None) -> Element:
    """A menu for one option of 1 to 100 groups of 1 to 100 each, below their names."""
    listed = [{"label": plain(name, OPTION), "options": list(options)} for name, options in groups.items()]
    return _element("static_select", action_id, None, option_groups=listed, initial_option=initial)


def multi_select(
    action_id: str,
    options: Sequence[Option],
    *,
    initial: Sequence[Option] = (),
    placeholder: str | None = None,
    at_most: int | None = None,
) -> Element:
    """A menu for several of 1 to 100 options; for sections and inputs, not for actions."""
    chosen = list(initial) or None
    return _element(
        "multi_static_select",
        action_id,
        placeholder,
        options=list(options),
        initial_options=chosen,
        max_selected_items=at_most,
    )


def radio(action_id: str, options: Sequence[Option], *, initial: Option | None = None) -> Element:
    """One of 1 to 10 options, all in sight."""
    return _element("radio_buttons", action_id, None, options=list(options), initial_option=initial)


def checkboxes(action_id: str, options: Sequence[Option], *, initial: Sequence[Option] = ()) -> Element:
    """Any of 1 to 10 options, all in sight."""
    return _element("checkboxes", action_id, None, options=list(options), initial_options=list(initial) or None)


def overflow(action_id: str, options: Sequence[Option], *, confirm: Element | None = None) -> Element:
    """A menu behind three dots, of 1 to 5 options."""
    return _element("overflow", action_id, None, options=list(options), confirm=confirm)


def text_input(
    action_id: str,
    *,
    multiline: bool = False,
    max_length: int | None = None,
    initial: str | None = None,
    placeholder: str | None = None,
) -> Element:
    """A field for words, at most 3,000 characters."""
    return _element(
        "plain_text_input",
        action_id,
        placeholder,
        multiline=multiline,
        max_length=max_length,
        initial_value=initial or None,
    )


def number_input(
    action_id: str,
    *,
    least: int | None = None,
    most: int | None = None,
    initial: int | None = None,
    placeholder: str | None = None,
) -> Element:
    """A field for a whole number; in modals only."""
    return _element(
        "number_input",
        action_id,
        placeholder,
        is_decimal_allowed=False,
        min_value=_digits(least),
        max_value=_digits(most),
        initial_value=_digits(initial),
    )


def date_input(action_id: str, *, initial: date | None = None, placeholder: str | None = None) -> Element:
    """A calendar."""
    return _element("datepicker", action_id, placeholder, initial_date=initial and initial.isoformat())


def time_input(action_id: str, *, initial: time | None = None, placeholder: str | None = None) -> Element:
    """A time of day, to the minute."""
    return _element("timepicker", action_id, placeholder, initial_time=None if initial is None else f"{initial:%H:%M}")


def user_select(action_id: str, *, initial: str | None = None, placeholder: str | None = None) -> Element:
    """A menu of the people of the workspace."""
    return _element("users_select", action_id, placeholder, initial_user=initial)


def multi_user_select(
    action_id: str, *, initial: Sequence[str] = (), placeholder: str | None = None, at_most: int | None = None
) -> Element:
    """A menu of the people of the workspace, for several; for sections and inputs, not for actions."""
    people = list(initial) or None
    return _element("multi_users_select", action_id, placeholder, initial_users=people, max_selected_items=at_most)


def channel_select(action_id: str, *, initial: str | None = None, placeholder: str | None = None) -> Element:
    """A menu of the public channels of the workspace."""
    return _element("channels_select", action_id, placeholder, initial_channel=initial)


def _element(kind: str, action_id: str, placeholder: str | None, **more: object) -> Element:
    hint = None if placeholder is None else plain(placeholder, PLACEHOLDER)
    return {"type": kind, "action_id": action_id} | given(placeholder=hint, **more)


def _digits(number: int | None) -> str | None:
    return None if number is None else str(number)
