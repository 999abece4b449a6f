"""What is talked about: topics of contents, joined into issues under a label a person would give.

Issues are found, not listed in advance. A topic is the phrase around the head of a content: its noun
phrase, or its verb with object. Topics that share their head noun, or most of their weight in
words, are one issue. An analyst's own codebook (TOML) takes precedence where one of its keywords occurs.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from verbale.codes import IssueKind
from verbale.records import Issue
from verbale.statements.lexicon import cues, words
from verbale.statements.spans import Run
from verbale.statements.tree import SUBJECTS, Tree, child, kids, subtree

_KEEP = ("NOUN", "PROPN", "VERB", "ADJ", "NUM")
_MOST_WORDS = 9
_LEAST_WORDS = 2
_NOUN_FIRST = 1.15  # how much a noun phrase is the better label
_THAT = frozenset("it this that these those so same such".split())
_BACK = _THAT | {"they", "them", "one"}
_DEEPEST = 2  # governors between a word and the head of its topic
_SAME = 0.5
_TELLING = ("obj", "nsubj", "nsubj:pass", "root", "obl", "nmod", "conj", "ccomp", "xcomp", "compound", "acl", "advcl")
_VERBAL = (
    "obj",
    "nsubj:pass",
    "xcomp",
    "ccomp",
    "obl",
    "nmod",
    "compound",
    "amod",
    "nummod",
    "nsubj",
    "acl",
    "advcl",
    "conj",
)
_NOMINAL = ("nsubj", "csubj", "amod", "compound", "nmod", "acl", "xcomp", "obl", "ccomp", "advcl", "conj")
_LIGHT = frozenset(
    "be have do make take give get go come say tell add state keep let use want need seem appear become "
    "remain continue "
    "try begin start more most many much any all other same such new first last next own possible able".split()
)


@dataclass(frozen=True, slots=True)
class Codebook:
    """An analyst's own issues: id, label, kind and keywords of each."""

    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """The topic of one content: its label, its words, and the nouns that stand for it."""

    label: str
    lemmas: frozenset[str]
    heads: frozenset[str]
    run: Run
    fact: bool = False
    nominal: bool = False


@dataclass(slots=True)
class _Cluster:
    topics: list[Topic] = field(default_factory=list)
    weights: Counter[str] = field(default_factory=Counter)
    heads: Counter[str] = field(default_factory=Counter)
    fact: bool = False

    def add(self, topic: Topic) -> None:
        self.fact = topic.fact
        self.topics.append(topic)
        self.weights.update(topic.lemmas)
        self.heads.update(topic.heads)


def topic_of(tree: Tree, head: int, run: Run, names: frozenset[str], *, fact: bool = False) -> Topic:
    """Give the topic of the content that ``head`` heads within ``run``.

    ``names`` are lower-case words that name the actors of the text; they are no topics. ``fact`` marks a
    claim about what is, which is never joined with what is wanted.
    """
    tokens = [one for one in subtree(tree, head) if run[0] <= tree.tokens[one].start and tree.tokens[one].end <= run[1]]
    tokens = [one for one in tokens if one not in _on_condition(tree, head)] or [head]
    thing = skim(tree, head)
    if not any(_tells(tree, one, names) for one in subtree(tree, thing)):
        thing = head  # skimmed too deep: what is left tells nothing
    inner = [one for one in subtree(tree, thing) if one in set(tokens)] or tokens
    near = [one for one in inner if _depth(tree, one, thing) <= _DEEPEST]
    told = _told(tree, near, names) or _told(tree, inner, names) or _told(tree, tokens, names) or _named(tree, tokens)
    if _points_back(tree, head, told):
        told = []
    phrase = _phrase(tree, thing, frozenset(tokens), names)
    if len(_told(tree, phrase, names)) < _LEAST_WORDS:
        phrase = _phrase(tree, head, frozenset(tokens), names)
    if len(_told(tree, phrase, names)) < _LEAST_WORDS:
        phrase = tokens
    heads = frozenset(
        _stem(tree, one)
        for one in phrase
        if tree.tokens[one].upos in ("NOUN", "VERB")
        and _tells(tree, one, names)
        and tree.tokens[one].deprel in _TELLING
    )
    label = _label(tree, phrase) or " ".join(tree.parse.text[run[0] : run[1]].split())[:60]
    nominal = tree.tokens[thing].upos in ("NOUN", "PROPN") and child(tree, thing, "cop") is None
    return Topic(label, frozenset(_stem(tree, one) for one in told), heads, run, fact, nominal)


def _on_condition(tree: Tree, head: int) -> frozenset[int]:
    """Give the words of the clauses that only say when ``head`` holds (*no talks unless they apologise*)."""
    return frozenset(
        word
        for one in kids(tree, head, "advcl")
        if (mark := child(tree, one, "mark", "advmod")) is not None
        and tree.tokens[mark].lemma.lower() in words("condition_mark")
        for word in subtree(tree, one)
    )


