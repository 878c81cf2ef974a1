"""What people do again and again, through the bot's real commands, buttons and forms."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from operations.cast import Actor, Shown


def monday_noon(now: datetime) -> datetime:
    """The next Monday, 13:00 UTC: a working hour from New York to Berlin."""
    day = now + timedelta(days=(7 - now.weekday()) % 7 or 7)
    return day.astimezone(UTC).replace(hour=13, minute=0, second=0, microsecond=0)


def set_up(lead: Actor, channel: str, **more: object) -> None:
    """The lead sets the program up; `more` are other fields of its form."""
    lead.command("/mentor", "program")
    lead.fill({"name": "Harbour Mentoring", "digest_channel": channel} | more)
    finish(lead)


def join(who: Actor, role: str, *, wants: str = "", offers: str = "") -> None:
    """Somebody joins the program."""
    who.command("/mentor", "join")
    who.fill({"role": role, "wants": wants, "offers": offers})
    finish(who)


def finish(who: Actor) -> None:
    """Send the form, where there is something to send, and put away what the bot says to it."""
    with suppress(LookupError):
        who.submit()
    while who.view is not None:
        who.close_view()


def fill_what_is_there(who: Actor, answers: Mapping[str, object]) -> None:
    """Fill the fields the form has, and leave out those it does not ask for."""
    for name, value in answers.items():
        with suppress(LookupError):
            who.fill({name: value})


def has_button(shown: Shown, action: str) -> bool:
    """Whether this button stands there."""
    return any(each == action for each, _, _ in shown.buttons())
