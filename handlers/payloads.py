"""Payloads become values in a handler's first lines. Only Slack's word for who acts is taken on trust.

Everything else, ids in buttons and metadata above all, is checked by the use case that receives it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from html import unescape
from typing import Any
from uuid import UUID

from bot.domain.errors import FromElsewhere, NotYourPair
from bot.domain.people import Actor
from bot.texts import tame
from bot.views.ids import unpack

Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What somebody typed after `/mentor`, in words; mentions arrive as `<@U…|name>`."""

    actor: Actor
    words: tuple[str, ...]
    trigger: str

    def after(self, place: int) -> str:
        """What stands from that word on, as it was typed: a name may hold spaces."""
        return unescape(" ".join(self.words[place:]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Click:
    """A button pressed in a message, a modal or Home. `view` is the id of the view it stands in, if any;
    `block` the id of the block."""

    actor: Actor
    action: str
    value: str
    trigger: str
    view: str | None
    view_type: str | None
    block: str = ""

    @property
    def pair(self) -> UUID:
        """The pair the button names. Raises `NotYourPair` for anything that is no id."""
        return uuid_of(self.value.split(":")[0])

    @property
    def program(self) -> UUID | None:
        """The program the button names; None for a button of old. Raises `NotYourPair` for anything that is no id."""
        return uuid_of(self.value) if self.value else None

    @property
    def number(self) -> int:
        """The number behind the pair in `pair:number`. Raises `NotYourPair` when there is none."""
        return self._number(1)

    @property
    def check_in(self) -> int | None:
        """The check-in in which the button stands, behind both in `pair:number:check-in`; None elsewhere."""
        return self._number(2) if self.value.count(":") > 1 else None

    def _number(self, place: int) -> int:
        number = (*self.value.split(":"), "", "")[place]
        if not number.isascii() or not number.isdigit() or len(number) > LONGEST_NUMBER:
            raise NotYourPair
        return int(number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A submitted modal. Fields are read by name, since each input's block and action carry the field's name."""

    actor: Actor
    values: Mapping[str, Any]
    ids: Mapping[str, str]

    def id(self, name: str) -> UUID:
        """An id from the view's metadata. Raises `NotYourPair` for anything that is no id."""
        return uuid_of(self.ids.get(name, ""))

    def id_if_any(self, name: str) -> UUID | None:
        """The same; None when the view carries none by that name."""
        return self.id(name) if name in self.ids else None

    def number(self, name: str) -> int:
        """A number from the view's metadata; 0 for anything else."""
        given = self.ids.get(name, "")
        return int(given) if given.isascii() and given.isdigit() and len(given) <= LONGEST_NUMBER else 0

    def text(self, field: str) -> str:
        """What was typed, trimmed; empty when nothing was, or nothing that can be seen."""
        typed = str(self._state(field).get("value") or "").strip()
        return typed if tame(typed) else ""

    def choice(self, field: str, action: str | None = None) -> str:
        """The value of the chosen option; empty when none was. `action`: the menu's id where it is not the field's."""
        return str((self._state(field, action).get("selected_option") or {}).get("value") or "")

    def choices(self, field: str) -> tuple[str, ...]:
        """The values of all ticked options."""
        return tuple(str(option.get("value")) for option in self._state(field).get("selected_options") or ())

    def day(self, field: str) -> date | None:
        """The chosen date."""
        chosen = self._state(field).get("selected_date")
        return date.fromisoformat(chosen) if chosen else None

    def hour(self, field: str) -> time | None:
        """The chosen time of day."""
        chosen = self._state(field).get("selected_time")
        return time.fromisoformat(chosen) if chosen else None

    def user(self, field: str) -> str | None:
        """The chosen person's Slack id."""
        return self._state(field).get("selected_user") or None

    def channel(self, field: str) -> str:
        """The chosen channel's id; empty when none was."""
        state = self._state(field)
        return str(state.get("selected_channel") or state.get("selected_conversation") or "")

    def _state(self, field: str, action: str | None = None) -> Mapping[str, Any]:
        found = (self.values.get(field) or {}).get(action or field)
        return found if isinstance(found, Mapping) else {}


WORD = re.compile(r"<[^<>]*>|[^\s<]+")
"""A word of a command. What Slack puts in angle brackets is one, though a name in it may hold spaces."""
LONGEST_NUMBER = 6
"""Digits of a number in a payload; no check-in has more, and the database's integers hold it."""


def command_of(body: Payload) -> Command:
    """A slash command's payload."""
    return Command(
        actor=Actor(workspace=str(body["team_id"]), slack_id=str(body["user_id"])),
        words=tuple(WORD.findall(str(body.get("text") or ""))),
        trigger=str(body.get("trigger_id") or ""),
    )


def click_of(body: Payload) -> Click:
    """A block action's payload. Raises `FromElsewhere` for somebody of another company in a shared channel."""
    action, view = body["actions"][0], body.get("view") or {}
    return Click(
        actor=actor_of(body),
        action=str(action.get("action_id") or ""),
        value=str(action.get("value") or ""),
        trigger=str(body.get("trigger_id") or ""),
        view=view.get("id"),
        view_type=view.get("type"),
        block=str(action.get("block_id") or ""),
    )


def form_of(body: Payload) -> Form:
    """A view submission's payload. Raises `FromElsewhere`, and `NotYourPair` for metadata we never wrote."""
    view = body["view"]
    try:
        ids = unpack(str(view.get("private_metadata") or ""))
    except ValueError:
        raise NotYourPair from None
    return Form(actor=actor_of(body), values=view["state"]["values"], ids=ids)


def actor_of(body: Payload) -> Actor:
    """Who acts. Raises `FromElsewhere` when their own workspace is not the one the bot lives in."""
    user, team = body["user"], body.get("team") or {}
    workspace = str(team.get("id") or user.get("team_id"))
    if user.get("team_id") and user["team_id"] != workspace:
        raise FromElsewhere
    return Actor(workspace=workspace, slack_id=str(user["id"]))


def uuid_of(given: str) -> UUID:
    """An id out of a payload. Raises `NotYourPair`, which tells nothing about what exists."""
    try:
        return UUID(given)
    except ValueError:
        raise NotYourPair from None
