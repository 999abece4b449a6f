"""What the language model reports of who said what, in the form of the rules' findings."""

from __future__ import annotations

import re

from verbale.language.parse import Report
from verbale.statements.lexicon import cues
from verbale.statements.sources import antecedent, source_run
from verbale.statements.spans import Run, trim
from verbale.statements.speech import Form, Said
from verbale.statements.tree import Tree, is_predicate, token_at


def of_model(tree: Tree, report: Report) -> Said | None:
    """Give a model's report as a finding; None for one without a content or a source."""
    text = tree.parse.text
    cue_head = token_at(tree, report.cue[1] - 1)
    content = tuple(run for piece in report.content if (run := trim(text, *piece)) is not None)
    if cue_head is None or not content or not report.source:
        return None
    for one in range(cue_head, -1, -1):
        if tree.tokens[one].start < report.cue[0]:
            break
        if tree.tokens[one].upos == "VERB":
            cue_head = one
            break
    source, head = _source_of(tree, report)
    known = cues().get(tree.tokens[cue_head].lemma.lower())
    return Said(
        source=source,
        source_head=head,
        cue=report.cue,
        cue_head=cue_head,
        content=content,
        content_head=head_of(tree, max(content, key=lambda run: run[1] - run[0])),
        act=known.act if known else "-",
        form=form_of(tree, content),
        reporter=known.reporter if known else "neutral",
        kind="speech",
        rule="model:report",
        confidence=report.confidence,
        codes=report.codes,
    )


_FEELING = re.compile(
    r"(?:with )?(?:\w+ ){0,2}?"
    r"(?:satisfaction|appreciation|interest|approval|gratitude|pleasure|concern|regret|dismay|alarm)"
    r"\s+(?=(?:the|that|its|their|his|her|our|this|these|those|a|an)\b)"
)


# "said [yesterday] that": the day is that of the saying, not of what is said.
_DAY_BEFORE_THAT = re.compile(
    r"(?:yesterday|today|earlier|tonight|last (?:week|month|year|night)|this (?:morning|week|month|year)"
    r"|(?:on |last )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|on \d{1,2} [A-Z]\w+|in [A-Z]\w+)\s*,?\s+(?=that\b)"
)


def without_frame(text: str, run: Run) -> Run:
    """Leave the feeling out of *noted [with concern] the rise*, the day out of *said [yesterday] that*."""
    day = _DAY_BEFORE_THAT.match(text, *run)
    run = (day.end(), run[1]) if day else run
    match = _FEELING.match(text, run[0], run[1])
    return (match.end(), run[1]) if match and "with" in text[max(0, run[0] - 5) : match.end()].split() else run


def _source_of(tree: Tree, report: Report) -> tuple[Run | None, int | None]:
    """Give the source of a model's report and its head: of *who* the noun, of a long phrase the name in it."""
    source = trim(tree.parse.text, *report.source[0])
    head = head_of(tree, source) if source else None
    if head is None or source is None:
        return source, head
    noun = antecedent(tree, head) if tree.tokens[head].xpos in ("WP", "WDT") else None
    if noun is not None:
        return source_run(tree, noun), noun
    aside = _CLAUSE.search(tree.parse.text, *source)
    if aside is not None:
        source = (source[0], aside.start())
    return (source_run(tree, head) if source[1] - source[0] > _LONG else source), head


_LONG = 70  # characters
_CLAUSE = re.compile(r",\s+(?:who|whose|whom|which)\b|\s(?:not authori[sz]ed|briefed on|quoted (?:by|in))\b")


def form_of(tree: Tree, content: tuple[Run, ...]) -> Form:
    """Tell an infinitive or noun phrase from a clause by how the content begins and what heads it."""
    longest = max(content, key=lambda run: run[1] - run[0])
    if tree.parse.text[longest[0] : longest[0] + 3].lower() == "to ":
        return "infinitive"
    head = head_of(tree, longest)
    return "clause" if head is None or is_predicate(tree, head) or longest[1] - longest[0] > 60 else "noun"


def head_of(tree: Tree, run: Run | None) -> int | None:
    """Give the token within ``run`` whose governor lies outside it."""
    if run is None:
        return None
    first, last = token_at(tree, run[0]), token_at(tree, run[1] - 1)
    if first is None or last is None:
        return None
    for one in range(first, last + 1):
        head = tree.tokens[one].head
        if (head == one or not first <= head <= last) and tree.tokens[one].upos not in ("PUNCT", "ADP", "CCONJ"):
            return one
    return first
