"""The records of what hangs on what: conditions with who sets them, and conditionals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from verbale.codes import ConsequentType, Stance
from verbale.records import Condition, Conditional, OptionValue
from verbale.statements.build import coding, is_quoted, members, source_of
from verbale.statements.cast import AUTHOR, SIDES, name_words, side_of
from verbale.statements.conditions import Demanded, bound_by, from_conditional
from verbale.statements.halves import Conditioned
from verbale.statements.issues import topic_of
from verbale.statements.lexicon import cues, table, words
from verbale.statements.positions import Stand
from verbale.statements.spans import Run, inside, overlap, span
from verbale.statements.tree import Tree, ancestors, has_no, is_predicate, kids, modal, negated, subject
from verbale.statements.who import who

if TYPE_CHECKING:
    from verbale.statements.extract import Work


def holder_of(work: Work, run: Run) -> str | None:
    """Give the entity whose words hold ``run``: the innermost speaker, the voice of a primary text, or none."""
    found: str | None = None
    for report, entity in zip(work.reports, work.speakers, strict=True):
        extent = (min(a for a, _ in report.said.content), max(b for _, b in report.said.content))
        if any(inside(run, piece) for piece in report.said.content) or inside(run, extent):
            found = entity
    if found is None and work.voice.kind != "author":
        return work.voice.entity
    return found


def held_by(work: Work, one: Conditioned) -> tuple[str, str | None]:
    """Give in whose words a conditional stands, and the side that is."""
    holder = holder_of(work, one.consequent) or holder_of(work, one.antecedent) or AUTHOR
    return holder, side_of(work.cast, holder)


def _bound_side(work: Work, one: Conditioned) -> tuple[str, str | None]:
    """Give who holds a conditional; of the story's own, the party that it binds."""
    holder, side = held_by(work, one)
    made = from_conditional(work.tree, one) if holder == AUTHOR else None
    bound = narrated_setter(work, made) if made is not None else None
    return (holder, side) if bound is None else (bound, bound)


def hanging_stands(work: Work, one: Conditioned) -> list[Stand]:
    """Give the position that a party's offer or threat under a condition tells; none where it has been told."""
    holder, side = _bound_side(work, one)
    if holder == AUTHOR or side is None or work.cast.entities[side].type not in ("state", "organisation", "grouping"):
        return []
    head, words_there = work.tree.tokens[one.consequent_head], work.document.text[slice(*one.consequent)]
    if not one.consequent[0] <= head.start < one.consequent[1] or len(words_there.split()) < _LEAST_WORDS:
        return []
    actor = _actor_of(work, one.consequent_head, side) or side
    if _consequent_type(work, one, holder, side, actor) not in ("offer", "threat"):
        return []
    told = [old for old in work.stands if old.actor == side and overlap(old.run, one.consequent) >= _SAME_WORDS]
    if told:
        return []
    work.topics.append(topic_of(work.tree, one.consequent_head, one.consequent, name_words(work.cast)))
    stance, run = _hanging_stance(work.tree, one), one.consequent
    if one.form == "nominal":  # "any attempt to X will be met by Y": they are against X
        stance, run = "against", (min(one.antecedent[0], run[0]), max(one.antecedent[1], run[1]))
    topic, basis = len(work.topics) - 1, "stated" if is_quoted(work, one.consequent) else "reported"
    return [
        Stand(each, stance, "plain", basis, run, topic, None, f"position:{one.form}", 0.7)  # type: ignore[arg-type]
        for each in members(work, side)
    ]


def _hanging_stance(tree: Tree, one: Conditioned) -> Stance:
    no, lemma = negated(tree, one.consequent_head), tree.tokens[one.consequent_head].lemma.lower()
    no = (
        no
        or re.match(r"there (?:will|would|can|could) be no\b", tree.parse.text[one.consequent[0] :], re.I) is not None
    )
    if one.form == "even_if":
        return "against" if no and lemma not in words("moving") else "for"
    waits = one.form == "unless" and lemma in words("waiting")
    return "against_unless" if no or waits else "for_if"


_LEAST_WORDS = 3  # a consequent of fewer words is a scrap
_SAME_WORDS = 0.3  # share of words from which on two stands rest on the same


