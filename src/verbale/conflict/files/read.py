"""Read a conflict from a file, whatever its form."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

from verbale.conflict.files import neutral
from verbale.conflict.files.fields import Place
from verbale.conflict.files.gmcr import conflict_from_gmcr
from verbale.conflict.files.native import conflict_from_dict
from verbale.conflict.model import Conflict
from verbale.errors import ConflictError, InputError

MOST_BYTES = 64 << 20


def read_conflict(path: str | Path) -> Conflict:
    """Read a conflict from TOML, JSON (ours or ``gmcr-neutral/1``) or a ``.gmcr`` file.

    Raises
    ------
    InputError
        If the file cannot be read.
    ConflictError
        If its content is no conflict: with the line and the field.
    """
    path = Path(path)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise InputError(f"{path}: expected at most {MOST_BYTES >> 20} MiB. Is this a conflict file?")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}. Check the name") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: expected UTF-8 text; byte {error.start} is none. Save it as UTF-8") from None
    return parse_conflict(text, path=str(path))


def parse_conflict(text: str, *, path: str = "conflict") -> Conflict:
    """Make a conflict of the text of a file; ``path`` is used in messages and to tell TOML from JSON.

    Raises
    ------
    ConflictError
        If the text is no conflict: with the line and the field.
    """
    place = Place(path=path, text=text)
    try:
        if path.lower().endswith((".json", ".gmcr")) or text.lstrip().startswith("{"):
            return _from_json(_load_json(text, place), place)
        return conflict_from_dict(_load_toml(text, place), place)
    except ConflictError:
        raise
    except (TypeError, ValueError, KeyError, AttributeError, OverflowError, RecursionError) as error:
        raise ConflictError(
            f"{path}: the content has not the form of a conflict ({type(error).__name__}: {error}). "
            "Compare it with the schema in docs/theory/files.md"
        ) from error


def _load_toml(text: str, place: Place) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = found[1] if found else len(place.text.splitlines()) or 1
        raise ConflictError(f"{place.path}, line {line}: this is no TOML: {error}") from None


def _load_json(text: str, place: Place) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ConflictError(f"{place.path}, line {error.lineno}: this is no JSON: {error.msg}") from None


def _from_json(data: Any, place: Place) -> Conflict:
    if not isinstance(data, dict):
        raise ConflictError(f"{place.path}, line 1: expected a JSON object, found {type(data).__name__}")
    if data.get("format") == neutral.FORMAT or "preferences" in data:
        return neutral.conflict_from_neutral(data, place)
    if "decisionMakers" in data:
        return conflict_from_gmcr(data, place)
    return conflict_from_dict(data, place)
