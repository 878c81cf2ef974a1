"""Laws of how time reaches the bot."""
