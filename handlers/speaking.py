"""Answering the person who clicked or typed, where they are."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import structlog
from slack_bolt import Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.deps import Deps
from bot.domain.people import Actor
from bot.services.work import Work
from bot.views.parts import Message, View
from bot.views.voice import Voice

log = structlog.get_logger("handlers")


def voice_for(deps: Deps, work: Work, actor: Actor) -> Voice:
    """The reader's voice, by what the bot knows of them; English for somebody it has not met."""
    person = work.tx.people.find(actor.workspace, actor.slack_id)
    return Voice.of(deps.texts, person) if person else strangers_voice(deps, actor)


def voice_of(deps: Deps, actor: Actor) -> Voice:
    """The same outside a transaction; for somebody new, the clock and language of their Slack profile. Nothing is
    kept of it."""
    with deps.reading() as work:
        person = work.tx.people.find(actor.workspace, actor.slack_id)
    if person:
        return Voice.of(deps.texts, person)
    found = deps.directory.profile(actor.workspace, actor.slack_id)
    return Voice(deps.texts, found.locale, found.tz, actor.slack_id) if found else strangers_voice(deps, actor)


def strangers_voice(deps: Deps, actor: Actor) -> Voice:
    """The voice for somebody of whom nothing is known or may be looked up."""
    return Voice(deps.texts, "en", "UTC", actor.slack_id)


def privately(message: Message) -> dict[str, Any]:
    """An acknowledgement that shows a message to the one who typed the command."""
    return {"response_type": "ephemeral", **spoken(message)}


def spoken(message: Message) -> dict[str, Any]:
    """A message as arguments of Slack's calls."""
    return {"text": message.text, "blocks": [dict(block) for block in message.blocks]}


def replace(respond: Respond, message: Message) -> None:
    """Show the new state in place of the message that was clicked.

    The change is committed already: when Slack cannot be reached now, the click still counts and a second one redraws.
    """
    _through(respond, {**spoken(message), "replace_original": True})


def answer(respond: Respond, message: Message) -> None:
    """Answer a click in a message, to the clicker alone."""
    _through(respond, {**privately(message), "replace_original": False})


def redraw(client: WebClient, view_id: str, view: View) -> None:
    """Show the new state in place of the modal that was clicked in.

    As with a message the change is committed already: what cannot be drawn now is drawn when it is opened again.
    """
    try:
        client.views_update(view_id=view_id, view=view)
    except (SlackClientError, OSError) as problem:
        log.warning("modal not shown", action="handlers.not_shown", problem=type(problem).__name__)


def _through(respond: Respond, arguments: Mapping[str, Any]) -> None:
    try:
        answered = respond(**arguments)
    except (SlackClientError, OSError) as problem:
        log.warning("answer not shown", action="handlers.not_shown", problem=type(problem).__name__)
    else:
        if answered.status_code != HTTPStatus.OK:
            log.warning("answer not shown", action="handlers.not_shown", status=answered.status_code)


def show(client: WebClient, trigger: str, view: View, on_top_of: str | None = None) -> None:
    """Open a modal, or put it on top of the one that was clicked in."""
    if on_top_of == "modal":
        client.views_push(trigger_id=trigger, view=view)
    else:
        client.views_open(trigger_id=trigger, view=view)
