"""From the record to a conflict model, each option and preference with the words it rests on.

:func:`draft` makes a :class:`Draft` of a reading, several readings or a ledger; ``draft.conflict`` is a
:class:`verbale.conflict.Conflict`, None where the record holds no conflict. :func:`drafts` gives every
exchange of the record apart. ``draft.proposals`` are the proposals found in the record, the main one
first; :func:`verbale.proposals.weigh` judges them. :func:`to_toml` and :func:`from_toml` write and read the
file that a person edits; :func:`redraft` keeps the person's changes when new texts come in.
"""

from verbale.draft.compose import conflict_of, draft, drafts
from verbale.draft.merge import Merged, redraft
from verbale.draft.model import (
    Assumption,
    Choice,
    DecisionMaker,
    Draft,
    Evidence,
    Gap,
    Infeasible,
    Option,
    Proposal,
    Reaction,
    Salience,
    Stand,
    Statement,
    Term,
    ThirdParty,
)
from verbale.draft.phrases import formula, statement_words, term_words
from verbale.draft.reread import from_toml
from verbale.draft.written import to_toml

__all__ = [
    "Assumption",
    "Choice",
    "DecisionMaker",
    "Draft",
    "Evidence",
    "Gap",
    "Infeasible",
    "Merged",
    "Option",
    "Proposal",
    "Reaction",
    "Salience",
    "Stand",
    "Statement",
    "Term",
    "ThirdParty",
    "conflict_of",
    "draft",
    "drafts",
    "formula",
    "from_toml",
    "redraft",
    "statement_words",
    "term_words",
    "to_toml",
]
