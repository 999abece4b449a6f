"""If, only if, unless, provided that, as long as, should-inversion, and nouns that stand for an if-clause.

Left out are the *if* of a question ("asked if", "unclear if"), the concessive fragment ("if only
once"), and *if* as a word that is mentioned. A full *even if* clause is kept as a form of its own.
"""

from __future__ import annotations

from verbale.codes import ConditionalForm
from verbale.statements.halves import Conditioned, halves, run_of
from verbale.statements.nominal_conditionals import nominal
from verbale.statements.spans import trim
from verbale.statements.tree import (
    SUBJECTS,
    Tree,
    ancestors,
    child,
    is_predicate,
    modal,
    sentence_at,
    subtree,
    turned_after,
)

_MARKS: tuple[tuple[tuple[str, ...], ConditionalForm], ...] = (
    (("even", "if"), "even_if"),
    (("only", "if"), "only_if"),
    (("only", "when"), "only_if"),
    (("only", "once"), "only_if"),
    (("only", "after"), "only_if"),
    (("unless", "and", "until"), "unless"),
    (("unless",), "unless"),
    (("provided",), "provided_that"),
    (("providing",), "provided_that"),
    (("on", "condition", "that"), "provided_that"),
    (("on", "the", "condition", "that"), "provided_that"),
    (("on", "the", "understanding", "that"), "provided_that"),
    (("for", "as", "long", "as"), "as_long_as"),
    (("as", "long", "as"), "as_long_as"),
    (("for", "so", "long", "as"), "as_long_as"),
    (("so", "long", "as"), "as_long_as"),
    (("in", "the", "event", "that"), "if"),
    (("in", "case"), "if"),
    (("assuming",), "if"),
    (("if",), "if"),
)
_BY_FIRST = {first: tuple(row for row in _MARKS if row[0][0] == first) for first in {phrase[0] for phrase, _ in _MARKS}}
_ASKING = frozenset(
    "ask wonder know see say test doubt check question determine decide learn inquire enquire establish tell clarify "
    "judge unclear uncertain unknown unsure gauge find".split()
)
_TESTING = frozenset("test see check ask wonder know tell".split())


def find_conditionals(tree: Tree, skip: frozenset[int] = frozenset()) -> list[Conditioned]:
    """Find the conditionals of a text, in order; ``skip`` holds the heads of cue clauses ("he said")."""
    found: list[Conditioned] = []
    for token in tree.tokens:
        index = token.index
        one = _marked(tree, index, skip) or _inverted(tree, index, skip) or nominal(tree, index, skip)
        if one is None:
            one = _elliptical(tree, index, skip)
        if one is not None and not any(_same(one, other) for other in found):
            found.append(one)
    return found


def _same(one: Conditioned, other: Conditioned) -> bool:
    return one.antecedent[0] < other.antecedent[1] and other.antecedent[0] < one.antecedent[1]


# ------------------------------------------------------------------------------------ marked clauses
def _marked(tree: Tree, index: int, skip: frozenset[int]) -> Conditioned | None:
    marker = _marker_at(tree, index)
    if marker is None:
        return None
    form, last = marker
    clause = _clause_marked_by(tree, index, last)
    if clause is None:
        return _opening(tree, index, form)
    if _interrogative(tree, clause, index, form):
        return None
    head = _governor(tree, clause, skip)
    if head is None or not _has_finite_verb(tree, clause):
        return _opening(tree, index, form)
    antecedent = _unbroken(index, [one for one in subtree(tree, clause) if one >= index], skip)
    turned = turned_after(tree, last) if form == "only_if" else None
    if turned is not None and turned in antecedent[1:]:
        return _before_turn(tree, index, turned, clause)
    found = halves(tree, form, antecedent, clause, head, skip, f"conditional:{form}")
    return found if found is not None and _apart(found) else _opening(tree, index, form) or found


def _before_turn(tree: Tree, index: int, turned: int, clause: int) -> Conditioned | None:
    """Read *Only once X is done will Y follow*: the halves part at the auxiliary that stands before its subject."""
    end = sentence_at(tree, index).last
    main = next((one for one in range(turned + 1, end) if tree.tokens[one].xpos == "VB"), None)
    first, second = run_of(tree, list(range(index, turned))), run_of(tree, list(range(turned, end)))
    if main is None or first is None or second is None:
        return None
    return Conditioned("only_if", first, clause, second, main, "conditional:only_if:turned")


def _unbroken(first: int, inside: list[int], skip: frozenset[int]) -> list[int]:
    """Give the tokens of a clause from ``first`` up to where another clause breaks in (*If so, he said, …*)."""
    last = first
    for one in inside:
        if one - last > _GAP or skip.intersection(range(last, one)):
            break
        last = one
    return list(range(first, last + 1)) if inside else []


