"""From a request to the arguments of a method: form, JSON or query, checked against the method's row."""

import json
from collections.abc import Mapping
from urllib.parse import parse_qsl

from sandbox.methods import Method
from sandbox.refusals import SlackSays, invalid_arguments
from sandbox.wire import Json

# Arguments that travel as JSON text inside a form, and the refusal when that text is no JSON.
JSON_ARGUMENTS = {
    "blocks": "invalid_blocks_format",
    "metadata": "invalid_metadata_format",
    "view": "invalid_arguments",
    "attachments": "invalid_attachments",
    "files": "invalid_arguments",
}
BOOLEANS = {"include_locale", "return_im", "prevent_creation", "mrkdwn", "unfurl_links", "unfurl_media", "as_user"}
BOOLEANS |= {"reply_broadcast", "include_num_members", "exclude_archived"}
INTEGERS = {"limit", "length"}
# Every method takes these: the token in the body, and the workspace a client was made for.
EVERYWHERE = {"token", "team_id"}
TRUE_WORDS = {"true", "1"}
FALSE_WORDS = {"false", "0", ""}


def read_body(content_type: str, body: bytes, query: Mapping[str, str]) -> Json:
    """All arguments of a request; the body wins over the query string."""
    arguments: Json = dict(query)
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "application/json":
        return arguments | _json_body(body)
    if kind.startswith("multipart/"):
        raise SlackSays("invalid_post_type")
    return arguments | dict(parse_qsl(body.decode(errors="replace"), keep_blank_values=True))


def _json_body(body: bytes) -> Json:
    try:
        sent = json.loads(body or b"{}")
    except ValueError as error:
        raise SlackSays("invalid_json") from error
    if not isinstance(sent, dict):
        raise SlackSays("json_not_object")
    return sent


def checked(method: Method, sent: Json) -> Json:
    """The arguments as values. Unknown ones are refused too: Slack ignores them, a workspace for testing must not."""
    known = (*method.required, *method.optional)
    ignored = EVERYWHERE.difference(known)
    given = {name: value for name, value in sent.items() if value is not None and name not in ignored}
    missing = [name for name in method.required if given.get(name) in (None, "")]
    if missing and method.missing != "invalid_arguments":
        raise SlackSays(method.missing, messages=[f"[ERROR] missing required field: {name}" for name in missing])
    unknown = [name for name in given if name not in known]
    words = [f"missing required field: {name}" for name in missing] + [f"unknown argument: {name}" for name in unknown]
    if words:
        raise invalid_arguments(*words)
    return {name: _value(name, value) for name, value in given.items()}


def _value(name: str, value: object) -> object:
    if name in JSON_ARGUMENTS:
        return _from_json(name, value)
    if name in BOOLEANS:
        return _boolean(name, value)
    if name in INTEGERS:
        return _integer(name, value)
    if name == "users" and isinstance(value, list):
        return ",".join(map(str, value))
    if not isinstance(value, str):
        message = f"must be a string: {name}"
        raise invalid_arguments(message)
    return value


def _from_json(name: str, value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value) if value else None
    except ValueError as error:
        raise SlackSays(JSON_ARGUMENTS[name], messages=[f"[ERROR] {name} is not valid JSON"]) from error


def _boolean(name: str, value: object) -> bool:
    word = str(value).lower()
    if word not in TRUE_WORDS | FALSE_WORDS:
        message = f"must be a boolean: {name}"
        raise invalid_arguments(message)
    return word in TRUE_WORDS


def _integer(name: str, value: object) -> int:
    try:
        return int(str(value))
    except ValueError as error:
        message = f"must be an integer: {name}"
        raise invalid_arguments(message) from error
