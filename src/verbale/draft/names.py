"""Names of options a person would give, made from issue labels: "keep abductions on the agenda".

A label is a clause or a noun phrase. :func:`name_option` gives the name of taking the option and the
name of leaving it, both as verb phrases in the base form, and :func:`does` turns such a phrase into
"Japan keeps abductions on the agenda".
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache
from importlib.resources import files

from verbale.draft.wording import singular

BE = re.compile(r"\s(?:is|are|was|were|be|being|been)\s")
HELD = re.compile(
    r"\s(?:(?:is|are) (?:held|reached|concluded|signed|agreed)|takes? place|comes? about|happens?|continues?|"
    r"resumes?|follows?|goes on|go on|(?:holds?|stays?|lasts?|remains?)(?: in force)?)\s*$"
)
ONGOING = re.compile(r"\b(?:holds?|stays?|lasts?|remains?|continues?|goes? on|keeps?)\b", re.IGNORECASE)
AGENDA = re.compile(r"\s(?:is|are|stays?|remains?)\s(?:kept |put )?(?:on|off|part of|included|raised|discussed)\b.*$")
CLAUSE = re.compile(r"^(?:that|to|whether|if|unless|provided that|only if|once|until)\s", re.IGNORECASE)
# Names of countries and bodies that take "the".
WITH_THE = re.compile(
    r"\b(?:States|Kingdom|Emirates|Netherlands|Philippines|Federation|Republic|Union|Islands|Bahamas|Maldives|"
    r"Nations|Council|League|Organi[sz]ation|Alliance|Confederation|Commission|Commonwealth|Gambia|Comoros|"
    r"Seychelles|Vatican|Holy See|government|governments)\b"
)
# Participles of the trade whose base isn't the word less "-ed".
BASES = {
    "reduced": "reduce", "released": "release", "removed": "remove", "withdrawn": "withdraw",
    "dismantled": "dismantle", "exchanged": "exchange", "restored": "restore", "closed": "close",
    "ceased": "cease", "freed": "free", "frozen": "freeze", "unfrozen": "unfreeze", "paid": "pay",
    "recognised": "recognise", "recognized": "recognize", "resolved": "resolve", "eased": "ease",
    "cut": "cut", "given": "give", "sent": "send", "built": "build", "held": "hold", "kept": "keep",
    "met": "meet", "left": "leave", "begun": "begin", "sold": "sell", "set": "set", "made": "make",
    "ratified": "ratify", "verified": "verify", "supplied": "supply", "completed": "complete",
    "normalised": "normalise", "normalized": "normalize", "stopped": "stop", "dropped": "drop",
    "scrapped": "scrap", "imposed": "impose", "moved": "move", "approved": "approve", "raised": "raise",
    "shared": "share", "guaranteed": "guarantee", "excluded": "exclude", "included": "include",
    "evacuated": "evacuate", "liberated": "liberate", "compensated": "compensate", "put": "put",
    "ensured": "ensure", "provided": "provide", "acknowledged": "acknowledge", "revoked": "revoke",
}  # fmt: skip
UNCOUNTED = frozenset("cooperation normalization normalisation dialogue rapprochement contact".split())
DETERMINERS = frozenset(
    "a an the its their his her our any all both each every no new some these those this that".split()
)


@cache
def verbs() -> frozenset[str]:
    """Give the verbs, in the base form, that labels open with or turn on."""
    text = files("verbale").joinpath("data", "draft", "verbs.tsv").read_text(encoding="utf-8")
    listed = [row.split("\t")[1] for row in text.splitlines() if not row.startswith("#")]
    return frozenset(" ".join(listed).split()) | frozenset(BASES.values())


def spoken(name: str) -> str:
    """Give a party's name as it stands in a sentence: "the United States"."""
    return f"the {name}" if WITH_THE.search(name) and not name.lower().startswith("the ") else name


def sentence(words: str) -> str:
    """Write the first letter large."""
    return words[:1].upper() + words[1:]


