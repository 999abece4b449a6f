"""Let the tests of this folder import the oracle and the makers of conflicts beside them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
