import errno
import os
from pathlib import Path

import pytest

from verbale.errors import OutputError
from verbale.write import write_atomic


def test_text_and_bytes_are_written_and_the_path_given_back(tmp_path: Path) -> None:
    assert write_atomic(tmp_path / "a.txt", "“yes”\r\n").read_bytes() == "“yes”\r\n".encode()
    assert write_atomic(tmp_path / "a.txt", b"\x00").read_bytes() == b"\x00"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "brief.html"
    old.write_text("old", encoding="utf-8")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match=r"brief\.html: cannot be written: no space left.*free some space"):
        write_atomic(old, "new")
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [("brief.html", "old")]


@pytest.mark.parametrize(
    ("target", "found"),
    [("nowhere/brief.html", "make the folder first"), (".", "found a folder"), ("file/x", "is a file")],
)
def test_a_place_that_cannot_be_written_is_named(tmp_path: Path, target: str, found: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match=found):
        write_atomic(tmp_path / target, "new")


def test_a_lone_surrogate_does_not_stop_the_writing(tmp_path: Path) -> None:
    assert write_atomic(tmp_path / "a.txt", "a\ud800b").read_text(encoding="utf-8") == "a?b"


def test_a_link_stays_a_link_and_the_rights_of_a_file_stay(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old", encoding="utf-8")
    (tmp_path / "real.txt").chmod(0o640)
    (tmp_path / "link.txt").symlink_to("real.txt")
    assert write_atomic(tmp_path / "link.txt", "new") == tmp_path / "link.txt"
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text(encoding="utf-8") == "new"
    assert (tmp_path / "real.txt").stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="no devices on this system")
def test_a_device_is_written_to_and_not_replaced() -> None:
    write_atomic("/dev/null", "gone")
    assert Path("/dev/null").is_char_device()
