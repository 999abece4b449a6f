"""Whose words: finds cues of speech and attitude, with the source and the content of each.

The cue verbs and their frames come from ``data/lexicon``; the frame decides which dependents of the
verb are the content. Spans follow the gold's rules: the content keeps a leading *that*, leaves out
quotation marks and punctuation at its edges, and is in two pieces where the cue cuts it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from verbale.statements.lexicon import Cue, cues
from verbale.statements.sources import case_of, find_source, source_run
from verbale.statements.spans import Run, cut, hull, runs_of
from verbale.statements.tree import SUBJECTS, Tree, ancestors, child, kids, subtree

Form = Literal["clause", "infinitive", "noun"]


@dataclass(frozen=True, slots=True)
class Said:
    """One content with its cue and source, as character runs; token indices point into the parse."""

    source: Run | None
    source_head: int | None
    cue: Run
    cue_head: int
    content: tuple[Run, ...]
    content_head: int | None
    act: str
    form: Form
    reporter: str
    kind: str
    rule: str
    confidence: float = 0.8
    codes: tuple[tuple[str, str, float], ...] = ()

    def coded(self, field: str, least: float) -> str | None:
        """Give the language model's code of a field where it is at least this sure; else None."""
        return next((value for name, value, sure in self.codes if name == field and sure >= least), None)


def find_speech(tree: Tree) -> list[Said]:
    """Find the attributions that a verb carries, in the order of the text."""
    found = []
    for token in tree.tokens:
        if token.upos not in ("VERB", "AUX", "NOUN", "PROPN", "ADJ"):
            continue
        for cue, words in _cues_at(tree, token.index):
            said = _said(tree, token.index, cue, words)
            if said is not None:
                found.append(said)
                break
    return found


def _cues_at(tree: Tree, index: int) -> list[tuple[Cue, list[int]]]:
    """Give the cues that token ``index`` heads, phrases first, with the tokens of each."""
    token, lexicon = tree.tokens[index], cues()
    if token.upos not in ("VERB", "AUX"):
        return []
    lemma, found = token.lemma.lower(), []
    for one in kids(tree, index, "compound:prt", "obj", "xcomp", "advmod"):
        phrase = f"{lemma}_{tree.tokens[one].lemma.lower()}"
        if phrase in lexicon:
            found.append((lexicon[phrase], [index, one]))
    if lemma in lexicon:
        found.append((lexicon[lemma], [index]))
    return found


def _said(tree: Tree, index: int, cue: Cue, words: list[int]) -> Said | None:
    passive = child(tree, index, "aux:pass") is not None
    source = find_source(tree, index, passive)
    for rule, finder in _PASSIVE.items() if passive else _FINDERS.items():
        pieces = finder(tree, index, cue, words)
        if pieces is None:
            continue
        head, tokens, cue_words, form = pieces
        if form != "clause":
            tokens = sorted({*tokens, *_condition_of(tree, index, tokens)})
        return _make(tree, source, cue, cue_words, head, tokens, form, rule)
    return None


def _condition_of(tree: Tree, index: int, tokens: list[int]) -> list[int]:
    """Give the if-clause that hangs on the cue though it limits the content (*promises aid if we disarm*)."""
    for one in kids(tree, index, "advcl"):
        mark = child(tree, one, "mark")
        if mark is not None and tree.tokens[mark].text.lower() in ("if", "unless", "provided", "until"):
            clause = subtree(tree, one)
            if clause and tokens and clause[0] - tokens[-1] in (1, 2):
                return clause
    return []


def _make(
    tree: Tree,
    source: int | None,
    cue: Cue,
    cue_words: list[int],
    head: int,
    tokens: list[int],
    form: Form,
    rule: str,
) -> Said | None:
    cue_run = hull(tree, cue_words)
    content = runs_of(tree, tokens, around=cue_run)
    if not content:
        return None
    return Said(
        source=source_run(tree, source) if source is not None else None,
        source_head=source,
        cue=cue_run,
        cue_head=cue_words[0],
        content=content,
        content_head=head,
        act=cue.act,
        form=form,
        reporter=cue.reporter,
        kind=cue.kind,
        rule=f"speech:{cue.lemma}:{rule}",
    )


# --------------------------------------------------------------------------------------- contents
Pieces = tuple[int, list[int], list[int], Form] | None


def _clause(tree: Tree, index: int, cue: Cue, words: list[int]) -> Pieces:
    """Find *said (that) X*, *X, he said*, *told Y that X*."""
    head = child(tree, index, "ccomp")
    if head is None and len(words) > 1:
        head = child(tree, words[1], "ccomp", "acl")
        head = head if head is not None and child(tree, head, "mark") is not None else None
    if head is None or not cue.frames & {"that", "person-that", "quote", "whether", "inf"}:
        return None
    if _is_infinitive(tree, head):
        return None
    return head, cut(tree, head, index), words, "clause"


