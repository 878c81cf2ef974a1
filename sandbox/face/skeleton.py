"""The page without anything in it: landmarks, areas to fill, and dialogs."""

from collections.abc import Sequence

from sandbox.face.html import Node, tag, together
from sandbox.face.offers import Start, Welcome


def skeleton(welcome: Welcome | None, starts: Sequence[Start]) -> str:
    """All areas by `data-area`; the page fills them and keeps them filled."""
    return str(
        together(
            tag("a", "Skip to the conversation", href="#messages", class_="skip"),
            _top(starts),
            tag("nav", _area("side"), id="side", aria_label="Workspace"),
            _main(),
            tag("aside", _area("developer"), id="developer", aria_label="For developers", hidden=True),
            _modal(),
            _question(),
            _welcome(welcome) if welcome else None,
            _again(starts),
            tag("div", _area("notices", role="status", aria_live="polite"), class_="toasts"),
            tag("div", _area("news", role="status", aria_live="polite"), class_="sr"),
            _curtain(),
        )
    )


def _area(name: str, **attributes: str) -> Node:
    return tag("div", data_area=name, class_=f"area-{name}", **attributes)


def _button(words: str, ui: str, element_id: str, **attributes: str | None) -> Node:
    return tag("button", words, type="button", class_="button plain", data_ui=ui, id=element_id, **attributes)


def _top(starts: Sequence[Start]) -> Node:
    opener = _button(
        "☰", "side", "open-side", aria_label="Workspace menu", aria_expanded="false", aria_controls="side"
    )
    tools = tag(
        "div",
        _button("Start again…", "again", "open-again") if starts else None,
        _button("◐", "theme", "switch-theme", aria_label="Light or dark"),
        _button("Developer", "developer", "open-developer", aria_expanded="false", aria_controls="developer"),
        class_="tools",
    )
    return tag("header", opener, _area("clock"), tools, class_="top")


def _main() -> Node:
    messages = tag(
        "div",
        id="messages",
        data_area="messages",
        class_="area-messages",
        role="log",
        aria_label="Messages",
        aria_live="polite",
        tabindex="0",
    )
    return tag("main", _area("title"), messages, _area("composer"), id="main")


def _modal() -> Node:
    form = tag(
        "form", data_area="modal", data_form="submit", data_surface="modal", novalidate=True, class_="area-modal"
    )
    return tag("dialog", form, id="modal", role="dialog", aria_labelledby="modal-title", class_="sheet")


def _question() -> Node:
    """A confirm dialog; the page fills in the words of the element that asks."""
    return tag(
        "dialog",
        tag("h2", id="question-title"),
        tag("p", id="question-text"),
        tag(
            "footer",
            tag("button", type="button", class_="button", data_ui="deny", id="question-deny"),
            tag("button", type="button", class_="button primary", data_ui="confirm", id="question-confirm"),
        ),
        id="question",
        role="alertdialog",
        aria_labelledby="question-title",
        aria_describedby="question-text",
        class_="sheet small",
    )


def _welcome(welcome: Welcome) -> Node:
    return tag(
        "dialog",
        tag("h2", welcome.title, id="welcome-title"),
        [tag("p", each) for each in welcome.sentences],
        tag(
            "footer",
            tag(
                "button",
                "Look around alone",
                type="button",
                class_="button",
                data_ui="close-dialog",
                id="welcome-close",
            ),
            tag("button", welcome.button, type="button", class_="button primary", data_do="tour", id="tour"),
        ),
        id="welcome",
        role="dialog",
        aria_labelledby="welcome-title",
        class_="sheet small",
    )


def _again(starts: Sequence[Start]) -> Node:
    lines = [
        tag(
            "li",
            tag("button", each.title, type="button", class_="button primary", data_do="begin", data_value=each.key),
            tag("p", each.sentence),
        )
        for each in starts
    ]
    return tag(
        "dialog",
        tag("h2", "Start again", id="again-title"),
        tag("p", "Everything in this workspace is thrown away, in every browser."),
        tag("ul", lines),
        tag(
            "footer",
            tag("button", "Keep this one", type="button", class_="button", data_ui="close-dialog", id="again-close"),
        ),
        id="again",
        role="dialog",
        aria_labelledby="again-title",
        class_="sheet small",
    )


def _curtain() -> Node:
    """What stands before the page while a workspace is being made."""
    return tag(
        "dialog",
        tag("p", data_area="curtain", role="status"),
        id="curtain",
        aria_label="Please wait",
        class_="sheet small",
    )
