"""What every field carries: its id, its name, its refusal, and how the page finds it again."""

import json

from sandbox.face.surfaces import Surface
from sandbox.inputs import Held
from sandbox.wire import Json


def field_marks(held: Held, surface: Surface, label: str) -> Json:
    """Attributes of a field. In an input block the label stands in the page; elsewhere `label` is its name."""
    field_id = surface.id_of(held)
    refused = held.is_input and held.block_id in surface.errors
    described = [f"{field_id}-hint"] if held.is_input and "hint" in held.block else []
    described += [f"{field_id}-error"] if refused else []
    return {
        "id": field_id,
        "data_field": held.kind,
        "data_block": held.block_id,
        "data_action": held.action_id,
        "data_do": "choose" if sends(held) else None,
        "data_at": _moment(held),
        "data_confirm": question(held),
        "aria_label": None if held.is_input else label,
        "aria_invalid": "true" if refused else None,
        "aria_describedby": " ".join(described) or None,
        "aria_required": "true" if held.is_input and not held.block.get("optional") and not _is_group(held) else None,
        "autofocus": bool(held.element.get("focus_on_load")),
    }


def _is_group(held: Held) -> bool:
    return held.kind in {"radio_buttons", "checkboxes"} or held.kind.startswith("multi_")


def sends(held: Held) -> bool:
    """Whether the app hears of a choice at once: outside inputs always, inside when the block says so."""
    return not held.is_input or bool(held.block.get("dispatch_action"))


def _moment(held: Held) -> str | None:
    """When typed text that is sent at once is sent; Slack's default is Enter."""
    if not sends(held):
        return None
    config = held.element.get("dispatch_action_config", {})
    return " ".join(config.get("trigger_actions_on", ("on_enter_pressed",)))


def question(held: Held) -> str | None:
    """The words of the confirm dialog an element asks for, as the page reads them; it writes them as text."""
    confirm = held.element.get("confirm")
    if not confirm:
        return None
    words = {key: str(confirm[key]["text"]) for key in ("title", "text", "confirm", "deny")}
    return json.dumps(words | {"style": confirm.get("style", "primary")})
