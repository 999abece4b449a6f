"""The brief as Markdown: tables in GitHub's form, a footnote with the quotation for each citation."""

from __future__ import annotations

import re

from verbale.brief.findings import (
    VOICES,
    Block,
    Brief,
    Cell,
    Citation,
    Finding,
    Heading,
    StateGraph,
    Table,
    Timeline,
)
from verbale.brief.wording import say_date, told

_SPECIAL = re.compile(r"([\\`*_\[\]{}|~^$])")
_OPENERS = re.compile(r"^(\s*)([-+#>=]|\d+[.)])", re.MULTILINE)
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def to_markdown(brief: Brief) -> str:
    """Lay a brief out as Markdown. Text of a source can neither format nor script the page."""
    notes: dict[Citation, int] = {}
    voices = "; ".join(f"*{voice}*: {meaning}" for voice, meaning in VOICES.items())
    when = f"As of {say_date(brief.as_of)}." if brief.as_of else "No source carries a date."
    out = [f"# {escape(brief.title)}", f"{when} Three voices: {voices}."]
    for section in brief.sections:
        out.append(f"## {escape(section.title)}")
        out += [_block(block, notes) for block in section.blocks]
    out.append("## Sources")
    for source in brief.sources:
        facts = [source.author, source.publisher, say_date(source.published), source.place]
        about = ", ".join(escape(fact) for fact in facts if fact)
        copy = f"; repeats source {source.copy_of}" if source.copy_of else ""
        out.append(f"{source.number}. **{escape(source.title)}** ({about}). Grade {source.grade}{copy}.")
    for citation, number in notes.items():
        place = f"source {citation.source}, paragraph {citation.paragraph}"
        out.append(f"[^{number}]: {escape(told(citation.span.text, 600))} ({place})")
    return "\n\n".join(out) + "\n"


def escape(text: str) -> str:
    """Make text stand in Markdown as it is: no markup, no HTML, one line.

    >>> print(escape("<b>1 * 2</b>"))
    &lt;b&gt;1 \\* 2&lt;/b&gt;
    """
    line = " ".join(text.split()).translate(_ENTITIES)
    return _OPENERS.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", line)) if line else ""


def _block(block: Block, notes: dict[Citation, int]) -> str:
    match block:
        case Finding():
            return f"- {_line(block, notes)}"
        case Heading():
            return f"### {escape(block.text)}"
        case Table():
            return _table(block, notes)
        case Timeline():
            return _timeline(block, notes)
        case StateGraph():
            return _graph(block)


def _line(finding: Finding, notes: dict[Citation, int]) -> str:
    marks = "".join(f"[^{notes.setdefault(one, len(notes) + 1)}]" for one in finding.citations)
    voice = f"*{finding.voice}*: " if finding.voice else ""
    basis = f" ({escape(finding.basis)})" if finding.basis else ""
    return f"{voice}{escape(finding.text)}{marks}{basis}"


def _table(table: Table, notes: dict[Citation, int]) -> str:
    def cell(content: Cell) -> str:
        if isinstance(content, str):
            return escape(content)
        return "<br>".join(_line(one, notes) for one in content)

    head = [" | ".join(escape(column) for column in table.columns), " | ".join("---" for _ in table.columns)]
    rows = [" | ".join(cell(content) for content in row) for row in table.rows]
    grid = "\n".join(f"| {row} |" for row in head + rows)
    return f"{escape(table.caption)}:\n\n{grid}"


def _timeline(timeline: Timeline, notes: dict[Citation, int]) -> str:
    lines = []
    for act in timeline.acts:
        lane = escape(timeline.lanes[act.lane])
        said = f"{escape(say_date(act.said))}: {escape(act.who)} ({act.level}, {lane})"
        answers = [escape(timeline.acts[one].who) for one in act.replies_to]
        reply = f", in reply to {' and '.join(answers)}" if answers else ""
        mark = f"[^{notes.setdefault(act.citation, len(notes) + 1)}]" if act.citation else ""
        lines.append(f"1. {said}{reply}: {escape(act.words)}{mark}")
    return f"{escape(timeline.caption)}:\n\n" + "\n".join(lines)


def _graph(graph: StateGraph) -> str:
    lines = []
    for move in graph.moves:
        first, last = graph.nodes[move.start].label, graph.nodes[move.end].label
        gain = "gains" if move.gains else "does not gain"
        lines.append(f"- {escape(move.mover)}, from state {escape(first)} to state {escape(last)}: {gain}")
    return f"{escape(graph.caption)}:\n\n" + "\n".join(lines)