_GAP = 4  # tokens of others between two of one clause


def _apart(one: Conditioned) -> bool:
    return one.consequent[1] <= one.antecedent[0] or one.antecedent[1] <= one.consequent[0]


def _opening(tree: Tree, index: int, form: ConditionalForm) -> Conditioned | None:
    """Read a clause that opens its sentence by its commas, where the grammar does not part the halves."""
    sentence, tokens = sentence_at(tree, index), tree.tokens
    before = [tokens[one].text.lower() for one in range(sentence.first, index) if tokens[one].text[0].isalpha()]
    if (before and before[0] not in _OPENING_WORDS) or len(before) > 1:
        return None
    for comma in range(index + 3, sentence.last - 2):
        verbs = [one for one in range(index, comma) if tokens[one].upos in ("VERB", "AUX")]
        after = [one for one in range(comma + 1, sentence.last) if tokens[one].upos in ("VERB", "AUX")]
        if tokens[comma].text == "," and verbs and after:
            first, second = run_of(tree, list(range(index, comma))), run_of(tree, list(range(comma + 1, sentence.last)))
            if first is None or second is None:
                return None
            heads = [tokens[one].head if tokens[one].upos == "AUX" else one for one in (verbs[-1], after[0])]
            return Conditioned(form, first, heads[0], second, heads[1], f"conditional:{form}:opening")
    return None


def _marker_at(tree: Tree, index: int) -> tuple[ConditionalForm, int] | None:
    tokens = tree.tokens
    for phrase, form in _BY_FIRST.get(tokens[index].text.lower(), ()):
        end = index + len(phrase)
        if end > len(tokens) or any(tokens[index + n].text.lower() != word for n, word in enumerate(phrase)):
            continue
        if phrase == ("if",) and index and tokens[index - 1].text.lower() in ("even", "only", "as", "unless"):
            return None
        if phrase in (("provided",), ("providing",), ("assuming",)) and not _opens_clause(tree, index):
            return None
        return form, end - 1
    return None


_OPENERS = frozenset("the it they both all each no he she its their this these those there".split())


