"""Where each side stands: from what was attributed to it, pledged in its own text, or set as a condition."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.codes import Basis, Stance, Strength
from verbale.records import Coding, Position
from verbale.statements.acts import Act
from verbale.statements.cast import SIDES, Cast, side_of
from verbale.statements.lexicon import words
from verbale.statements.reports import Reported, is_imputed
from verbale.statements.spans import Run, span, trim
from verbale.statements.speech import Said
from verbale.statements.tree import SUBJECTS, Tree, auxiliaries, child, is_predicate, kids, negated, subtree
from verbale.statements.voice import Voice

_NO_POSITION = (
    "disclaim_authority",
    "decline_comment",
    "question",
    "respond",
    "imputed_inference",
    "imputed_belief",
    "assert",
)
_COURTESY = frozenset(
    "thank commend congratulate praise compliment gratitude regret disappointment sorrow sympathy".split()
)
_SAD = frozenset("regrettable disappointing unfortunate sad".split())
_NOBODY = frozenset("nothing nobody none neither no".split())
_VERSION = "1"
_SURE_OF_NONE = 0.8  # how sure the language model must be that words take no stand
_DIRECT = 0.9  # share of a content within quotation marks from which on it is a quotation and nothing else


@dataclass(frozen=True, slots=True)
class Stand:
    """A position in the making: who, where, on which topic (an index into the text's topics)."""

    actor: str
    stance: Stance
    strength: Strength
    basis: Basis
    run: Run
    topic: int
    attribution: str | None
    rule: str
    confidence: float
    date: str | None = None


def from_attribution(
    cast: Cast,
    report: Reported,
    act: Act,
    entity: str,
    topic: int,
    attribution: str,
    quoted: bool,
    date: str | None,
    run: Run,
    told_by: str | None,
) -> list[Stand]:
    """Give the positions that one proposition of an attribution tells."""
    by_the_way = report.turn is not None and act.rule == "act:default"  # what a turn says besides its answers
    if act.stance is None or act.speech_act in _NO_POSITION or by_the_way or _takes_none(report):
        return []
    if _feels(cast.tree, report.said):
        return []
    actor = side_of(cast, entity)
    if actor is None or cast.entities[actor].type in ("author", "person", "unnamed_source"):
        return []
    if act.stance == "asserts" and (cast.entities[actor].type == "group" or _is_aside(cast, run, report)):
        return []
    basis: Basis = "stated" if quoted else "reported"
    if act.speech_act.startswith("imputed") or is_imputed(cast.tree, report):
        basis = "imputed"
    elif told_by is not None and told_by != actor:
        basis = "attributed_by_adversary"
    actors = cast.entities[SIDES].members if actor == SIDES else (actor,)
    return [
        Stand(
            one,
            act.stance,
            act.strength,
            basis,
            run,
            topic,
            attribution,
            f"position:{act.speech_act}",
            act.confidence,
            date,
        )
        for one in actors
    ]


def _feels(tree: Tree, said: Said) -> bool:
    """Tell whether the words only thank, or only say how somebody feels."""
    near = [said.cue_head, *kids(tree, said.cue_head, "obj")]
    if any(tree.tokens[one].lemma.lower() in _COURTESY for one in near):
        return True
    return said.content_head is not None and tree.tokens[said.content_head].lemma.lower() in _SAD


_FEW_WORDS = 5


def _takes_none(report: Reported) -> bool:
    """Tell whether the language model is sure that the words take no stand."""
    return report.said.coded("stance", _SURE_OF_NONE) == "none"


def _is_aside(cast: Cast, run: Run, report: Reported) -> bool:
    """Tell whether a claim is too slight to be a position on the facts: a few words, or nothing but a quotation."""
    words_there = cast.tree.parse.text[run[0] : run[1]]
    if len(words_there.split()) < _FEW_WORDS:
        return not any(mark.isdigit() for mark in words_there)
    held = sum(
        min(q.end, b) - max(q.start, a)
        for q in cast.tree.parse.quotations
        for a, b in report.said.content
        if q.start < b and a < q.end
    )
    return held >= _DIRECT * sum(b - a for a, b in report.said.content)


def make_positions(text: str, stands: list[Stand], issues: list[str]) -> tuple[Position, ...]:
    """Give the positions with their issues; the same stand told twice in the same words counts once."""
    made: list[Position] = []
    for stand in stands:
        issue = issues[stand.topic]
        if any(p.actor == stand.actor and p.issue == issue and p.evidence[0].start == stand.run[0] for p in made):
            continue
        made.append(
            Position(
                id=f"P{len(made) + 1:02}",
                actor=stand.actor,
                issue=issue,
                stance=stand.stance,
                strength=stand.strength,
                basis=stand.basis,
                evidence=(span(text, stand.run),),
                attribution=stand.attribution,
                date=stand.date,
                codings=(Coding(field="stance", coder=stand.rule, version=_VERSION, confidence=stand.confidence),),
            )
        )
    return tuple(made)


# ------------------------------------------------------------------------- plain clauses of a primary text
@dataclass(frozen=True, slots=True)
class Pledge:
    """A plain commitment or refusal in a text of the speaker's own: the clause, its subject, its stance."""

    head: int
    subject: int
    run: Run
    stance: Stance
    passive: bool


def find_pledges(tree: Tree, voice: Voice, covered: tuple[Run, ...]) -> list[Pledge]:
    """Find the clauses by which a party binds itself in its own text (*X will reduce*, *we shall not ask*)."""
    if voice.kind == "author":
        return []
    found = []
    for token in tree.tokens:
        one = token.index
        if not is_predicate(tree, one) or token.deprel not in ("root", "conj", "parataxis", "ccomp"):
            continue
        who = child(tree, one, *SUBJECTS)
        if who is None and token.deprel == "conj":
            who = child(tree, token.head, *SUBJECTS)
        stance = _binding(tree, one)
        if who is None or stance is None:
            continue
        first = min([who, *subtree(tree, who)]) if child(tree, one, *SUBJECTS) is not None else one
        others = frozenset(t for t in kids(tree, one, "conj") if child(tree, t, *SUBJECTS) is not None)
        end = min((subtree(tree, t)[0] for t in others if t > one), default=len(tree.tokens))
        inside = [t for t in subtree(tree, one, without=others) if min(first, one) <= t < end]
        run = trim(tree.parse.text, tree.tokens[inside[0]].start, tree.tokens[inside[-1]].end)
        if run is None or any(a <= run[0] and run[1] <= b for a, b in covered):
            continue
        found.append(Pledge(one, who, run, stance, child(tree, one, "aux:pass") is not None))
    return found


_ANNOUNCING = ("as follows", "the following", "the following points")
_DEEDS: dict[str, Stance] = {"accept": "for", "commit": "for", "propose": "for", "demand": "for", "reject": "against"}


def find_deeds(tree: Tree, said: list[Said]) -> list[Pledge]:
    """Find what a party did that shows where it stands (*vetoed the draft*, *agreed to restore relations*)."""
    found = []
    for one in said:
        lemma = tree.tokens[one.cue_head].lemma.lower()
        stance = _DEEDS.get(one.act)
        if stance is None or one.source is None or one.source_head is None:
            continue
        if one.kind != "deed" and not (lemma == "agree" and one.form == "infinitive"):
            continue
        run = (min(one.source[0], one.cue[0]), max(one.cue[1], *(b for _, b in one.content)))
        if tree.parse.text[run[0] : run[1]].lower().endswith(_ANNOUNCING):
            continue  # "agreed as follows": the points come after
        found.append(Pledge(one.content_head or one.cue_head, one.source_head, run, stance, passive=False))
    return found


def _binding(tree: Tree, index: int) -> Stance | None:
    aux = set(auxiliaries(tree, index))
    no = negated(tree, index) or _of_nothing(tree, index)
    if aux & {"will", "shall", "'ll", "’ll", "wo"}:
        return "against" if no else "for"
    if no and aux & {"can", "ca"}:
        return "against"
    lemma = tree.tokens[index].lemma.lower()
    if lemma in _FAVOURING:
        return "against" if no else "for"
    if lemma in ("reject", "condemn", "refuse", "oppose", "disagree"):
        return "for" if no else "against"
    if lemma in words("untrue") and child(tree, index, "cop") is not None:
        return None if no else "denies"
    standing = (
        [tree.tokens[one].lemma.lower() for one in kids(tree, index, "xcomp")] if lemma in ("remain", "stand") else []
    )
    if {lemma, *standing} & {"ready", "willing", "prepared"}:
        return "against" if no else "for"
    if "opposed" in (lemma, *standing):
        return "for" if no else "against"
    return "for" if "must" in aux else None


_FAVOURING = frozenset(
    "undertake commit agree pledge support welcome recognize recognise accept demand "
    "seek share want expect intend".split()
)


def _of_nothing(tree: Tree, index: int) -> bool:
    """Tell whether the subject or object of a clause denies it (*we accept neither date nor place*)."""
    for one in kids(tree, index, *SUBJECTS, "obj"):
        phrase = {one, *kids(tree, one, "det", "cc:preconj", "advmod")}
        if any(tree.tokens[each].text.lower() in _NOBODY for each in phrase):
            return True
    return False
