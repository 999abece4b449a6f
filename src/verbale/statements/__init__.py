"""From a parse to a reading: whose words, on whose authority, what about, on what conditions.

:func:`extract` runs the steps (:func:`extract_with_cast` gives who is who as well); :func:`load_codebook` reads an
analyst's own issues.
"""

from verbale.statements.codebook import load_codebook
from verbale.statements.extract import extract, extract_with_cast
from verbale.statements.issues import Codebook

__all__ = ["Codebook", "extract", "extract_with_cast", "load_codebook"]