def _inverted(tree: Tree, index: int, cue: Cue, words: list[int]) -> Pieces:
    """Find *X, he said, Y* and *he said: X*, where the content governs the cue or stands beside it."""
    if not cue.frames & {"that", "quote", "person-that"}:
        return None
    token = tree.tokens[index]
    if child(tree, index, *SUBJECTS) is not None and (token.deprel == "parataxis" or _is_inserted(tree, index)):
        head = token.head if token.deprel == "parataxis" else list(ancestors(tree, index))[-1]
        tokens = subtree(tree, head, without=frozenset({index}))
        return head, tokens, words, "clause"
    beside = child(tree, index, "parataxis")
    if beside is not None and beside > index and _opens(tree, index, beside):
        return beside, cut(tree, beside, index), words, "clause"
    return None


def _is_inserted(tree: Tree, index: int) -> bool:
    """Tell whether a clause that hangs on a noun is a cue between commas (*If there is goodwill, he said, …*)."""
    if tree.tokens[index].deprel != "acl:relcl":
        return False
    words = [one for one in subtree(tree, index) if tree.tokens[one].upos != "PUNCT"]
    if any(tree.tokens[one].xpos in ("WP", "WDT", "WRB", "WP$") for one in words):
        return False
    after = tree.tokens[words[-1] + 1].text if words[-1] + 1 < len(tree.tokens) else ""
    return words[0] > 0 and tree.tokens[words[0] - 1].text == "," and after == ","


def _opens(tree: Tree, index: int, beside: int) -> bool:
    first = subtree(tree, beside)[0]
    between = {tree.tokens[one].text for one in range(index + 1, max(first, index + 1) + 1)}
    return bool(between & {":", '"', "“", "‘", "«", "„", "''", "``"})


def _somebody_to(tree: Tree, index: int, cue: Cue, words: list[int]) -> Pieces:
    """Find *urged Y to do X* and *called on Y to do X*."""
    if not cue.frames & {"person-inf", "on"}:
        return None
    verb = child(tree, index, "xcomp", "ccomp", "advcl")
    if verb is None or not _is_infinitive(tree, verb) or _asks_not_to_be_named(tree, verb):
        return None
    person = child(tree, index, "obj", "iobj", "nsubj:pass")
    if person is None and "on" in cue.frames:
        person = next((one for one in kids(tree, index, "obl") if case_of(tree, one) in ("on", "upon", "to")), None)
    if person is None:
        inner = child(tree, verb, "nsubj")
        return (verb, subtree(tree, verb), words, "infinitive") if inner is not None else None
    case = child(tree, person, "case")
    tokens = sorted(
        set(subtree(tree, person, without=frozenset([case] if case is not None else []))) | set(subtree(tree, verb))
    )
    cue_words = [*words, case] if case is not None and case == words[-1] + 1 else words
    return verb, tokens, cue_words, "infinitive"


def _infinitive(tree: Tree, index: int, cue: Cue, words: list[int]) -> Pieces:
    """Find *refused to do X*, *suggested doing X*, *expressed readiness to do X*."""
    if not cue.frames & {"inf", "ing"}:
        return None
    holder = words[-1]
    head = (
        child(tree, index, "xcomp", "ccomp")
        if len(words) == 1
        else child(tree, holder, "acl", "xcomp", "ccomp", "advcl")
    )
    if head is None or head in words:
        return None
    token = tree.tokens[head]
    if "inf" in cue.frames and _is_infinitive(tree, head) and not _asks_not_to_be_named(tree, head):
        inner = _comment_declined(tree, cue, head)
        return inner or (head, subtree(tree, head), words, "infinitive")
    if "ing" in cue.frames and token.xpos == "VBG":
        return head, subtree(tree, head), words, "infinitive"
    return None


def _comment_declined(tree: Tree, cue: Cue, head: int) -> Pieces:
    """Find *declined to comment on X*: the cue is the whole phrase, the content what it is about."""
    if cue.lemma not in ("decline", "refuse") or tree.tokens[head].lemma not in ("comment", "elaborate"):
        return None
    about = next((one for one in kids(tree, head, "obl") if case_of(tree, one) in ("on", "about")), None)
    if about is None:
        return None
    case = child(tree, about, "case")
    words = list(range(tree.tokens[head].head, (case if case is not None else head) + 1))
    return about, subtree(tree, about, without=frozenset([case] if case is not None else [])), words, "noun"


def _object_as(tree: Tree, index: int, cue: Cue, words: list[int]) -> Pieces:
    """Find *described X as Y*, *called X Y*, *accused X of Y*."""
    if not cue.frames & {"as", "small", "person-of"}:
        return None
    thing = child(tree, index, "obj")
    second = _predicate_of_object(tree, index, cue)
    if second is not None and thing is not None:
        return second, sorted(set(subtree(tree, thing)) | set(subtree(tree, second))), words, "noun"
    if "small" in cue.frames and child(tree, index, "obl") is None:
        first = thing if thing is not None else second
        if first is not None and first > index:
            return first, subtree(tree, first), words, "noun"
    return None