def _opens_clause(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    after = tree.tokens[index + 1].text.lower() if index + 1 < len(tree.tokens) else ""
    before = tree.tokens[index - 1].text if index else ""
    return after == "that" or token.deprel in ("mark", "case") or (before in (",", "") and after in _OPENERS)


def _clause_marked_by(tree: Tree, first: int, last: int) -> int | None:
    """Find the clause that the marker opens: its governor, or the nearest predicate that follows it."""
    for one in (last, first):
        for up in ancestors(tree, one):
            if is_predicate(tree, up) and up > last:
                return up
    token = tree.tokens[first]
    if token.upos == "VERB":  # "provided that X": the parser may take the participle for the clause
        return child(tree, first, "ccomp")
    return None


def _interrogative(tree: Tree, clause: int, index: int, form: ConditionalForm) -> bool:
    if form != "if":
        return False
    token = tree.tokens[clause]
    governor = tree.tokens[token.head]
    before = tree.tokens[index - 1] if index else None
    if before is not None and before.lemma.lower() in _ASKING and before.end > tree.tokens[index].start - 2:
        return True
    if before is not None and before.text in ("“", "‘", '"', "'"):
        after = tree.tokens[index + 1].text if index + 1 < len(tree.tokens) else ""
        if after in ("”", "’", '"', "'"):
            return True
    asked = governor.lemma.lower()
    return (token.deprel in ("ccomp", "csubj") and asked in _ASKING) or (asked in _TESTING and index > governor.index)


def _has_finite_verb(tree: Tree, clause: int) -> bool:
    return child(tree, clause, *SUBJECTS) is not None or tree.tokens[clause].xpos in (
        "VBZ",
        "VBD",
        "VBP",
        "VBN",
    )


def _governor(tree: Tree, clause: int, skip: frozenset[int]) -> int | None:
    """Find the head of the consequent: the clause that the antecedent hangs on, past cue clauses."""
    head = tree.tokens[clause].head
    if head == clause:  # the parser made the if-clause the root: the consequent is its main conjunct
        return child(tree, clause, "parataxis", "conj", "ccomp")
    if head in skip:
        return _told_by(tree, head, clause)
    while (not is_predicate(tree, head) or tree.tokens[head].deprel == "xcomp") and tree.tokens[head].head != head:
        head = tree.tokens[head].head
    return tree.tokens[head].head if head in skip and tree.tokens[head].deprel == "parataxis" else head


def _told_by(tree: Tree, cue: int, clause: int) -> int:
    """Give the clause that a cue tells, other than ``clause`` itself."""
    other = child(tree, cue, "ccomp", "parataxis")
    if other is not None and other != clause:
        return other
    return tree.tokens[cue].head if tree.tokens[cue].deprel == "parataxis" else cue


# -------------------------------------------------------------------------------- other constructions
def _inverted(tree: Tree, index: int, skip: frozenset[int]) -> Conditioned | None:
    """*Should the council approve it, Y*; *Were X to leave, Y*; *Had X agreed, Y*."""
    token = tree.tokens[index]
    if token.text.lower() not in ("should", "were", "had"):
        return None
    opens = index == sentence_at(tree, index).first or tree.tokens[index - 1].text in (
        ",",
        ";",
        ":",
        "“",
        '"',
        "—",
    )
    opens = opens or (token.text.islower() and (_verb_first(tree, index) or _second(tree, index)))
    if not opens:
        return _turned_behind(tree, index)
    split = _opening(tree, index, "should_inversion") if _is_turned(tree, index) else None
    if split is not None:
        return split
    clause = token.head if token.deprel in ("aux", "cop", "aux:pass") else index
    own_subject = child(tree, clause, *SUBJECTS)
    if not opens or own_subject is None or own_subject < index or clause == tree.tokens[clause].head:
        return None
    if tree.tokens[clause].deprel not in ("advcl", "parataxis", "ccomp", "dep"):
        return None
    if tree.tokens[sentence_at(tree, index).last - 1].text == "?":
        return None
    head = _governor(tree, clause, skip)
    if head is None:
        return None
    antecedent = [one for one in subtree(tree, clause) if one >= index]
    return halves(tree, "should_inversion", antecedent, clause, head, skip, "conditional:inversion")


def _turned_behind(tree: Tree, index: int) -> Conditioned | None:
    """Read *it will act should the other side move* by its words, where the parser has lost the turned clause."""
    tokens, sentence = tree.tokens, sentence_at(tree, index)
    if (
        tokens[index].text != "should"
        or index + 3 >= sentence.last
        or tokens[index - 1].upos in ("PRON", "ADV", "PUNCT")
    ):
        return None
    main = [
        one for one in range(sentence.first, index) if modal(tree, one) in ("will", "would", "shall", "may", "could")
    ]
    after = [one for one in range(index + 2, sentence.last) if tokens[one].upos == "VERB"]
    if not main or not after or tokens[index + 1].upos not in ("DET", "PROPN", "PRON", "NUM", "ADJ"):
        return None
    begin = subtree(tree, main[0])[0]
    first, second = run_of(tree, list(range(index, sentence.last))), run_of(tree, list(range(begin, index)))
    if first is None or second is None:
        return None
    return Conditioned("should_inversion", first, after[0], second, main[0], "conditional:inversion:words")


def _second(tree: Tree, index: int) -> bool:
    """Tell whether a word stands right behind the conjunction that opens its sentence (*But should Y move*)."""
    return index - 1 == sentence_at(tree, index).first and tree.tokens[index - 1].text.lower() in _OPENING_WORDS


_OPENING_WORDS = frozenset("but and yet or so nor still".split())


def _verb_first(tree: Tree, index: int) -> bool:
    """Tell whether an auxiliary begins a clause of its own behind another one (*it will act should Y move*)."""
    clause = tree.tokens[index].head
    if tree.tokens[clause].deprel != "advcl" or tree.tokens[index].deprel not in ("aux", "cop", "aux:pass"):
        return False
    return subtree(tree, clause)[0] == index and tree.tokens[clause].head < index


def _is_turned(tree: Tree, index: int) -> bool:
    """Tell whether a verb that opens a statement stands before its subject (*Should the council agree, …*)."""
    sentence = sentence_at(tree, index)
    after = tree.tokens[min(index + 1, sentence.last - 1)]
    return tree.tokens[sentence.last - 1].text != "?" and after.upos in ("DET", "PROPN", "PRON", "NOUN", "ADJ", "NUM")


def _elliptical(tree: Tree, index: int, skip: frozenset[int]) -> Conditioned | None:
    """*If not, Y* and *If so, Y* at the head of a clause."""
    tokens = tree.tokens
    if tokens[index].text.lower() != "if" or index + 2 >= len(tokens):
        return None
    if tokens[index + 1].text.lower() not in ("not", "so", "necessary") or tokens[index + 2].text not in (
        ",",
        "—",
        "-",
    ):
        return None
    sentence = sentence_at(tree, index)
    head = next((one for one in range(index + 3, sentence.last) if is_predicate(tree, one) and one not in skip), None)
    if head is None or (index != sentence.first and tokens[index - 1].text not in ("“", '"', ";", ":", "—", ",")):
        return None
    first = trim(tree.parse.text, tokens[index].start, tokens[index + 1].end)
    rest = [one for one in subtree(tree, head) if one > index + 2]
    second = run_of(tree, rest)
    return Conditioned("if", first, index, second, head, "conditional:if not") if first and second else None
