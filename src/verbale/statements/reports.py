"""All attributions of a text: by rule and by the model, transcripts' turns, merged and sifted.

Sifting leaves out what is no statement of anybody: cues inside an if-clause, denied cues ("did not
say"), sources that cannot speak, and attitudes and deeds within somebody else's words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from verbale.language.parse import Report
from verbale.statements.extents import own_pieces, with_quotation, with_second_clause
from verbale.statements.lexicon import cues, words
from verbale.statements.listed import find_openers, with_opener
from verbale.statements.modelled import of_model, without_frame
from verbale.statements.nominal import find_nominal
from verbale.statements.quoted import find_quoted
from verbale.statements.spans import Run, inside, overlap, trim
from verbale.statements.speech import Said
from verbale.statements.transcript import Turn
from verbale.statements.tree import (
    SUBJECTS,
    Tree,
    ancestors,
    auxiliaries,
    child,
    head_in,
    kids,
    modal,
    negated,
    token_at,
)

_MODEL_LEAST = 0.7  # below, the model finds more that is not there than that is
# From here on the model's spans win over the rule's (measured on the corpus and the gold, held-out texts apart).
_SURE_OF_SOURCE, _SURE_OF_CLAUSE, _SURE_OF_NOUN = 0.8, 0.8, 0.6
_SURE_OF_IMPUTED = 0.7
_DOING = frozenset("take have be do get go come keep use see".split())  # verbs that carry no words by themselves
_A_TIME = 25  # characters of a time between a cue and its infinitive


@dataclass(frozen=True, slots=True)
class Reported:
    """One attribution: what was found, the index of the one it is nested in, and its turn if any."""

    said: Said
    nested_in: int | None = None
    turn: Turn | None = None


def find_reports(tree: Tree, spoken: list[Said], turns: Sequence[Turn] = ()) -> list[Reported]:
    """Find the attributions of a text in the order of their cues; nested ones point to the one around them.

    ``spoken`` are the findings of :func:`verbale.statements.speech.find_speech`, ``turns`` those of a transcript.
    """
    openers = find_openers(tree.parse.text)
    sourced = (with_opener(tree, one, openers) for one in (*spoken, *find_nominal(tree)))
    ruled = [one for one in sourced if _stands(tree, one)]
    headline = headline_end(tree.parse.text)
    merged = _merged(tree, _without_copies(ruled))
    merged += [one for one in find_quoted(tree, merged) if _stands(tree, one)]
    found = sorted((one for one in merged if one.cue[0] >= headline), key=lambda one: one.cue)
    found = [with_quotation(tree, with_second_clause(tree, own_pieces(tree, one, found))) for one in found]
    listed = [Reported(_of_turn(tree, turn), turn=turn) for turn in turns]
    listed += [Reported(one) for one in found if not any(inside(one.cue, turn.colon) for turn in turns)]
    listed.sort(key=lambda one: (one.said.cue[0], one.turn is None))
    return _nested(tree, listed)


_HEADLINE = re.compile(r"\A\s*[^\n]{1,150}[^\s.?!:;,\"”](?=\s*\n(?:[^\n]{1,60}[^\n.?!:;,\"”]\n)?\s*\n)")


def headline_end(text: str) -> int:
    """Give where the headline ends, 0 where there is none: it repeats what the text says and counts for nothing."""
    match = _HEADLINE.match(text)
    return match.end() if match else 0


def is_imputed(tree: Tree, report: Reported) -> bool:
    """Tell whether the author says what somebody thinks or would say, rather than what was said."""
    said = report.said
    if report.turn is not None or report.nested_in is not None:
        return False
    if tree.tokens[said.source_head or 0].text.lower() in ("i", "we"):
        return False
    if said.rule == "model:report" and said.coded("quote_type", _SURE_OF_IMPUTED) == "imputed":
        return True
    hypothetical = modal(tree, said.cue_head) in ("would", "could", "might") and said.rule.startswith("speech")
    return hypothetical or (said.kind == "attitude" and said.act.startswith("imputed"))


def _of_turn(tree: Tree, turn: Turn) -> Said:
    head = token_at(tree, turn.content[0])
    return Said(
        source=turn.label,
        source_head=token_at(tree, turn.label[0]),
        cue=turn.colon,
        cue_head=token_at(tree, turn.colon[0]) or 0,
        content=(turn.content,),
        content_head=_first_predicate(tree, turn.content, head),
        act="question" if turn.asks else "-",
        form="clause",
        reporter="neutral",
        kind="speech",
        rule="transcript:turn",
        confidence=0.95,
    )


def _first_predicate(tree: Tree, run: Run, first: int | None) -> int | None:
    heads = (head_in(tree, one, run) for one in tree.parse.sentences if one.start < run[1] and one.end > run[0])
    return next((head for head in heads if head is not None), first)


# ----------------------------------------------------------------------------------------- sifting
def _stands(tree: Tree, said: Said) -> bool:
    index = said.cue_head
    lemma = tree.tokens[index].lemma.lower()
    if _under_if(tree, index) or (negated(tree, index) and lemma not in ("decline", "refuse")):
        return False
    if said.kind == "deed" or (said.source_head is not None and _is_mute_text(tree, said.source_head, lemma)):
        return False
    if said.source is None or said.source_head is None or not can_speak(tree, said.source_head, said.source):
        return False
    if _only_means(tree, said, lemma) or _is_purpose(tree, index):
        return False
    if tree.tokens[index].xpos == "VBG" and tree.tokens[index].deprel in ("amod", "compound"):
        return False
    if (
        lemma in ("agree", "decide")
        and said.form == "infinitive"
        and tree.tokens[said.source_head].text.lower() not in ("we", "i")
    ):
        return False
    if (
        said.kind == "attitude"
        and lemma in ("want", "expect", "see", "view", "consider", "regard", "think")
        and said.form != "clause"
    ):
        return lemma in ("view", "see", "regard", "consider") and modal(tree, index) is not None
    return not (modal(tree, index) in ("will", "should", "must", "may", "might", "can") and said.kind == "speech")


_MEANING = frozenset(
    "suggest indicate imply signal show mean reveal reflect highlight underline demonstrate deflect".split()
)


def _only_means(tree: Tree, said: Said, cue: str) -> bool:
    """Tell whether *it* or *this* stands for a state of things that means something, and nobody speaks."""
    source = tree.tokens[said.source_head].text.lower() if said.source_head is not None else ""
    return source in ("it", "this", "that", "which") and (
        cue in _MEANING or (said.rule == "model:report" and cue not in cues())
    )


_RAISING = frozenset(
    "appear seem continue begin start happen prove go come rush hasten proceed right wrong quick swift "
    "slow first last use".split()
)


def _is_purpose(tree: Tree, index: int) -> bool:
    """Tell whether the cue is an infinitive that names an aim or a wish (*so as to exclude*, *willing "
    "to accept*), no act."""
    token = tree.tokens[index]
    marks = [tree.tokens[one].text.lower() for one in kids(tree, index, "mark")]
    if token.xpos != "VB" or "to" not in marks or token.head == index:
        return False
    return tree.tokens[token.head].lemma.lower() not in _RAISING


def _is_mute_text(tree: Tree, source: int, cue: str) -> bool:
    """Tell whether the source is a text that does something rather than says it (*the accord commits both*)."""
    token = tree.tokens[source]
    return token.upos == "NOUN" and token.lemma.lower() in words("text_noun") and cue not in words("text_cue")


def _under_if(tree: Tree, index: int) -> bool:
    for one in (index, *ancestors(tree, index)):
        token = tree.tokens[one]
        if token.deprel in ("advcl", "ccomp"):
            mark = child(tree, one, "mark")
            if mark is not None and tree.tokens[mark].text.lower() in ("if", "unless", "whether"):
                return True
        aux = child(tree, one, "aux")
        if aux is not None and tree.tokens[aux].text in ("Should", "Were", "Had"):
            return True
        if token.deprel == "parataxis" and child(tree, one, *SUBJECTS) is not None:
            return False  # "unless they leave, we shall act, he said": who says so stands outside
    return False


def can_speak(tree: Tree, head: int, run: Run) -> bool:
    """Tell whether the expression can be a source: a person, a body, a country, a pronoun of one, or a text."""
    token = tree.tokens[head]
    if token.upos == "PRON":
        return token.text.lower() not in (
            "this",
            "that",
            "which",
            "what",
            "there",
            "these",
            "those",
            "something",
            "nothing",
        )
    if token.upos == "PROPN" or tree.parse.text[run[0] : run[1]].strip("'\"")[:1].isdigit():
        return True
    lemma = token.lemma.lower()
    if lemma in words("role_noun") or lemma in words("text_noun") or lemma in words("official_noun"):
        return True
    if token.upos in ("ADJ", "NUM", "DET"):
        return (
            lemma in ("one", "other", "some", "many", "both", "neither", "two", "several", "few")
            or token.text[0].isupper()
        )
    return any(
        name.start < run[1] and run[0] < name.end and name.label in ("PERSON", "ORG") for name in tree.parse.names
    )


def _without_copies(found: list[Said]) -> list[Said]:
    kept: list[Said] = []
    for one in sorted(found, key=lambda s: -s.confidence):
        if not any(overlap(one.cue, other.cue) > 0 and _same_content(one, other) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda s: s.cue)


def _same_content(one: Said, other: Said) -> bool:
    return any(overlap(a, b) > 0.5 for a in one.content for b in other.content)


# ----------------------------------------------------------------------------------------- merging
def _merged(tree: Tree, ruled: list[Said]) -> list[Said]:
    """Join the model's reports: its codes go to the rule's finding of the same cue; what rules missed is added."""
    found = list(ruled)
    for report in tree.parse.reports:
        place = next((n for n, one in enumerate(found) if overlap(one.cue, report.cue) > 0), None)
        if place is not None:
            found[place] = _agreed(tree, found[place], report)
            continue
        if report.confidence < _MODEL_LEAST:
            continue
        said = of_model(tree, report)
        if said is not None and tree.tokens[said.cue_head].lemma.lower() not in _DOING and _stands(tree, said):
            found.append(said)
    text = tree.parse.text
    found = [replace(one, content=tuple(without_frame(text, run) for run in one.content)) for one in found]
    return sorted((_before_next(tree, one) for one in found), key=lambda s: s.cue)


def _before_next(tree: Tree, said: Said) -> Said:
    """End a content before the verb that tells the speaker's next act (*said that ... and urged*)."""
    nexts = [one for one in kids(tree, said.cue_head, "conj") if tree.tokens[one].xpos == "VBD"]
    inside_it = (one for one in nexts if any(inside((tree.tokens[one].start,) * 2, run) for run in said.content))
    verb = next((one for one in inside_it if tree.tokens[one].lemma.lower() in cues()), None)
    if verb is None:
        return said
    stop = tree.tokens[min(verb, *kids(tree, verb, "cc", "advmod"), verb)].start
    pieces = (trim(tree.parse.text, a, min(b, stop)) for a, b in said.content if a < stop)
    content = tuple(run for run in pieces if run is not None)
    return replace(said, content=content) if content else said


def _agreed(tree: Tree, ruled: Said, report: Report) -> Said:
    """Join a rule's finding with the model's of the same cue: the surer of the two gives source and content."""
    other = of_model(tree, report)
    joined = replace(ruled, codes=report.codes, confidence=max(ruled.confidence, report.confidence))
    if other is None:
        return joined
    if report.confidence >= _SURE_OF_SOURCE:
        joined = replace(joined, source=other.source, source_head=other.source_head)
    least = _SURE_OF_CLAUSE if ruled.form == "clause" else _SURE_OF_NOUN
    if ruled.form == "infinitive" and 0 < ruled.content[0][0] - other.content[0][0] < _A_TIME:
        return joined  # "offered the same day to share it": the day is not what is offered
    if report.confidence >= least and not (_parted(tree, other) and not _parted(tree, ruled)):
        joined = replace(joined, content=other.content, content_head=other.content_head, form=other.form)
    return joined


def _parted(tree: Tree, said: Said) -> bool:
    """Tell whether a semicolon stands between a cue and its content."""
    nearest = min(said.content, key=lambda run: min(abs(run[0] - said.cue[1]), abs(said.cue[0] - run[1])))
    between = tree.parse.text[min(said.cue[1], nearest[1]) : max(said.cue[0], nearest[0])]
    return ";" in between


# ---------------------------------------------------------------------------------------- nesting
def _nested(tree: Tree, listed: list[Reported]) -> list[Reported]:
    kept: list[Reported] = []
    for one in listed:
        around = None
        for number, other in enumerate(kept):
            if any(inside(one.said.cue, run) for run in other.said.content) and other.said.cue != one.said.cue:
                around = number
        told = around is None or not _only_his_mind(tree, one.said)
        if told and (around is None or kept[around].turn is not None or _worth_nesting(tree, one.said)):
            kept.append(replace(one, nested_in=around))
    return kept


def _only_his_mind(tree: Tree, said: Said) -> bool:
    """Tell whether what stands within a statement is the speaker's own attitude or deed (*he looked forward to*)."""
    source = tree.tokens[said.source_head].text.lower() if said.source_head is not None else ""
    return source in ("he", "she", "they", "it") and (said.kind != "speech" or said.form == "noun")


def _worth_nesting(tree: Tree, said: Said) -> bool:
    """Tell whether speech within speech is a statement of its own: of somebody else, and told as a fact."""
    if said.kind != "speech" or said.source_head is None:
        return False
    if tree.tokens[said.source_head].text.lower() in ("i", "we", "he", "she", "they") and said.form != "clause":
        return False
    return not any(
        word in ("will", "would", "to", "should", "must", "can", "could") for word in auxiliaries(tree, said.cue_head)
    ) and (said.form in ("clause", "infinitive") or said.rule.startswith("nominal"))
