"""What benches run on: a certificate of their own, and the stand-in for Slack."""

import json
import os
import ssl
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

LATENCY = 0.02
"""Seconds the stand-in takes to answer; about what a nearby server takes."""


TRUSTED = (Path(ssl.get_default_verify_paths().openssl_cafile), Path("/etc/ssl/certs/ca-certificates.crt"))
"""Where machines keep the certificates they trust; the first is this Python's own idea."""


def make_certificate(folder: Path) -> None:
    """A certificate for this machine; every client of this process and its children trusts it from now on.

    Beside the certificates the machine trusts already: reading those is part of what a client pays in life.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    known = next((path.read_bytes() for path in TRUSTED if path.exists()), b"")
    (folder / "trusted.pem").write_bytes(known + (folder / "cert.pem").read_bytes())
    os.environ["SSL_CERT_FILE"] = str(folder / "trusted.pem")


def bench_folder() -> Path:
    """Where `make_certificate` put what this run needs; it is deleted at the end."""
    return Path(os.environ["SSL_CERT_FILE"]).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Slack:
    """The stand-in, running."""

    url: str

    @property
    def api(self) -> str:
        """The base address of its methods."""
        return f"{self.url}/api/"

    def counts(self) -> dict[str, float]:
        """What it saw."""
        with urllib.request.urlopen(f"{self.url}/counts", context=ssl.create_default_context()) as answer:  # noqa: S310 - our own
            found: dict[str, float] = json.load(answer)
            return found

    def forget(self) -> None:
        """Let it begin anew."""
        request = urllib.request.Request(f"{self.url}/forget", data=b"")  # noqa: S310 - our own
        urllib.request.urlopen(request, context=ssl.create_default_context()).close()  # noqa: S310 - our own


@contextmanager
def slack(speed: float = 0.0, latency: float = LATENCY) -> Iterator[Slack]:
    """The stand-in for the length of a block; with its limits at `speed` times real speed, if that is not 0."""
    folder = bench_folder()
    command = [sys.executable, "-m", "bench.standin", str(folder / "cert.pem"), str(folder / "key.pem"), str(latency)]
    with subprocess.Popen([*command, str(speed)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        port = process.stdout.readline().strip()
        try:
            yield Slack(url=f"https://127.0.0.1:{port}")
        finally:
            process.terminate()
