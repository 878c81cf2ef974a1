"""The heartbeat: APScheduler with three stateless in-memory jobs. The only module that knows APScheduler.

No job store: version 3 stores fire twice when shared and lose jobs on a rename. `misfire_grace_time=None`, since the
default of one second drops a late job without a word.
"""

from apscheduler.schedulers.background import BackgroundScheduler

from scheduler.jobs import Jobs

DELIVER_SECONDS = 10
"""How often the courier is woken without a commit of our own."""
HOUSEKEEP_HOURS = 1
"""Often enough that a bot restarted every day still prunes; an hour's pruning is small."""


class Heartbeat:
    """Calls the jobs at their pace until stopped; a job that runs is finished first."""

    def __init__(self, *, jobs: Jobs, tick_seconds: int) -> None:
        self._jobs = jobs
        self._scheduler = BackgroundScheduler(
            timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )
        self._scheduler.add_job(jobs.tick, "interval", seconds=tick_seconds, id="tick")
        self._scheduler.add_job(jobs.deliver, "interval", seconds=DELIVER_SECONDS, id="deliver")
        self._scheduler.add_job(jobs.housekeep, "interval", hours=HOUSEKEEP_HOURS, id="housekeep")

    def start(self) -> None:
        """Begin to beat."""
        self._scheduler.start()

    def stop(self) -> None:
        """Let a running job finish its batch, then stop."""
        self._jobs.stop()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=True)
