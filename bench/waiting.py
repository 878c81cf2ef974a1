"""How long people wait for the acknowledgement of a click, its change durable, 32 at once during a drain."""

import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from tempfile import TemporaryDirectory

import yaml

import app
from bench.figures import Figure, Found, Goal
from bench.starting import MANIFEST, process_of
from bot.deps import Deps
from bot.domain.notices import Notice, NoticeKind, ToPerson
from bot.settings import load_settings
from sandbox import Server, Workspace, serve

AT_ONCE = 32
"""People. Three forms each stay below the hundred a minute that the local workspace opens."""


def click_acknowledgement() -> list[Found]:
    """Forms sent by 32 people at once, over Socket Mode to the local workspace, on SQLite.

    The bot runs in a process of its own, as it does beside Slack; the people and their Slack share this one, so their
    work is in the figures as far as both processors are taken.
    """
    ws = Workspace(manifest=yaml.safe_load(MANIFEST.read_text()), now=lambda: datetime.now(UTC), name="Bench")
    with TemporaryDirectory() as folder, serve(ws) as server:
        settings = {
            "SLACK_BOT_TOKEN": ws.bot_token,
            "SLACK_APP_TOKEN": ws.app_token,
            "SLACK_API_URL": server.api_url,
            "MENTOR_DATABASE_URL": f"sqlite:///{folder}/mentor.db",
            "MENTOR_TICK_SECONDS": "1",
        }
        with process_of(settings):
            server.wait_connected(60)
            _set_up(ws, server)
            people = [ws.add_person(f"p{n}", tz="Europe/Berlin").id for n in range(AT_ONCE)]
            _join_all(server, people, 1)
            _fill_outbox(app.build(load_settings(settings)).deps, ws.team_id, people)
            before = len(ws.ledger)
            server.wait(lambda: len(ws.ledger) > before, 60)
            waits = sorted(_join_all(server, people, 2))
    return [
        Figure(
            name="a click's acknowledgement, 32 at once, p50",
            value=statistics.median(waits),
            unit="ms",
            goal=Goal(at_most=10),
        ),
        Figure(name="the same, p99", value=waits[int(len(waits) * 0.99)], unit="ms", goal=Goal(at_most=100)),
    ]


def _set_up(ws: Workspace, server: Server) -> None:
    lea = server.as_person(ws.add_person("lea", tz="Europe/Berlin", is_admin=True))
    channel = ws.add_channel("leads", members=[lea.id], bot_is_member=True)
    lea.command("/mentor", "program")
    lea.fill({"name": "Bench", "digest_channel": channel.id})
    lea.submit()
    lea.close_view()


def _join_all(server: Server, people: list[str], times: int) -> list[float]:
    def join(slack_id: str) -> list[float]:
        person, waits = server.as_person(slack_id), []
        for number in range(times):
            person.command("/mentor", "join")
            person.fill({"role": "mentor", "offers": f"offer {number}"})
            began = time.perf_counter()
            person.submit()
            waits.append((time.perf_counter() - began) * 1000)
            person.close_view()
        return waits

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [wait for waits in pool.map(join, people) for wait in waits]


def _fill_outbox(deps: Deps, workspace: str, people: list[str]) -> None:
    """A drain that goes on while they click."""
    with deps.writing() as work:
        (program,) = work.tx.programs.of_workspace(workspace)
        for slack_id in people:
            person = work.tx.people.find(program.workspace, slack_id)
            assert person is not None
            work.tell(
                *(
                    Notice(
                        kind=NoticeKind.INVITED,
                        workspace=program.workspace,
                        to=ToPerson(person=person.id),
                        key=f"bench:{person.id}:{nth}",
                        program=program.id,
                        about=program.leads[0],
                    )
                    for nth in range(60)
                )
            )
