"""Opening, pushing, updating and publishing views: what the app sends is judged, then shown on the person's screen."""

from dataclasses import replace

from sandbox.blocks import VIEW_BYTES, view_faults, view_size
from sandbox.inputs import initial_state
from sandbox.refusals import SlackSays
from sandbox.views import Surface, View, view_object, with_content
from sandbox.wire import Json
from sandbox.workspace import Workspace


def judged(ws: Workspace, source: object, surface: Surface, replacing: View | None = None) -> Json:
    """The view as an object that Slack takes; every refusal names its place."""
    faults = view_faults(source, surface)
    if faults or not isinstance(source, dict):
        raise SlackSays("invalid_arguments", messages=faults)
    if view_size(source) > VIEW_BYTES:
        raise SlackSays("view_too_large")
    twin = ws.screens.with_external_id(source.get("external_id", ""))
    if twin is not None and (replacing is None or twin.id != replacing.id):
        raise SlackSays("duplicate_external_id")
    return source


def filled(ws: Workspace, view: View, source: Json) -> View:
    """The view with this content; what the person typed stays where block, action and kind stay the same."""
    blocks = ws.blueprint.of(source["blocks"])
    return with_content(view, source, blocks, initial_state(blocks, view.state), ws.screens.new_hash())


def open_modal(ws: Workspace, person_id: str, source: object) -> View:
    content = judged(ws, source, "modal")
    view = ws.screens.open(filled(ws, ws.screens.blank(person_id, "modal"), content))
    ws.changed()
    return view


def push_modal(ws: Workspace, person_id: str, source: object) -> View:
    content = judged(ws, source, "modal")
    view = ws.screens.push(filled(ws, ws.screens.blank(person_id, "modal"), content))
    ws.changed()
    return view


def update_view(ws: Workspace, view: View, source: object) -> View:
    content = judged(ws, source, view.type, replacing=view)
    changed = ws.screens.keep(filled(ws, view, content))
    ws.changed()
    return changed


def publish_home(ws: Workspace, person_id: str, source: object) -> View:
    before = ws.screens.home(person_id)
    content = judged(ws, source, "home", replacing=before)
    view = ws.screens.publish(filled(ws, before or ws.screens.blank(person_id, "home"), content))
    ws.changed()
    return view


def fits_hash(view: View | None, wanted: str | None) -> None:
    """An update that names an older hash lost a race: `hash_conflict`."""
    if wanted and view is not None and view.hash != wanted:
        raise SlackSays("hash_conflict")


def wire_view(ws: Workspace, view: View) -> Json:
    return view_object(view, bot_id=ws.bot_id, app_id=ws.app_id, team_id=ws.team_id)


def entered_state(view: View, block_id: str, action_id: str, value: Json) -> View:
    """The view after a person entered something; the hash stays, since the app changed nothing."""
    block = view.state.get(block_id, {}) | {action_id: value}
    return replace(view, state=view.state | {block_id: block})
