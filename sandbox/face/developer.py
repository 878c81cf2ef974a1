"""The drawer for developers: what went between app and workspace, trouble to make, and a profile to change."""

import json
from collections.abc import Iterable
from functools import cache
from zoneinfo import available_timezones

from sandbox.face.html import Node, tag
from sandbox.face.reading import Reading
from sandbox.faults import KINDS
from sandbox.methods import METHODS
from sandbox.people import Person
from sandbox.traffic import CallRecord, PayloadRecord
from sandbox.wire import Json

Fragment = tuple[str, str]
# Lines of traffic on the page; all of it stays in the workspace.
LINES = 60
LOCALES = ("en-US", "en-GB", "de-DE", "es-ES", "fr-FR", "it-IT", "ja-JP", "ko-KR", "nl-NL", "pt-BR", "zh-CN")
OFTEN = ("chat.postMessage", "chat.update", "views.open", "views.update", "views.publish", "users.info")


def developer_fragments(reading: Reading, person: Person, known: dict[int, str]) -> list[Fragment]:
    """Trouble, profile, then the traffic, newest first. `known` keeps lines that were drawn before."""
    newest = reading.ws.traffic.newest(LINES)
    drawn = {number: known.get(number) or str(_line(each)) for number, each in newest}
    known.clear()
    known.update(drawn)
    lines = [(f"line-{number}", html) for number, html in drawn.items()]
    refusals = [str(each) for each in reading.ws.refusals[-5:]]
    refused = [("refused", str(_refused(refusals)))] if refusals else []
    empty = [("none", str(tag("p", "Nothing yet: type a command or click a button.", class_="empty")))]
    return [
        ("trouble", str(_trouble())),
        ("profile", str(_profile(person))),
        ("heading", str(tag("h2", "Traffic"))),
        *refused,
        *(lines or empty),
    ]


def _refused(words: Iterable[str]) -> Node:
    lines = [tag("li", each) for each in words]
    return tag(
        "section", tag("h3", "Answers of the app that Slack could not follow"), tag("ul", lines), class_="refused"
    )


def _line(line: CallRecord | PayloadRecord) -> Node:
    return _call(line) if isinstance(line, CallRecord) else _payload(line)


def _call(call: CallRecord) -> Node:
    refusal = None if call.answer.get("ok") else str(call.answer.get("error", f"HTTP {call.status}"))
    outcome = tag("span", refusal or "ok", class_="bad" if refusal else "good")
    summary = tag("summary", tag("span", "→ ", aria_hidden="true"), tag("code", call.method), " ", outcome)
    return tag("details", summary, _json("Arguments", call.arguments), _json("Answer", call.answer), class_="line out")


def _payload(sent: PayloadRecord) -> Node:
    payload = sent.envelope["payload"]
    what = str(payload.get("command") or payload.get("event", {}).get("type") or payload.get("type", sent.kind))
    if sent.seconds is not None:
        outcome = tag("span", f"acknowledged in {sent.seconds * 1000:.0f} ms", class_="good")
    else:
        outcome = tag("span", "not acknowledged", class_="bad")
    again = int(sent.envelope.get("retry_attempt", 0))
    repeat = tag("span", f" delivery {again + 1}", class_="bad") if again else None
    summary = tag("summary", tag("span", "← ", aria_hidden="true"), tag("code", what), " ", outcome, repeat)
    answer = _json("Acknowledgement", sent.ack) if sent.ack else None
    return tag("details", summary, _json("Payload", payload), answer, class_="line in")


def _json(title: str, body: Json) -> Node:
    words = json.dumps(body, indent=1, ensure_ascii=False)
    return tag("div", tag("p", tag("strong", title)), tag("pre", words, tabindex="0"))


def _trouble() -> Node:
    methods = [*OFTEN, *sorted(set(METHODS) - set(OFTEN))]
    kinds = {
        "ratelimited": "429, try again in a second",
        "latency:2": "answers after 2 seconds",
        "latency:5": "answers after 5 seconds",
        "error:internal_error": "internal_error",
        "http_500": "HTTP 500",
        "drop_before": "line cut before it is done",
        "drop_after_accept": "line cut after it is done",
    }
    form = tag(
        "form",
        _select("Method", "method", zip(methods, methods, strict=True), OFTEN[0]),
        _select("Trouble", "kind", kinds.items(), KINDS[0]),
        tag(
            "label", "Times ", tag("input", type="number", name="times", value="1", min="1", max="99", id="fault-times")
        ),
        tag("button", "Add", class_="button", id="fault-add"),
        data_form="fault",
    )
    buttons = [
        tag("button", words, type="button", class_="button", data_do=do, data_value=value, id=f"trouble-{do}-{value}")
        for do, value, words in (
            ("clear_faults", "", "No more trouble"),
            ("outage", "5", "Outage of 5 seconds"),
            ("outage", "30", "Outage of 30 seconds"),
            ("redeliver", "", "Deliver the last event again"),
        )
    ]
    return tag("section", tag("h2", "Trouble"), form, tag("div", buttons, class_="actions-row"))


def _profile(person: Person) -> Node:
    zones = _zones()
    own = [] if person.tz in zones else [person.tz]
    locales = LOCALES if person.locale in LOCALES else (person.locale, *LOCALES)
    form = tag(
        "form",
        _select("Time zone", "tz", [(each, each) for each in [*own, *zones]], person.tz),
        _select("Language", "locale", [(each, each) for each in locales], person.locale),
        _tick("Guest", "guest", is_on=person.is_restricted),
        _tick("Deactivated", "deleted", is_on=person.deleted),
        tag("button", "Save profile", class_="button", id="profile-save"),
        data_form="profile",
    )
    return tag("section", tag("h2", f"Profile of {person.called}"), form)


@cache
def _zones() -> tuple[str, ...]:
    found = (each for each in available_timezones() if "/" in each)
    return tuple(sorted(each for each in found if not each.startswith(("Etc/", "SystemV/"))))


def _select(label: str, name: str, lines: Iterable[tuple[str, str]], chosen: str) -> Node:
    options = [tag("option", words, value=value, selected=value == chosen) for value, words in lines]
    return tag("label", f"{label} ", tag("select", options, name=name, id=f"dev-{name}"))


def _tick(label: str, name: str, *, is_on: bool) -> Node:
    return tag(
        "label", tag("input", type="checkbox", name=name, value="yes", checked=is_on, id=f"dev-{name}"), f" {label}"
    )