def name_option(
    label: str, role: str, kind: str, parties: Collection[str] = (), known: Collection[str] = ()
) -> tuple[str, str]:
    """Give the name of taking and of leaving an option, as verb phrases.

    Parameters
    ----------
    label
        The issue's label, a clause or a noun phrase.
    role, kind
        The option's role (``joint_offer``, ``joint_accept``, ``own_act``) and the issue's kind.
    parties
        Names of the countries and organisations that a label may open with.
    known
        Words that the texts write with a small letter, so that a label's first word may be one.
    """
    clean = " ".join(label.split(" / ", maxsplit=1)[0].split()).rstrip(".")
    if kind == "agenda":
        matter = _small(AGENDA.sub("", f"{clean} ").strip(), known)
        return f"keep {matter} on the agenda", f"leave {matter} off the agenda"
    act, subject = _strip_subject(clean, parties)
    if role == "own_act":
        return _own_act(act, subject, known)
    return _joint_act(act, subject, clean, role, known)


def _own_act(act: str, subject: bool, known: Collection[str]) -> tuple[str, str]:
    if CLAUSE.match(act):
        term = f"meet the term “{act}”"
        return term, f"not {term}"
    phrase = _verb_phrase(act, subject, known)
    if phrase is None and _has_verb(act):
        clause = _small(act, known)
        return f"see to it that {clause}", f"not see to it that {clause}"
    if phrase is None:
        thing = _small(act, known)
        return f"go ahead with {thing}", f"hold back from {thing}"
    return phrase, f"not {phrase}"


def _joint_act(act: str, subject: bool, clean: str, role: str, known: Collection[str]) -> tuple[str, str]:
    phrase = _verb_phrase(act, subject, known) if subject or not HELD.search(f"{clean} ") else None
    if phrase is not None:
        verb = "offer to" if role == "joint_offer" else "agree to"
        return f"{verb} {phrase}", f"not {verb} {phrase}"
    thing = _small(HELD.sub("", clean), known)
    if not HELD.search(clean) and _has_verb(clean):
        return f"agree that {thing}", f"not agree that {thing}"
    if ONGOING.search(clean):
        return f"keep to {thing}", f"leave {thing}"
    thing = _with_article(thing)
    return (
        (f"offer {thing}", f"not offer {thing}")
        if role == "joint_offer"
        else (
            f"accept {thing}",
            f"not accept {thing}",
        )
    )


def _strip_subject(clean: str, parties: Collection[str]) -> tuple[str, bool]:
    """Cut the parties' names that open a clause; a name with a hyphen belongs to the noun after it."""
    rest, cut = clean, False
    while True:
        name = next(
            (
                one
                for one in sorted(parties, key=len, reverse=True)
                if re.match(rf"(?:the )?{re.escape(one)}(?:,)?(?: and)?\s", rest, re.IGNORECASE)
            ),
            None,
        )
        if name is None:
            break
        rest = re.sub(rf"^(?:the )?{re.escape(name)},?(?: and)?\s+", "", rest, flags=re.IGNORECASE)
        cut = True
    first = rest.split(" ", 1)[0].lower() if rest else ""
    if (
        cut
        and (base_form(first) in verbs() or (first.endswith("s") and " " in rest))
        and not BE.match(f" {rest.partition(' ')[2]} ")
    ):
        return rest, True
    return clean, False


def _verb_phrase(act: str, subject: bool, known: Collection[str]) -> str | None:
    """Give ``act`` as a verb phrase in the base form, None where it is only a noun phrase."""
    first, _, rest = act.partition(" ")
    if subject or first.lower() in verbs():
        return f"{base_form(first.lower())} {_later_verbs(rest)}".strip()
    passive = BE.search(f"{act} ")
    if passive is None:
        return None
    matter, rest = act[: passive.start()], act[passive.end() :].strip()
    participle, _, tail = rest.partition(" ")
    base = base_of_participle(participle.lower())
    if base is None:
        return None
    return f"{base} {_small(matter, known)} {tail}".strip()


