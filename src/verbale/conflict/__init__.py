"""The Graph Model for Conflict Resolution, usable with no text at all.

A :class:`Conflict` is frozen and hashable, and checked when made; every answer is a function of it::

    from verbale.conflict import Conflict, DecisionMaker, Option, Prioritised, solve

    talks = Conflict(
        name="Talks",
        decision_makers=(
            DecisionMaker(id="A", preference=Prioritised(statements=("meet", "drop IF meet", "-accuse"))),
            DecisionMaker(id="B", preference=Prioritised(statements=("-accuse", ("meet", "-drop")))),
        ),
        options=(
            Option(id="meet", owner="A", name="A: hold a summit"),
            Option(id="accuse", owner="A", name="A: raise the old matter"),
            Option(id="drop", owner="B", name="B: drop the claim", direction="fwd"),
        ),
        infeasible=("accuse & drop",),           # statements or patterns such as "-YY"
        status_quo="NYN",                        # the first option first
    )
    solution = solve(talks)                      # -> Solution, frozen; remembers how it was made
    solution.equilibria["SEQ"]                   # state numbers

Preferences: :class:`Prioritised` (statements, most important first; an inner tuple holds statements of
equal importance; ``?`` marks unknown direction), :class:`Weighted`, :class:`Ranked`, :class:`Indifferent`.
Statements name options by id, number or quoted name: ``-a``, ``b IF c``, ``d IFF (e & -f)``, ``a | b``.

Files: :func:`read_conflict` (TOML, JSON, ``gmcr-neutral/1``, ``.gmcr``), :func:`write_conflict`,
:func:`conflict_from_dict`, :func:`conflict_to_dict`, :func:`conflict_to_toml`. The TOML form::

    name = "Talks"
    status_quo = "NYN"                # or the list of options taken: ["accuse"]
    infeasible = ["accuse & drop"]
    exclusive = [["meet", "accuse"]]  # at most one of them

    [[decision_maker]]
    id = "A"
    name = "Country A"
    options = [{ id = "meet", name = "hold a summit" }, { id = "accuse" }]
    prefer = ["meet", ["-accuse", "drop IF meet"]]   # or: weights = { meet = 3, accuse = -1.5 }
                                                     # or: ranking = "6 > 2 ~ 3 >> 1"
    [[decision_maker]]
    id = "B"
    options = [{ id = "drop", direction = "fwd" }]
    prefer = ["-accuse"]

A state's number counts the feasible states from 1 in ascending order of code (the first option is
bit 0), unless the file numbers them otherwise.
"""

from verbale.conflict.files.native import conflict_from_dict
from verbale.conflict.files.read import parse_conflict, read_conflict
from verbale.conflict.files.write import conflict_to_dict, conflict_to_toml, write_conflict
from verbale.conflict.graph import (
    Graph,
    build_graph,
    pattern_at,
    state_index,
    state_indices,
    status_quo_index,
)
from verbale.conflict.model import Conflict, DecisionMaker, Option, with_preference
from verbale.conflict.preferences import Indifferent, Prioritised, Ranked, Weighted
from verbale.conflict.solution import Solution, equilibria, stable_states
from verbale.conflict.solve import solve

__all__ = [
    "Conflict",
    "DecisionMaker",
    "Graph",
    "Indifferent",
    "Option",
    "Prioritised",
    "Ranked",
    "Solution",
    "Weighted",
    "build_graph",
    "conflict_from_dict",
    "conflict_to_dict",
    "conflict_to_toml",
    "equilibria",
    "parse_conflict",
    "pattern_at",
    "read_conflict",
    "solve",
    "stable_states",
    "state_index",
    "state_indices",
    "status_quo_index",
    "with_preference",
    "write_conflict",
]
