"""Laws of the use cases, on the store in memory."""
