"""What Slack says when it will not do something."""

from collections.abc import Iterable

from sandbox.wire import Json


class SlackSays(Exception):
    """A refusal in Slack's own error word, with the particulars Slack adds to it."""

    def __init__(
        self,
        error: str,
        *,
        messages: Iterable[str] = (),
        needed: str | None = None,
        provided: str | None = None,
        retry_after: int | None = None,
    ) -> None:
        super().__init__(error)
        self.error = error
        self.messages = tuple(messages)
        self.needed = needed
        self.provided = provided
        self.retry_after = retry_after

    def __str__(self) -> str:
        return ": ".join((self.error, *self.messages))

    def answer(self) -> Json:
        """The body Slack answers with; HTTP status stays 200 except for `ratelimited`."""
        body: Json = {"ok": False, "error": self.error}
        if self.needed is not None:
            body |= {"needed": self.needed, "provided": self.provided or ""}
        if self.messages:
            body["response_metadata"] = {"messages": list(self.messages)}
            if self.error == "invalid_blocks":
                body["errors"] = [words.removeprefix("[ERROR] ") for words in self.messages]
        return body


def invalid_arguments(*words: str) -> SlackSays:
    """The refusal for arguments that are missing, unknown or malformed."""
    return SlackSays("invalid_arguments", messages=[f"[ERROR] {each}" for each in words])


class NotPossible(ValueError):
    """Something Slack's own client does not let a person do."""
