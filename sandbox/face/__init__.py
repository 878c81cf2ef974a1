"""A face for browsers: the local workspace as a page, at the same address as its API.

It draws what the workspace holds and sends what Slack would send. It knows nothing of the app: words about it are
handed in. Nothing here imports the library that serves pages until a server is started with a face.

    face = Face(begin=…, advance=…, next_due=…)
    with serve(workspace, port=8710, face=face) as server:
        ...
"""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from sandbox.face.offers import Hint, Start, Welcome

if TYPE_CHECKING:
    from starlette.types import ASGIApp

    from sandbox.server import Server

__all__ = ["Face", "Hint", "Start", "Welcome"]


class Face:
    """What a browser is offered beside the workspace itself.

    `advance` moves time through every due moment, `next_due` is the next such moment, `begin` opens a fresh workspace
    for one of the `starts`. All three are called in threads, never two at once.
    """

    def __init__(
        self,
        *,
        advance: Callable[[datetime], None],
        next_due: Callable[[], datetime | None],
        begin: Callable[[str], None],
        starts: Sequence[Start] = (),
        welcome: Welcome | None = None,
        hints: Sequence[Hint] = (),
    ) -> None:
        self._advance, self._next_due, self._begin = advance, next_due, begin
        self._starts, self._welcome, self._hints = starts, welcome, hints

    @asynccontextmanager
    async def running(self, server: "Server") -> AsyncIterator["ASGIApp"]:
        """The pages, while the server runs; entered in its event loop."""
        from sandbox.face.door import opened
        from sandbox.face.world import Plan

        plan = Plan(
            welcome=self._welcome,
            starts=self._starts,
            begin=self._begin,
            advance=self._advance,
            next_due=self._next_due,
            hints=self._hints,
        )
        async with opened(plan, server) as pages:
            yield pages
