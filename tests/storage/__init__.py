"""One suite for the fake store, SQLite and PostgreSQL."""
