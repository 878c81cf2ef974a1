"""Laws of the words."""
