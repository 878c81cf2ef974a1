"""views.*: modals by trigger, updates by id and hash, the Home tab by person."""

from sandbox.refusals import SlackSays, invalid_arguments
from sandbox.showing import fits_hash, judged, open_modal, publish_home, push_modal, update_view, wire_view
from sandbox.views import View
from sandbox.wire import Json
from sandbox.workspace import Workspace


def _clicker(ws: Workspace, arguments: Json) -> str:
    pointer = arguments.get("trigger_id") or arguments.get("interactivity_pointer")
    if pointer is None:
        raise invalid_arguments("missing required field: trigger_id")
    return ws.triggers.exchange(pointer, ws.now())


def open_view(ws: Workspace, arguments: Json) -> Json:
    """A view Slack refuses does not use up the trigger."""
    content = judged(ws, arguments["view"], "modal")
    return {"view": wire_view(ws, open_modal(ws, _clicker(ws, arguments), content))}


def push_view(ws: Workspace, arguments: Json) -> Json:
    content = judged(ws, arguments["view"], "modal")
    return {"view": wire_view(ws, push_modal(ws, _clicker(ws, arguments), content))}


def update(ws: Workspace, arguments: Json) -> Json:
    view = _named(ws, arguments)
    fits_hash(view, arguments.get("hash"))
    return {"view": wire_view(ws, update_view(ws, view, arguments["view"]))}


def _named(ws: Workspace, arguments: Json) -> View:
    if arguments.get("view_id"):
        return ws.screens.view(arguments["view_id"])
    if not arguments.get("external_id"):
        raise invalid_arguments("missing required field: view_id or external_id")
    view = ws.screens.with_external_id(arguments["external_id"])
    if view is None:
        raise SlackSays("not_found")
    return view


def publish(ws: Workspace, arguments: Json) -> Json:
    """Needs the Home tab switched on in the manifest."""
    if not ws.manifest.home_tab:
        raise SlackSays("not_enabled")
    person_id = arguments["user_id"]
    if person_id not in ws.people:
        raise invalid_arguments("user_id is not a member of this workspace")
    fits_hash(ws.screens.home(person_id), arguments.get("hash"))
    return {"view": wire_view(ws, publish_home(ws, person_id, arguments["view"]))}
