"""A measured number."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What was measured, its value and its unit."""

    name: str
    value: float
    unit: str
