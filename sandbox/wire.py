"""What travels over the wire: JSON objects, and how a secret is written down."""

from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]


def redacted(token: str | None) -> str:
    """A token as it may stand in a log: its kind only, never its secret part."""
    if not token:
        return ""
    kind, _, rest = token.partition("-")
    return f"{kind}-…" if rest else "…"
