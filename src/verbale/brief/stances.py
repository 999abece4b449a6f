"""Where each side stands: the position matrix, the conditions, and who waits for whom."""

from __future__ import annotations

from collections import Counter, defaultdict

from verbale.brief.dossier import Dossier, Held
from verbale.brief.findings import Block, Finding, Heading, Section, Stand, Table, Voice
from verbale.brief.wording import BASES, STANCES, counted, listed, say_date
from verbale.codes import Basis
from verbale.records import Condition, Position

AUTHORS_VIEW = ("imputed", "author_inference")
MOST_ACTORS = 6
FAVOURS = {
    "for": 1,
    "for_if": 1,
    "open_to": 1,
    "asserts": 1,
    "against": -1,
    "against_unless": -1,
    "denies": -1,
}
WAITING = ("precondition", "exclusion", "linkage", "quid_pro_quo")
SETTLED = ("met", "waived")

Key = tuple[str, str]


def voice_of(basis: Basis) -> Voice:
    """Give the voice in which something of this basis is told."""
    return "author" if basis in AUTHORS_VIEW else "said"


def by_cell(dossier: Dossier) -> dict[Key, list[Held]]:
    """Group positions by actor and topic, in the order of :func:`_standing`."""
    cells: dict[Key, list[Held]] = defaultdict(list)
    for held in dossier.positions:
        cells[held.actor, held.topic].append(held)
    for entries in cells.values():
        entries.sort(key=_standing, reverse=True)
    return dict(cells)


def stands_of(dossier: Dossier) -> tuple[Stand, ...]:
    """Give the leading position of each cell, for comparison with an earlier brief."""
    return tuple(
        Stand(
            actor=dossier.name(actor),
            issue=dossier.label(issue),
            stance=entries[0].stance,
            date=entries[0].position.date,
            value=None if entries[0].position.value is None else str(entries[0].position.value),
        )
        for (actor, issue), entries in sorted(by_cell(dossier).items())
        if entries[0].position.basis not in AUTHORS_VIEW
    )


def opposed(dossier: Dossier) -> dict[str, dict[str, Held]]:
    """Give the issues on which leading stated positions point opposite ways, with those positions."""
    found: dict[str, dict[str, Held]] = defaultdict(dict)
    for (actor, issue), entries in by_cell(dossier).items():
        if entries[0].position.basis not in AUTHORS_VIEW:
            found[issue][actor] = entries[0]
    return {
        issue: held for issue, held in found.items() if {FAVOURS.get(one.stance, 0) for one in held.values()} >= {1, -1}
    }


def matrix(dossier: Dossier) -> Section | None:
    """Tabulate actors by issues; None where no position is recorded."""
    cells = by_cell(dossier)
    if not cells:
        return None
    issues = _ranked(Counter(issue for (_, issue), held in cells.items() for _ in held))
    actors = _ranked(Counter(actor for (actor, _), held in cells.items() for _ in held))
    shown = actors[:MOST_ACTORS]
    clash = opposed(dossier)
    rows = []
    for issue in sorted(issues, key=lambda one: (one not in clash, -_breadth(cells, one), issues.index(one))):
        row = [_cell(dossier, cells.get((actor, issue), [])) for actor in shown]
        if any(row):
            head = Finding(text=dossier.label(issue))
            note = (Finding(text="sides opposed"),) if issue in clash else ()
            rows.append(((head, *note), *(cell or "–" for cell in row)))
    blocks: list[Block] = [
        Table(
            caption="Position of each actor on each issue, the latest and best vouched first",
            columns=("Issue", *(dossier.name(actor) for actor in shown)),
            rows=tuple(rows),
        )
    ]
    rest = [(actor, issue) for actor, issue in sorted(cells) if actor not in shown]
    if rest:
        more = [
            (dossier.name(actor), dossier.label(issue), _cell(dossier, cells[actor, issue])) for actor, issue in rest
        ]
        blocks.append(Table(caption="Further actors", columns=("Actor", "Issue", "Position"), rows=tuple(more)))
    return Section(key="positions", title="Where each side stands", blocks=tuple(blocks))


def conditions(dossier: Dossier) -> Section | None:
    """Tabulate conditions, and say who waits for whom; None where there are none."""
    told = [(n, one) for n, reading in enumerate(dossier.readings, 1) for one in reading.conditions]
    if not told:
        return None
    rows = tuple(_condition_row(dossier, number, condition) for number, condition in told)
    blocks: list[Block] = [
        Table(
            caption="What each side makes its step depend on",
            columns=("Set by", "Kind", "In the words of the record", "Status"),
            rows=rows,
        )
    ]
    blocks += _waits(dossier, told)
    return Section(key="conditions", title="Conditions, and who waits for whom", blocks=tuple(blocks))


def stance_words(held: Held) -> str:
    """Put a position in words: stance, value, strength where it is marked."""
    position = held.position
    words = STANCES.get(held.stance, held.stance)
    if position.value is not None and held.stance == "asserts":
        words = f"says {position.value}"
    elif position.value is not None:
        words += f": {position.value}"
    if position.strength == "categorical":
        words += ", categorically"
    elif position.strength == "hedged":
        words += ", hedged"
    return words


