"""The one element of the page: areas of keyed fragments, of which only what changed travels to the browser."""

from collections.abc import Callable, Sequence

from nicegui import ui
from nicegui.element import Element
from nicegui.events import GenericEventArguments

from sandbox.wire import Json

Fragment = tuple[str, str]


class Screen(Element, component="static/screen.js"):
    """`areas` is what a fresh page begins with; after that `show` gathers differences, and `draw` sends them as one."""

    def __init__(self, skeleton: str, on_act: Callable[[Json], None]) -> None:
        super().__init__()
        self._shown: dict[str, dict[str, str]] = {}
        self._begun = False
        self._changes: list[tuple[str, list[str], dict[str, str], bool]] = []
        self._props["skeleton"] = skeleton
        self._props["areas"] = {}
        self._props["marks"] = {}

        def heard(event: GenericEventArguments) -> None:
            on_act(event.args)

        self.on("act", heard)

    def begin(self, marks: Json) -> None:
        """From now on changes are sent; until now they became what the page begins with."""
        self._props["areas"] = {name: list(shown.items()) for name, shown in self._shown.items()}
        self._props["marks"] = marks
        self._begun = True

    def show(self, area: str, fragments: Sequence[Fragment], *, fresh: bool = False) -> None:
        """Make an area hold exactly these fragments, in this order. `fresh` is another content, not a change."""
        wanted = dict(fragments)
        before = self._shown.get(area, {})
        if wanted == before and list(wanted) == list(before):
            return
        self._shown[area] = wanted
        if self._begun:
            changed = {key: html for key, html in wanted.items() if fresh or before.get(key) != html}
            self._changes.append((area, list(wanted), changed, fresh))

    def draw(self, *done: object) -> None:
        """Send what `show` gathered. `done` ends an act in the same step: who sees its answer can click on at once."""
        changes, self._changes = self._changes, []
        if changes or done:
            self.call("draw", changes, done)

    def call(self, method: str, *arguments: object) -> None:
        """One of the page's own methods, such as `done` or `address`."""
        if self._begun:
            _ = self.run_method(method, *arguments)


def style_sheet() -> None:
    """The page's own style, from this server."""
    ui.add_head_html('<link rel="stylesheet" href="/_face/static/face.css">')
