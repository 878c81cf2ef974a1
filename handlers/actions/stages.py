"""Confirming or holding a stage, and reading the history."""

from collections.abc import Callable
from uuid import UUID

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.facts import PairFacts
from bot.domain.people import Actor
from bot.domain.scenes import PairHistory
from bot.domain.stages import Stage
from bot.services import growing
from bot.services.access import own_facts, person_behind
from bot.services.checkins import read_check_in
from bot.services.work import Work
from bot.views import ids, messages, modals, replies
from bot.views.parts import Message
from handlers import home, speaking
from handlers.payloads import Click, Payload, click_of

ANSWERS = {
    ids.STAGE_YES: (growing.confirm_stage, Stage.GROWTH),
    ids.STAGE_NOT_YET: (growing.hold_stage, Stage.GROWTH),
    ids.MATURITY_YES: (growing.confirm_stage, Stage.MATURITY),
    ids.MATURITY_NOT_YET: (growing.hold_stage, Stage.MATURITY),
}
Use = Callable[[Work, Actor, UUID, Stage], PairFacts]


def register(app: App, deps: Deps) -> None:
    """Install the answers to each stage, and the history."""

    for action, (use, to) in ANSWERS.items():
        app.action(action)(_answering(deps, use, to))

    @app.action(ids.HISTORY_OPEN)
    def history(ack: Ack, body: Payload, client: WebClient) -> None:
        click = click_of(body)
        with deps.reading() as work:
            facts, _, side = own_facts(work.tx, click.actor, click.pair)
            lines = tuple(work.tx.history.of(facts.pair.id))
            voice = speaking.voice_for(deps, work, click.actor)
        shown = PairHistory(facts=facts, partner=facts.pair.person_on(side.other), lines=lines)
        speaking.show(client, click.trigger, modals.history_modal(voice, shown), click.view_type)
        ack()


def _answering(deps: Deps, use: Use, to: Stage) -> Callable[[Ack, Payload, WebClient, Respond], None]:
    def answer(ack: Ack, body: Payload, client: WebClient, respond: Respond) -> None:
        click = click_of(body)
        with deps.writing() as work:
            facts = use(work, click.actor, click.pair, to)
            shown = _shown(deps, work, click, facts)
        home.after_click(deps, client, respond, click, shown)
        ack()

    return answer


def _shown(deps: Deps, work: Work, click: Click, facts: PairFacts) -> Message:
    """The check-in as it stands now where the button stood in one; else a sentence."""
    voice = speaking.voice_for(deps, work, click.actor)
    if ":" in click.value:
        asked = read_check_in(work, click.actor, click.pair, click.number)
        return messages.check_in(voice, asked.facts, asked.side, asked.number, work.now)
    if facts.pair.quiet_until and work.now < facts.pair.quiet_until:
        return replies.done(voice, "stage.held")
    side = facts.pair.side_of(person_behind(work.tx, click.actor).id)
    return replies.stage_confirmed(voice, facts, side)
