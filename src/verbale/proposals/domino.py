"""What acceptance would set off: third parties' moves that become improvements, and the way there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from verbale.conflict import Conflict, Prioritised
from verbale.conflict import DecisionMaker as ConflictParty
from verbale.conflict import Option as ConflictOption
from verbale.conflict.graph import Graph, build_graph
from verbale.draft import Draft, Reaction, Term, term_words
from verbale.draft.phrases import literal
from verbale.proposals.judge import Outcome, movers
from verbale.proposals.model import Knock


def knocks_of(made: Draft, outcome: Outcome, accepted: int | None) -> tuple[Knock, ...]:
    """Give the third-party moves that become improvements in the state of acceptance.

    The conflict is widened by one option for each reaction, which its owner prefers if, and only if, what
    it reacts to is so; a reaction counts if it is an improvement there and wasn't at the status quo. The
    expectation stays marked with whose it is.
    """
    reactions = [one for third in made.third_parties for one in third.reactions]
    if accepted is None or not reactions:
        return ()
    conflict = outcome.solution.conflict
    before = int(outcome.solution.graph.codes[outcome.here])
    after = int(outcome.solution.graph.codes[accepted])
    graph = build_graph(_widened(conflict, reactions))
    path = list(_way(made, outcome, accepted))
    found = []
    for place, one in enumerate(reactions):
        bit = 1 << (len(conflict.options) + place)
        if _improves(graph, one.actor, after, bit) and not _improves(graph, one.actor, before, bit):
            move = f"{_name(made, one.actor)}: {one.words}"
            found.append(
                Knock(
                    actor=one.actor,
                    move=one.words,
                    path=(*path, move),
                    basis=one.basis,
                    holder=one.holder,
                    certainty=one.certainty,
                    evidence=one.evidence,
                )
            )
    return tuple(found)


def _name(made: Draft, actor: str) -> str:
    return next((one.name for one in made.third_parties if one.id == actor), actor)


def _widened(conflict: Conflict, reactions: Sequence[Reaction]) -> Conflict:
    ids = {one.id: f"reaction{n}" for n, one in enumerate(reactions, 1)}
    actors = list(dict.fromkeys(one.actor for one in reactions))
    parties = tuple(
        ConflictParty(
            id=actor,
            preference=Prioritised(
                statements=tuple(
                    f"{ids[one.id]} IFF ({' & '.join(literal(term) for term in one.when)})"
                    for one in reactions
                    if one.actor == actor
                )
            ),
        )
        for actor in actors
    )
    options = tuple(ConflictOption(id=ids[one.id], owner=one.actor, name=one.words) for one in reactions)
    return replace(
        conflict,
        decision_makers=(*conflict.decision_makers, *parties),
        options=(*conflict.options, *options),
        status_quo=f"{conflict.status_quo}{'N' * len(options)}",
    )


def _improves(graph: Graph, actor: str, code: int, bit: int) -> bool:
    """Tell whether taking the option at ``bit`` in the state of ``code`` is a move its owner prefers."""
    row = next(n for n, one in enumerate(graph.conflict.decision_makers) if one.id == actor)
    place = {int(known): n for n, known in enumerate(graph.codes)}
    return bool(graph.levels[row][place[code | bit]] > graph.levels[row][place[code]])


def _way(made: Draft, outcome: Outcome, accepted: int) -> Iterator[str]:
    """Say what each party would have to do to get from the status quo to acceptance."""
    graph = outcome.solution.graph
    options = {option.id: option for option in made.options}
    names = {one.id: one.name for one in made.decision_makers}
    code, changed = int(graph.codes[accepted]), int(graph.codes[accepted] ^ graph.codes[outcome.here])
    for party in movers(graph, outcome.here, accepted):
        owner = graph.conflict.decision_makers[party].id
        yield " and ".join(
            term_words(Term(option=option.id, value=bool(code >> bit & 1)), options, names)
            for bit, option in enumerate(made.options)
            if option.owner == owner and changed >> bit & 1
        )
