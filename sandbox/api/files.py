"""files.*: an address to upload to, then the share in a conversation."""

from sandbox.drafts import Draft
from sandbox.files import Upload
from sandbox.posting import destination, post
from sandbox.refusals import SlackSays, invalid_arguments
from sandbox.wire import Json
from sandbox.workspace import Workspace


def upload_url(ws: Workspace, arguments: Json) -> Json:
    if arguments["length"] <= 0:
        raise invalid_arguments("length must be more than 0")
    upload = Upload(
        id=ws.ids.next("F"),
        ticket=ws.ids.secret("upload", 24),
        filename=arguments["filename"],
        length=arguments["length"],
    )
    ws.uploads.expect(upload)
    return {"upload_url": f"{ws.address}/upload/{upload.ticket}", "file_id": upload.id}


def complete(ws: Workspace, arguments: Json) -> Json:
    """Shares uploaded files in one conversation; a user id is no conversation here."""
    wanted = arguments["files"]
    if not isinstance(wanted, list) or not all(isinstance(each, dict) and "id" in each for each in wanted):
        raise invalid_arguments("files must be an array of objects with an id")
    target = arguments.get("channel_id")
    if target and target[:1] in {"U", "W"}:
        raise SlackSays("invalid_channel")
    channel = destination(ws, target) if target else None
    done = [ws.uploads.complete(each["id"], each.get("title", ""), target) for each in wanted]
    if channel is not None:
        shared = Draft(
            text=arguments.get("initial_comment", ""),
            thread_ts=arguments.get("thread_ts"),
            files=tuple(each.id for each in done),
        )
        post(ws, channel, shared)
    return {"files": [{"id": each.id, "title": each.title} for each in done]}
