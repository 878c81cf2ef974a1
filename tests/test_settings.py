"""Laws of the settings."""

import re
from base64 import urlsafe_b64encode
from pathlib import Path

import pytest

from bot.settings import MEND, Settings, SettingsProblem, load_settings

KEY, OLDER_KEY = (urlsafe_b64encode(digit * 32).decode() for digit in (b"1", b"2"))
GIVEN = {"SLACK_BOT_TOKEN": "xoxb-secret-1", "SLACK_APP_TOKEN": "xapp-secret-2", "MENTOR_ENCRYPTION_KEYS": KEY}


def problems(**changed: str) -> tuple[str, ...]:
    """What is said about the given settings with some changed."""
    with pytest.raises(SettingsProblem) as raised:
        load_settings(GIVEN | changed)
    return raised.value.sentences


def test_two_tokens_and_a_key_are_enough() -> None:
    settings = load_settings(GIVEN)

    assert settings.slack_bot_token.get_secret_value() == "xoxb-secret-1"
    assert settings.slack_app_token.get_secret_value() == "xapp-secret-2"
    assert settings.slack_api_url == "https://slack.com/api/"
    assert settings.mentor_database_url.get_secret_value() == "sqlite:///var/mentor.db"
    assert settings.mentor_first_lead == ""
    assert settings.mentor_tick_seconds == 20
    assert settings.mentor_log_format == "auto"


def test_each_missing_setting_has_its_sentence() -> None:
    with pytest.raises(SettingsProblem) as raised:
        load_settings({})

    assert [sentence.split(".")[0] for sentence in raised.value.sentences] == [
        "SLACK_BOT_TOKEN is missing",
        "SLACK_APP_TOKEN is missing",
    ]
    assert str(raised.value).splitlines() == list(raised.value.sentences)


def test_an_empty_setting_counts_as_missing() -> None:
    assert problems(SLACK_BOT_TOKEN="") == (
        "SLACK_BOT_TOKEN is missing. Copy it from your app's page 'OAuth & Permissions'; it begins with xoxb-.",
    )


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SLACK_BOT_TOKEN", "xapp-wrong", "begins with xoxb-"),
        ("SLACK_APP_TOKEN", "xoxb-wrong", "begins with xapp-"),
        ("SLACK_API_URL", "http://example.org/api/", "must begin with https://"),
        ("SLACK_API_URL", "wrong", "must begin with https://"),
        ("MENTOR_DATABASE_URL", "mysql://wrong", "neither a SQLite file nor a PostgreSQL database"),
        ("MENTOR_ENCRYPTION_KEYS", "wrong", "python app.py new-key"),
        ("MENTOR_ENCRYPTION_KEYS", f"{KEY},wrong", "number 2 of 2"),
        ("MENTOR_ENCRYPTION_KEYS", " , ", "holds no key"),
        ("MENTOR_FIRST_LEAD", "@wrong", "is not the id of a person"),
        ("MENTOR_TICK_SECONDS", "0", "from 1 to 300"),
        ("MENTOR_TICK_SECONDS", "301", "from 1 to 300"),
        ("MENTOR_TICK_SECONDS", "wrong", "from 1 to 300"),
        ("MENTOR_LOG_FORMAT", "wrong", "auto, text or json"),
    ],
)
def test_a_wrong_setting_has_one_sentence_that_names_it_and_never_its_value(name: str, value: str, said: str) -> None:
    (sentence,) = problems(**{name: value})

    assert sentence.startswith(f"{name} ")
    assert said in sentence
    assert "wrong" not in sentence


def test_a_problem_carries_no_trace_of_the_values() -> None:
    with pytest.raises(SettingsProblem) as raised:
        load_settings(GIVEN | {"SLACK_BOT_TOKEN": "xapp-wrong"})

    assert raised.value.__cause__ is None
    assert raised.value.__context__ is None


def test_secrets_are_never_printed() -> None:
    settings = load_settings(GIVEN | {"MENTOR_DATABASE_URL": "postgresql://mentor:secret-3@localhost/mentor"})

    shown = f"{settings} {settings!r} {settings.model_dump()}"
    assert "secret-" not in shown
    assert KEY not in shown


def test_keys_are_kept_newest_first() -> None:
    settings = load_settings(GIVEN | {"MENTOR_ENCRYPTION_KEYS": f"{KEY}, {OLDER_KEY}"})

    assert [key.get_secret_value() for key in settings.mentor_encryption_keys] == [KEY, OLDER_KEY]


@pytest.mark.parametrize("given", ["postgres://h/d", "postgresql://h/d", "postgresql+psycopg://h/d"])
def test_postgresql_is_reached_through_one_driver(given: str) -> None:
    url = load_settings(GIVEN | {"MENTOR_DATABASE_URL": given}).mentor_database_url

    assert url.get_secret_value() == "postgresql+psycopg://h/d"


@pytest.mark.parametrize("given", ["http://127.0.0.1:8000/api", "http://localhost:8000/api/", "https://slack.test/api"])
def test_the_address_of_slack_ends_with_a_slash(given: str) -> None:
    assert load_settings(GIVEN | {"SLACK_API_URL": given}).slack_api_url.endswith("/api/")


def test_the_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lines = [f"{name}={value}" for name, value in GIVEN.items()]
    (tmp_path / ".env").write_text("\n".join([*lines, "MENTOR_TICK_SECONDS=5", "MENTOR_FIRST_LEAD=U123", "OTHER=1"]))
    monkeypatch.chdir(tmp_path)
    for name in MEND:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("MENTOR_TICK_SECONDS", "7")

    settings = load_settings()

    assert settings.mentor_tick_seconds == 7
    assert settings.mentor_first_lead == "U123"


def test_what_is_handed_over_hides_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MENTOR_TICK_SECONDS", "7")

    assert load_settings(GIVEN).mentor_tick_seconds == 20


def test_every_setting_is_in_the_example_and_can_be_mended() -> None:
    example = (Path(__file__).parents[1] / ".env.example").read_text()
    names = {name.upper() for name in Settings.model_fields}

    assert set(re.findall(r"^(?:# )?([A-Z_]+)=", example, re.MULTILINE)) == names
    assert set(MEND) == names
