"""Views: modals and Home tabs, as the app sent them and as a person filled them in."""

import copy
from dataclasses import dataclass, field, replace
from typing import Literal

from sandbox.inputs import elements
from sandbox.mrkdwn import Reader
from sandbox.people import Person
from sandbox.shown import shown_blocks
from sandbox.wire import Json

Surface = Literal["modal", "home"]


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One view on one person's screen. Immutable: an update is another value with the same id and a new hash."""

    id: str
    hash: str
    type: Surface
    owner: str
    title: str = ""
    submit: str | None = None
    close: str | None = None
    blocks: list[Json] = field(default_factory=list)
    state: Json = field(default_factory=dict)
    callback_id: str = ""
    private_metadata: str = ""
    external_id: str = ""
    clear_on_close: bool = False
    notify_on_close: bool = False
    root_view_id: str = ""
    previous_view_id: str | None = None
    errors: dict[str, str] = field(default_factory=dict)
    reader: Reader = field(default_factory=Reader, repr=False, compare=False)

    def shown(self, viewer: Person | None = None) -> str:
        """Title, blocks with what was entered, refusals, and the buttons below; in the viewer's zone if given."""
        reader = replace(self.reader, tz=viewer.tz, locale=viewer.locale) if viewer else self.reader
        refusals = [f"! {words}" for words in self.errors.values()]
        feet = [f"[{words}]" for words in (self.close, self.submit) if words]
        lines = [self.title, shown_blocks(self.blocks, reader, self.state), *refusals, "  ".join(feet)]
        return "\n".join(line for line in lines if line)

    def text_of(self, block_id: str | None = None) -> str:
        """The words of one block, or of all of them."""
        chosen = [each for each in self.blocks if block_id in (None, each["block_id"])]
        return shown_blocks(chosen, self.reader, self.state)

    def buttons(self) -> list[tuple[str, str, str]]:
        """Each button as (action_id, words on it, value)."""
        return [
            (held.action_id, str(held.element["text"]["text"]), str(held.element.get("value", "")))
            for held in elements(self.blocks)
            if held.kind == "button"
        ]

    def seen_by(self, reader: Reader) -> "View":
        return replace(self, reader=reader, blocks=copy.deepcopy(self.blocks), state=copy.deepcopy(self.state))


def _label(words: str | None) -> Json | None:
    return None if words is None else {"type": "plain_text", "text": words, "emoji": True}


def view_object(view: View, *, bot_id: str, app_id: str, team_id: str) -> Json:
    """A view as Slack puts it into answers and payloads."""
    return {
        "id": view.id,
        "team_id": team_id,
        "type": view.type,
        "blocks": copy.deepcopy(view.blocks),
        "private_metadata": view.private_metadata,
        "callback_id": view.callback_id,
        "state": {"values": copy.deepcopy(view.state)},
        "hash": view.hash,
        "title": _label(view.title if view.type == "modal" else "View Title"),
        "clear_on_close": view.clear_on_close,
        "notify_on_close": view.notify_on_close,
        "close": _label(view.close),
        "submit": _label(view.submit),
        "previous_view_id": view.previous_view_id,
        "root_view_id": view.root_view_id or view.id,
        "app_id": app_id,
        "external_id": view.external_id,
        "app_installed_team_id": team_id,
        "bot_id": bot_id,
    }


def words_of(label: object) -> str | None:
    return str(label["text"]) if isinstance(label, dict) else None


def with_content(view: View, source: Json, blocks: list[Json], state: Json, new_hash: str) -> View:
    """The view after the app sent other content for it; identity and place in the stack stay."""
    return replace(
        view,
        hash=new_hash,
        title=words_of(source.get("title")) or "",
        submit=words_of(source.get("submit")),
        close=words_of(source.get("close")),
        blocks=blocks,
        state=state,
        callback_id=source.get("callback_id", ""),
        private_metadata=source.get("private_metadata", ""),
        external_id=source.get("external_id", ""),
        clear_on_close=bool(source.get("clear_on_close")),
        notify_on_close=bool(source.get("notify_on_close")),
        errors={},
    )
