"""Logs: readable lines on a terminal, JSON otherwise. Each carries an `action`; none carries names, words or tokens."""

import logging
import sys
from typing import Literal, TextIO

import structlog

QUIET = ("slack_bolt", "slack_sdk", "apscheduler", "uvicorn", "asyncio", "alembic")
"""Libraries whose own lines may hold payloads and people's words: they are not logged at all."""


def set_up_logs(form: Literal["auto", "text", "json"], out: TextIO = sys.stderr, level: int = logging.INFO) -> None:
    """Configure structlog for the process; `auto` is text on a terminal and JSON elsewhere."""
    is_text = form == "text" or (form == "auto" and out.isatty())
    renderer: structlog.types.Processor = (
        structlog.dev.ConsoleRenderer(colors=out.isatty()) if is_text else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _without_values,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(out),
        cache_logger_on_first_use=False,
    )
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.ERROR)
        logging.getLogger(name).addHandler(logging.NullHandler())
        logging.getLogger(name).propagate = False


def _without_values(
    logger: structlog.types.WrappedLogger, method: str, event: structlog.types.EventDict
) -> structlog.types.EventDict:
    """A traceback as places and exception types: the message of an exception may hold somebody's words."""
    del logger, method
    problem = event.pop("exc_info", None)
    if problem is True:
        problem = sys.exc_info()[1]
    if isinstance(problem, BaseException):
        event["problem"] = type(problem).__name__
        event["trace"] = _places(problem)
    return event


def _places(problem: BaseException) -> list[str]:
    places: list[str] = []
    trace = problem.__traceback__
    while trace:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return places[-DEEPEST:]


DEEPEST = 12
"""Frames of a trace that are logged, innermost last."""
