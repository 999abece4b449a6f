"""Check a brief against the tradecraft rules that a machine can check (after ICD 203).

Words inside quotation marks are a source's own and are left alone: a hedge that somebody spoke stays
as spoken, and is no judgement of the brief.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from verbale.brief.anchors import findings_of
from verbale.brief.findings import Brief, Finding, Section
from verbale.brief.form import from_json
from verbale.brief.likelihood import CONFIDENT, LOOSE, TERMS, terms_in
from verbale.errors import InputError

_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"|‘[^‘]*?’(?!\w)")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z“‘\"])")
_STABILITY = re.compile(r"\b(?:stable|stability|equilibri(?:um|a)|nash|non-starter)\b", re.IGNORECASE)
_SHARE = re.compile(r"\d\s*(?:%|per ?cent)", re.IGNORECASE)
_GRADE = re.compile(r"[A-F][1-6]")
MOST_BYTES = 20_000_000
HIDDEN = ("script", "style", "article")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One breach of a rule: the rule's name, where, what is wrong with the mend, and the sentence."""

    rule: str
    where: str
    message: str
    text: str = ""


def lint(brief: Brief) -> list[Problem]:
    """Check a brief by every rule; an empty list means that none is broken."""
    return [problem for rule in RULES for problem in rule(brief)]


def lint_text(text: str) -> list[Problem]:
    """Check the wording of any text: rows of likelihood words, likelihood with confidence, stability."""
    problems: list[Problem] = []
    rows: dict[int, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        for one in sentences(line):
            problems += _wording(one, f"line {number}")
            for term in terms_in(unquoted(one)):
                rows.setdefault(TERMS[term], f"{term!r} on line {number}")
    if len(rows) > 1:
        problems.append(_two_rows("text", rows))
    return problems


def lint_file(path: Path | str) -> list[Problem]:
    """Check a file: a brief in JSON by every rule, a page or plain text by the rules of wording.

    Raises
    ------
    InputError
        The file cannot be read as text, or is JSON but no brief.
    """
    path = Path(path)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise InputError(f"{path}: expected at most {MOST_BYTES // 1_000_000} MB of text to check")
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}; check the name") from None
    except UnicodeDecodeError:
        raise InputError(f"{path}: expected text in UTF-8, found other bytes; save it as UTF-8") from None
    if path.suffix == ".json" or text.lstrip().startswith('{"schema_version"'):
        return lint(from_json(text))
    if path.suffix in (".html", ".htm"):
        page = _Words()
        page.feed(text)
        text = "".join(page.parts)
    return lint_text(text)


def unquoted(text: str) -> str:
    """Blank out what stands in quotation marks.

    >>> unquoted("He calls it “likely to fail”, and leaves.")
    'He calls it “”, and leaves.'
    """
    return _QUOTED.sub("“”", text)


def sentences(text: str) -> list[str]:
    """Cut a line of English into sentences, roughly."""
    return [one for one in _SENTENCE.split(text) if one.strip()]


def _own(finding: Finding) -> str:
    """Give the brief's own words in a finding: not what is quoted, not what is cited."""
    text = finding.text
    for citation in finding.citations:
        text = text.replace(" ".join(citation.span.text.split()), "")
    return unquoted(text)


def _findings(brief: Brief) -> Iterator[tuple[str, Finding]]:
    for section in brief.sections:
        for block in section.blocks:
            for finding in findings_of(block):
                yield section.title, finding


def _section(brief: Brief, key: str) -> Section | None:
    return next((one for one in brief.sections if one.key == key), None)


def _wording(sentence: str, where: str) -> list[Problem]:
    own = unquoted(sentence)
    likely = terms_in(own) or LOOSE.findall(own)
    problems = []
    if likely and CONFIDENT.search(own):
        message = "likelihood and confidence stand in one sentence; make two of it"
        problems.append(Problem(rule="likelihood-with-confidence", where=where, message=message, text=sentence))
    if _STABILITY.search(own) and (likely or _SHARE.search(own)):
        message = "a stability result is worded as a likelihood; say under which concepts it is stable"
        problems.append(Problem(rule="stability-as-likelihood", where=where, message=message, text=sentence))
    return problems


def _two_rows(where: str, rows: dict[int, str]) -> Problem:
    message = f"likelihood words from two rows of the table ({', '.join(rows.values())}); keep to one row"
    return Problem(rule="one-row", where=where, message=message)


def bottom_line_first(brief: Brief) -> Iterator[Problem]:
    """Rule: the main judgement stands first."""
    first = brief.sections[0] if brief.sections else None
    if first is None or first.key != "bottom-line" or not first.blocks:
        message = "the brief does not open with its bottom line; put it first"
        yield Problem(rule="bottom-line-first", where="sections", message=message)


