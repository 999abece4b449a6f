"""The history of a ledger in the terms of W3C PROV (the PROV-JSON form)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from verbale.ledger.act import Act


def provenance(acts: Iterable[Act]) -> dict[str, Any]:
    """Give ``acts`` as PROV-JSON.

    An act is an activity with a person or the program as its agent; each coding of a field is an entity
    that the act generated; a correction is a revision of what stood before; an undo invalidates.
    """
    out: dict[str, dict[str, Any]] = {
        name: {}
        for name in (
            "agent", "activity", "entity", "wasAssociatedWith", "wasGeneratedBy", "wasRevisionOf",
            "wasInvalidatedBy",
        )
    }  # fmt: skip
    latest: dict[tuple[str | None, str | None, str | None], str] = {}
    for act in acts:
        activity, agent = f"act:{act.id}", f"agent:{act.by}"
        out["agent"][agent] = {"prov:type": "prov:SoftwareAgent" if act.by == "verbale" else "prov:Person"}
        told = {"verbale:verb": act.verb, "verbale:why": act.why}
        out["activity"][activity] = {"prov:startTime": act.at, "prov:endTime": act.at} | told
        out["wasAssociatedWith"][f"_:by{act.seq}"] = {"prov:activity": activity, "prov:agent": agent}
        if act.undoes is not None:
            ended = {"prov:entity": f"coding:{act.undoes}", "prov:activity": activity}
            out["wasInvalidatedBy"][f"_:end{act.seq}"] = ended
            continue
        coding, place = f"coding:{act.id}", (act.document, act.record, act.field)
        out["entity"][coding] = {
            "verbale:document": act.document, "verbale:record": act.record,
            "verbale:field": act.field, "prov:value": act.value,
        }  # fmt: skip
        out["wasGeneratedBy"][f"_:made{act.seq}"] = {"prov:entity": coding, "prov:activity": activity}
        if place in latest:
            revision = {"prov:generatedEntity": coding, "prov:usedEntity": latest[place]}
            out["wasRevisionOf"][f"_:rev{act.seq}"] = revision
        latest[place] = coding
    return {"prefix": {"verbale": "urn:verbale:"}, **out}
