"""``python -m verbale`` is ``verbale``."""

from verbale.cli import main

main()
