"""The first week of a rehearsal, sent to the lead who asked, as samples that do nothing."""

from slack_bolt import Ack, App, Respond

from bot.deps import Deps
from bot.services.rehearsal import FIRST_WEEK, cast_of, rehearse
from bot.views import ids, rehearsals
from handlers import speaking
from handlers.payloads import Payload, click_of


def register(app: App, deps: Deps) -> None:
    """Install the button."""

    @app.action(ids.REHEARSAL_SAMPLES)
    def send_samples(ack: Ack, body: Payload, respond: Respond) -> None:
        click = click_of(body)
        with deps.reading() as work:
            cast = cast_of(work, click.actor, click.program)
            voice = speaking.voice_for(deps, work, click.actor)

        def send() -> None:
            with deps.scratch() as store:
                played = rehearse(store, deps.prompts, cast, FIRST_WEEK, deps.now())
            for sample in rehearsals.samples(voice, played):
                speaking.answer(respond, sample)

        deps.aside(send)
        ack()
