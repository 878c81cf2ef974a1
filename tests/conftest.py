"""What every test can ask for. The parts are in tests/support."""

pytest_plugins = [
    "tests.support.sockets",
    "tests.support.golden",
    "tests.support.postgres",
    "tests.support.tables",
    "tests.support.browsers",
    "tests.support.showing",
    "tests.support.loggers",
    "tests.support.hypotheses",
    "tests.support.garbage",
]
