"""Laws of what people see."""
