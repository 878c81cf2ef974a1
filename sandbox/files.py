"""Files on their way: a place to upload to, the bytes, and whether the upload was completed."""

from dataclasses import dataclass, replace

from sandbox.refusals import SlackSays
from sandbox.wire import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    id: str
    ticket: str
    filename: str
    length: int
    title: str = ""
    content: bytes | None = None
    shared_in: str | None = None


class Uploads:
    """All files of a workspace, by id and by the ticket in their upload address."""

    def __init__(self) -> None:
        self._files: dict[str, Upload] = {}

    def expect(self, upload: Upload) -> None:
        self._files[upload.id] = upload

    def receive(self, ticket: str, content: bytes) -> bool:
        """Takes the bytes; false when the ticket is unknown, used, or the length is not the announced one."""
        for upload in self._files.values():
            if upload.ticket == ticket and upload.content is None and upload.length == len(content):
                self._files[upload.id] = replace(upload, content=content)
                return True
        return False

    def complete(self, file_id: str, title: str, channel_id: str | None) -> Upload:
        upload = self._files.get(file_id)
        if upload is None or upload.content is None:
            raise SlackSays("file_not_found")
        done = replace(upload, title=title or upload.filename, shared_in=channel_id)
        self._files[file_id] = done
        return done

    def keep(self, file_id: str, filename: str, content: bytes) -> Upload:
        """A file a person chose in a form: it is there at once, and shared nowhere."""
        upload = Upload(id=file_id, ticket="", filename=filename, length=len(content), title=filename, content=content)
        self._files[file_id] = upload
        return upload

    def file(self, file_id: str) -> Upload:
        return self._files[file_id]


def file_object(upload: Upload, person_id: str) -> Json:
    """A file as the state of a `file_input` holds it."""
    return {
        "id": upload.id,
        "name": upload.filename,
        "title": upload.title or upload.filename,
        "filetype": upload.filename.rpartition(".")[2].lower() or "text",
        "size": upload.length,
        "user": person_id,
        "mode": "hosted",
        "is_external": False,
        "is_public": False,
    }
