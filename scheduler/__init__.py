"""How time reaches the bot."""
