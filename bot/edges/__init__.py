"""What needs a library to compute, each behind a port."""
