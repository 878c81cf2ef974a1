"""Nothing lost: what Slack accepted is held against what the database remembers, after crashes and Slack's faults."""
