"""Which browser the browser tests use, and what is said when there is none."""

import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

SYSTEM = tuple(
    Path(folder) / name
    for folder in ("/usr/bin", "/usr/local/bin", "/snap/bin", "/Applications/Chromium.app/Contents/MacOS")
    for name in ("chromium", "chromium-browser", "google-chrome", "Chromium")
)
REQUIRED = "MENTOR_BROWSER_TESTS"
"""`required` makes a missing browser a failure, as in CI."""
MISSING = (
    "No Chromium was found. Install one (Debian, Ubuntu: `apt-get install chromium`, anywhere: "
    "`.venv/bin/playwright install chromium`) and run `make test` again."
)
LEFT_OUT = f"The browser tests were left out. {MISSING}"
NOWHERE_ELSE = "MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"
"""Chromium's own rule that no other machine's name means anything."""


def chromium_of(playwright: Playwright) -> Path | None:
    """The system's Chromium, else the one that Playwright downloaded."""
    own = Path(playwright.chromium.executable_path)
    return next((each for each in (*SYSTEM, own) if each.exists()), None)


def launched(playwright: Playwright, path: Path) -> Browser:
    """A browser that reaches this machine alone."""
    return playwright.chromium.launch(
        executable_path=str(path),
        args=[f"--host-resolver-rules={NOWHERE_ELSE}", "--force-color-profile=srgb", "--font-render-hinting=none"],
    )


@pytest.fixture(scope="module")
def browser(request: pytest.FixtureRequest) -> Iterator[Browser]:
    """One Chromium for each module: while it is open, its thread has an event loop, which other tests must not meet."""
    with sync_playwright() as playwright:
        path = chromium_of(playwright)
        if path is None:
            if os.environ.get(REQUIRED) == "required":
                pytest.fail(MISSING, pytrace=False)
            pytest.skip(LEFT_OUT)
        opened = launched(playwright, path)
        yield opened
        opened.close()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--pictures`."""
    parser.addoption("--pictures", action="store_true", help="write the README's pictures anew")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Generator[None, None, None]:
    """Say last what was left out, after all that others have to say."""
    yield
    reasons = (str(each.longrepr) for each in terminalreporter.stats.get("skipped", ()))
    if any(LEFT_OUT in reason for reason in reasons):
        terminalreporter.write_line(LEFT_OUT, yellow=True)