def likelihood_words(brief: Brief) -> Iterator[Problem]:
    """Rule: likelihood words from the table, from one row of it, and only where the analyst set them."""
    rows: dict[int, str] = {}
    for where, finding in _findings(brief):
        own = _own(finding)
        terms = terms_in(own)
        for term in terms:
            rows.setdefault(TERMS[term], f"{term!r} in {where}")
        if finding.likelihood is None and (terms or LOOSE.search(own)):
            message = "a likelihood that no analyst has set; remove the word or set the likelihood"
            yield Problem(rule="likelihood-unset", where=where, message=message, text=finding.text)
        elif finding.likelihood is not None and finding.likelihood not in TERMS:
            message = f"{finding.likelihood!r} is not in the table; choose one of {', '.join(TERMS)}"
            yield Problem(rule="likelihood-word", where=where, message=message, text=finding.text)
    if len(rows) > 1:
        yield _two_rows("brief", rows)


def sentence_wording(brief: Brief) -> Iterator[Problem]:
    """Rule: never likelihood with confidence in a sentence, never stability as likelihood."""
    for where, finding in _findings(brief):
        for one in sentences(_own(finding)):
            yield from _wording(one, where)


def sourcing(brief: Brief) -> Iterator[Problem]:
    """Rule: every factual sentence cites words that are there; every inference says what it rests on."""
    texts = {source.number: source.text for source in brief.sources}
    for where, finding in _findings(brief):
        if finding.voice in ("said", "author") and not finding.citations:
            message = "a factual sentence cites nothing; cite its words"
            yield Problem(rule="uncited", where=where, message=message, text=finding.text)
        if finding.voice == "inferred" and not finding.citations and not finding.basis:
            message = "an inference says neither words nor basis; name what it rests on"
            yield Problem(rule="no-basis", where=where, message=message, text=finding.text)
        for one in finding.citations:
            if texts.get(one.source, "")[one.span.start : one.span.end] != one.span.text:
                message = f"the cited words are not at {one.span.start}-{one.span.end} of source {one.source}"
                yield Problem(rule="wrong-citation", where=where, message=message, text=finding.text)


def grades(brief: Brief) -> Iterator[Problem]:
    """Rule: every source carries a grade of reliability and credibility."""
    for source in brief.sources:
        if not _GRADE.fullmatch(source.grade):
            message = f"grade {source.grade!r}: expected a letter A-F and a figure 1-6, such as B2"
            yield Problem(rule="grade", where=f"source {source.number}", message=message)


def assumptions(brief: Brief) -> Iterator[Problem]:
    """Rule: a brief that judges a proposal lists its assumptions, each with what follows if it is wrong."""
    section = _section(brief, "assumptions")
    if brief.proposals and section is None:
        message = "a proposal is judged and no assumption is listed; list what the judgement takes for granted"
        yield Problem(rule="assumptions", where="brief", message=message)
    for block in section.blocks if section else ():
        for finding in findings_of(block):
            if finding.voice == "inferred" and "if wrong" not in finding.text.lower():
                message = "an assumption does not say what follows if it is wrong; add it"
                yield Problem(
                    rule="if-wrong",
                    where=section.title if section else "",
                    message=message,
                    text=finding.text,
                )


def alternatives(brief: Brief) -> Iterator[Problem]:
    """Rule: a judgement stands beside at least one alternative, and says what would change it."""
    if not any(one.non_starter is not None for one in brief.proposals):
        return
    for key, what in (("alternatives", "alternative"), ("indicators", "sign that would change it")):
        section = _section(brief, key)
        if section is None or not section.blocks:
            message = f"the judgement names no {what}; add the section {key!r}"
            yield Problem(rule=key, where="brief", message=message)


def gaps(brief: Brief) -> Iterator[Problem]:
    """Rule: the brief says what the record does not hold."""
    if _section(brief, "gaps") is None:
        yield Problem(rule="gaps", where="brief", message="no section says what is missing; add it")


RULES: tuple[Callable[[Brief], Iterator[Problem]], ...] = (
    bottom_line_first,
    likelihood_words,
    sentence_wording,
    sourcing,
    grades,
    assumptions,
    alternatives,
    gaps,
)


class _Words(HTMLParser):
    """A page's own words, a line for each block: no scripts, no styles, no source texts of a brief."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in HIDDEN
        if tag in ("p", "li", "div", "tr", "td", "th", "h1", "h2", "h3", "br", "caption"):
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in HIDDEN

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)
