"""Refuses every way out of this machine, so that no test depends on, or writes to, anything elsewhere."""

import ipaddress
import socket
import sys

_LOCAL_NAMES = frozenset({"", "localhost", "*"})


class OutsideReached(RuntimeError):
    """A test tried to reach another machine. No OSError, so that no retry swallows it."""


def is_this_machine(host: object) -> bool:
    """Whether a host, as given to connect or to a name lookup, is this machine; names are not looked up to find out."""
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host is None:
        return True
    if not isinstance(host, str):
        return False
    if host in _LOCAL_NAMES:
        return True
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    # 0.0.0.0 and :: are what servers listen on; connecting to them means this machine.
    return address.is_loopback or address.is_unspecified


def refuse_outside(event: str, facts: tuple[object, ...]) -> None:
    """An audit hook (the events of Python's socket module) that raises OutsideReached for another machine."""
    match event, facts:
        case (("socket.getaddrinfo" | "socket.gethostbyname"), (host, *_)):
            pass
        case (("socket.connect" | "socket.sendto" | "socket.sendmsg"), (socket.socket(family=family), (host, *_))) if (
            family in {socket.AF_INET, socket.AF_INET6}
        ):
            pass
        case _:
            return
    if not is_this_machine(host):
        raise OutsideReached(f"Tests reach nothing but this machine; this one tried {host!r}.")


def pytest_configure() -> None:
    """Set the guard for the life of the process: Python never takes an audit hook back."""
    sys.addaudithook(refuse_outside)
