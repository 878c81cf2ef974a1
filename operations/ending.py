"""How a process hears that it should end, and how it says in a sentence that it cannot begin."""

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from slack_sdk.errors import SlackApiError

from bot.settings import SettingsProblem
from operations.doctor import why

WRONG_SETTING = 2
"""Exit code when a setting is missing or wrong: nothing was started."""


def told_to_end() -> threading.Event:
    """An event that Ctrl-C or a polite kill sets from now on. Call it in the main thread."""
    over = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: over.set())
    return over


@contextmanager
def readable(database: type[Exception]) -> Iterator[None]:
    """A problem an operator can mend ends in a sentence and exit code 2, never in a traceback.

    `database` is the kind, beside wrong settings and a Slack that cannot be reached, that says what the database lacks.
    """
    try:
        yield
    except SettingsProblem as problem:
        print("\n".join(problem.sentences), file=sys.stderr)
    except database as problem:
        print(f"Database: {problem}", file=sys.stderr)
    except SlackApiError as problem:
        print(f"Slack cannot be reached with {_token_of(problem)}: {why(problem)}", file=sys.stderr)
    except OSError as problem:
        print(f"Slack cannot be reached with these settings: {why(problem)}", file=sys.stderr)
    else:
        return
    sys.exit(WRONG_SETTING)


def _token_of(problem: SlackApiError) -> str:
    """The setting whose token Slack did not take: one method alone asks for the app-level one."""
    asked = str(getattr(problem.response, "api_url", ""))
    return "SLACK_APP_TOKEN" if asked.endswith("apps.connections.open") else "SLACK_BOT_TOKEN"
