"""A person's desk: the page of the local workspace, with what people do in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect

from sandbox import Workspace

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

    def idle(self) -> None:
        """Wait until the page waits for nothing."""
        expect(self.page.locator(".face [aria-busy=true]")).to_have_count(0)


@contextmanager
def desk_in(browser: Browser, ws: Workspace, address: str, *, is_first_visit: str = "", **screen: object) -> Iterator[Desk]:
    """A browser window of one's own. Whatever it asked of another address, or complained of, fails the test."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"} | screen)
    context.set_default_timeout(10_000)
    context.add_init_script("localStorage.setItem('workspace-face-seen', 'yes')")
    desk = Desk(page=context.new_page(), ws=ws, address=address)
    desk.page.on("request", lambda request: desk.asked.append(request.url))
    desk.page.on("websocket", lambda socket: desk.asked.append(socket.url))
    desk.page.on("pageerror", lambda error: desk.complaints.append(str(error)))
    try:
        yield desk
        own = (address, address.replace("http:", "ws:"), "data:", "blob:")
        assert [each for each in desk.asked if not each.startswith(own)] == []
        assert desk.complaints == []
    finally:
        context.close()
