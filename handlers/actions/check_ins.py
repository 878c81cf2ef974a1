"""Taps under a check-in: the four answers, and what is offered after them."""

from collections.abc import Callable, Mapping

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.deps import Deps
from bot.domain.meetings import Outcome
from bot.domain.questions import NOT_NOW, Fit, Kept, Placing, Tap
from bot.services import checkins
from bot.services.checkins import AnsweredCheckIn, answer_check_in, read_check_in
from bot.services.work import Work
from bot.views import ids, messages, modals
from bot.views.messages.bundles import bundle_in
from bot.views.messages.check_ins import check_in_again
from handlers import home, speaking
from handlers.payloads import Click, Payload, click_of

OUTCOMES: Mapping[str, Outcome] = {
    ids.CHECK_IN_MET: Outcome.MET,
    ids.CHECK_IN_NOT_YET: Outcome.NOT_YET,
    ids.CHECK_IN_MOVED: Outcome.MOVED,
    ids.CHECK_IN_SKIP: Outcome.SKIP,
}
TAPS: Mapping[str, tuple[Tap, str]] = {
    ids.FIT_GOOD: (Tap.FIT, Fit.GOOD),
    ids.FIT_DECIDING: (Tap.FIT, Fit.DECIDING),
    ids.FIT_NOT: (Tap.FIT, Fit.NOT_A_FIT),
    ids.RATE_1: (Tap.RATING, "1"),
    ids.RATE_2: (Tap.RATING, "2"),
    ids.RATE_3: (Tap.RATING, "3"),
    ids.RATE_4: (Tap.RATING, "4"),
    ids.RATE_5: (Tap.RATING, "5"),
    ids.KEPT_DONE: (Tap.FOLLOW_UP, Kept.DONE),
    ids.KEPT_NOT_YET: (Tap.FOLLOW_UP, Kept.NOT_YET),
    ids.KEPT_DROPPED: (Tap.FOLLOW_UP, Kept.DROPPED),
    ids.PLACING_SLOT: (Tap.PLACING, Placing.SLOT),
    ids.PLACING_RHYTHM: (Tap.PLACING, Placing.RHYTHM),
    ids.PLACING_FINE: (Tap.PLACING, Placing.FINE),
    ids.SELF_1: (Tap.SELF, "1"),
    ids.SELF_2: (Tap.SELF, "2"),
    ids.SELF_3: (Tap.SELF, "3"),
    ids.SELF_4: (Tap.SELF, "4"),
    ids.SELF_5: (Tap.SELF, "5"),
    ids.ENDING_NOT_NOW: (Tap.ENDING, NOT_NOW),
}
Listener = Callable[[Ack, Payload, WebClient, Respond], None]


def register(app: App, deps: Deps) -> None:
    """Install the four answers, the taps after them, and what opens the answers and a form again."""
    for action, outcome in OUTCOMES.items():
        app.action(action)(_answering(deps, outcome))
    for action, (question, value) in TAPS.items():
        app.action(action)(_tapping(deps, question, value))

    @app.action(ids.CHECK_IN_AGAIN)
    def again(ack: Ack, body: Payload, client: WebClient, respond: Respond) -> None:
        click = click_of(body)
        with deps.reading() as work:
            asked = read_check_in(work, click.actor, click.pair, click.number)
            voice = speaking.voice_for(deps, work, click.actor)
            shown = check_in_again(voice, asked.facts, asked.side, asked.number, work.now)
        if bundle_in(click.block):
            # A message of several things stays what it is; the taps come on top of it.
            speaking.show(client, click.trigger, modals.again_modal(voice, asked.facts, asked.side, asked.number))
        else:
            speaking.replace(respond, shown)
        ack()

    @app.action(ids.COMMITMENT_OPEN)
    def commitment(ack: Ack, body: Payload, client: WebClient) -> None:
        click = click_of(body)
        with deps.reading() as work:
            asked = read_check_in(work, click.actor, click.pair, click.number)
            voice = speaking.voice_for(deps, work, click.actor)
        view = modals.commitment_modal(voice, asked.facts, asked.number)
        speaking.show(client, click.trigger, view, click.view_type)
        ack()


def _answering(deps: Deps, outcome: Outcome) -> Listener:
    def use(work: Work, click: Click) -> AnsweredCheckIn:
        return answer_check_in(work, click.actor, click.pair, click.number, outcome)

    return _listener(deps, use)


def _tapping(deps: Deps, question: Tap, value: str) -> Listener:
    def use(work: Work, click: Click) -> AnsweredCheckIn:
        return checkins.tap(work, click.actor, click.pair, click.number, question, value)

    return _listener(deps, use)


def _listener(deps: Deps, use: Callable[[Work, Click], AnsweredCheckIn]) -> Listener:
    def listen(ack: Ack, body: Payload, client: WebClient, respond: Respond) -> None:
        click = click_of(body)
        with deps.writing() as work:
            answered = use(work, click)
            voice = speaking.voice_for(deps, work, click.actor)
            now = work.now
        shown = messages.check_in(voice, answered.facts, answered.side, answered.number, now)
        if click.view and click.view_type == "modal":
            speaking.redraw(client, click.view, modals.done_modal(voice, "check_in.changed"))
        home.after_click(deps, client, respond, click, shown)
        ack()

    return listen
