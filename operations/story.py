"""Twelve weeks of two mentorships, played on a local workspace by clicking the bot's real buttons and forms.

Lea leads. Ana mentors Ben, and they thrive; Cleo and Dev are paired and never start. Nothing here reaches into the
bot: what happens is what the people do and what the calendar brings.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from operations.cast import Screens, Town
from operations.reacting import Story
from operations.telling import Character, Telling

WEEKS = 12


def play(town: Town, screens: Screens, *, now: Callable[[], datetime], advance: Callable[[datetime], None]) -> bool:
    """Play the story; True when everything the people did was answered."""
    telling = Telling()
    people = _people(town, screens)
    leads_channel = town.add_channel("mentoring-leads", members=[people["Lea"].id], bot_is_member=True)
    screens.wait_connected()
    story = Story(people=people, telling=telling, now=now, advance=advance)
    telling.chapter("Lea sets up a program; four people join")
    advance(_monday(now()))
    _set_up(story, leads_channel.id)
    telling.chapter("Two pairs are proposed")
    _pair(story, "ana", "ben")
    _pair(story, "cleo", "dev")
    for week in range(1, WEEKS + 1):
        telling.chapter(f"Week {week}, from {now():%d %B %Y}")
        for _ in range(7):
            story.pass_time(timedelta(days=1))
    telling.chapter("Lea looks who may need somebody")
    _look(story, leads_channel.id)
    return _sum_up(story)


def _people(town: Town, screens: Screens) -> dict[str, Character]:
    found = {}
    for name, real_name, tz, locale in (
        ("Lea", "Lea Moss", "Europe/Berlin", "en-GB"),
        ("Ana", "Ana Ruiz", "Europe/Madrid", "en-GB"),
        ("Ben", "Ben Okafor", "America/New_York", "en-US"),
        ("Cleo", "Cleo Ito", "Asia/Tokyo", "en-US"),
        ("Dev", "Dev Nair", "Asia/Kolkata", "en-GB"),
    ):
        member = town.add_person(name.lower(), real_name=real_name, tz=tz, locale=locale, is_admin=name == "Lea")
        found[name] = Character(name=name, id=member.id, tz=tz, actor=screens.as_person(member.id))
    return found


def _monday(now: datetime) -> datetime:
    """The next Monday, 13:00 UTC: a working hour in Berlin, Madrid and New York."""
    day = now + timedelta(days=(7 - now.weekday()) % 7 or 7)
    return day.astimezone(UTC).replace(hour=13, minute=0, second=0, microsecond=0)


def _set_up(story: Story, channel: str) -> None:
    lea = story.people["Lea"]
    story.telling.did(lea, "types /mentor program")
    story.note(lea.actor.command("/mentor", "program").warning)
    story.form(lea, {"name": "Harbour Mentoring", "digest_channel": channel})
    for name, role, wants, offers in (
        ("Ana", "mentor", "", "Ten years of shipping, and the scars. I ask more than I tell."),
        ("Ben", "mentee", "To lead a project without drowning in it.", ""),
        ("Cleo", "mentor", "", "Design reviews, and how to say no kindly."),
        ("Dev", "mentee", "To find my way from support into design.", ""),
    ):
        who = story.people[name]
        story.telling.did(who, "types /mentor join")
        story.note(who.actor.command("/mentor", "join").warning)
        story.form(who, {"role": role, "wants": wants, "offers": offers})


def _pair(story: Story, mentor: str, mentee: str) -> None:
    lea = story.people["Lea"]
    words = f"pair @{mentor} @{mentee}"
    story.telling.did(lea, f"types /mentor {words}")
    answer = lea.actor.command("/mentor", words)
    story.note(answer.warning)
    for message in answer.messages:
        story.telling.reads(lea, "only Lea sees this", message.shown())
    story.pass_time(timedelta(hours=1))


def _look(story: Story, channel: str) -> None:
    lea = story.people["Lea"]
    digest = lea.actor.messages(channel)[-1]
    story.telling.did(lea, "presses the button under the last digest")
    answer = lea.actor.click(digest, "digest_needs")
    story.note(answer.warning)
    for message in answer.messages:
        story.telling.reads(lea, "only Lea sees this", message.shown())
    ben = story.people["Ben"]
    story.telling.did(ben, "types /mentor stage")
    for message in ben.actor.command("/mentor", "stage").messages:
        story.telling.reads(ben, "only Ben sees this", message.shown())


def _sum_up(story: Story) -> bool:
    story.telling.table(
        f"{WEEKS} weeks",
        {
            **{f"messages {name} read": count for name, count in sorted(story.telling.received.items())},
            "check-ins answered": story.answered,
            "refused or unanswered": len(story.refused),
        },
    )
    for words in story.refused:
        story.telling.console.print(words, style="red")
    return not story.refused