def _actor_of(work: Work, head: int | None, fallback: str | None) -> str | None:
    """Give the side that the subject of predicate ``head`` means."""
    if head is None:
        return fallback
    index = subject(work.tree, head)
    run = source_of(work, index) if index is not None else None
    if index is None or run is None or work.tree.tokens[index].upos not in ("PROPN", "PRON", "NOUN"):
        return fallback
    if has_no(work.tree, index):
        return fallback
    if work.tree.tokens[index].upos == "NOUN" and not _names_actor(work, run):
        return fallback
    return side_of(work.cast, who(work.cast, index, run)) or fallback


def _names_actor(work: Work, run: Run) -> bool:
    return any(run[0] <= at < run[1] for at, _, _ in work.cast.lands) or work.document.text[
        run[0] : run[1]
    ].lower() in (
        "the two sides",
        "both sides",
        "the parties",
    )


# Conditions of these kinds ask for what they name (*not before X leaves*: they are for X leaving).
_ASKING = frozenset("only_if provided_that unless until till before quid_pro_quo terms as_long_as".split())


def _holds_back(tree: Tree, withheld: int) -> bool:
    """Tell whether something is refused or kept from happening (*will not reopen*, *stays shut*)."""
    return negated(tree, withheld) or tree.tokens[withheld].lemma.lower() in words("waiting")


def condition_topics(work: Work, one: Demanded, holder: str) -> tuple[int, int | None]:
    """Enter the topics of a condition (what is asked, what is withheld) and the position it tells."""
    names = name_words(work.cast)
    work.topics.append(topic_of(work.tree, one.head, one.run, names))
    asked = len(work.topics) - 1
    withheld = None
    if one.withheld is not None and one.withheld != one.head:
        token = work.tree.tokens[one.withheld]
        sentence = (token.start, work.document.text.find("\n", token.start) % (len(work.document.text) + 1))
        work.topics.append(topic_of(work.tree, one.withheld, _around(work, one.withheld, sentence), names))
        withheld = len(work.topics) - 1
    actor = setter_of(work, one, holder) if side_of(work.cast, holder) is not None else None
    rule = one.rule.split(":")[1]
    refused = rule == "quid_pro_quo" and negated(work.tree, one.head)  # "will not X in exchange for Y": Y is not asked
    if actor is not None and rule in _ASKING and not refused:
        unwanted = rule == "as_long_as" and one.withheld is not None and _holds_back(work.tree, one.withheld)
        stance: Stance = "against" if negated(work.tree, one.head) != unwanted else "for"
        work.stands += [
            Stand(each, stance, "plain", "reported", one.run, asked, None, f"position:{one.rule}", 0.6)
            for each in members(work, actor)
        ]
    return asked, withheld


def _around(work: Work, head: int, fallback: Run) -> Run:
    sentence = work.tree.parse.sentences[work.tree.sentence_of[head]]
    return (sentence.start, sentence.end) if sentence.end > sentence.start else fallback


def setter_of(work: Work, one: Demanded, holder: str) -> str:
    """Give whose step a condition withholds: a party named as subject of the clause that hangs on it, "
    "else the speaker's."""
    side = side_of(work.cast, holder) or holder
    head = one.withheld if one.withheld is not None else one.head
    index = subject(work.tree, head)
    alone = work.tree.tokens[index].upos == "PRON" and side != SIDES if index is not None else True
    if index is None or alone or has_no(work.tree, index):
        return side  # "no minister of theirs will sit here until ..."
    actor = _actor_of(work, head, None)
    permits = one.rule.split(":")[1] in ("provided_that", "as_long_as", "only_if")
    if permits and modal(work.tree, head) == "may" and not negated(work.tree, head) and actor != side:
        others = [each for each in members(work, side) if each != actor]
        return others[0] if len(others) == 1 else side  # what X may do, the other one allows
    return actor if actor is not None and work.cast.entities[actor].type in ("state", "grouping") else side


def narrated_setter(work: Work, one: Demanded) -> str | None:
    """Give the party whose step a condition withholds in a story's own words (*Dorn will not open it until ...*).

    A commentator's own *if* sets no condition; in a commentary a party must be told to have said it.
    """
    if one.type == "deadline" and one.rule != "condition:ultimatum":
        return None
    start = one.withheld if one.withheld is not None else one.head
    for head in (start, *ancestors(work.tree, start)):
        if is_predicate(work.tree, head) and _binds(work, head, one):
            actor = _actor_of(work, head, None)
            return actor if actor is not None and work.cast.entities[actor].type in _PARTIES else None
    return None


