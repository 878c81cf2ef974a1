"""A process of the bot in an interpreter of its own, as an operator starts it: `python -m tests.crash.alone LIFE`."""

import json
import signal
import sys
import threading
from pathlib import Path

import app
from bot.clock import Clock
from bot.settings import load_settings
from operations.logs import set_up_logs
from tests.crash.child import Drift


def main() -> int:
    """Run until told to end; 0 when all that was in flight is finished in time."""
    life = json.loads(sys.argv[1])
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    with Path(life["log"]).open("a") as log:
        set_up_logs("json", out=log)
        bot = app.build(load_settings(life["settings"]), Clock(machine=Drift(Path(life["drift"])).now))
        bot.start()
        stopping.wait()
        return 0 if bot.stop() else 1


if __name__ == "__main__":
    sys.exit(main())
