"""Every error that verbale raises on purpose.

::

    VerbaleError
    ├── InputError (also ValueError)      a text, file or argument that cannot be read
    ├── LedgerError                       a ledger file that is damaged, locked or of another version
    ├── ConflictError (also ValueError)   a conflict model that contradicts itself or names what is not there
    └── OutputError (also OSError)        a result that cannot be written where it was asked for

A message says what was expected, what was found, where, and the mend. The command line turns a
:class:`VerbaleError` into one line on standard error and exit status 2; anything else is a defect
and shows its traceback.
"""


class VerbaleError(Exception):
    """Base of all errors that a user can mend."""


class InputError(VerbaleError, ValueError):
    """A text, file or argument cannot be read as what it should be."""


class LedgerError(VerbaleError):
    """A ledger is damaged, locked, or written by another version."""


class ConflictError(VerbaleError, ValueError):
    """A conflict model contradicts itself, is too large, or names what is not there."""


class OutputError(VerbaleError, OSError):
    """A result cannot be written where it was asked for."""
