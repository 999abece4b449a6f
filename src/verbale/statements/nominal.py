"""Whose words, without a verb: *according to X*, *in X's view*, *X's claim that*, *X's rejection of*."""

from __future__ import annotations

from verbale.statements.lexicon import table, words
from verbale.statements.sources import case_of, source_run
from verbale.statements.spans import Run, hull, runs_of
from verbale.statements.speech import Said
from verbale.statements.tree import Tree, ancestors, child, clause_of, is_predicate, kids, sentence_at, subtree


def find_nominal(tree: Tree) -> list[Said]:
    """Find the attributions that a noun or a preposition carries, in the order of the text."""
    found = []
    for token in tree.tokens:
        lower = token.text.lower()
        if lower == "according":
            said = _according(tree, token.index)
        elif token.upos == "NOUN" and token.lemma.lower() in words("view_noun"):
            said = _view(tree, token.index) or _claim(tree, token.index)
        elif token.upos == "NOUN" and token.lemma.lower() in words("speech_noun"):
            said = _claim(tree, token.index)
        else:
            continue
        if said is not None:
            found.append(said)
    return found


def _according(tree: Tree, index: int) -> Said | None:
    """*According to X, Y*: the cue is a case of X, and X depends on the clause Y."""
    source = tree.tokens[index].head
    if source == index or source < index:
        return None
    clause = _after_semicolon(tree, index, source) or clause_of(tree, tree.tokens[source].head)
    if _closes(tree, index, source):
        clause = _main(tree, clause, _semicolon_before(tree, index))
    last = child(tree, source, "case", "fixed") or index
    for one in kids(tree, index, "fixed"):
        last = max(last, one)
    for one in kids(tree, source, "case"):
        last = max(last, one)
    without = frozenset({source, *_leading_conjunction(tree, clause)})
    return _build(
        tree,
        source=source_run(tree, source),
        source_head=source,
        cue=hull(tree, [index, max(last, index)]),
        cue_head=index,
        head=clause,
        tokens=[one for one in subtree(tree, clause, without=without) if one > _semicolon_before(tree, index)],
        act="claim",
        kind="speech",
        rule="nominal:according to",
    )


def _after_semicolon(tree: Tree, index: int, source: int) -> int | None:
    """Give the clause that *according to X* belongs to where a semicolon parts it from what the parser chose."""
    parted = _semicolon_before(tree, index)
    if parted < 0 or clause_of(tree, tree.tokens[source].head) > parted:
        return None
    end = subtree(tree, source)[-1]
    return next((one for one in range(end + 1, sentence_at(tree, index).last) if is_predicate(tree, one)), None)


def _closes(tree: Tree, index: int, source: int) -> bool:
    """Tell whether *, according to X* stands at the end of its sentence: then all of it is X's."""
    after = range(subtree(tree, source)[-1] + 1, sentence_at(tree, index).last)
    return index > 0 and tree.tokens[index - 1].text == "," and all(tree.tokens[one].upos == "PUNCT" for one in after)


def _main(tree: Tree, clause: int, parted: int) -> int:
    """Climb from a subordinate clause to the one it hangs on, not past the semicolon at ``parted``."""
    for up in ancestors(tree, clause):
        if tree.tokens[clause].deprel not in ("advcl", "acl", "acl:relcl", "xcomp") or up <= parted:
            break
        clause = up
    return clause


def _semicolon_before(tree: Tree, index: int) -> int:
    """Give the last semicolon before ``index`` in its sentence; -1 where there is none."""
    first = sentence_at(tree, index).first
    return next((one for one in range(index, first - 1, -1) if tree.tokens[one].text == ";"), -1)


def _leading_conjunction(tree: Tree, clause: int) -> list[int]:
    """Leave out a relative pronoun or conjunction that opens the clause."""
    first = subtree(tree, clause)[0]
    return [first] if tree.tokens[first].xpos in ("WP", "WDT") and tree.tokens[first].head == clause else []


