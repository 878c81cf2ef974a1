"""The methods this workspace answers."""

from collections.abc import Callable

from sandbox.api import apps, chat, conversations, files, users, views
from sandbox.wire import Json
from sandbox.workspace import Workspace

ANSWERS: dict[str, Callable[[Workspace, Json], Json]] = {
    "auth.test": apps.auth_test,
    "apps.connections.open": apps.open_connection,
    "chat.postMessage": chat.post_message,
    "chat.postEphemeral": chat.post_ephemeral,
    "chat.update": chat.update,
    "chat.delete": chat.delete_message,
    "conversations.open": conversations.open_conversation,
    "conversations.info": conversations.conversation_info,
    "conversations.members": conversations.conversation_members,
    "conversations.list": conversations.conversation_list,
    "users.info": users.user_info,
    "users.list": users.user_list,
    "users.lookupByEmail": users.lookup_by_email,
    "views.open": views.open_view,
    "views.push": views.push_view,
    "views.update": views.update,
    "views.publish": views.publish,
    "files.getUploadURLExternal": files.upload_url,
    "files.completeUploadExternal": files.complete,
}
