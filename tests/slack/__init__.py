"""Laws of how words reach Slack, against a tiny Slack on this machine."""
