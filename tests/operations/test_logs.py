"""Logs: an action in each line, nobody's words in any."""

import io
import json
import logging

import pytest
import structlog

from operations.logs import QUIET, set_up_logs


@pytest.fixture(autouse=True)
def _as_before() -> object:
    levels = {name: (logging.getLogger(name).level, logging.getLogger(name).propagate) for name in QUIET}
    yield
    structlog.reset_defaults()
    for name, (level, propagate) in levels.items():
        logging.getLogger(name).setLevel(level)
        logging.getLogger(name).propagate = propagate


def test_a_log_that_is_no_terminal_is_json() -> None:
    out = io.StringIO()
    set_up_logs("auto", out)
    structlog.get_logger().info("message", action="courier.delivered", id="7")
    line = json.loads(out.getvalue())
    assert (line["action"], line["id"], line["level"]) == ("courier.delivered", "7", "info")


def test_a_problem_is_logged_by_its_places_and_never_by_its_words() -> None:
    out = io.StringIO()
    set_up_logs("json", out)
    try:
        int("Ben wrote: I feel lost")
    except ValueError:
        structlog.get_logger().exception("a listener raised", action="handlers.bug")
    assert "lost" not in out.getvalue()
    line = json.loads(out.getvalue())
    assert line["problem"] == "ValueError"
    assert "test_logs.py" in line["trace"][-1]


def test_text_is_for_people() -> None:
    out = io.StringIO()
    set_up_logs("text", out)
    structlog.get_logger().info("running", action="app.running")
    assert "action=app.running" in out.getvalue()


def test_libraries_that_may_log_payloads_stay_silent() -> None:
    out = io.StringIO()
    set_up_logs("json", out)
    logging.getLogger("slack_bolt.App").error("payload: %s", "Ben's words")
    assert out.getvalue() == ""
