"""Laws of messages on the page: a file has its label, whatever its title says."""

from sandbox import Person, Workspace
from sandbox.drafts import Draft
from sandbox.face.messages import Conversation
from sandbox.face.reading import Reading
from sandbox.mrkdwn import Reader
from sandbox.posting import post


def shown(ws: Workspace, person: Person, *files: str) -> str:
    """A message with these files, as its reader sees it."""
    channel = ws.conversation_of([person.id])
    post(ws, channel, Draft(text="For your calendar", files=files))
    reading = Reading(ws)
    reader = Reader(people={}, channels={}, tz=person.tz, locale=person.locale)
    page = Conversation(reading=reading, channel=channel, person_id=person.id, reader=reader, may_write=False)
    return "".join(html for _, html in page.fragments(reading.window(person.id, channel.id, 5), {}))


def test_a_file_stands_under_its_words_with_its_title_and_its_name(ws: Workspace, ana: Person) -> None:
    ws.uploads.keep("F1", "mentoring.ics", b"BEGIN")
    ws.uploads.complete("F1", "Ana & <Ben>", "D1")
    page = shown(ws, ana, "F1")

    assert "File: <strong>Ana &amp; &lt;Ben&gt;</strong> (mentoring.ics)" in page
    assert page.index("For your calendar") < page.index("File:")


def test_a_file_without_a_title_is_called_by_its_name(ws: Workspace, ana: Person) -> None:
    ws.uploads.keep("F1", "mentoring.ics", b"BEGIN")
    assert "File: <strong>mentoring.ics</strong></p>" in shown(ws, ana, "F1")
