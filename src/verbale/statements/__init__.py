"""From a parse to a reading: whose words, on whose authority, what about, on what conditions.

:func:`extract` is the one function that runs the steps; :func:`load_codebook` reads an analyst's own issues.
"""

from verbale.statements.codebook import load_codebook
from verbale.statements.extract import extract
from verbale.statements.issues import Codebook

__all__ = ["Codebook", "extract", "load_codebook"]
