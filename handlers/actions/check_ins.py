"""One tap under a check-in."""

from collections.abc import Callable, Mapping

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.meetings import Outcome
from bot.services.checkins import answer_check_in
from bot.views import ids, messages
from handlers import home, speaking
from handlers.payloads import Payload, click_of

OUTCOMES: Mapping[str, Outcome] = {
    ids.CHECK_IN_MET: Outcome.MET,
    ids.CHECK_IN_NOT_YET: Outcome.NOT_YET,
    ids.CHECK_IN_MOVED: Outcome.MOVED,
    ids.CHECK_IN_SKIP: Outcome.SKIP,
}


def register(app: App, deps: Deps) -> None:
    """Install the four answers."""
    for action, outcome in OUTCOMES.items():
        app.action(action)(_listener(deps, outcome))


def _listener(deps: Deps, outcome: Outcome) -> Callable[[Ack, Payload, WebClient, Respond], None]:
    def answer(ack: Ack, body: Payload, client: WebClient, respond: Respond) -> None:
        click = click_of(body)
        with deps.writing() as work:
            answered = answer_check_in(work, click.actor, click.pair, click.number, outcome)
            voice = speaking.voice_for(deps, work, click.actor)
            now = work.now
        shown = messages.check_in(voice, answered.facts, answered.side, answered.number, now)
        home.after_click(deps, client, respond, click, shown)
        ack()

    return answer
