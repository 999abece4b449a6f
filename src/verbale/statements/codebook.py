"""An analyst's own issues, in TOML: they take precedence over those found in the text.

::

    [[issue]]
    id = "SUMMIT"
    label = "The summit is held"
    kind = "proposal"
    keywords = ["summit", "leaders' meeting"]
    examples = ["They agreed to meet in the spring."]
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, get_args

from verbale.codes import IssueKind
from verbale.errors import InputError
from verbale.records import Issue
from verbale.statements.issues import Codebook


def load_codebook(path: Path) -> Codebook:
    """Load a codebook.

    Raises
    ------
    InputError
        If the file is missing, is no TOML, or an issue lacks its id or keywords; the message names the place.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{path}: expected a codebook (TOML), found none that can be read: {error.strerror}") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{path}: expected TOML with [[issue]] tables: {error}") from None
    rows = data.get("issue")
    if not isinstance(rows, list) or not rows:
        raise InputError(f"{path}: expected at least one [[issue]] table, found none; see verbale read --help")
    return Codebook(tuple(_issue(row, f"{path}: issue {number}") for number, row in enumerate(rows, start=1)))


def _issue(row: Any, where: str) -> Issue:
    if not isinstance(row, dict) or not isinstance(row.get("id"), str):
        raise InputError(f'{where}: expected a table with id = "..."')
    keywords = row.get("keywords")
    if not isinstance(keywords, list) or not all(isinstance(word, str) and word for word in keywords):
        raise InputError(f'{where} ({row["id"]}): expected keywords = ["...", ...], found {keywords!r}')
    kind = row.get("kind", "proposal")
    if kind not in get_args(IssueKind):
        raise InputError(f"{where} ({row['id']}): kind must be one of {', '.join(get_args(IssueKind))}, got {kind!r}")
    return Issue(id=row["id"], label=str(row.get("label", row["id"])), kind=kind, keywords=tuple(keywords))
