"""Block Kit as pure functions: what people see."""
