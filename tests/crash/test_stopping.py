"""An interpreter of its own: killed and started again it sends at once, and told to end it ends in time."""

import subprocess
import sys
from pathlib import Path

from sandbox import Fault
from tests.crash import records
from tests.crash.harbour import Harbour, a_harbour
from tests.crash.scene import LATER, Scene

SCENE = Scene(pairs=20, rounds=3, couples=0)
IN_TIME = 10
"""Real seconds an operator's service manager waits."""


def alone(harbour: Harbour) -> "subprocess.Popen[bytes]":
    """The bot, as it is started in life."""
    return subprocess.Popen([sys.executable, "-m", "tests.crash.alone", harbour.life_as_json()])


def test_a_new_process_sends_before_the_leases_of_the_dead_one_lapse(url: str, tmp_path: Path) -> None:
    with a_harbour(url, tmp_path, SCENE) as harbour:
        with alone(harbour) as first:
            harbour.wait(lambda: harbour.posted > 5)
            first.kill()
        had = harbour.posted
        in_flight = {str(id_) for id_ in harbour.note_crash().in_flight}
        with alone(harbour) as second:
            harbour.wait(lambda: bool({line.reference for line in harbour.ws.ledger[had:]} - in_flight))
            second.terminate()
            assert second.wait(IN_TIME) == 0
            assert in_flight, "some were on their way when it died"


def test_told_to_end_during_a_drain_it_finishes_what_is_in_the_air_and_hands_the_rest_back(
    url: str, tmp_path: Path
) -> None:
    with a_harbour(url, tmp_path, SCENE) as harbour:
        harbour.ws.faults.add(Fault(method="chat.postMessage", kind="latency:0.5", times=100))
        with alone(harbour) as process:
            harbour.wait(lambda: bool(records.leased(harbour.store)))
            process.terminate()
            assert process.wait(IN_TIME) == 0
        assert records.leased(harbour.store) == frozenset()

        harbour.ws.faults.clear()
        heir = harbour.start()
        heir.begun()
        harbour.pass_span(heir, LATER)
        assert harbour.check().doubled == 0
