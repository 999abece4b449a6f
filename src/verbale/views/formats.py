"""A table as text: JSON, JSON lines, CSV, and for networks GraphML and GEXF."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from io import StringIO
from xml.etree import ElementTree as Xml

from verbale.errors import InputError
from verbale.views.table import Cell, Table

GRAPHML = "http://graphml.graphdrawing.org/xmlns"
GEXF = "http://gexf.net/1.3"


def to_json(table: Table) -> str:
    """Give the rows as one JSON list of objects."""
    return json.dumps(table.to_dicts(), ensure_ascii=False, indent=2) + "\n"


def to_jsonl(table: Table) -> str:
    """Give one JSON object a row and line."""
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in table.to_dicts())


def to_csv(table: Table) -> str:
    """Give the table as RFC 4180 CSV; an unknown value is an empty cell, nothing else is changed."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(table.columns)
    writer.writerows(table.rows)
    return out.getvalue()


def to_graphml(table: Table) -> str:
    """Give a network as GraphML: plain, without the extensions of any one program."""
    root = Xml.Element("graphml", xmlns=GRAPHML)
    columns = _edge_columns(table)
    for name, kind in columns.items():
        Xml.SubElement(root, "key", {"id": name, "for": "edge", "attr.name": name, "attr.type": kind})
    graph = Xml.SubElement(root, "graph", id=table.name, edgedefault="undirected")
    for node in _nodes(table):
        Xml.SubElement(graph, "node", id=node)
    for row in table.to_dicts():
        edge = Xml.SubElement(graph, "edge", source=str(row["source"]), target=str(row["target"]))
        for name in columns:
            Xml.SubElement(edge, "data", key=name).text = _clean(row[name])
    return _document(root)


def to_gexf(table: Table) -> str:
    """Give a network as GEXF 1.3, the form of Gephi."""
    root = Xml.Element("gexf", xmlns=GEXF, version="1.3")
    graph = Xml.SubElement(root, "graph", defaultedgetype="undirected", mode="static")
    columns = _edge_columns(table)
    attributes = Xml.SubElement(graph, "attributes", {"class": "edge"})
    for name, kind in columns.items():
        Xml.SubElement(attributes, "attribute", id=name, title=name, type=kind)
    nodes = Xml.SubElement(graph, "nodes")
    for node in _nodes(table):
        Xml.SubElement(nodes, "node", id=node, label=node)
    edges = Xml.SubElement(graph, "edges")
    for number, row in enumerate(table.to_dicts()):
        # Gephi draws no edge of negative weight: the sign stays in the attribute of the same name
        size = str(abs(float(row["weight"] or 0)))
        edge = Xml.SubElement(
            edges, "edge", id=str(number), weight=size, source=str(row["source"]), target=str(row["target"])
        )
        values = Xml.SubElement(edge, "attvalues")
        for name in columns:
            Xml.SubElement(values, "attvalue", {"for": name, "value": _clean(row[name])})
    return _document(root)


FORMATS: dict[str, Callable[[Table], str]] = {
    "csv": to_csv,
    "gexf": to_gexf,
    "graphml": to_graphml,
    "json": to_json,
    "jsonl": to_jsonl,
}


def format_table(table: Table, form: str) -> str:
    """Give ``table`` as text in one of :data:`FORMATS`.

    Raises
    ------
    InputError
        Where there is no such format, or it cannot hold this table.
    """
    if form not in FORMATS:
        raise InputError(f"expected a format ({', '.join(FORMATS)}), found {form!r}")
    return FORMATS[form](table)


def _edge_columns(table: Table) -> dict[str, str]:
    if not {"source", "target", "weight"} <= set(table.columns):
        raise InputError(f"{table.name}: expected a network for GraphML or GEXF, found a table; ask for csv or json")
    names = [name for name in table.columns if name not in ("source", "target")]
    first = table.to_dicts()[0] if table.rows else {}
    return {name: "double" if isinstance(first.get(name), float | int) else "string" for name in names}


def _nodes(table: Table) -> list[str]:
    ends = {str(row[end]) for row in table.to_dicts() for end in ("source", "target")}
    return sorted(ends)


def _clean(value: Cell) -> str:
    """Give ``value`` without the characters that XML cannot hold."""
    text = "" if value is None else str(value)
    return "".join(one for one in text if one >= " " and not "\ud800" <= one <= "\udfff" and one not in "\ufffe\uffff")


def _document(root: Xml.Element) -> str:
    Xml.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"
