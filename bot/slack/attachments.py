"""The file that goes with a notice: written when the notice is drawn, from what holds then."""

from dataclasses import dataclass

from bot.deps import Deps
from bot.domain.notices import Operation, operation
from bot.domain.scenes import Scene
from bot.services.meeting_notices import calendar_entry
from bot.views.messages.calendars import event_title
from bot.views.readers import voices_for

FILE_NAME = "mentoring.ics"
"""What it is called on the reader's machine: short, and without words about anybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file with its name, and the title Slack shows in place of it."""

    name: str
    title: str
    content: bytes


def attached(deps: Deps, scene: Scene) -> Attachment | None:
    """The file of a notice that is one, in its reader's zone and language; None for any other."""
    if operation(scene.notice.kind) is not Operation.FILE:
        return None
    if scene.facts is None or scene.reader is None:
        raise ValueError("a calendar file is for one of a pair")
    facts, side = scene.facts, scene.facts.pair.side_of(scene.reader.id)
    meeting = facts.meeting(int(scene.notice.facts["number"]))
    if meeting is None:
        raise ValueError("a calendar file is about a meeting")
    (voice,) = voices_for(deps.texts, scene)
    title = event_title(voice, facts)
    content = deps.calendars.file(calendar_entry(facts, side, meeting, title, scene.now))
    return Attachment(name=FILE_NAME, title=title, content=content)