def _depth(tree: Tree, index: int, top: int) -> int:
    """Give how many governors stand between a word and the topic's head."""
    depth = 0
    while index != top and tree.tokens[index].head != index:
        index, depth = tree.tokens[index].head, depth + 1
    return depth


def _told(tree: Tree, tokens: Iterable[int], names: frozenset[str]) -> list[int]:
    return [one for one in tokens if tree.tokens[one].upos in _KEEP and _tells(tree, one, names)]


def _points_back(tree: Tree, head: int, told: Sequence[int]) -> bool:
    """Tell whether a clause is about what was talked of before (*we welcome it*, *that is a trap*, *they did*)."""
    nouns = [one for one in told if tree.tokens[one].upos in ("NOUN", "PROPN", "NUM")]
    subjects = [one for one in kids(tree, head, *SUBJECTS) if tree.tokens[one].lemma.lower() in _THAT]
    if subjects and child(tree, head, "cop") is not None and len(nouns) < _LEAST_WORDS:
        return True
    objects = [one for one in kids(tree, head, "obj", "obl", "nmod") if tree.tokens[one].lemma.lower() in _BACK]
    return not nouns and bool(subjects or objects)


def _named(tree: Tree, tokens: Sequence[int]) -> list[int]:
    """Give the actors and people that a clause is about where it names nothing else (*Ocalan was in the country*)."""
    if not any(tree.tokens[one].upos in ("VERB", "AUX") for one in tokens):
        return []
    return [one for one in tokens if tree.tokens[one].upos in ("NOUN", "PROPN") and _is_role_or_name(tree, one)]


