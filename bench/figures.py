"""A measured number beside the number it should reach."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """`at_least` or `at_most`; the other is None."""

    at_least: float | None = None
    at_most: float | None = None

    def is_met(self, value: float) -> bool:
        """Whether the value is on the right side."""
        return (self.at_least is None or value >= self.at_least) and (self.at_most is None or value <= self.at_most)

    def __str__(self) -> str:
        return f"≥ {self.at_least:g}" if self.at_least is not None else f"≤ {self.at_most:g}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What was measured, its value and unit, and its goal if it has one. `runs` are the values behind a median."""

    name: str
    value: float
    unit: str
    goal: Goal | None = None
    runs: tuple[float, ...] = ()

    @property
    def verdict(self) -> str:
        """`met`, `short`, or nothing where nothing was promised."""
        if self.goal is None:
            return ""
        return "met" if self.goal.is_met(self.value) else "short"


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """What could not be measured here, and why."""

    name: str
    reason: str


Found = Figure | Skipped


def medians(runs: Sequence[Sequence[Found]]) -> list[Found]:
    """Each figure's median over the runs; what was skipped once is skipped."""
    found: list[Found] = []
    for same in zip(*runs, strict=True):
        figures = [each for each in same if isinstance(each, Figure)]
        if len(figures) < len(same):
            found.append(next(each for each in same if isinstance(each, Skipped)))
        else:
            values = tuple(each.value for each in figures)
            found.append(replace(figures[0], value=statistics.median(values), runs=values))
    return found
