"""A conversation as a list of articles: author, local time, words, thread, and lines between days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sandbox.channels import Channel
from sandbox.face.blocks import block_nodes
from sandbox.face.html import Node, tag
from sandbox.face.marked import marked
from sandbox.face.reading import Reading, Shown, Window
from sandbox.manifest import Shortcut
from sandbox.messages import Message
from sandbox.mrkdwn import Reader, formatted_date

Fragment = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """One conversation as one person sees it."""

    reading: Reading
    channel: Channel
    person_id: str
    reader: Reader
    may_write: bool

    def fragments(self, window: Window, known: dict[str, tuple[object, str]]) -> list[Fragment]:
        """Each message under its ts, day lines between them. `known` keeps drawings of what did not change."""
        drawn = list(self._fragments(window, known))
        kept = {key for key, _ in drawn}
        for key in [each for each in known if each not in kept]:
            del known[key]
        return drawn or [("empty", str(self._empty()))]

    def _fragments(self, window: Window, known: dict[str, tuple[object, str]]) -> Iterator[Fragment]:
        if window.has_more:
            yield "more", str(tag("p", _button("Show earlier messages", "earlier"), class_="more"))
        day = None
        for each in window.shown:
            local = self.reader.local(float(each.message.ts))
            if local.date() != day:
                day = local.date()
                yield f"day-{day}", str(self._day(each.message.ts, local))
            yield each.message.ts, self._once(each, known)

    def _once(self, shown: Shown, known: dict[str, tuple[object, str]]) -> str:
        ts = shown.message.ts
        mark = (
            shown.is_of,
            self.reader.tz,
            self.reader.locale,
            self.reader.now.date(),
            tuple(self.reader.people.values()),
        )
        if ts not in known or known[ts][0] != mark:
            known[ts] = (mark, str(self.article(shown)))
        return known[ts][1]

    def _day(self, ts: str, local: datetime) -> Node:
        words = formatted_date(float(ts), "{date_long}", self.reader)
        return tag("div", tag("span", words), class_="day", role="separator", aria_label=words, data_day=f"{local:%F}")

    def article(self, shown: Shown) -> Node:
        """One message with its thread."""
        message = shown.message
        only = tag("p", "Only visible to you", class_="only") if message.ephemeral_to else None
        # Nobody can answer what only one person was shown.
        has_thread = not (message.thread_ts or message.ephemeral_to) and (shown.replies or self.may_write)
        thread = self._thread(shown) if has_thread else None
        shortcuts = [each for each in self.reading.ws.manifest.shortcuts.values() if each.of_message]
        menu = _shortcuts(shortcuts, message.ts) if shortcuts and not message.ephemeral_to else None
        return tag(
            "article",
            self._avatar(message),
            tag("div", only, self._head(message), self._body(shown), menu, thread, class_="body"),
            class_="message whisper" if message.ephemeral_to else "message",
            data_ts=message.ts,
            data_surface="message",
            data_channel=message.channel,
            aria_label=f"{self._author(message)}, {formatted_date(float(message.ts), '{time}', self.reader)}",
        )

    def _author(self, message: Message) -> str:
        return self.reader.people.get(message.author, message.author)

    def _avatar(self, message: Message) -> Node:
        color = f"avatar color-{sum(map(ord, message.author)) % 8}"
        return tag("span", self._author(message)[:1].upper(), class_=color, aria_hidden="true")

    def _head(self, message: Message) -> Node:
        app = tag("span", "App", class_="app") if message.by_app else None
        when = self.reader.local(float(message.ts))
        time = tag("time", formatted_date(float(message.ts), "{time}", self.reader), datetime=when.isoformat())
        return tag("p", tag("strong", self._author(message)), " ", app, " ", time, class_="head")

    def _body(self, shown: Shown) -> list[Node]:
        message = shown.message
        edited = [tag("small", "(edited)", class_="edited")] if message.edited else []
        files = [self._file(each) for each in message.files]
        if message.blocks:
            surface = self.reading.surface(self.reader, f"m{message.ts}", message.blocks, shown.choices)
            return [*block_nodes(message.blocks, surface), *edited, *files]
        words = tag("div", marked(message.text, self.reader), class_="block said") if message.text else None
        return [*([words] if words else []), *edited, *files]

    def _file(self, file_id: str) -> Node:
        """A file by its title, with its name where that is another word."""
        upload = self.reading.ws.uploads.file(file_id)
        title = upload.title or upload.filename
        name = "" if title == upload.filename else f" ({upload.filename})"
        return tag("p", tag("span", "📄 ", aria_hidden="true"), "File: ", tag("strong", title), name, class_="file")

    def _thread(self, shown: Shown) -> Node:
        """Answers, folded; a box to answer where one may write."""
        count, ts = len(shown.replies), shown.message.ts
        words = f"{count} {'reply' if count == 1 else 'replies'}" if count else "Reply in thread"
        answers = [self.article(Shown(message=each, replies=(), choices={})) for each in shown.replies]
        box = self._reply_box(ts) if self.may_write else None
        return tag("details", tag("summary", words, id=f"thread-{ts}"), answers, box, class_="thread", id=f"t{ts}")

    def _reply_box(self, ts: str) -> Node:
        field = tag("input", name="text", type="text", id=f"reply-{ts}", aria_label="Reply", autocomplete="off")
        return tag(
            "form", field, tag("button", "Reply", class_="button"), data_form="reply", data_thread=ts, class_="reply"
        )

    def _empty(self) -> Node:
        """What to do where nothing has been said yet."""
        if self.reading.is_with_app(self.channel):
            words = "The app has not written yet. Open its Home tab, or type one of its commands in your own notes."
        elif len(self.channel.members) == 1:
            words = "Your own notes. Type / to see the commands of the app; its answers appear here, only for you."
        else:
            words = "Nobody has written here yet. Write the first message below."
        return tag("p", words, class_="empty")


def _button(words: str, do: str) -> Node:
    return tag("button", words, type="button", class_="button", data_do=do, id=f"do-{do}")


def _shortcuts(shortcuts: list[Shortcut], ts: str) -> Node:
    lines = [
        tag("li", tag("button", each.name, type="button", data_do="message_shortcut", data_value=each.callback_id))
        for each in shortcuts
    ]
    opener = tag("summary", "⋮", aria_label="Shortcuts for this message", id=f"short-{ts}")
    return tag("details", opener, tag("ul", lines), class_="overflow of-message", id=f"shorts-{ts}")
