"""A local Slack workspace: try, develop, demonstrate and test an app without a Slack account.

It is Slack, not a friend of the app: it refuses what Slack refuses and knows nothing of what the app is for.

    ws = Workspace(manifest)
    ana = ws.add_person("ana", tz="Europe/Berlin")
    with serve(ws) as server:                      # point the app's clients at server.api_url, with ws.bot_token
        server.wait_connected()
        you = server.as_person(ana)
        you.command("/hello")
        you.click(you.dm[-1], "yes")
"""

from sandbox.channels import Channel
from sandbox.driver import Driver
from sandbox.faults import Fault
from sandbox.ledger import LedgerEntry
from sandbox.manifest import BOT_EVENTS, BOT_SCOPES, manifest_faults, read_manifest
from sandbox.messages import Message
from sandbox.people import Person
from sandbox.refusals import NotPossible, SlackSays
from sandbox.results import ClickResult, CommandResult, SubmitResult
from sandbox.server import Server, serve
from sandbox.views import View
from sandbox.workspace import Workspace

__all__ = [
    "BOT_EVENTS",
    "BOT_SCOPES",
    "Channel",
    "ClickResult",
    "CommandResult",
    "Driver",
    "Fault",
    "LedgerEntry",
    "Message",
    "NotPossible",
    "Person",
    "Server",
    "SlackSays",
    "SubmitResult",
    "View",
    "Workspace",
    "manifest_faults",
    "read_manifest",
    "serve",
]
