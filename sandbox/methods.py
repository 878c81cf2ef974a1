"""The table of methods: what each takes, needs and may refuse. Its rows stand in methods.toml."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

# Refusals any method may give (Slack lists them on every method's page).
COMMON_ERRORS = frozenset(
    {
        "account_inactive",
        "fatal_error",
        "internal_error",
        "invalid_arguments",
        "invalid_auth",
        "method_deprecated",
        "missing_scope",
        "not_allowed_token_type",
        "not_authed",
        "ratelimited",
        "request_timeout",
        "service_unavailable",
        "team_access_not_granted",
        "token_expired",
        "token_revoked",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """One row: `scopes` are alternatives; `missing` is the refusal when a required argument is left out.

    `reads_json` is false where Slack takes no notice of a JSON body, whatever its page says.
    """

    name: str
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    tier: str = "3"
    token: str = "bot"
    missing: str = "invalid_arguments"
    reads_json: bool = True
    errors: tuple[str, ...] = ()

    def may_answer(self, error: str) -> bool:
        return error in COMMON_ERRORS or error in self.errors


def _load() -> dict[str, Method]:
    rows = tomllib.loads(Path(__file__).with_name("methods.toml").read_text(encoding="utf-8"))
    return {
        name: Method(
            name=name,
            required=tuple(row.get("required", ())),
            optional=tuple(row.get("optional", ())),
            scopes=tuple(row.get("scopes", ())),
            tier=row["tier"],
            token=row.get("token", "bot"),
            missing=row.get("missing", "invalid_arguments"),
            reads_json=row.get("reads_json", True),
            errors=tuple(row.get("errors", ())),
        )
        for name, row in rows.items()
    }


METHODS = _load()
