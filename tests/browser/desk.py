"""A person's desk: the page of the local workspace, with what people do in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from sandbox import Workspace

SCREEN: ViewportSize = {"width": 1040, "height": 760}
FAR = 60_000
"""Milliseconds in which time has moved as far as a button says, on a busy machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """`asked` are the addresses the page asked for, `complaints` what its scripts could not do."""

    page: Page
    ws: Workspace
    address: str
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    # Where.

    def open(self, query: str = "") -> None:
        """Open the page, as a returning visitor unless a test says otherwise."""
        self.page.goto(f"{self.address}/{query}")
        expect(self.page.locator(".face[data-ready]")).to_be_attached()

    def become(self, name: str) -> None:
        """Act as somebody, by account name; their conversation with the app is open then."""
        person = self.ws.person_named(name)
        assert person is not None, name
        self.page.locator(f"#person-{person.id}").click()
        expect(self.page.locator(f"#person-{person.id}[aria-current=true]")).to_be_attached()

    def go_to(self, words: str) -> None:
        """Open a conversation or Home by its name in the list."""
        places = self.page.locator("[data-area=side] button[id^=place-]")
        place = places.filter(has_text=words).first
        place.click()
        expect(self.page.locator("[data-area=side] [aria-current=page]")).to_contain_text(words)

    # What stands there.

    @property
    def messages(self) -> Locator:
        """All messages of the open conversation."""
        return self.page.locator("#messages > article")

    @property
    def last(self) -> Locator:
        """The newest of them."""
        return self.messages.last

    @property
    def modal(self) -> Locator:
        """The form on top."""
        return self.page.locator("#modal")

    def button(self, action: str) -> Locator:
        """The newest button of that action, in the form if one is open."""
        around = "#modal[open]" if self.modal.is_visible() else "#messages"
        return self.page.locator(f"{around} button[data-action='{action}']").last

    def entry(self, block: str) -> Locator:
        """The field of a block of the form."""
        return self.modal.locator(f"[data-field][data-block='{block}']")

    # Doing.

    def type(self, words: str) -> None:
        """Say something, or type a command, in one's own notes."""
        self.go_to("(you)")
        self.page.locator("#say").fill(words)
        self.page.locator("#say").press("Enter")

    def press(self, action: str) -> None:
        """Press a button."""
        self.button(action).click()

    def fill(self, **entries: str) -> None:
        """Fill fields of the form: words, or the value of a choice."""
        for block, value in entries.items():
            entry = self.entry(block)
            kind = entry.get_attribute("data-field") or ""
            if kind == "radio_buttons":
                entry.locator(f"input[value='{value}']").check()
            elif kind.endswith("_select"):
                entry.select_option(value)
            else:
                entry.fill(value)
        self.idle()

    def submit(self, until: str) -> None:
        """Send the form; `until` are words of its next page, or empty when it is to be gone."""
        self.page.locator("#modal-submit").click()
        if until:
            expect(self.modal).to_contain_text(until)
        else:
            expect(self.modal).to_be_hidden()

    def put_away(self) -> None:
        """Close the form on top, and with it the last one."""
        self.page.locator("#modal-close").click()
        expect(self.modal).to_be_hidden()

    def pass_time(self, step: str) -> None:
        """Press a button above the page, and wait until time stands still again."""
        button = self.page.locator(f"#clock-{step}")
        button.click()
        expect(self.page.locator(f"#clock-{step}:not([aria-busy])")).to_be_visible(timeout=FAR)

    def refuse_strangers(self) -> None:
        """Nothing was asked of another address, and no script complained."""
        own = (self.address, self.address.replace("http:", "ws:"), "data:", "blob:")
        assert [each for each in self.asked if not each.startswith(own)] == []
        assert self.complaints == []

    def idle(self) -> None:
        """Wait until the page waits for nothing."""
        expect(self.page.locator(".face [aria-busy=true]")).to_have_count(0)


@contextmanager
def desk_in(browser: Browser, ws: Workspace, address: str, *, visits: int = 1, **screen: Any) -> Iterator[Desk]:
    """A browser window of one's own. Whatever it asked of another address, or complained of, fails the test.

    `visits` are those before this one; the first of all is told what this is. `screen` is as Playwright takes it.
    """
    context = browser.new_context(**{"viewport": SCREEN, "reduced_motion": "reduce"} | screen)
    context.set_default_timeout(10_000)
    if visits:
        context.add_init_script("localStorage.setItem('workspace-face-seen', 'yes')")
    desk = Desk(page=context.new_page(), ws=ws, address=address)
    desk.page.on("request", lambda request: desk.asked.append(request.url))
    desk.page.on("websocket", lambda socket: desk.asked.append(socket.url))
    desk.page.on("pageerror", lambda error: desk.complaints.append(str(error)))
    try:
        yield desk
        desk.refuse_strangers()
    finally:
        context.close()
