"""Where the gold texts lie, if they are there at all."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder of gold texts and corpora beside the checkout; skip where there is none."""
    if not (SHARED / "gold").is_dir():
        pytest.skip("the gold texts (../shared) are not beside this checkout")
    return SHARED
