"""Laws of the message box: it knows what the manifest names, and says where else to type when it is closed."""

import html
import json
import re

from sandbox import Person, Workspace
from sandbox.face.composer import composer_fragments
from sandbox.face.offers import Hint
from sandbox.face.reading import Reading


def box(ws: Workspace, place: str, *hints: Hint) -> str:
    return composer_fragments(Reading(ws), place, is_open=True, hints=hints)[0][1]


def offered(words: str) -> list[list[str]]:
    """The hints as the page reads them."""
    found = re.search(r'data-hints="([^"]*)"', words)
    assert found
    hints: list[list[str]] = json.loads(html.unescape(found[1]))
    return hints


def test_commands_come_with_their_usage_hints_and_more_with_what_is_handed_in(ws: Workspace, ana: Person) -> None:
    drawn = box(ws, ws.own_notes(ana.id).id, Hint(words="/helm north", about="<up>"))
    assert offered(drawn) == [
        ["/helm port", "/helm ", "Steer"],
        ["/raw", "/raw ", "As typed"],
        ["/helm north", "/helm north", "<up>"],
    ]
    assert "<up>" not in drawn


def test_global_shortcuts_stand_beside_the_box_and_message_shortcuts_do_not(ws: Workspace, ana: Person) -> None:
    drawn = box(ws, ws.own_notes(ana.id).id)
    assert "Drop anchor" in drawn
    assert "Log this" not in drawn


def test_where_nobody_may_write_the_way_to_ones_notes_is_shown(ws: Workspace, ana: Person) -> None:
    drawn = composer_fragments(Reading(ws), ws.conversation_of([ana.id]).id, is_open=False, hints=())[0][1]
    assert "<form" not in drawn
    assert 'data-do="notes"' in drawn
