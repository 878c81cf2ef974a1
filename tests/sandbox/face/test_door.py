"""Laws of the way in: the page is served beside the API, to this machine's own browsers only, again and again."""

import http.client
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime

import pytest
from starlette.types import Scope

from sandbox import Server, Workspace, serve
from sandbox.face import Face, Hint, Start, Welcome
from tests.sandbox.parts import MANIFEST


def face() -> Face:
    """A face for a workspace without an app."""

    def advance(_to: datetime) -> None:
        """Nothing is ever due."""

    return Face(
        advance=advance,
        next_due=lambda: None,
        begin=lambda _key: None,
        welcome=Welcome(title="Hello", sentences=("One.", "Two.", "Three."), button="Begin", persona="ana"),
        starts=[Start(key="empty", title="Empty", sentence="Nobody.", persona="ana")],
        hints=[Hint(words="/helm port", about="to the left")],
    )


@pytest.fixture
def served() -> Iterator[Server]:
    """A workspace with a face."""
    ws = Workspace(MANIFEST, name="Helm")
    ws.add_person("ana", real_name="Ana <script>")
    with serve(ws, face=face()) as server:
        yield server


def fetched(server: Server, path: str, **headers: str) -> tuple[int, str, dict[str, str]]:
    """Status, body and headers."""
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    try:
        line.request("GET", path, headers=headers)
        answer = line.getresponse()
        return answer.status, answer.read().decode(), {name.lower(): value for name, value in answer.getheaders()}
    finally:
        line.close()


def test_the_page_and_the_api_share_one_address(served: Server) -> None:
    status, page, headers = fetched(served, "/")
    assert status == 200
    assert "Ana <script" not in page
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert fetched(served, "/_face/static/face.css")[0] == 200
    assert '"ok": false' in fetched(served, "/api/auth.test")[1]


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_a_page_from_elsewhere_gets_nothing(served: Server, headers: dict[str, str]) -> None:
    assert fetched(served, "/", **headers)[0] == 403


def test_a_socket_needs_an_origin_of_ours() -> None:
    from sandbox.face.door import Guard

    async def nothing(*_: object) -> None:
        """Nobody is let in here."""

    guard = Guard(nothing, 8765)

    def admitted(*headers: tuple[bytes, bytes]) -> bool:
        scope: Scope = {"type": "websocket", "headers": [(b"host", b"127.0.0.1:8765"), *headers]}
        return guard.admits(scope)

    assert admitted((b"origin", b"http://127.0.0.1:8765"))
    assert admitted((b"origin", b"http://localhost:8765"))
    assert not admitted()
    assert not admitted((b"origin", b"http://127.0.0.1:9999"))
    assert not admitted((b"origin", b"https://127.0.0.1:8765"))
    assert not admitted((b"origin", b"http://127.0.0.1:8765.evil.example"))


def test_one_face_at_a_time(served: Server) -> None:
    assert served.port
    other = Workspace(MANIFEST, name="Other")
    with pytest.raises(RuntimeError), serve(other, face=face()):
        pass


def test_the_library_that_serves_pages_is_loaded_for_a_face_alone() -> None:
    code = "import sys, sandbox, sandbox.face; sys.exit('nicegui' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_another_workspace_takes_the_place_of_the_first(served: Server) -> None:
    fresh = Workspace(MANIFEST, name="Fresh")
    fresh.add_person("ben", real_name="Ben Ode")
    address = served.workspace.address
    served.open(fresh)
    assert fresh.address == address
    status, page, _ = fetched(served, "/")
    assert (status, "Ben Ode" in page, "Ana" in page) == (200, True, False)