def _cell(dossier: Dossier, entries: list[Held]) -> tuple[Finding, ...]:
    if not entries:
        return ()
    lines = [_position_line(dossier, entries[0])]
    lines += _conditions_of(dossier, entries[0])
    sources = {held.source for held in entries if held.position.basis not in AUTHORS_VIEW}
    if len(sources) > 1:
        lines.append(Finding(text=f"told by {counted(dossier.independent(sources), 'independent source')}"))
    seen = {(entries[0].stance, entries[0].position.basis in AUTHORS_VIEW)}
    for held in entries[1:]:
        kind = (held.stance, held.position.basis in AUTHORS_VIEW)
        if kind not in seen:
            seen.add(kind)
            lines.append(_position_line(dossier, held, earlier=not kind[1]))
    return tuple(lines)


def _position_line(dossier: Dossier, held: Held, *, earlier: bool = False) -> Finding:
    position = held.position
    notes = [say_date(position.date)] if position.date else []
    if held.level and position.basis not in AUTHORS_VIEW:
        notes.append(f"authority {held.level}")
    if position.basis == "attributed_by_adversary":
        notes.append(BASES[position.basis])
    text = ("also: " if earlier else "") + stance_words(held)
    text += f" ({', '.join(notes)})" if notes else ""
    return Finding(
        text=text,
        voice=voice_of(position.basis),
        citations=dossier.cite(held.source, position.evidence[:2]),
    )


def _conditions_of(dossier: Dossier, held: Held) -> list[Finding]:
    reading = dossier.readings[held.source - 1]
    by_id = {condition.id: condition for condition in reading.conditions}
    lines = []
    for name in held.position.conditions:
        if (condition := by_id.get(name)) is not None:
            words = condition.paraphrase or dossier.words(held.source, condition.span, 120)
            voice = voice_of(condition.basis)
            cited = dossier.cite(held.source, (condition.span,))
            lines.append(Finding(text=f"if: {words}", voice=voice, citations=cited))
    return lines


def _condition_row(dossier: Dossier, number: int, condition: Condition) -> tuple[tuple[Finding, ...] | str, ...]:
    who = dossier.name(condition.set_by)
    if condition.voiced_by and condition.voiced_by != condition.set_by:
        who += f", voiced by {dossier.name(condition.voiced_by)}"
    kind = [Finding(text=condition.type.replace("_", " "))]
    if condition.for_:
        kind.append(Finding(text=f"for: {dossier.issue(number, condition.for_)}"))
    if condition.bound:
        kind.append(Finding(text=f"binds {dossier.name(condition.bound)}"))
    cited = dossier.cite(number, (condition.span,))
    words = Finding(text=dossier.words(number, condition.span), voice=voice_of(condition.basis), citations=cited)
    note = (Finding(text=BASES[condition.basis]),) if condition.basis == "attributed_by_adversary" else ()
    return who, tuple(kind), (words, *note), condition.status_at_doc_date


def _waits(dossier: Dossier, told: list[tuple[int, Condition]]) -> list[Block]:
    waits: dict[tuple[str, str], list[tuple[int, Condition]]] = defaultdict(list)
    for number, condition in told:
        setter, bound = dossier.party(condition.set_by), dossier.party(condition.bound)
        live = condition.type in WAITING and condition.status_at_doc_date not in SETTLED
        if live and bound and setter != bound and condition.basis not in AUTHORS_VIEW:
            waits[setter, bound].append((number, condition))
    if not waits:
        return []
    blocks: list[Block] = [Heading(text="Who waits for whom")]
    for (setter, bound), held in sorted(waits.items()):
        issues = listed(dict.fromkeys(dossier.issue(n, one.issue) for n, one in held if one.issue))
        citations = tuple(c for number, one in held for c in dossier.cite(number, (one.span,)))
        about = f", over: {issues}" if issues else ""
        blocks.append(
            Finding(
                text=f"{dossier.name(setter)} waits for {dossier.name(bound)}{about}.",
                voice="inferred",
                citations=citations,
            )
        )
        if setter < bound and (bound, setter) in waits:
            both = citations + tuple(
                c for number, one in waits[bound, setter] for c in dossier.cite(number, (one.span,))
            )
            blocks.append(
                Finding(
                    text=f"{dossier.name(setter)} and {dossier.name(bound)} each hold back a step until the "
                    "other moves first.",
                    voice="inferred",
                    citations=both,
                )
            )
    return blocks


def _standing(held: Held) -> tuple[bool, bool, bool, str, int, bool]:
    """Order positions as the draft chooses between them: own words, then those that bind, then the later."""
    position: Position = held.position
    return (
        position.basis not in AUTHORS_VIEW,
        position.basis != "attributed_by_adversary",
        (held.level or "F") in "ABC" and position.strength != "hedged",
        position.date or "",
        -"ABCDEF".index(held.level or "F"),
        position.basis == "stated",
    )


def _ranked(counts: Counter[str]) -> list[str]:
    return [name for name, _ in sorted(counts.items(), key=lambda one: (-one[1], one[0]))]


def _breadth(cells: dict[Key, list[Held]], issue: str) -> int:
    return sum(1 for _, other in cells if other == issue)
