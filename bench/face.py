"""The local workspace in a real browser: its first paint, a click to the bot's answer on screen, and a long jump."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from playwright.sync_api import Browser, Page, sync_playwright

import app
from bench.figures import Figure, Found, Goal, Skipped
from operations.local import shown, trial_of
from operations.openings import TOUR, Opening
from sandbox import Workspace, serve
from sandbox.face import Face
from sandbox.posting import write
from tests.support.browsers import chromium_of, launched

MESSAGES = 5_000
CLICKS = 15
"""Few enough for the minute in which Slack lets an app open so many forms."""
PATIENCE = 1_000
"""Milliseconds after which a first click is repeated."""
LONG = 300_000
"""Milliseconds after which a jump is given up."""

READY = ".face[data-ready]"
OPENED = """
async (button) => {
  const modal = document.querySelector("#modal");
  const began = performance.now();
  button.click();
  while (!modal.open) {
    if (performance.now() - began > 10000) throw new Error("no form came within ten seconds");
    await new Promise(requestAnimationFrame);
  }
  await new Promise(requestAnimationFrame);
  return performance.now() - began;
}
"""
"""Presses a button, and answers with the milliseconds until the frame after the form stood there."""


def face(*, opening: Opening) -> list[Found]:
    """All three; `opening` is the workspace that is jumped through."""
    names = ("first paint", "click to answer", "jump")
    with sync_playwright() as playwright:
        path = chromium_of(playwright)
        if path is None:
            return [Skipped(name=f"face: {each}", reason="no Chromium was found") for each in names]
        browser = launched(playwright, path)
        return [_first_paint(browser), *_in_the_harbour(browser, opening)]


def _first_paint(browser: Browser) -> Figure:
    """From asking for the page to the newest of 5,000 messages of one conversation, the library not in the cache."""
    ws = Workspace({"display_information": {"name": "Bench"}}, now=lambda: datetime.now(UTC), name="Bench")
    ana = ws.add_person("ana", tz="Europe/Berlin").id
    channel = ws.add_channel("talk", members=[ana])
    for number in range(MESSAGES):
        write(ws, channel, ana, f"message {number}")
    still = Face(advance=lambda _to: None, next_due=lambda: None, begin=lambda _key: None)
    with serve(ws, face=still), _page(browser) as page:
        began = time.perf_counter()
        page.goto(f"{ws.address}/?as={ana}&in={channel.id}")
        page.get_by_text(f"message {MESSAGES - 1}", exact=True).wait_for()
        value = time.perf_counter() - began
    return Figure(name="page with 5,000 messages: first paint", value=value, unit="s", goal=Goal(at_most=1.5))


def _in_the_harbour(browser: Browser, opening: Opening) -> Iterator[Figure]:
    """What waits for the real bot, on SQLite; browser, workspace and bot share the machine, the last two a process."""
    parts = app.local_parts()
    trial = trial_of(parts)
    with shown(parts, trial, port=0) as address, _page(browser) as page:
        trial.begin(TOUR.key)
        yield _click(page, address)
        trial.begin(opening.key)
        yield _jump(page, address, opening)


def _click(page: Page, address: str) -> Figure:
    """The median of several: a button in Home, to the form that the bot answers with."""
    _visit(page, address)
    page.get_by_role("button", name="Home", exact=True).click()
    button = page.locator("#messages button[data-action=join_open]").last
    form = page.locator("#modal[open]")
    while not form.count():
        # Not counted: Home is drawn anew right after it was opened, and a button that is replaced takes no click.
        button.click()
        page.wait_for_timeout(PATIENCE)
    waits = []
    for _ in range(CLICKS):
        _close(page)
        waits.append(float(button.evaluate(OPENED)))
    _close(page)
    waits.sort()
    return Figure(
        name="click to the bot's form on screen, median", value=waits[CLICKS // 2], unit="ms", goal=Goal(at_most=300)
    )


def _close(page: Page) -> None:
    page.locator("#modal-close").click()
    page.locator("#modal").wait_for(state="hidden")
    # A button that still waits for an answer takes no second click.
    page.locator(".face:not(:has([aria-busy=true]))").wait_for(state="attached")


def _jump(page: Page, address: str, opening: Opening) -> Figure:
    """26 weeks through every due moment, from the click until time stands still."""
    _visit(page, address)
    began = time.perf_counter()
    page.locator("#clock-half-year").click()
    page.locator("#clock-half-year:not([aria-busy])").wait_for(timeout=LONG)
    value = time.perf_counter() - began
    return Figure(name=f"26 weeks of: {opening.title}", value=value, unit="s", goal=Goal(at_most=20))


def _visit(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(READY).wait_for(state="attached")


@contextmanager
def _page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script("localStorage.setItem('workspace-face-seen', 'yes')")
    context.set_default_timeout(float(LONG))
    try:
        yield context.new_page()
    finally:
        context.close()
