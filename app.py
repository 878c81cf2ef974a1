"""The composition root and command line: introduces the parts to each other, and starts what was asked for."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import structlog
import typer
import yaml
from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

import handlers
from bot.clock import Clock
from bot.deps import Deps
from bot.edges.calendars import IcalendarFiles
from bot.edges.holidays import countries, days_off
from bot.running import Bot, aside, keep_what_is_loaded
from bot.services.passing import Passing, unnoticed
from bot.settings import Settings, StorageSettings, load_settings, load_storage_settings
from bot.slack.courier import Connection as SlackConnection
from bot.slack.courier import Courier
from bot.slack.grants import Grants
from bot.slack.pacing import POSTS
from bot.slack.people import SlackDirectory
from bot.texts import Texts
from handlers.connection import Connection
from operations.doctor import examine
from operations.ending import readable, told_to_end
from operations.findings import Finding
from operations.identity import Identity, identity_of
from operations.keys import keys_of, new_key
from operations.logs import set_up_logs
from operations.rehearse import Stage, rehearsing
from operations.sending import sent
from operations.trying import local_settings
from scheduler.engine import Heartbeat
from scheduler.jobs import Jobs
from scheduler.prompts import PROMPTS
from storage import (
    DatabaseProblem,
    Scratch,
    SqlStore,
    bring_up_to_date,
    make_ready,
    open_store,
    pending,
    seal_again,
    state_of,
)

if TYPE_CHECKING:
    from operations.local import Parts
    from sandbox import Workspace

log = structlog.get_logger("app")


def build(settings: Settings | None = None, clock: Clock | None = None, *, passing: Passing = unnoticed) -> Bot:
    """Introduce the parts; nothing runs yet. Without `settings` they come from the environment and `.env`.

    Asks Slack who the bot is and makes the database ready. `passing` hears of each crash point. Raises `SlackApiError`,
    `OSError`, `DatabaseProblem`, `SettingsProblem`.
    """
    settings, clock = settings or load_settings(), clock or Clock()
    token, base_url = settings.slack_bot_token.get_secret_value(), settings.slack_api_url
    client = WebClient(token=token, base_url=base_url)
    identity = identity_of(client)
    store = _store(settings)
    make_ready(store)
    bell, grants = _Bell(), Grants(identity.scopes)
    deps = Deps(
        store=store,
        prompts=PROMPTS,
        texts=Texts.load(),
        directory=SlackDirectory(client),
        now=clock.now,
        wake=bell.ring,
        first_lead=settings.mentor_first_lead,
        countries=countries(),
        passing=passing,
        scratch=Scratch(days_off),
        aside=aside,
        hidden=grants.hidden,
        calendars=IcalendarFiles(),
    )
    courier = Courier(deps=deps, connection=SlackConnection(token=token, base_url=base_url, grants=grants))
    bell.courier = courier
    jobs = Jobs(deps=deps)
    # Bolt takes the token from `authorize`, for every request; a client with one would only earn a warning.
    app = _bolt(WebClient(base_url=base_url), identity, token)
    handlers.register(app, deps)
    connection = Connection(
        app, app_token=settings.slack_app_token.get_secret_value(), base_url=base_url, passing=passing
    )
    heartbeat = Heartbeat(jobs=jobs, tick_seconds=settings.mentor_tick_seconds)
    return Bot(
        deps=deps, clock=clock, connection=connection, courier=courier, heartbeat=heartbeat, jobs=jobs, store=store
    )


def _store(settings: StorageSettings) -> SqlStore:
    return open_store(settings.mentor_database_url.get_secret_value(), keys_of(settings), days_off)


class _Bell:
    """Wakes the courier, who needs `Deps` before it can be rung."""

    courier: Courier | None = None

    def ring(self) -> None:
        if self.courier:
            self.courier.wake()


def _bolt(client: WebClient, identity: Identity, token: str) -> App:
    """Commit, then acknowledge: listeners run before Slack is answered. `authorize`, never `token`: with OAuth's
    variables in the environment Bolt would drop the token."""

    def authorize() -> AuthorizeResult:
        return AuthorizeResult(
            enterprise_id=None,
            team_id=identity.team,
            bot_token=token,
            bot_id=identity.bot_id,
            bot_user_id=identity.bot_user,
        )

    # Without a name Bolt reads the sources of all that is loaded to find one, a tenth of a second.
    return App(name="mentor-cadence", client=client, authorize=authorize, process_before_response=True)


# ── Command line ────────────────────────────────────────────────────────────────────────────────────────────────────

cli = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
MANIFEST = Path(__file__).parent / "manifest.yml"


@cli.command()
def run() -> None:
    """Connect to Slack and accompany the mentorships, until stopped."""
    with readable(DatabaseProblem):
        settings = load_settings()
        set_up_logs(settings.mentor_log_format)
        bot = build(settings)
        bot.start()
    keep_what_is_loaded()
    over = told_to_end()
    log.info("running", action="app.running")
    over.wait()
    in_time = bot.stop()
    log.info("stopped", action="app.stopped", in_time=in_time)
    if not in_time:
        # A listener that hangs would keep the process: what it had not committed, Slack delivers again.
        os._exit(0)


@cli.command()
def migrate() -> None:
    """Bring the database up to date."""
    with readable(DatabaseProblem):
        store = _store(load_storage_settings())
        bring_up_to_date(store)
        store.close()
    print("The database is up to date.")


@cli.command()
def doctor() -> None:
    """Check tokens, scopes, database and clock, and say how to mend what is wrong."""
    with readable(DatabaseProblem):
        settings = load_settings()
        findings = _database_findings(settings)
    raise typer.Exit(examine(settings, MANIFEST, database=findings, now=Clock().now))


def _database_findings(settings: Settings) -> tuple[Finding, ...]:
    store = _store(settings)
    try:
        reached = Finding(is_good=True, sentence=f"Database: {state_of(store)}")
        is_ready = not pending(store.engine)
        return (reached, *(sent(store, PROMPTS, Clock().now(), POSTS.per_minute) if is_ready else ()))
    except DatabaseProblem as problem:
        return (Finding(is_good=False, sentence=f"Database: {problem}"),)
    finally:
        store.close()


@cli.command("rotate-keys")
def rotate_keys() -> None:
    """Seal all words again with the first of MENTOR_ENCRYPTION_KEYS."""
    with readable(DatabaseProblem):
        store = _store(load_storage_settings())
        count = seal_again(store)
        store.close()
    print(f"{count} values are sealed with the first key now; the other keys can be taken out of the setting.")


@cli.command("new-key")
def print_new_key() -> None:
    """Print a fresh key for MENTOR_ENCRYPTION_KEYS."""
    print(new_key())


cli.command("rehearse")(
    rehearsing(Stage(scratch=Scratch(days_off), prompts=PROMPTS, texts=Texts.load, now=Clock().now))
)


@cli.command()
def story() -> None:
    """Play twelve weeks of two mentorships in a local Slack workspace, in the terminal."""
    from operations.local import tell_story

    raise typer.Exit(0 if tell_story(local_parts()) else 1)


@cli.command("try")
def try_it(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Where it listens on this machine; 0 for any.")] = 8765,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Print the address and open nothing.")] = False,
) -> None:
    """Try the bot in a browser: a local Slack workspace, without a Slack account."""
    from operations.local import in_browser, try_out

    try_out(local_parts(), port=port, open_browser=None if no_browser else in_browser)


def local_parts() -> "Parts[Workspace]":
    """What a local workspace is made of."""
    from operations.local import Parts
    from sandbox import Workspace, face, serve

    def town(clock: Clock) -> Workspace:
        manifest = yaml.safe_load(MANIFEST.read_text())
        # Optional, and granted here so that everything can be tried.
        manifest["oauth_config"]["scopes"]["bot"].append("files:write")
        return Workspace(manifest=manifest, now=clock.now, name="Harbour")

    offers = {"face": face.Face, "welcome": face.Welcome, "start": face.Start, "hint": face.Hint}
    return Parts(make_town=town, make_bot=build, settings=local_settings, serve=serve, **offers)


if __name__ == "__main__":
    cli()