def _is_role_or_name(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    return token.upos == "PROPN" or token.lemma.lower() in words("role_noun")


def _stem(tree: Tree, index: int) -> str:
    """Give the beginning that a noun shares with its verb (*abduction*, *abducted*)."""
    return tree.tokens[index].lemma.lower()[:6]


def skim(tree: Tree, head: int) -> int:
    """Go from words that only carry a topic (*stop insisting on*, *the possibility of*) down to the topic itself."""
    for _ in range(8):
        lower = _carried(tree, head)
        if lower is None:
            return head
        head = lower
    return head


def _carried(tree: Tree, head: int) -> int | None:
    token = tree.tokens[head]
    lemma = token.lemma.lower()
    if child(tree, head, "cop") is not None:
        if lemma in words("ready") or lemma in words("refuse_adjective"):
            return child(tree, head, "xcomp", "advcl", "ccomp", "obl")
        judged = child(tree, head, "nsubj", "csubj", "nsubj:outer")
        return judged if judged is not None and (lemma in words("bad") or lemma in words("good")) else None
    if (
        lemma == "have"
        and (nothing := child(tree, head, "obj")) is not None
        and tree.tokens[nothing].lemma.lower() == "nothing"
    ):
        return child(tree, head, "nsubj")
    if token.upos == "VERB" and lemma in words("carrier_verb"):
        return child(tree, head, "obj", "xcomp", "ccomp", "obl", "advcl", "nsubj:pass")
    if token.upos == "NOUN" and lemma in words("carrier_noun"):
        inner = child(tree, head, "nmod", "acl", "ccomp", "acl:relcl", "compound")
        return None if inner is not None and tree.tokens[inner].deprel == "compound" else inner
    return None


def _tells(tree: Tree, index: int, names: frozenset[str]) -> bool:
    token = tree.tokens[index]
    lemma = token.lemma.lower()
    if lemma in _LIGHT or lemma in names or token.text.lower() in names or len(lemma) < 3:
        return False
    if lemma in words("carrier_verb") or lemma in words("carrier_noun"):
        return False
    return lemma not in words("vague_noun") and (lemma not in words("role_noun") or lemma in words("topical_role"))


def _phrase(tree: Tree, head: int, within: frozenset[int], names: frozenset[str]) -> list[int]:
    """Choose the words that name the topic: the head with its objects, or its subject where it only judges."""
    token = tree.tokens[head]
    keep = {head} if token.upos in ("NOUN", "PROPN", "VERB") else set()
    nominal = child(tree, head, "cop") is not None
    order = _NOMINAL if nominal else _VERBAL
    for relation in order:
        for one in kids(tree, head, relation):
            branch = [t for t in subtree(tree, one) if t in within]
            if relation in SUBJECTS and not nominal and not any(_tells(tree, t, names) for t in branch):
                continue
            if len(keep) + len(branch) <= _MOST_WORDS + 5:
                keep.update(branch)
    if token.upos not in ("VERB", "NOUN", "PROPN"):
        keep.add(head)
    return sorted(keep)


def _label(tree: Tree, phrase: Sequence[int]) -> str:
    """Give the phrase as a label: articles, possessors and adverbs at its head left out, the rest as it stands."""
    skip = ("PUNCT", "PRON", "SCONJ", "INTJ")
    chosen = [one for one in phrase if tree.tokens[one].upos not in skip and tree.tokens[one].deprel != "discourse"]
    chosen = [
        one
        for one in chosen
        if tree.tokens[one].upos not in ("DET", "AUX", "ADV") or tree.tokens[one].lemma in ("no", "all")
    ]
    chosen = [one for one in chosen if not _says_so(tree, one)][: _MOST_WORDS + 3]
    while chosen and tree.tokens[chosen[-1]].upos in ("ADP", "CCONJ", "PART"):
        chosen.pop()
    while chosen and tree.tokens[chosen[0]].upos in ("ADP", "CCONJ", "PART"):
        chosen.pop(0)
    pieces = [tree.tokens[one].text for one in chosen]
    return re.sub(r"\s+([’']s?)(?=\s|$)", r"\1", " ".join(pieces))


def _says_so(tree: Tree, index: int) -> bool:
    """Tell whether a verb only names who says it (*barges that it says cross the river*)."""
    before = tree.tokens[index - 1] if index else None
    told = before is not None and before.xpos == "PRP" and tree.tokens[index].lemma.lower() in cues()
    return told and tree.tokens[index].deprel not in ("root", "ccomp")


def join_topics(topics: Iterable[Topic], codebook: Codebook | None = None) -> tuple[tuple[Issue, ...], list[str]]:
    """Join topics into issues.

    Returns
    -------
    issues, ids
        The issues in the order they come up, and for each topic the id of its issue.
    """
    listed = list(topics)
    spread = Counter(lemma for topic in listed for lemma in topic.lemmas)
    clusters: list[_Cluster] = []
    places: list[int | str] = []
    last: int | None = None
    for topic in listed:
        known = _in_codebook(topic, codebook)
        if known is not None:
            places.append(known)
            continue
        if not topic.lemmas and last is not None:
            places.append(last)  # "it", "this": what was talked about before
            continue
        best, near = -1, _SAME
        for number, cluster in enumerate(clusters):
            if cluster.fact != topic.fact:
                continue
            score = _likeness(topic, cluster, spread, len(listed))
            if score >= near:
                best, near = number, score + 1e-9
        if best < 0:
            best = len(clusters)
            clusters.append(_Cluster())
        clusters[best].add(topic)
        places.append(best)
        last = best if topic.lemmas else last
    issues = [_issue(cluster, number) for number, cluster in enumerate(clusters)]
    ids = [issues[place].id if isinstance(place, int) else place for place in places]
    used = set(ids)
    own = tuple(one for one in (codebook.issues if codebook else ()) if one.id in used)
    return own + tuple(issues), ids


def _in_codebook(topic: Topic, codebook: Codebook | None) -> str | None:
    label = topic.label.lower()
    for issue in codebook.issues if codebook else ():
        if any(re.search(rf"\b{re.escape(word.lower())}", label) for word in issue.keywords):
            return issue.id
    return None


def _likeness(topic: Topic, cluster: _Cluster, spread: Counter[str], n: int) -> float:
    """Give the shared weight in words, 0 to 1: rare words weigh more, a shared head noun half of all."""

    def weight(lemma: str) -> float:
        return math.log(1 + (n + 1) / (spread[lemma] + 0.5))

    core = {lemma for lemma, times in cluster.weights.items() if times * 3 >= len(cluster.topics)}
    # Sorted, since the order of a set differs from run to run, and with it the last digit of a sum.
    shared = sum(weight(lemma) for lemma in sorted(topic.lemmas & core))
    least = min(sum(map(weight, sorted(topic.lemmas))), sum(map(weight, sorted(core))))
    score = shared / least if least else 0.0
    if topic.heads & set(cluster.heads):
        score = 0.35 + score * 0.65
    return score


def _issue(cluster: _Cluster, number: int) -> Issue:
    best = max(cluster.topics, key=lambda topic: (_central(topic, cluster), -topic.run[0]))
    label = best.label[:1].upper() + best.label[1:]
    counts = cluster.heads or cluster.weights
    keywords = tuple(sorted(counts, key=lambda word: (-counts[word], word))[:5])
    kind: IssueKind = "fact_claim" if cluster.fact else "proposal"
    return Issue(id=f"I{number + 1:02}", label=label, kind=kind, keywords=keywords)


def _central(topic: Topic, cluster: _Cluster) -> float:
    """Give how much of what its cluster talks about a topic's own label tells, long labels held back a little."""
    told = sum(
        cluster.weights[word] for word in topic.lemmas if any(word in part.lower() for part in topic.label.split())
    )
    return told * (_NOUN_FIRST if topic.nominal else 1.0) / (4 + len(topic.label.split()))
