"""Laws of the guard that keeps tests on this machine."""

import socket
from pathlib import Path

import pytest

from tests.support.sockets import OutsideReached, is_this_machine

# Set aside for examples by RFC 5737 and RFC 3849: nobody answers there.
SOMEWHERE_ELSE = "192.0.2.1"
SOMEWHERE_ELSE_6 = "2001:db8::1"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.9.9.9", "::1", "::1%lo", "0.0.0.0", "", None, b"::1"])
def test_this_machine_has_many_names(host: object) -> None:
    assert is_this_machine(host)


@pytest.mark.parametrize("host", [SOMEWHERE_ELSE, SOMEWHERE_ELSE_6, "slack.com", "localhost.example.org", 7])
def test_everything_else_is_outside(host: object) -> None:
    assert not is_this_machine(host)


@pytest.mark.parametrize(
    ("family", "host"), [(socket.AF_INET, SOMEWHERE_ELSE), (socket.AF_INET6, SOMEWHERE_ELSE_6)], ids=["4", "6"]
)
def test_no_test_connects_or_sends_to_another_machine(family: socket.AddressFamily, host: str) -> None:
    with socket.socket(family, socket.SOCK_DGRAM) as outgoing:
        with pytest.raises(OutsideReached, match="nothing but this machine"):
            outgoing.connect((host, 9))
        with pytest.raises(OutsideReached):
            outgoing.sendto(b"hello", (host, 9))


def test_no_test_asks_for_the_address_of_another_machine() -> None:
    with pytest.raises(OutsideReached):
        socket.getaddrinfo("slack.com", 443)


def test_a_test_may_talk_to_itself(tmp_path: Path) -> None:
    addresses: dict[socket.AddressFamily, tuple[str, int] | str] = {
        socket.AF_INET: ("127.0.0.1", 0),
        socket.AF_UNIX: str(tmp_path / "s"),
    }
    for family, address in addresses.items():
        with socket.socket(family) as server, socket.socket(family) as client:
            server.bind(address)
            server.listen()
            client.connect(server.getsockname())
