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

Further questions: :func:`explain` (why a verdict is as it is), :func:`reachable`, :func:`shortest_paths` and
:func:`tree`, :func:`solve_coalitions`, :func:`inverse` and :func:`fewest_changes`, :func:`robustness`,
:func:`compare`; pictures and exports: :func:`graph_svg`, :func:`graph_graphml`, :func:`to_networkx`,
:func:`to_gambit`. :func:`answer`, :func:`solve_file` and :func:`solve_text` answer everything at once, as text and
as JSON. ``CONCEPTS`` takes new notions of stability.

A state's number counts the feasible states from 1 in ascending order of code (the first option is
bit 0), unless the file numbers them otherwise.
"""

from verbale.conflict.answer import Answer, answer, solve_file, solve_text
from verbale.conflict.changes import Change, fewest_changes
from verbale.conflict.coalitions import CoalitionSolution, solve_coalitions
from verbale.conflict.compare import Shift, compare
from verbale.conflict.export import to_gambit, to_networkx
from verbale.conflict.files.native import conflict_from_dict
from verbale.conflict.files.read import parse_conflict, read_conflict
from verbale.conflict.files.write import conflict_to_dict, conflict_to_toml, write_conflict
from verbale.conflict.graph import Graph, build_graph, pattern_at, state_index, state_indices, status_quo_index
from verbale.conflict.inverse import Inverse, inverse
from verbale.conflict.model import Conflict, DecisionMaker, Option, with_preference
from verbale.conflict.paths import Branch, Path, Step, reachable, shortest_paths, tree
from verbale.conflict.pictures import graph_graphml, graph_svg, solution_html
from verbale.conflict.preferences import Indifferent, Prioritised, Ranked, Weighted
from verbale.conflict.robust import Robustness, robustness
from verbale.conflict.solution import Solution, equilibria, stable_states, state_words
from verbale.conflict.solve import solve
from verbale.conflict.stability.concepts import CONCEPTS, Concept
from verbale.conflict.witness import Witness, explain

__all__ = [
    "CONCEPTS",
    "Answer",
    "Branch",
    "Change",
    "CoalitionSolution",
    "Concept",
    "Conflict",
    "DecisionMaker",
    "Graph",
    "Indifferent",
    "Inverse",
    "Option",
    "Path",
    "Prioritised",
    "Ranked",
    "Robustness",
    "Shift",
    "Solution",
    "Step",
    "Weighted",
    "Witness",
    "answer",
    "build_graph",
    "compare",
    "conflict_from_dict",
    "conflict_to_dict",
    "conflict_to_toml",
    "equilibria",
    "explain",
    "fewest_changes",
    "graph_graphml",
    "graph_svg",
    "inverse",
    "parse_conflict",
    "pattern_at",
    "reachable",
    "read_conflict",
    "robustness",
    "shortest_paths",
    "solution_html",
    "solve",
    "solve_coalitions",
    "solve_file",
    "solve_text",
    "stable_states",
    "state_index",
    "state_indices",
    "state_words",
    "status_quo_index",
    "to_gambit",
    "to_networkx",
    "tree",
    "with_preference",
    "write_conflict",
]
