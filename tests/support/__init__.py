"""What several tests stand on: golden files, the socket guard, PostgreSQL."""
