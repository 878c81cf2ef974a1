"""Laws of who may use what that import contracts cannot say."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PURE = {"bot/domain": set[str](), "bot/services": set[str](), "bot/texts": {"babel"}}


def imported(folder: Path) -> Iterator[str]:
    """The first name of each absolute import in a folder."""
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Import(names=names):
                    yield from (name.name.partition(".")[0] for name in names)
                case ast.ImportFrom(module=str(module), level=0):
                    yield module.partition(".")[0]
                case _:
                    pass


@pytest.mark.parametrize(("folder", "libraries"), PURE.items(), ids=PURE)
def test_what_is_pure_uses_no_library_but_those_allowed(folder: str, libraries: set[str]) -> None:
    assert set(imported(ROOT / folder)) <= sys.stdlib_module_names | {"bot"} | libraries
