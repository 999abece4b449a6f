"""Lemma rules from the treebanks: exceptions by form and tag, and endings with what they become.

Forms of common words that the treebanks lack and that the endings get wrong (*begged*, *conceded*) are exceptions
too; they come from LemmInflect, which rests on the SPECIALIST Lexicon.

Run time looks a word up by (lower-cased form, XPOS); failing that, the longest known ending of its tag
says how many letters to drop and what to add.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import lemminflect
import treebank

LONGEST = 5


def build(paths: Sequence[Path], common: Iterable[str] = ()) -> dict[str, dict[str, str]]:
    """Give ``{"endings": {"XPOS ending": "drop add"}, "words": {"XPOS form": "lemma"}}``; ``common`` are base forms."""
    seen = _seen(paths)
    best = {key: counts.most_common(1)[0][0] for key, counts in seen.items()}
    endings = _endings(best)
    words = {}
    for (xpos, form), lemma in best.items():
        if apply(endings, xpos, form) != lemma and sum(seen[xpos, form].values()) > 1:
            words[f"{xpos} {form}"] = lemma
    for base in common:
        for xpos, form in _forms(base):
            if best.get((xpos, form), base) == base != apply(endings, xpos, form):
                words.setdefault(f"{xpos} {form}", base)
    return {"endings": endings, "words": words}


def tags(
    paths: Sequence[Path], articles: Path, least: int = 12, share: float = 0.01
) -> dict[str, dict[str, list[str]]]:
    """Give the tags (XPOS, UPOS) that a common form may have.

    They are those of a ``share`` of its occurrences where it stands ``least`` times in the treebanks; of another form
    that is only ever a verb's, those of its inflection, *denied* being no adverb.
    """
    seen: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: {"xpos": Counter(), "upos": Counter()})
    for path in paths:
        for document in treebank.read(path, names=False):
            for row in (row for paragraph in document for row in paragraph.rows):
                seen[plain(row.form)]["xpos"][row.xpos] += 1
                seen[plain(row.form)]["upos"][row.upos] += 1
    common = {
        form: {
            field: [tag for tag, n in found.items() if n >= share * counts["xpos"].total()]
            for field, found in counts.items()
        }
        for form, counts in seen.items()
        if counts["xpos"].total() >= least and form.isalpha()
    }
    forms = Counter(re.findall(r"[a-z]{4,}", articles.read_text(encoding="utf-8")))
    verbs = {form: _of_verb(form) for form, n in sorted(forms.items()) if n >= OFTEN and form not in common}
    return common | {form: found for form, found in verbs.items() if found is not None}


OFTEN = 3  # times a verb's form stands in the articles


def _of_verb(form: str) -> dict[str, list[str]] | None:
    """Give the tags of a form that is only a verb's; None for any other and for base forms."""
    lemmas = lemminflect.getAllLemmas(form)
    if set(lemmas) != {"VERB"}:
        return None
    found = [tag for tag, made in lemminflect.getAllInflections(lemmas["VERB"][0], upos="VERB").items() if form in made]
    if not {"VBD", "VBN", "VBZ"} & set(found):
        return None
    past = bool({"VBD", "VBN"} & set(found))
    return {
        "xpos": ["VBD", "VBN", "JJ"] if past else found,
        "upos": ["VERB", "ADJ"] if past else ["VERB"],
    }


def common_words(vocabulary: str, articles: Path, lexicon: Path) -> list[str]:
    """Give base forms: of the word pieces, of the news articles of ``articles``, and all words of our lexicons."""
    text = vocabulary + articles.read_text(encoding="utf-8")
    text += "".join(path.read_text(encoding="utf-8") for path in sorted(lexicon.glob("*/*.tsv")))
    forms = sorted({form.lower() for form in re.findall(r"[A-Za-z]{3,}", text)})
    return sorted({base for form in forms for bases in lemminflect.getAllLemmas(form).values() for base in bases})


def _forms(base: str) -> Iterator[tuple[str, str]]:
    """Give the inflected forms of a base form, each with its tag; none where the word is no base form."""
    for upos in ("VERB", "NOUN", "ADJ"):
        found = lemminflect.getAllInflections(base, upos=upos)
        if upos == "VERB":
            found.setdefault("VBN", found.get("VBD", ()))
        for xpos, forms in found.items():
            yield from ((xpos, form) for form in forms if form != base and form.isalpha())


def _seen(paths: Sequence[Path]) -> dict[tuple[str, str], Counter[str]]:
    """How often each (XPOS, form) has each lemma, all in lower case."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for path in paths:
        for document in treebank.read(path, names=False):
            for row in (row for paragraph in document for row in paragraph.rows):
                if row.lemma != "_" and row.form.isprintable():
                    seen[row.xpos, plain(row.form)][row.lemma.lower()] += 1
    return seen


def _endings(best: dict[tuple[str, str], str]) -> dict[str, str]:
    """Endings that say something else than the shorter ending, agreed by most of the forms that have them."""
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for (xpos, form), lemma in best.items():
        same = _common(form, lemma)
        for size in range(min(LONGEST, len(form)) + 1):
            if form.isalpha() and len(form) - same <= size:
                votes[xpos, form[len(form) - size :]][f"{len(form) - same} {lemma[same:]}"] += 1
    endings: dict[str, str] = {}
    for (xpos, ending), counts in sorted(votes.items(), key=lambda one: (len(one[0][1]), one[0])):
        rule, count = counts.most_common(1)[0]
        shorter = _known(endings, xpos, ending[1:]) if ending else None
        if rule != shorter and count >= (3 if ending else 1) and count >= 0.6 * sum(counts.values()):
            endings[f"{xpos} {ending}"] = rule
    return endings


def plain(form: str) -> str:
    return form.lower().translate(str.maketrans({"’": "'", "‘": "'", "ʼ": "'"}))


def _common(a: str, b: str) -> int:
    n = 0
    while n < min(len(a), len(b)) and a[n] == b[n]:
        n += 1
    return n


def _known(endings: dict[str, str], xpos: str, ending: str) -> str | None:
    for k in range(len(ending) + 1):
        if (rule := endings.get(f"{xpos} {ending[k:]}")) is not None:
            return rule
    return None


def apply(endings: dict[str, str], xpos: str, form: str) -> str:
    rule = _known(endings, xpos, form[-LONGEST:])
    if rule is None:
        return form
    drop, add = rule.split(" ")
    return form[: len(form) - int(drop)] + add
