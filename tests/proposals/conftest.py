"""The hand-made readings of the draft's tests, here too."""

import importlib.util
from pathlib import Path

_SPEC = importlib.util.spec_from_file_location("draft_conftest", Path(__file__).parents[1] / "draft" / "conftest.py")
assert _SPEC is not None
assert _SPEC.loader is not None
_MODULE = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_MODULE)

record = _MODULE.record
