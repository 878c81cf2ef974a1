"""Laws of the rules: pure functions of the facts and of now."""
