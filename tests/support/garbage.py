"""Tests and libraries stay until the end of a session: to search them for garbage takes a tenth of its time."""

import gc


def pytest_collection_finish() -> None:
    """What stands by now is left alone."""
    gc.collect()
    gc.freeze()
