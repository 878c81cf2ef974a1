"""What an operator decides, read from the environment and `.env`. Only `app.py` reads it."""

import re
from collections.abc import Mapping
from typing import Annotated, Literal, TypeVar
from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

# What follows "NAME is missing." or "NAME <what is wrong>.": how to mend it.
MEND: Mapping[str, str] = {
    "SLACK_BOT_TOKEN": "Copy it from your app's page 'OAuth & Permissions'; it begins with xoxb-.",
    "SLACK_APP_TOKEN": (
        "Make one on your app's page 'Basic Information', under 'App-Level Tokens', with the scope "
        "connections:write; it begins with xapp-."
    ),
    "SLACK_API_URL": "Leave it out to reach Slack itself at https://slack.com/api/.",
    "MENTOR_DATABASE_URL": (
        "Write sqlite:///var/mentor.db for a file, or postgresql+psycopg://user:password@host/database."
    ),
    "MENTOR_ENCRYPTION_KEYS": (
        "Make a key with: python app.py new-key. Several keys are separated by commas, the newest first."
    ),
    "MENTOR_FIRST_LEAD": (
        "Copy it in Slack from the person's profile, 'Copy member ID'; it begins with U or W. Or leave it out."
    ),
    "MENTOR_TICK_SECONDS": "Write a whole number of seconds from 1 to 300, or leave it out for 20.",
    "MENTOR_LOG_FORMAT": "Write auto, text or json, or leave it out.",
}


class SettingsProblem(Exception):
    """One sentence for each setting that is missing or wrong, ready to be shown; never holds a value that was given."""

    def __init__(self, sentences: tuple[str, ...]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


def _begins_with(prefix: str) -> AfterValidator:
    def check(token: SecretStr) -> SecretStr:
        if not re.fullmatch(re.escape(prefix) + r"[A-Za-z0-9-]+", token.get_secret_value()):
            raise ValueError(f"does not look like a token that begins with {prefix}")
        return token

    return AfterValidator(check)


def _api_url(url: str) -> str:
    parts = urlsplit(url)
    is_this_machine = parts.hostname in {"localhost", "127.0.0.1", "::1"}
    if not parts.hostname or not (parts.scheme == "https" or (parts.scheme == "http" and is_this_machine)):
        # The token travels with every call.
        raise ValueError("must begin with https:// (http:// only for this machine)")
    return url if url.endswith("/") else f"{url}/"


def _database_url(url: SecretStr) -> SecretStr:
    words = url.get_secret_value()
    # Hosting services hand out the first two; SQLAlchemy needs the driver named.
    for short in ("postgres://", "postgresql://"):
        if words.startswith(short):
            return SecretStr(f"postgresql+psycopg://{words.removeprefix(short)}")
    if not words.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise ValueError("names neither a SQLite file nor a PostgreSQL database")
    return url


def _split_keys(given: object) -> object:
    if not isinstance(given, str):
        return given
    keys = tuple(key.strip() for key in given.split(",") if key.strip())
    if not keys:
        raise ValueError("holds no key")
    return keys


def _fernet_keys(keys: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
    for place, key in enumerate(keys, start=1):
        try:
            Fernet(key.get_secret_value())
        except ValueError:
            raise ValueError(f"holds a key that is not valid (number {place} of {len(keys)})") from None
    return keys


def _person(slack_id: str) -> str:
    if slack_id and not re.fullmatch(r"[UW][A-Z0-9]{2,}", slack_id):
        raise ValueError("is not the id of a person in Slack")
    return slack_id


Kind = TypeVar("Kind", bound="StorageSettings")


class StorageSettings(BaseSettings):
    """What commands need that only touch the database. Secrets, the database's password too, print as stars."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    mentor_database_url: Annotated[SecretStr, AfterValidator(_database_url)] = SecretStr("sqlite:///var/mentor.db")
    mentor_encryption_keys: Annotated[
        tuple[SecretStr, ...], NoDecode, BeforeValidator(_split_keys), AfterValidator(_fernet_keys)
    ] = ()
    mentor_log_format: Literal["auto", "text", "json"] = "auto"


class Settings(StorageSettings):
    """Every setting by the name of its environment variable."""

    slack_bot_token: Annotated[SecretStr, _begins_with("xoxb-")]
    slack_app_token: Annotated[SecretStr, _begins_with("xapp-")]
    slack_api_url: Annotated[str, AfterValidator(_api_url)] = "https://slack.com/api/"
    mentor_first_lead: Annotated[str, AfterValidator(_person)] = ""
    mentor_tick_seconds: Annotated[int, Field(ge=1, le=300)] = 20


def load_settings(env: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from `env`, or from the environment and `.env` when it is None.

    An empty value counts as missing. Raises SettingsProblem with one sentence for each problem.
    """
    return _read(Settings, env)


def load_storage_settings(env: Mapping[str, str] | None = None) -> StorageSettings:
    """The same for commands that need no Slack."""
    return _read(StorageSettings, env)


def _read(kind: type[Kind], env: Mapping[str, str] | None) -> Kind:
    try:
        if env is None:
            return kind()
        # pydantic-settings would look at the machine's environment too; what is handed over is all there is.
        given = {name.lower(): value for name, value in env.items() if value}
        return _from_given(kind).model_validate(given)
    except ValidationError as error:
        problems = tuple(
            _sentence(str(problem["loc"][0]).upper(), problem["type"], problem["msg"]) for problem in error.errors()
        )
    # Outside the except block, so that no traceback carries the values pydantic saw.
    raise SettingsProblem(problems)


def _from_given(kind: type[Kind]) -> type[Kind]:
    class Given(kind):  # type: ignore[valid-type, misc]  # the class to derive from is a parameter here
        @classmethod
        def settings_customise_sources(
            cls,
            settings_cls: type[BaseSettings],
            init_settings: PydanticBaseSettingsSource,
            env_settings: PydanticBaseSettingsSource,
            dotenv_settings: PydanticBaseSettingsSource,
            file_secret_settings: PydanticBaseSettingsSource,
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            return (init_settings,)

    return Given


def _sentence(name: str, kind: str, message: str) -> str:
    match kind:
        case "missing":
            wrong = "is missing"
        case "value_error":
            wrong = message.removeprefix("Value error, ")
        case _:
            wrong = "is not a value the bot knows"
    return f"{name} {wrong}. {MEND[name]}"
