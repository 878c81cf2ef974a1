"""Block Kit: what Slack takes on which surface, and what it refuses."""

from sandbox.blocks.surfaces import BLOCKS_TEXT, VIEW_BYTES, message_faults, text_length, view_faults, view_size

__all__ = ["BLOCKS_TEXT", "VIEW_BYTES", "message_faults", "text_length", "view_faults", "view_size"]
