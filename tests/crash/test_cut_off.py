"""The token stops working in the middle of a drain: nothing is lost, Slack is left in peace, and it goes on later."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.notices import OutboxState
from bot.services.work import Work
from bot.slack.outcomes import AFTER_TOKEN_TROUBLE
from bot.slack.window import AT_ONCE
from sandbox import Fault, Workspace
from scheduler.prompts import PROMPTS
from tests.crash import records
from tests.crash.harbour import Child, Harbour, a_harbour
from tests.crash.scene import LATER, Scene, question

SCENE = Scene(pairs=20, rounds=3, couples=0)
AWAY = timedelta(minutes=30)
LOOKS = AWAY.total_seconds() // AFTER_TOKEN_TROUBLE + 1
"""How often one message may try whether the token works again."""
Mend = Callable[[Harbour, Child], Child]


def same_token(harbour: Harbour, child: Child) -> Child:
    """The operator installs the app again and Slack gives the token it had."""
    harbour.ws.install_again()
    return child


def another_token(harbour: Harbour, child: Child) -> Child:
    """Slack gives another one, and the operator starts the bot with it."""
    harbour.ws.install_again()
    harbour.ws.bot_token = f"{harbour.ws.bot_token}-2"
    child.order("stop")
    child.kill()
    heir = harbour.start()
    heir.begun()
    return heir


def tell_what_is_soon_over(harbour: Harbour) -> str:
    """A message whose day is over before the app is back, behind all others."""
    facts = records.a_pair(harbour.store)
    notice = replace(question(facts, facts.mentor, "soon over"), expires_at=harbour.ws.now() + AWAY / 2)
    with harbour.store.write() as tx:
        Work(tx=tx, prompts=PROMPTS, now=harbour.ws.now()).tell(notice)
    return notice.key


def cut_off(harbour: Harbour, child: Child, trouble: Callable[[Workspace], None]) -> None:
    """While letters are in the air and others in hand."""
    harbour.pass_time(child, lambda: harbour.posted > SCENE.pairs)
    harbour.ws.faults.add(Fault(method="chat.postMessage", kind="latency:0.3", times=AT_ONCE))
    harbour.drift.move(10)
    child.order("wake")
    harbour.wait(lambda: bool(records.leased(harbour.store)))
    trouble(harbour.ws)


def refused(harbour: Harbour) -> int:
    """How often a message met the dead token."""
    calls = [each for name in ("chat.postMessage", "conversations.open") for each in harbour.ws.traffic.calls(name)]
    return sum(each.answer.get("error") == harbour.ws.token_refusal for each in calls)


@pytest.mark.parametrize(
    ("trouble", "told", "mend"),
    [
        (Workspace.revoke_tokens, "handlers.tokens_revoked", same_token),
        (Workspace.uninstall, "handlers.app_uninstalled", another_token),
    ],
    ids=["revoked", "uninstalled"],
)
def test_a_token_that_dies_in_a_drain_costs_time_and_no_message(
    url: str, tmp_path: Path, trouble: Callable[[Workspace], None], told: str, mend: Mend
) -> None:
    with a_harbour(url, tmp_path, SCENE) as harbour:
        child = harbour.start()
        child.begun()
        cut_off(harbour, child, trouble)
        posted, key = harbour.posted, tell_what_is_soon_over(harbour)
        until = harbour.ws.now() + AWAY
        harbour.pass_time(child, lambda: harbour.ws.now() >= until, step=60)

        assert harbour.posted == posted
        assert AT_ONCE / 2 < refused(harbour) <= AT_ONCE + LOOKS, "those in the air, then one at a time"
        assert not any(entry.state is OutboxState.DEAD for entry in records.outbox(harbour.store))
        harbour.wait(lambda: told in harbour.log)

        child = mend(harbour, child)
        harbour.pass_span(child, LATER)
        found = harbour.check()
        (over,) = [entry for entry in records.outbox(harbour.store) if entry.notice.key == key]
        assert (over.state, found.doubled) == (OutboxState.EXPIRED, 0)
        assert found.posted >= SCENE.due
