"""The record as a brief: who said what, where each side stands, what the conflict implies, with the words.

:func:`brief` makes a :class:`Brief` of readings, and drafts, solves and weighs what it is not given;
:func:`to_html`, :func:`to_markdown` and :func:`to_json` lay it out, :func:`from_json` reads it back, as for
``since``. :func:`lint` checks a brief by the rules of ICD 203, :func:`lint_file` any file::

    from verbale.brief import brief, from_json, lint, to_html

    made = brief(readings)                       # or brief(readings, draft, solution, weighings)
    page = to_html(made)                         # one self-contained page
    assert lint(made) == []
    later = brief(more_readings, since=made)     # says first what changed
"""

from verbale.brief.changes import changes
from verbale.brief.compose import brief
from verbale.brief.findings import (
    Act,
    Assessment,
    Blocking,
    Brief,
    Citation,
    Effect,
    Finding,
    Heading,
    Judgement,
    Move,
    Robust,
    Section,
    Source,
    Stand,
    StateGraph,
    StateNode,
    Table,
    Timeline,
)
from verbale.brief.form import from_json, to_dict, to_json
from verbale.brief.html import to_html
from verbale.brief.lint import Problem, lint, lint_file, lint_text
from verbale.brief.markdown import to_markdown

__all__ = [
    "Act",
    "Assessment",
    "Blocking",
    "Brief",
    "Citation",
    "Effect",
    "Finding",
    "Heading",
    "Judgement",
    "Move",
    "Problem",
    "Robust",
    "Section",
    "Source",
    "Stand",
    "StateGraph",
    "StateNode",
    "Table",
    "Timeline",
    "brief",
    "changes",
    "from_json",
    "lint",
    "lint_file",
    "lint_text",
    "to_dict",
    "to_html",
    "to_json",
    "to_markdown",
]
