"""Write a file whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from verbale.errors import OutputError


def write_atomic(path: str | os.PathLike[str], content: str | bytes) -> Path:
    """Write ``content`` to ``path`` under a temporary name in the same folder, then rename.

    A reader of ``path`` sees the old file or the new one, never a part of either; after a failure the
    temporary file is gone and an old file is as it was.

    Raises
    ------
    OutputError
        Where the folder is missing, may not be written to, or the disk is full.
    """
    target = Path(path)
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    if target.is_dir():
        raise OutputError(f"{path}: expected a file to write, found a folder; name a file in it")
    try:
        if target.exists() and not target.is_file():  # a device or a pipe has nothing to keep whole
            target.write_bytes(data)
        else:
            _replace(target.resolve(), data)  # a link stays a link: the file behind it is replaced
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {_reason(error)}") from error
    return target


def _replace(target: Path, data: bytes) -> None:
    unfinished = target.with_name(f".{target.name[:200]}.{os.getpid()}.part")
    try:
        with open(unfinished, "xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            unfinished.chmod(target.stat().st_mode)
        unfinished.replace(target)
    except OSError:
        with suppress(OSError):
            unfinished.unlink()
        raise


def _reason(error: OSError) -> str:
    why = error.strerror or str(error)
    mend = {
        "FileNotFoundError": "make the folder first",
        "PermissionError": "choose a folder you may write to",
        "NotADirectoryError": "a part of this path is a file; choose another folder",
    }.get(type(error).__name__, "free some space or choose another place")
    return f"{why[:1].lower()}{why[1:]}; {mend}"