def _view(tree: Tree, index: int) -> Said | None:
    """*In X's view, Y*: the phrase hangs on the clause Y, X is the possessor."""
    source = _possessor(tree, index) or next(
        (one for one in kids(tree, index, "nmod") if case_of(tree, one) == "of"), None
    )
    case = child(tree, index, "case")
    if source is None or case is None or tree.tokens[case].text.lower() not in ("in", "from", "by", "to"):
        return None
    if tree.tokens[index].deprel not in ("obl", "nmod", "advmod", "obl:unmarked"):
        return None
    clause = _after_semicolon(tree, index, index) or clause_of(tree, tree.tokens[index].head)
    if clause == index:
        return None
    parted = _semicolon_before(tree, index)
    run = _possessor_run(tree, source)
    lemma = tree.tokens[index].lemma.lower()
    imputed = lemma in ("thinking", "mind", "eye", "eyes", "calculation", "perspective")
    return _build(
        tree,
        source=run,
        source_head=source,
        cue=hull(tree, [index]),
        cue_head=index,
        head=clause,
        tokens=[one for one in subtree(tree, clause, without=frozenset({index})) if one > parted],
        act="imputed_belief" if imputed else "claim",
        kind="attitude" if imputed else "speech",
        rule=f"nominal:in X's {lemma}",
    )


def _claim(tree: Tree, index: int) -> Said | None:
    """*X's claim that Y*, *the pledge by X to do Y*, *X's reference to Y*."""
    source = _possessor(tree, index) or _agent(tree, index)
    if source is None:
        return None
    lemma = tree.tokens[index].lemma.lower()
    clause = child(tree, index, "acl", "ccomp")
    if clause is not None and _finite_that(tree, clause):
        head, cue_words = clause, [index]
        tokens = subtree(tree, clause)
    elif lemma == "reference" and (about := _about(tree, index, "to")) is not None:
        mark = child(tree, about, "case", "mark")
        head, cue_words = about, [index, *([mark] if mark is not None else [])]
        tokens = subtree(tree, about, without=frozenset([mark] if mark is not None else []))
        if not any(tree.tokens[one].text in '"“‘' for one in tokens):
            return None
    else:
        return None
    return _build(
        tree,
        source=_possessor_run(tree, source),
        source_head=source,
        cue=hull(tree, cue_words),
        cue_head=index,
        head=head,
        tokens=tokens,
        act=table("noun_acts").get(lemma, "assert"),
        kind="attitude" if lemma in ("belief", "hope", "fear", "conviction") else "speech",
        rule=f"nominal:{lemma}",
    )


def _finite_that(tree: Tree, clause: int) -> bool:
    marks = [tree.tokens[one].text.lower() for one in kids(tree, clause, "mark")]
    return "that" in marks


def _about(tree: Tree, index: int, word: str) -> int | None:
    for one in kids(tree, index, "nmod", "acl", "obl"):
        mark = child(tree, one, "case", "mark")
        if mark is not None and tree.tokens[mark].text.lower() == word:
            return one
    return None


def _possessor(tree: Tree, index: int) -> int | None:
    found = child(tree, index, "nmod:poss")
    if found is not None:
        return found
    det = child(tree, index, "det")
    if det is not None and tree.tokens[det].text.lower() == "the":
        return child(tree, index, "amod") if tree.tokens[index].lemma.lower() in words("view_noun") else None
    return None


def _agent(tree: Tree, index: int) -> int | None:
    for one in kids(tree, index, "nmod"):
        case = child(tree, one, "case")
        if case is not None and tree.tokens[case].text.lower() == "by":
            return one
    return None


def _possessor_run(tree: Tree, source: int) -> Run | None:
    run = source_run(tree, source)
    if run is None:
        return None
    for mark in ("'s", "’s"):
        if tree.parse.text[run[0] : run[1]].endswith(mark):
            return run[0], run[1] - len(mark)
    return run


def _build(
    tree: Tree,
    *,
    source: Run | None,
    source_head: int,
    cue: Run,
    cue_head: int,
    head: int,
    tokens: list[int],
    act: str,
    kind: str,
    rule: str,
) -> Said | None:
    content = runs_of(tree, [one for one in tokens if one != cue_head], around=cue)
    if not content or source is None:
        return None
    return Said(
        source=source,
        source_head=source_head,
        cue=cue,
        cue_head=cue_head,
        content=content,
        content_head=head,
        act=act,
        form="clause",
        reporter="neutral",
        kind=kind,
        rule=rule,
    )
