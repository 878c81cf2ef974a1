"""Payload in, calls out: everything people can do or try, through Bolt's own door."""