def _has_verb(act: str) -> bool:
    """Tell whether a clause has a verb after its first word (no label opens with its verb here)."""
    later = [word.lower() for word in act.split()[1:]]
    return bool(BE.search(f"{act} ")) or any(base_form(word) in verbs() or ONGOING.fullmatch(word) for word in later)


def is_passive(label: str) -> bool:
    """Tell whether a label says what is done without who does it ("sanctions are lifted")."""
    found = BE.search(label)
    if found is None:
        return False
    after = label[found.end() :].split(" ", maxsplit=1)[0].lower().rstrip(".")
    return base_of_participle(after) is not None


def _later_verbs(rest: str) -> str:
    """Put a second verb of the clause ("stops X and reopens Y") into the base form too."""

    def base(found: re.Match[str]) -> str:
        verb = base_form(found[1])
        return f"and {verb} " if verb in verbs() or verb == "be" else found[0]

    return re.sub(r"\band (\w+s|is|are) ", base, rest)


def base_of_participle(participle: str) -> str | None:
    """Give the base of a past participle ("lifted" is "lift"); None where the word is none."""
    if participle in BASES:
        return BASES[participle]
    if not participle.endswith("ed"):
        return None
    stem = participle[:-2]
    forms = (stem, f"{stem}e", stem[:-1] if stem[-1:] == stem[-2:-1] else stem, f"{stem[:-1]}y")
    return next((one for one in forms if one in verbs()), None)


def base_form(verb: str) -> str:
    """Give the base of a verb in the third person ("resumes" is "resume")."""
    odd = {"has": "have", "does": "do", "goes": "go", "is": "be", "are": "be"}
    if verb in odd:
        return odd[verb]
    cut = (verb.removesuffix("s"), verb.removesuffix("es"), f"{verb[:-3]}y" if verb.endswith("ies") else verb)
    known = next((one for one in cut if one in verbs()), None)
    if known:
        return known
    if verb.endswith("ies") and len(verb) > 4:
        return f"{verb[:-3]}y"
    return verb[:-2] if verb.endswith(("sses", "shes", "ches", "xes")) else singular(verb)


def third_person(verb: str) -> str:
    """Give the third person of a verb in the base form ("keep" is "keeps")."""
    odd = {"have": "has", "do": "does", "go": "goes", "be": "is"}
    if verb in odd:
        return odd[verb]
    if verb.endswith("y") and verb[-2:-1] not in tuple("aeiou"):
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "z")) else f"{verb}s"


def does(party: str, phrase: str) -> str:
    """Say that ``party`` does ``phrase``: a base-form verb phrase, which may open with ``not``."""
    many, party = is_plural(party), spoken(party)
    if phrase.startswith("not "):
        return f"{party} {'do' if many else 'does'} {phrase}"
    verb, _, rest = phrase.partition(" ")
    return f"{party} {verb if many else third_person(verb)} {rest}".strip()


def is_plural(name: str) -> bool:
    """Tell whether a party's name takes a verb in the plural: "the rebels", but not "the United States"."""
    last = name.rsplit(" ", maxsplit=1)[-1]
    alone = last.endswith(("ss", "us", "os", "as")) or last in ("Paris", "Tunis")
    return last.endswith("s") and not alone and not WITH_THE.search(name)


def _small(words: str, known: Collection[str]) -> str:
    """Write the first word small unless it is a name."""
    first, _, rest = words.strip().partition(" ")
    if first[:1].isupper() and (first.lower() in DETERMINERS or first.lower() in known):
        return f"{first[0].lower()}{first[1:]} {rest}".strip()
    return words.strip()


def _with_article(thing: str) -> str:
    """Put "a" before a bare countable noun phrase."""
    first = thing.split(" ", 1)[0].lower()
    head = re.split(r"\s(?:of|on|in|at|to|by|for|from|with|between|under|after|before|over|about|towards?)\s", thing)[
        0
    ].split()[-1:]
    last = head[0].lower() if head else ""
    if first in DETERMINERS or first[:1].isdigit() or last.endswith("s") or last in UNCOUNTED or not last:
        return thing
    return f"a{'n' if first[:1] in 'aeio' else ''} {thing}"
