"""The conflict drafted from the record: who can do what, who wants what in what order, and on which words."""

from __future__ import annotations

from collections.abc import Iterable

from verbale.brief.dossier import Dossier
from verbale.brief.findings import Block, Citation, Finding, Heading, Section, Table, Voice
from verbale.brief.wording import STANCES, counted, say_date
from verbale.draft.model import Choice, Draft, Evidence, Option, Stand, Statement, Term
from verbale.draft.phrases import terms_words

MOST_CITED = 3


def conflict(dossier: Dossier, draft: Draft) -> Section | None:
    """Tabulate options and preferences; None where the record holds no conflict."""
    if draft.conflict is None or not draft.options:
        return None
    blocks: list[Block] = [_options(dossier, draft), _preferences(dossier, draft)]
    blocks += [
        Finding(
            text=f"Taken to be impossible: {say_terms(draft, rule.terms)} ({rule.why}).",
            voice="inferred",
            citations=cite_evidence(dossier, rule.evidence),
            basis=None if rule.evidence else "the sense of the options",
        )
        for rule in draft.infeasible
    ]
    if draft.choices:
        blocks.append(Heading(text="Where one party's positions do not agree"))
        blocks += [_choice(dossier, choice) for choice in draft.choices]
    return Section(key="conflict", title="The conflict, drafted from the record", blocks=tuple(blocks))


def cite_evidence(dossier: Dossier, evidence: Iterable[Evidence]) -> tuple[Citation, ...]:
    """Cite the words that a part of the draft rests on, the first few of them."""
    found = [citation for one in evidence for citation in dossier.find(one.document, one.span)]
    return tuple(dict.fromkeys(found))[:MOST_CITED]


def told_evidence(dossier: Dossier, evidence: Iterable[Evidence], most: int = 2) -> tuple[Finding, ...]:
    """Give the words of evidence as findings in the voice they were told in."""
    lines = []
    for one in tuple(dict.fromkeys(evidence))[:most]:
        for citation in dossier.find(one.document, one.span):
            notes = [dossier.name(one.speaker)] if one.speaker else []
            notes += [say_date(one.date)] if one.date else []
            notes += [f"authority {one.authority}"] if one.authority else []
            about = f" ({', '.join(notes)})" if notes else ""
            words = dossier.words(citation.source, citation.span, 160)
            voice: Voice = "author" if one.basis in ("imputed", "author_inference") else "said"
            lines.append(Finding(text=f"{words}{about}", voice=voice, citations=(citation,)))
    return tuple(lines)


def _options(dossier: Dossier, draft: Draft) -> Table:
    names = {one.id: one.name for one in draft.decision_makers}
    rows = []
    for option in draft.options:
        rows.append(
            (
                (Finding(text=f"{names.get(option.owner, option.owner)}: {option.name}"), *_lasting(option)),
                _now(option),
                told_evidence(dossier, option.evidence) or "assumed: no words of the record name it",
            )
        )
    return Table(
        caption="What each party can do or leave, and where things stand",
        columns=("Option", "Now", "In the words of the record"),
        rows=tuple(rows),
    )


def _lasting(option: Option) -> tuple[Finding, ...]:
    if not option.irreversible:
        return ()
    words = {"once_taken": "cannot be undone once taken", "once_left": "cannot be taken again once left"}
    return (Finding(text=words[option.irreversible]),)


def _now(option: Option) -> tuple[Finding, ...]:
    now = "yes" if option.now else "no"
    return (Finding(text=f"{now}, assumed" if option.now_assumed else now), *_why_now(option))


def _why_now(option: Option) -> tuple[Finding, ...]:
    return (Finding(text=option.now_why),) if option.now_why else ()


def _preferences(dossier: Dossier, draft: Draft) -> Table:
    names = {one.id: one.name for one in draft.decision_makers}
    rows = []
    for maker in draft.decision_makers:
        ranked = [one for one in draft.statements if one.decision_maker == maker.id]
        for place, statement in enumerate(ranked, 1):
            rows.append(
                (
                    f"{names[maker.id]}, {place}",
                    (Finding(text=preference_words(draft, statement)), Finding(text=salience(statement))),
                    told_evidence(dossier, statement.evidence) or "assumed: no words of the record say it",
                )
            )
    return Table(
        caption="What each party wants, most insisted on first",
        columns=("Party and rank", "Wants", "In the words of the record"),
        rows=tuple(rows),
    )


def preference_words(draft: Draft, statement: Statement) -> str:
    """Put a preference statement in words."""
    if statement.words:
        return statement.words
    act = say_terms(draft, (statement.act,))
    if statement.form == "plain":
        return act
    joint = "if" if statement.form == "IF" else "if, and only if"
    return f"{act}, {joint} {say_terms(draft, statement.when)}"


def salience(statement: Statement) -> str:
    """Say what puts a statement at its rank: authority, wording, repetition, recency."""
    if not statement.evidence:
        return "assumed"
    one = statement.salience
    parts = [f"authority {one.authority}"]
    parts += [one.strength] if one.strength != "plain" else []
    parts += [f"said in {counted(one.said, 'act')} of speech"] if one.said > 1 else []
    parts += [f"last {say_date(one.last)}"] if one.last else []
    return ", ".join(parts)


def say_terms(draft: Draft, terms: Iterable[Term]) -> str:
    """Say option values in words: "Japan keeps the issue on the agenda and North Korea declines"."""
    options = {option.id: option for option in draft.options}
    names = {one.id: one.name for one in draft.decision_makers}
    return terms_words([term for term in terms if term.option in options], options, names)


def _choice(dossier: Dossier, choice: Choice) -> Finding:
    def stand(one: Stand) -> str:
        notes = [say_date(one.date)] if one.date else []
        notes += [f"authority {one.authority}"] if one.authority else []
        words = STANCES.get(one.stance, one.stance)
        return f"{words} ({', '.join(notes)})" if notes else words

    others = "; ".join(stand(other) for other in choice.others)
    evidence = (choice.taken.evidence, *(other.evidence for other in choice.others))
    return Finding(
        text=f"{dossier.name(choice.actor)} on {choice.label}: taken as {stand(choice.taken)}, since "
        f"{choice.why}; set aside: {others}.",
        voice="inferred",
        citations=cite_evidence(dossier, evidence),
    )
