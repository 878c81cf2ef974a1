"""How words reach Slack: the courier, the people lookup, the pacing."""
