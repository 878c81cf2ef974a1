"""Answers over HTTP, the proper ones and those that no client should have to read."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from email.utils import format_datetime

from starlette.responses import PlainTextResponse, Response, StreamingResponse

from sandbox.calls import TOO_MANY, Answer, Call, note, perform
from sandbox.faults import ANSWERS, Fault
from sandbox.workspace import Workspace

PLAYED = frozenset({"retry_after", "http", "answer", "silence", "drip"})
"""Faults that are played here, by name."""

DROPS = 20
"""Parts in which an answer drips."""


def headers_of(ws: Workspace, answer: Answer) -> dict[str, str]:
    headers = {
        "date": format_datetime(ws.now(), usegmt=True),
        "x-oauth-scopes": ",".join(sorted(ws.manifest.scopes)),
        "content-type": "application/json; charset=utf-8",
    }
    if answer.retry_after is not None:
        headers["retry-after"] = str(answer.retry_after)
    return headers


def answered(ws: Workspace, answer: Answer) -> Response:
    """As Slack answers."""
    return Response(json.dumps(answer.body), status_code=answer.status, headers=headers_of(ws, answer))


async def play(ws: Workspace, call: Call, fault: Fault, cut: Callable[[], Awaitable[Response]]) -> Response:
    """As Slack answers on a bad day. `cut` ends the connection."""
    match fault.name:
        case "retry_after":
            refused = {"ok": False, "error": "ratelimited"}
            note(ws, call, Answer(body=refused, status=TOO_MANY))
            headers = {"retry-after": fault.after} if fault.after else {}
            return Response(json.dumps(refused), status_code=TOO_MANY, headers=headers)
        case "http":
            note(ws, call, Answer(body={}, status=int(fault.after)))
            return PlainTextResponse("Trouble", status_code=int(fault.after))
        case "answer":
            perform(ws, call)
            return PlainTextResponse(ANSWERS[fault.after])
        case "silence":
            perform(ws, call)
            await asyncio.sleep(float(fault.after))
            return await cut()
        case _:
            answer = perform(ws, call)
            return StreamingResponse(_dripping(answer, float(fault.after)), headers=headers_of(ws, answer))


async def _dripping(answer: Answer, seconds: float) -> AsyncIterator[bytes]:
    body = json.dumps(answer.body).encode()
    size = -(-len(body) // DROPS)
    for place in range(0, len(body), size):
        yield body[place : place + size]
        await asyncio.sleep(seconds / DROPS)
