"""What a person sees happen after they did something."""

from dataclasses import dataclass, field

from sandbox.messages import Message
from sandbox.views import View

# The words of Slack's own client when an app does not answer in time.
MODAL_TROUBLE = "We had some trouble connecting. Try again?"
CLICK_TROUBLE = "Operation timed out. Apps need to respond within 3 seconds."
NOT_INTERACTIVE = "This app is not configured to handle interactive responses."
REQUIRED = "Please complete this required field."


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandResult:
    """`messages` are those only this person sees; `view` is a modal that was opened by it."""

    acknowledged: bool
    warning: str | None = None
    messages: list[Message] = field(default_factory=list)
    view: View | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClickResult:
    """`view` is the modal now on top: a newly opened one after a click elsewhere, any after a click in a modal."""

    acknowledged: bool
    warning: str | None = None
    messages: list[Message] = field(default_factory=list)
    view: View | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitResult:
    """`errors` by block_id, from Slack itself or from the app; `view` is the modal now on top."""

    acknowledged: bool
    warning: str | None = None
    errors: dict[str, str] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    view: View | None = None
