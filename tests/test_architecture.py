"""Imports point down the list of design: a room may import only from rooms above it."""

import ast
from pathlib import Path

import verbale

PACKAGE = Path(verbale.__file__).parent
RANKS: list[set[str]] = [
    {"errors"},
    {"codes", "encode", "conflict", "months", "write"},
    {"records"},
    {"decode"},
    {"documents", "language", "actors"},
    {"statements"},
    {"ledger", "views"},
    {"reading"},
    {"draft"},
    {"proposals"},
    {"brief"},
    {"corpus"},
    {"web"},
    {"cli"},
    {"__init__", "__main__"},
]
RANK = {room: rank for rank, rooms in enumerate(RANKS) for room in rooms}
MOST_LINES = 400


def room_of(path: Path) -> str:
    part = path.relative_to(PACKAGE).parts[0]
    return part.removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    rooms = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names = [node.module]
            if node.module == "verbale":
                names = [f"verbale.{alias.name}" for alias in node.names]
        rooms |= {name.split(".")[1] for name in names if name.startswith("verbale.")}
    return rooms & RANK.keys()


def test_every_file_is_in_a_known_room() -> None:
    rooms = {room_of(path) for path in PACKAGE.rglob("*.py")}
    assert rooms <= RANK.keys()


def test_imports_point_down() -> None:
    wrong = [
        f"{path.relative_to(PACKAGE)} must not import {room}"
        for path in PACKAGE.rglob("*.py")
        if room_of(path) != "__init__"
        for room in imported_rooms(path) - {room_of(path)}
        if RANK[room] >= RANK[room_of(path)]
    ]
    assert wrong == []


def test_conflict_sees_only_errors() -> None:
    wrong = {
        str(path.relative_to(PACKAGE)): seen
        for path in (PACKAGE / "conflict").rglob("*.py")
        if (seen := imported_rooms(path) - {"conflict", "errors"})
    }
    assert wrong == {}


def test_files_are_small_and_folders_shallow() -> None:
    big = {
        str(path.relative_to(PACKAGE)): lines
        for path in PACKAGE.rglob("*.py")
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > MOST_LINES
    }
    deep = [str(path) for path in PACKAGE.rglob("*.py") if len(path.relative_to(PACKAGE).parts) > 3]
    assert big == {}
    assert deep == []
