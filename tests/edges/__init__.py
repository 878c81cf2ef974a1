"""The edges: what needs a library to compute."""
