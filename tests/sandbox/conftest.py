"""A workspace with Ana, Ben and Lea in it, a clock the tests move, and a client of the kind bots use."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from sandbox import Driver, Person, Server, Workspace, serve
from tests.sandbox.helm import Helm, running_helm
from tests.sandbox.parts import MANIFEST

# Short enough for quick tests, long enough for a busy machine.
ACK_SECONDS = 0.6


class Hands:
    """A clock that stands still until a test moves it."""

    def __init__(self) -> None:
        self.at = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **span: float) -> None:
        self.at += timedelta(**span)


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
def ws(clock: Hands) -> Workspace:
    return Workspace(MANIFEST, now=clock)


@pytest.fixture
def ana(ws: Workspace) -> Person:
    return ws.add_person("ana", real_name="Ana Reyes", tz="Europe/Berlin", locale="de-DE", email="ana@example.org")


@pytest.fixture
def ben(ws: Workspace) -> Person:
    return ws.add_person("ben", real_name="Ben Ode", tz="America/New_York")


@pytest.fixture
def server(ws: Workspace) -> Iterator[Server]:
    with serve(ws, ack_seconds=ACK_SECONDS) as running:
        yield running


@pytest.fixture
def client(ws: Workspace, server: Server) -> WebClient:
    return WebClient(token=ws.bot_token, base_url=server.api_url, retry_handlers=[])


@pytest.fixture(scope="module")
def shared() -> Iterator[Helm]:
    """For one module only: the client's threads use `random`, which hypothesis must not see in its own tests."""
    with running_helm(ACK_SECONDS) as running:
        yield running


@pytest.fixture
def helm(shared: Helm) -> Helm:
    """The one connected app, as if nothing had happened yet."""
    shared.on.clear()
    shared.bodies.clear()
    return shared


@pytest.fixture
def you(helm: Helm) -> Driver:
    return helm.person(real_name="Ana Reyes", tz="Europe/Berlin", locale="de-DE")


def refusal(act: object, *args: object, **kwargs: object) -> SlackResponse:
    """The answer of a call that Slack refuses."""
    assert callable(act)
    with pytest.raises(SlackApiError) as caught:
        act(*args, **kwargs)
    response = caught.value.response
    assert isinstance(response, SlackResponse)
    return response
