"""The whole of handlers behind Bolt's door, on a store in memory; what is sent in, and everything that comes out."""

import json
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, cast

from slack_bolt import App, BoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

import handlers
from bot.deps import Deps
from bot.domain.people import Person
from bot.texts import Given, Texts
from bot.views.limits import problems
from scheduler.prompts import PROMPTS
from tests.handlers import payloads
from tests.handlers.doubles import FakeDirectory, NotedStore
from tests.handlers.slack_on_record import Call, Json, SlackOnRecord
from tests.support.fake_store import FakeStore
from tests.support.people_of_the_house import NOW, WORKSPACE

TEXTS = Texts.load()
Surface = Literal["home", "modal"]


@dataclass(frozen=True, slots=True)
class Ack:
    """What Slack was told."""

    status: int
    body: Json

    @property
    def errors(self) -> dict[str, str]:
        """Sentences by field."""
        return cast("dict[str, str]", self.body.get("errors", {}))

    @property
    def view(self) -> Json:
        """The view that takes the place of the form."""
        return cast("Json", self.body["view"])


class Door:
    """Send something in; read the acknowledgement, the calls, the store."""

    def __init__(self, slack: SlackOnRecord, first_lead: str = "") -> None:
        self.slack = slack
        self.order: list[str] = []
        self.store = NotedStore(self.order)
        self.directory = FakeDirectory()
        self.now = NOW
        self.complaints: list[str] = []
        self.woken = 0
        self.acked: Ack | None = None
        slack.begin(self._hear)
        self._app = bolt(slack)
        handlers.register(self._app, self._deps(first_lead))

    def _deps(self, first_lead: str) -> Deps:
        return Deps(
            store=self.store,
            prompts=PROMPTS,
            texts=TEXTS,
            directory=self.directory,
            now=lambda: self.now,
            wake=self._wake,
            first_lead=first_lead,
            scratch=lambda: nullcontext(FakeStore()),
        )

    def _wake(self) -> None:
        self.woken += 1

    def pass_time(self, span: timedelta) -> datetime:
        """Let time pass."""
        self.now += span
        return self.now

    # ── In ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def send(self, body: Json) -> Ack:
        """Send any payload; what was called before is forgotten."""
        self.slack.calls.clear()
        self.order.clear()
        response = self._app.dispatch(BoltRequest(mode="socket_mode", body=body))
        self.acked = Ack(response.status, _as_json(response.body))
        self.order.append("acked")
        self._look_at(self.acked.body)
        return self.acked

    def command(self, who: Person, text: str) -> Ack:
        """Type `/mentor` and something."""
        return self.send(payloads.command(who, text, self.slack.response_url))

    def click(
        self,
        who: Person,
        action: str,
        value: object = None,
        *,
        inside: Surface | None = None,
        home_team: str | None = None,
        response_url: str | None = None,
        block: str = "b1",
    ) -> Ack:
        """Press a button: under a message, or inside a view."""
        held = None if value is None else str(value)
        if inside:
            return self.send(payloads.click_in_view(who, action, held, inside, home_team))
        return self.send(payloads.click(who, action, held, response_url or self.slack.response_url, home_team, block))

    def choose(self, who: Person, form: Json, block: str, code: str) -> Ack:
        """Choose in a menu that tells the bot at once."""
        return self.send(payloads.choice_in_view(who, form, block, code))

    def submit(self, who: Person, form: Json, home_team: str | None = None, /, **entered: object) -> Ack:
        """Fill a form that the bot drew, and send it. A refused field has to be one of this form."""
        ack = self.send(payloads.submission(who, form, entered, home_team))
        fields = {block["block_id"] for block in form["blocks"] if block["type"] == "input"}
        self.complaints += [f"{name} is no field of {form['callback_id']}" for name in set(ack.errors) - fields]
        return ack

    def event(self, kind: str, event_id: str, workspace: str = WORKSPACE, **facts: object) -> Ack:
        """Let Slack tell something."""
        return self.send(payloads.event(kind, workspace, event_id, **facts))

    # ── Out ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def called(self, method: str) -> list[Call]:
        """The calls of one method since the last thing sent in."""
        return [call for call in self.slack.calls if call.method == method]

    @property
    def opened(self) -> Json:
        """The one modal that was opened."""
        (call,) = self.called("views.open")
        assert call.arguments["trigger_id"] == payloads.TRIGGER
        return call.view

    @property
    def replaced(self) -> str:
        """What stands in place of the message that was clicked."""
        (call,) = self.called("response_url")
        assert call.arguments["replace_original"] is True
        return str(call.arguments["text"])

    @property
    def whispered(self) -> str:
        """What only the one who clicked sees, beside the message."""
        (call,) = self.called("response_url")
        assert (call.arguments["response_type"], call.arguments["replace_original"]) == ("ephemeral", False)
        return str(call.arguments["text"])

    @property
    def shown(self) -> str:
        """Every word that anybody was shown by the last thing sent in, wherever it stands."""
        assert self.acked
        return "\n".join(_words([self.acked.body, *(call.arguments for call in self.slack.calls)]))

    def _hear(self, call: Call) -> None:
        self.order.append(call.method)
        self._look_at(call.arguments)

    def _look_at(self, said: Mapping[str, Any]) -> None:
        """The shared check: whatever goes out, Slack takes it."""
        if "view" in said:
            self.complaints += problems(said["view"])
        if "text" in said:
            self.complaints += problems({"text": said["text"], "blocks": said["blocks"]})


def bolt(slack: SlackOnRecord) -> App:
    """Bolt's app, made as app.py makes it."""

    def authorize() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None, team_id=WORKSPACE, bot_token="xoxb-1", bot_id="B0BOT", bot_user_id="U0BOT"
        )

    client = WebClient(token="xoxb-1", base_url=slack.api_url)
    return App(client=client, authorize=authorize, process_before_response=True)


def says(key: str, **slots: Given) -> str:
    """The sentence of that key, as it stands in bot/texts."""
    return TEXTS.say(key, "en", **slots)


def at(person: Person) -> str:
    """A mention."""
    return f"<@{person.slack_id}>"


def button_values(shown: object, action: str) -> list[str]:
    """What each button with this action holds, anywhere in a view or a message."""
    return [str(each.get("value")) for each in _objects(shown) if each.get("action_id") == action]


def fields_of(form: Json) -> dict[str, Json]:
    """The elements of a form by field."""
    return {block["block_id"]: block["element"] for block in form["blocks"] if block["type"] == "input"}


def _objects(value: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, Mapping):
        yield value
        for inner in value.values():
            yield from _objects(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _objects(inner)


def _words(value: object) -> Iterator[str]:
    for each in _objects(value):
        yield from (word for word in each.values() if isinstance(word, str))


def _as_json(body: str | None) -> Json:
    return cast("Json", json.loads(body)) if body else {}
