"""The left side: the workspace, who one acts as, their conversations, and everybody one may be."""

from dataclasses import dataclass

from sandbox.channels import Channel
from sandbox.face.html import Node, tag
from sandbox.face.reading import MOST_UNREAD, Reading
from sandbox.people import Person

Fragment = tuple[str, str]
HOME = "home"
SIGNS = {"im": "", "mpim": "", "public": "# ", "private": "🔒 "}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidebar:
    """For one person, with one of their conversations open."""

    reading: Reading
    person: Person
    place: str

    def fragments(self) -> list[Fragment]:
        """Three parts, so that a new unread mark redraws one list."""
        return [("you", str(self._you())), ("places", str(self._places())), ("people", str(self._people()))]

    def _you(self) -> Node:
        name = tag("p", self.reading.ws.name, class_="workspace")
        zone = tag("small", f"{self.person.tz} · {self.person.locale}")
        return tag("div", name, tag("p", "You are ", tag("strong", self.person.called), zone, class_="you"))

    def _places(self) -> Node:
        places = self.reading.places(self.person.id)
        with_app = [each for each in places if self.reading.is_with_app(each)]
        notes = [each for each in places if each.kind == "im" and each not in with_app]
        groups = [each for each in places if each.kind == "mpim"]
        channels = [each for each in places if each.kind in {"public", "private"}]
        app = [self._home()] if self.reading.ws.manifest.home_tab else []
        app += [self._line(each, "Messages") for each in with_app]
        return tag(
            "div",
            _list(self.reading.ws.manifest.bot_name, app),
            _list("Direct messages", [self._line(each, self._called(each)) for each in [*notes, *groups]]),
            _list("Channels", [self._line(each, self._called(each)) for each in channels])
            if channels
            else tag("p", "You are in no channel yet.", class_="empty"),
        )

    def _called(self, channel: Channel) -> str:
        return SIGNS[channel.kind] + self.reading.called(channel, self.person.id)

    def _home(self) -> Node:
        here = "page" if self.place == HOME else None
        return tag("button", "Home", type="button", data_do="home", id="place-home", aria_current=here)

    def _line(self, channel: Channel, words: str) -> Node:
        here = "page" if self.place == channel.id else None
        return tag(
            "button",
            tag("span", words),
            _badge(self.reading.unread(self.person.id, channel.id)),
            type="button",
            data_do="open",
            data_value=channel.id,
            id=f"place-{channel.id}",
            aria_current=here,
        )

    def _people(self) -> Node:
        lines = [self._person(each) for each in self.reading.people()]
        if not lines:
            return tag("p", "Nobody is here yet. Start again with people in it.", class_="empty")
        return _list("Act as", lines)

    def _person(self, person: Person) -> Node:
        gone = tag("small", " (deactivated)") if person.deleted else None
        guest = tag("small", " (guest)") if person.is_restricted else None
        return tag(
            "button",
            tag("span", person.called, gone, guest),
            _badge(self.reading.unread_of(person.id)),
            type="button",
            data_do="become",
            data_value=person.id,
            id=f"person-{person.id}",
            aria_current="true" if person.id == self.person.id else None,
        )


def _badge(count: int) -> Node | None:
    if not count:
        return None
    words = f"{MOST_UNREAD - 1}+" if count >= MOST_UNREAD else str(count)
    return tag("span", words, tag("span", " unread", class_="sr"), class_="badge")


def _list(title: str, lines: list[Node]) -> Node:
    return tag("section", tag("h2", title), tag("ul", [tag("li", each) for each in lines]))