def _predicate_of_object(tree: Tree, index: int, cue: Cue) -> int | None:
    wanted = {"of"} if "person-of" in cue.frames else {"as"}
    for one in tree.children[index]:
        token = tree.tokens[one]
        marks = {tree.tokens[m].text.lower() for m in kids(tree, one, "case", "mark")}
        if token.deprel in ("obl", "advcl", "xcomp", "nmod") and marks & wanted:
            return one
        if token.deprel in ("xcomp", "ccomp") and one > index and ("small" in cue.frames or cue.lemma == "call"):
            return one
    return None


def _preposition(tree: Tree, index: int, cue: Cue, words: list[int]) -> Pieces:
    """Find *spoke of X*, *called for X*, *told Y of X*, *expressed regret over X*."""
    wanted = cue.frames - {"that", "inf", "obj", "quote", "ing", "as", "small", "person-that", "person-inf"}
    for holder in [*words[1:], index]:
        for one in kids(tree, holder, "obl", "nmod", "advcl", "acl"):
            mark = child(tree, one, "case", "mark")
            word = tree.tokens[mark].text.lower() if mark is not None else ""
            if mark is None or mark < max(words) or (word not in wanted and not ("prep" in wanted and holder != index)):
                continue
            if mark == max(words) + 1:
                inner = subtree(tree, one, without=frozenset({mark}))
                return one, inner, [*words, mark], "noun"
            return one, subtree(tree, one), words, "noun"
    return _behind(tree, words, wanted)


def _behind(tree: Tree, words: list[int], wanted: frozenset[str]) -> Pieces:
    """Find the phrase right behind *expressed interest in*, wherever the parser has hung it."""
    mark = words[-1] + 1
    if len(words) < 2 or mark >= len(tree.tokens) or tree.tokens[mark].deprel not in ("case", "mark"):
        return None
    word, one = tree.tokens[mark].text.lower(), tree.tokens[mark].head
    if one <= mark or (word not in wanted and "prep" not in wanted):
        return None
    return one, subtree(tree, one, without=frozenset({mark})), [*words, mark], "noun"


def _object(tree: Tree, index: int, cue: Cue, words: list[int]) -> Pieces:
    """Find *rejected X*, *dismissed X as Y*, *praised X for Y*."""
    if "obj" not in cue.frames:
        return None
    thing = child(tree, index, "obj")
    if thing is None:
        thing = _past_feeling(tree, index)
    if thing is None or thing in words:
        return None
    deed = child(tree, thing, "acl")
    if deed is not None and tree.tokens[thing].lemma.lower() in _TIMES and _is_infinitive(tree, deed):
        return deed, subtree(tree, deed), words, "infinitive"  # "offered the same day to share it"
    tokens = set(subtree(tree, thing))
    marks = {"as", "for", "over"} if "obj-for" in cue.frames else {"as"}
    for one in kids(tree, index, "obl", "advcl", "xcomp"):
        mark = child(tree, one, "case", "mark")
        if mark is not None and mark > thing and tree.tokens[mark].text.lower() in marks:
            tokens |= set(_until_comma(tree, subtree(tree, one)))
    return thing, sorted(tokens), words, "noun"


def _past_feeling(tree: Tree, index: int) -> int | None:
    """Give the thing in *noted with concern the rise*, which a parser may hang on the feeling."""
    for one in kids(tree, index, "obl"):
        if case_of(tree, one) == "with":
            bare = (k for k in kids(tree, one, "obj", "nmod", "appos") if k > one and case_of(tree, k) is None)
            return next(bare, None)
    return None


_TIMES = frozenset(
    "day week month year night morning afternoon evening hour time "
    "monday tuesday wednesday thursday friday saturday sunday".split()
)


def _until_comma(tree: Tree, tokens: list[int]) -> list[int]:
    end = next((n for n, one in enumerate(tokens) if n and tree.tokens[one].text.startswith(",")), len(tokens))
    return tokens[:end]


def _passive_subject(tree: Tree, index: int, cue: Cue, words: list[int]) -> Pieces:
    """Find *X was rejected by Y*."""
    thing = child(tree, index, "nsubj:pass")
    if thing is None or "obj" not in cue.frames or find_source(tree, index, passive=True) is None:
        return None
    return thing, subtree(tree, thing), words, "noun"


def _asks_not_to_be_named(tree: Tree, verb: int) -> bool:
    return (
        tree.tokens[verb].lemma.lower() in ("name", "identify", "quote") and child(tree, verb, "aux:pass") is not None
    )


def _is_infinitive(tree: Tree, index: int) -> bool:
    return (
        any(tree.tokens[one].text.lower() == "to" for one in kids(tree, index, "mark"))
        and tree.tokens[index].deprel != "root"
    )


_FINDERS = {
    "that": _clause,
    "somebody to": _somebody_to,
    "to": _infinitive,
    "as": _object_as,
    "inverted": _inverted,
    "prep": _preposition,
    "object": _object,
}
_PASSIVE = {"passive": _passive_subject, "that": _clause}
