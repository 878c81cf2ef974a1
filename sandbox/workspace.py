"""The workspace: its people, conversations, messages and screens, behind one lock."""

import threading
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from typing import Unpack

from sandbox.blocks.normal import Blueprint
from sandbox.channels import Channel, Kind
from sandbox.faults import Faults
from sandbox.files import Uploads
from sandbox.ledger import LedgerEntry
from sandbox.limits import Rates
from sandbox.manifest import manifest_faults, read_manifest
from sandbox.messages import Message
from sandbox.mrkdwn import Reader
from sandbox.people import SLACKBOT, Person, user_object
from sandbox.profile import Profile
from sandbox.refusals import SlackSays
from sandbox.responses import ResponseUrls
from sandbox.screens import Screens
from sandbox.stamps import Ids, Now, Stamps, machine_now
from sandbox.tickets import Tickets
from sandbox.traffic import Traffic
from sandbox.triggers import Triggers
from sandbox.wire import Json


class Workspace:
    """One local Slack workspace with one app installed in it.

    `now` is the only clock for stamps, trigger and response_url ages and rate windows; it may stand still or jump.
    Every change happens under `lock` and ends with `changed()`, which wakes whoever waits.
    """

    def __init__(
        self,
        manifest: Json,
        now: Now = machine_now,
        name: str = "Harbour",
        bot_token: str | None = None,
        app_token: str | None = None,
    ) -> None:
        self.name = name
        self.domain = "".join(letter if letter.isalnum() else "-" for letter in name.lower())
        if faults := manifest_faults(manifest):
            raise ValueError(f"Slack refuses this manifest: {'; '.join(faults)}")
        self.manifest = read_manifest(manifest)
        self.stamps, self.ids = Stamps(now), Ids(name)
        self.team_id, self.app_id, self.bot_id = self.ids.next("T"), self.ids.next("A"), self.ids.next("B")
        self.verification_token = self.ids.secret("verification", 24)
        self.bot_token = bot_token or f"xoxb-sandbox-{self.ids.secret('bot token', 24)}"
        self.app_token = app_token or f"xapp-sandbox-{self.ids.secret('app token', 24)}"
        self.token_refusal: str | None = None
        self.people: dict[str, Person] = {}
        self.channels: dict[str, Channel] = {}
        self.messages: dict[str, dict[str, Message]] = {}
        self.blueprint = Blueprint(lambda: self.ids.secret("block", 5))
        self.screens, self.triggers, self.responses = Screens(self.stamps, self.ids), Triggers(), ResponseUrls()
        self.uploads, self.rates, self.faults, self.tickets = Uploads(), Rates(), Faults(), Tickets()
        self.address = ""
        # Direct messages by who is in them: the same people always meet in the same one.
        self._direct: dict[frozenset[str], str] = {}
        self.ledger: list[LedgerEntry] = []
        self.traffic = Traffic()
        # What only one person was shown: person -> (channel, ts), in order.
        self.whispers: dict[str, list[tuple[str, str]]] = {}
        # What each person has chosen in the elements of a message: (channel, ts, person) -> state values.
        self.choices: dict[tuple[str, str, str], Json] = {}
        # Answers of the app that Slack could not follow; the person saw only trouble.
        self.refusals: list[SlackSays] = []
        self.on_event: Callable[[Json], None] | None = None
        self._changes = threading.Condition(threading.RLock())
        self.version = 0
        self.bot_user_id = self.add_person(self.manifest.account_name, is_bot=True, real_name=self.manifest.bot_name).id
        self.people[SLACKBOT] = Person(id=SLACKBOT, name="slackbot", real_name="Slackbot", team_id=self.team_id)

    # The lock and the news.

    @property
    def lock(self) -> AbstractContextManager[object]:
        return self._changes

    def changed(self) -> None:
        with self._changes:
            self.version += 1
            self._changes.notify_all()

    def wait_for_change(self, seen: int, seconds: float) -> int:
        """Waits until something happened after version `seen`, at most so many real seconds."""
        with self._changes:
            self._changes.wait_for(lambda: self.version != seen, seconds)
            return self.version

    def now(self) -> datetime:
        return self.stamps.now()

    # People.

    def add_person(self, name: str, **profile: Unpack[Profile]) -> Person:
        """A new member; the name is the account name, everything else has Slack's defaults."""
        with self.lock:
            profile.setdefault("team_id", self.ids.next("T") if profile.get("is_stranger") else self.team_id)
            person = Person(id=self.ids.next("U"), name=name, updated=int(self.now().timestamp()), **profile)
            self.people[person.id] = person
            self.changed()
            return person

    def change_person(self, person_id: str, **profile: Unpack[Profile]) -> Person:
        """Changes a profile and tells the app with `user_change`, as Slack does for every change."""
        with self.lock:
            updated = int(self.now().timestamp())
            person = replace(self.person(person_id), updated=updated, **profile)
            self.people[person_id] = person
            user = user_object(person, self.now()) | {"locale": person.locale}
            self.emit({"type": "user_change", "user": user, "cache_ts": updated, "event_ts": self.stamps.ts()})
            self.changed()
            return person

    def person(self, person_id: str) -> Person:
        if person_id not in self.people:
            raise SlackSays("user_not_found")
        return self.people[person_id]

    def person_named(self, name: str) -> Person | None:
        return next((each for each in self.people.values() if each.name == name), None)

    def reader_for(self, person_id: str) -> Reader:
        """What somebody's screen knows: names, their zone and language, and the time."""
        person = self.people[person_id]
        return Reader(
            people={each.id: each.called for each in self.people.values()},
            channels={each.id: each.name for each in self.channels.values()},
            tz=person.tz,
            locale=person.locale,
            now=self.now(),
        )

    # Conversations.

    def add_channel(
        self, name: str, members: Iterable[str] = (), *, bot_is_member: bool = False, private: bool = False
    ) -> Channel:
        with self.lock:
            joined = (*members, self.bot_user_id) if bot_is_member else tuple(members)
            return self._add(name, "private" if private else "public", joined)

    def conversation_of(self, person_ids: Iterable[str]) -> Channel:
        """The direct message of the bot with these people: the same set always has the same one."""
        with self.lock:
            members = (*dict.fromkeys(person_ids), self.bot_user_id)
            kind: Kind = "im" if len(members) == 2 else "mpim"
            known = self._direct.get(frozenset(members))
            if known is not None:
                return self.channels[known]
            names = "--".join(self.people[each].name for each in members)
            channel = self._add(f"mpdm-{names}-1" if kind == "mpim" else "", kind, members)
            self._direct[frozenset(members)] = channel.id
            return channel

    def own_notes(self, person_id: str) -> Channel:
        """The direct message of a person with themselves; the bot is not in it."""
        with self.lock:
            alone = frozenset((person_id,))
            if alone not in self._direct:
                self._direct[alone] = self._add("", "im", (person_id,)).id
            return self.channels[self._direct[alone]]

    def _add(self, name: str, kind: Kind, members: tuple[str, ...]) -> Channel:
        channel = Channel(
            id=self.ids.next("D" if kind == "im" else "C"),
            name=name,
            kind=kind,
            members=members,
            created=int(self.now().timestamp()),
        )
        self.channels[channel.id] = channel
        self.messages[channel.id] = {}
        self.changed()
        return channel

    def channel(self, channel_id: str) -> Channel:
        if channel_id not in self.channels:
            raise SlackSays("channel_not_found")
        return self.channels[channel_id]

    def _change_channel(self, channel: Channel) -> Channel:
        self.channels[channel.id] = channel
        self.changed()
        return channel

    def archive(self, channel_id: str) -> Channel:
        """The app hears of it only with a scope to read that kind of channel."""
        with self.lock:
            channel = self._change_channel(replace(self.channel(channel_id), archived=True))
            kind = "group_archive" if channel.is_private else "channel_archive"
            if self.bot_user_id in channel.members:
                self.emit({"type": kind, "channel": channel_id, "user": "USLACKBOT", "event_ts": self.stamps.ts()})
            return channel

    def kick_bot(self, channel_id: str) -> Channel:
        with self.lock:
            channel = self.channel(channel_id)
            return self._change_channel(replace(channel, members=channel.other_than(self.bot_user_id)))

    def invite(self, channel_id: str, user_id: str) -> Channel:
        with self.lock:
            channel = self.channel(channel_id)
            members = tuple(dict.fromkeys((*channel.members, self.person(user_id).id)))
            return self._change_channel(replace(channel, members=members))

    # The app in the workspace.

    def emit(self, event: Json) -> None:
        """Sends an event the manifest subscribes to and has a scope for; others go nowhere, as in Slack."""
        if self.manifest.hears(event["type"]) and self.on_event is not None:
            self.on_event(event)

    @property
    def installed(self) -> bool:
        return self.token_refusal != "account_inactive"

    def uninstall(self) -> None:
        """Somebody removed the app: tokens are dead at once; the two events come after that, in no sure order."""
        with self.lock:
            self.token_refusal = "account_inactive"
            self.emit({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [self.bot_user_id]}})
            self.emit({"type": "app_uninstalled"})
            self.changed()

    def revoke_tokens(self) -> None:
        with self.lock:
            self.token_refusal = "token_revoked"
            self.emit({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [self.bot_user_id]}})
            self.changed()

    def install_again(self) -> None:
        with self.lock:
            self.token_refusal = None
            self.changed()
