"""What blocks are drawn on: a message, a modal or a Home tab, with what one person chose and typed there."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from sandbox.channels import Kind
from sandbox.inputs import VALUE_KEYS, Held, initial_value
from sandbox.mrkdwn import Reader
from sandbox.wire import Json

UNFIT = re.compile(r"[^\w-]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One line of a menu of people or conversations."""

    id: str
    words: str
    kind: Kind | None = None
    is_bot: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Surface:
    """`name` is unique on the page and begins every id; `address` is where the workspace itself is served."""

    name: str
    reader: Reader
    state: Json = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    people: tuple[Offer, ...] = ()
    conversations: tuple[Offer, ...] = ()
    address: str = ""

    def id_of(self, held: Held, part: str = "") -> str:
        """The id of an element in the page; the same in each drawing of the same element."""
        return UNFIT.sub("_", f"{self.name}-{held.block_id}-{held.action_id}{part}")

    def value_of(self, held: Held) -> object:
        """What is chosen or typed now, else what the element starts with."""
        state = self.state.get(held.block_id, {}).get(held.action_id)
        if not state or state["type"] != held.kind:
            state = initial_value(held.element)
        return state[VALUE_KEYS[held.kind]]