def _binds(work: Work, head: int, one: Demanded) -> bool:
    """Tell whether a predicate binds its subject: it offers, demands or refuses, names an offer, or says *will*."""
    tree = work.tree
    cue = cues().get(tree.tokens[head].lemma.lower())
    named = {table("noun_acts").get(tree.tokens[thing].lemma.lower()) for thing in kids(tree, head, "obj")}
    if (cue is not None and cue.act in _COMMISSIVE) or named & _COMMISSIVE:
        return True
    if work.document.kind != "commentary":
        return modal(tree, head) in ("will", "would", "shall", "must") or one.rule == "condition:ultimatum"
    return modal(tree, head) in ("will", "shall") and one.rule.split(":")[1] not in ("if", "unless")


_COMMISSIVE = frozenset("offer accept propose commit express_openness demand reject exclude threaten".split())
_PARTIES = ("state", "organisation", "grouping", "group")


def conditions(
    work: Work, demanded: list[tuple[Demanded, str]], topics: list[tuple[int, int | None]], places: list[str]
) -> tuple[Condition, ...]:
    """Give the condition records."""
    made = []
    for number, ((one, holder), (asked, withheld)) in enumerate(zip(demanded, topics, strict=True), start=1):
        setter = setter_of(work, one, holder)
        entity = work.cast.entities[holder]
        bound = _actor_of(work, bound_by(work.tree, one) and one.head, None)
        made.append(
            Condition(
                id=f"C{number:02}",
                type=one.type,
                set_by=setter,
                span=span(work.document.text, one.run),
                voiced_by=holder if entity.type in ("person", "unnamed_source", "grouping") else None,
                bound=bound if bound != setter else None,
                issue=places[asked],
                for_=places[withheld] if withheld is not None else None,
                paraphrase=work.topics[asked].label,
                basis="stated" if is_quoted(work, one.run) else "reported",
                codings=(coding("type", one.rule, one.confidence),),
            )
        )
    return tuple(made)


def conditionals(work: Work, places: list[str]) -> tuple[Conditional, ...]:
    """Give the conditional records."""
    made = []
    topic_at = {topic.run: places[number] for number, topic in enumerate(work.topics)}
    for number, one in enumerate(work.conditionals, start=1):
        holder, side = held_by(work, one)
        first, second = _actor_of(work, one.antecedent_head, None), _actor_of(work, one.consequent_head, side)
        issue = topic_at.get(one.antecedent)
        value = "no" if negated(work.tree, one.antecedent_head) != (one.form == "unless") else "yes"
        made.append(
            Conditional(
                id=f"K{number}",
                form=one.form,
                antecedent=span(work.document.text, one.antecedent),
                consequent=span(work.document.text, one.consequent),
                antecedent_actor=first,
                antecedent_options=(OptionValue(issue=issue, value=value),) if issue else (),  # type: ignore[arg-type]
                consequent_actor=(second,) if second else (),
                consequent_type=_consequent_type(work, one, holder, side, second),
                modal=modal(work.tree, one.consequent_head),
                holder=holder,
                certainty="possible"
                if modal(work.tree, one.consequent_head) in ("could", "may", "might")
                else "asserted",
                third_parties=tuple(sorted(_third_parties(work, one, {first, second, side}))),
                codings=(coding("form", one.rule, 0.8),),
            )
        )
    return tuple(made)


def _consequent_type(work: Work, one: Conditioned, holder: str, side: str | None, actor: str | None) -> ConsequentType:
    if holder != AUTHOR and actor == side and side is not None:
        made = from_conditional(work.tree, one)
        return "threat" if one.form == "unless" or (made is not None and made.type == "red_line") else "offer"
    if _third_parties(work, one, {actor, side, _actor_of(work, one.antecedent_head, None)}):
        return "third_party_effect"
    lemma = work.tree.tokens[one.consequent_head].lemma.lower()
    return "inference_drawn" if lemma in ("suggest", "mean", "show", "signal", "imply", "indicate") else "evaluation"


def _third_parties(work: Work, one: Conditioned, parties: set[str | None]) -> set[str]:
    return {code for at, code, _ in work.cast.lands if one.consequent[0] <= at < one.consequent[1]} - parties
