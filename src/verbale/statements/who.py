"""Which entity an expression means where it stands: by table, by the text, by what was said before."""

from __future__ import annotations

import re
from dataclasses import replace

from verbale.codes import EntityType
from verbale.records import Entity
from verbale.statements.cast import (
    AUTHOR,
    SIDES,
    Cast,
    Figurehead,
    enter_code,
    home_code,
    main_parties,
    side_of,
)
from verbale.statements.entering import enter_answer, enter_new
from verbale.statements.lexicon import words
from verbale.statements.mentions import Mentioned
from verbale.statements.pronouns import HE, SHE, read_pronoun
from verbale.statements.sources import antecedent, case_of, source_run
from verbale.statements.spans import Run
from verbale.statements.tree import child, kids, sentence_at, token_at
from verbale.statements.whose import OUTSIDERS, country_around, country_within

_BOTH = re.compile(
    r"^(?:the\s+)?(?:two|both)\s+(?:\w+\s+)?(?:sides|governments|countries|parties|leaders|nations|states|delegations|capitals|"
    r"ministers|teams|neighbou?rs|presidents|allies)$|^(?:the\s+)?(?:parties|sides|signatories|"
    r"participants|contracting parties|"
    r"high contracting parties|heads of (?:state|government|delegation))$"
    r"|^each\s+(?:party|side|government|delegation)$|^(?:neither|both)(?:\s+sides?)?$|^officials of both$|"
    r"^(?:the\s+)?(?:two|three|four|five|six)(?:\s+(?:governments|countries|sides|parties|ministers|leaders|presidents))?$",
    re.IGNORECASE,
)
# In a declaration those who meet are the parties themselves.
_GATHERED = re.compile(
    r"^(?:we, )?the\s+(?:\w+\s+)?(?:ministers|presidents|leaders|heads|members|member states|delegations|"
    r"representatives|governments|council|conference|assembly|summit|committee|commission|signatories|participants|"
    r"states parties)"
    r"(?:\s+of\s.*)?$",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"^[Tt]h(?:e|is)\s+(?P<word>Council|Commission|Committee|Secretariat|Agency|Assembly|Board|Conference|Organi[sz]ation|"
    r"Union|League|Authority|Community|Fund|Court|Tribunal|Alliance|Forum|Mission)$"
)
_OWNER = re.compile(r"^(?P<owner>his|her|its|their|our|my|your)\s+", re.IGNORECASE)
_BARE_TITLE = re.compile(r"^(?:mr|mrs|ms|dr|sir|president|minister|prime minister|king|general|chairman)\.?\s+")
_ACROSS = frozenset("counterpart neighbour neighbor adversary enemy".split())
_STYLE_OF = re.compile(
    r"^(?:the\s+)?(?:(?:\w+\s+)?(?:republic|kingdom|government|state|federation|union|emirate|sultanate)\s+of\s+(?:the\s+)?)*",
    re.IGNORECASE,
)
_OUTLET = re.compile(
    r"^(?:[Tt]he\s+)?(?:[\w-]+\s+)?(?:newspaper|daily|weekly|paper|broadcaster|news\s+agency|agency|radio|channel|magazine|website)"
    r"\s+(?P<name>[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*)$",
)
_CLAUSE = re.compile(r",?\s+(?:who|whose|whom|which)\s")  # a title ends where a clause about its holder begins
_ANSWERING = frozenset(("A", "A.", "Answer", "ANSWER"))
# In a council a speaker speaks for a country; in a parliament, of one.
_SPEAKER_FOR = re.compile(r"(?P<a>\b(?:[Tt]he |[Aa] )?)speaker (?P<b>for\b)")
_ASIDE = re.compile(r",\s+(?:\w+\s+(?=whom|which))?(?:who|whose|whom|which|itself|himself|herself|also)\b.*$|\s+\(.*$")
_APPOSED = re.compile(r",\s+(?:the|an?|as)\s.*$")
_SETTING = re.compile(r"^(?:neighbou?ring|nearby|tiny|landlocked|rival|oil-rich|gas-rich|war-torn)\s+", re.IGNORECASE)
_PERSONS_OWN = re.compile(
    r"^(?:(?i:mr|mrs|ms|president|minister|premier|prime minister)\.?\s+)?(?P<owner>[A-ZÀ-Þ][\w’'-]*?)[’']s?\s+"
    r"(?P<what>(?:\w+\s+)?(?:office|spokes\w+|aides?|deputy|advis[eo]rs?|press secretary|team|staff|camp|"
    r"government|cabinet))$",
)
_ANYBODY = frozenset(
    "man woman person people resident witness worker farmer analyst expert observer critic professor".split()
)


def who(cast: Cast, head: int | None, run: Run | None) -> str:
    """Give the id of the entity that the expression ``run``, headed by token ``head``, means."""
    if run is None or head is None:
        return AUTHOR
    text = cast.tree.parse.text[run[0] : run[1]].replace("\u00a0", " ")
    lemma = cast.tree.tokens[head].lemma.lower()
    if (named := _stands_for(cast, head)) is not None:
        return who(cast, *named)
    if text in _ANSWERING and _is_label(cast, run) and (asked := _interviewed(cast)) is not None:
        _host(cast, asked)
        _remember(cast, asked, run[0], text)
        return asked
    text = _SETTING.sub("", text)
    if cast.tree.tokens[head].upos == "PROPN":
        text = _ASIDE.sub("", text)
    found = (
        read_pronoun(cast, text.lower(), run[0], _known)
        or _both(cast, text, run[0])
        or _joined(cast, text, run)
        or _owned(cast, text, head, run)
        or _bare_body(cast, text, run[0])
        or _of_person(cast, text)
        or _of_body(cast, text, head, run)
        or _same_as_before(cast, text, lemma, run[0])
        or _by_homeland(cast, text)
        or _by_table(cast, text, head, run)
        or _unknown(cast, text, head, run)
    )
    enter_code(cast, found, text)
    if _is_label(cast, run):
        _host(cast, found)
    _remember(cast, found, run[0], text)
    return found


def _stands_for(cast: Cast, head: int) -> tuple[int, Run] | None:
    """Give whom *who* stands for, and the run of that expression."""
    if cast.tree.tokens[head].xpos not in ("WP", "WDT"):
        return None
    noun = antecedent(cast.tree, head)
    run = source_run(cast.tree, noun) if noun is not None and noun != head else None
    return (noun, run) if noun is not None and run is not None else None


def _interviewed(cast: Cast) -> str | None:
    """Give whom the head of an interview names: the first person by name, else by title."""
    head = max(cast.tree.parse.text.find("\n\n"), 0)
    told = [one for one in cast.mentions if one.person and not one.plural and one.run[1] <= head]
    names = [(name.start, name.end) for name in cast.tree.parse.names if name.label == "PERSON"]
    named = [one for one in told if any(a < one.run[1] and one.run[0] < b for a, b in names)]
    return _known(cast, (named or told)[0]) if told else None


def _is_label(cast: Cast, run: Run) -> bool:
    """Tell whether the expression is the label of a turn: at the head of a line, a colon behind it."""
    text = cast.tree.parse.text
    return (
        text[run[1] : run[1] + 3].lstrip(" .\u00a0").startswith(":")
        and not text[text.rfind("\n", 0, run[0]) + 1 : run[0]].strip()
    )


def _host(cast: Cast, entity: str) -> None:
    """Let a person of a transcript who belongs to nobody speak for its host, the country of the head."""
    one = cast.entities[entity]
    if one.type == "person" and one.of is None and cast.host is not None:
        enter_code(cast, cast.host, cast.host)
        cast.entities[entity] = replace(one, of=cast.host, on_behalf_of=cast.host)
        figure = cast.heads.get(entity, Figurehead())
        if figure.level == "non_official":
            cast.heads[entity] = replace(figure, level="spokesperson", why="answers for the host of the briefing")


def _remember(cast: Cast, entity: str, start: int, text: str) -> None:
    cast.seen.append((start, entity))
    parts = [part.strip(",.") for part in text.lower().split()]
    for sex, marks in (("she", SHE), ("he", HE)):
        if parts and (parts[0] in marks or set(parts) & (marks - {"his", "her", "him"})):
            cast.sex.setdefault(entity, sex)


def _known(cast: Cast, mention: Mentioned) -> str:
    """Resolve a mention that no statement has brought up yet, without counting it as said."""
    if mention.run not in cast.resolved:
        before = len(cast.seen)
        cast.resolved[mention.run] = AUTHOR  # a mention that leads back to itself ends here
        cast.resolved[mention.run] = who(cast, mention.head, mention.run)
        del cast.seen[before:]
    return cast.resolved[mention.run]


def _both(cast: Cast, text: str, start: int) -> str | None:
    gathered = cast.voice == SIDES and _GATHERED.match(text.strip())
    if not gathered and not _BOTH.match(text.strip()):
        return None
    members = tuple(main_parties(cast)[:2])
    near = _two_near(cast, start) if cast.voice != SIDES else members
    if len(near) == len(members) and set(near) != set(members):
        wanted = "_AND_".join(near)
        cast.entities.setdefault(wanted, Entity(id=wanted, name=text.strip(), type="grouping", members=near))
        return wanted
    cast.entities.setdefault(SIDES, Entity(id=SIDES, name=text.strip(), type="grouping", members=members))
    return SIDES


def _two_near(cast: Cast, start: int) -> tuple[str, ...]:
    """Give the two countries that the sentence names before *the two countries*."""
    index = token_at(cast.tree, start)
    begin = sentence_at(cast.tree, index).start if index is not None else start
    return tuple(dict.fromkeys(code for at, code, noun in cast.lands if begin <= at < start and noun))


def _joined(cast: Cast, text: str, run: Run) -> str | None:
    """Read *Japan and South Korea*: the parties together, or a grouping of their own."""
    if " and " not in text:
        return None
    rest, codes = text, []
    for at, code, noun in cast.lands:
        if run[0] <= at < run[1] and noun and code not in codes:
            codes.append(code)
            rest = rest.replace(_name_there(cast, code, text), "")
    if len(codes) < 2 or re.sub(r"\b(?:and|both|the)\b|[,\s]", "", rest):
        return None
    parties = set(main_parties(cast)[:2]) == set(codes)
    wanted = SIDES if parties and SIDES not in cast.entities else "_AND_".join(codes)
    if SIDES in cast.entities and set(cast.entities[SIDES].members) == set(codes):
        return SIDES
    cast.entities.setdefault(wanted, Entity(id=wanted, name=text, type="grouping", members=tuple(codes)))
    cast.heads.setdefault(wanted, Figurehead("state_unspecified"))
    return wanted


def _name_there(cast: Cast, code: str, text: str) -> str:
    """Give the longest name of a country that ``text`` holds."""
    one = cast.entities.get(code)
    record = cast.actors.table.countries.get(code)
    names = {*((one.name, *one.aliases) if one else ()), *((record.name, *record.names) if record else ())}
    return max((name for name in names if name in text), key=len, default="\0")


# --------------------------------------------------------------------------- possessed and definite ones
def _owned(cast: Cast, text: str, head: int, run: Run) -> str | None:
    """Read *his deputy*, *its foreign minister*, *her counterpart*: an office of the owner's country."""
    match = _OWNER.match(text)
    if match is None:
        return None
    rest = text[match.end() :]
    owner = read_pronoun(cast, match["owner"].lower(), run[0], _known)
    side = (side_of(cast, owner) or cast.entities[owner].of) if owner is not None else None
    lemma = cast.tree.tokens[head].lemma.lower()
    if lemma in _ACROSS:
        side = next((code for code in main_parties(cast) if code != side), None)
        if lemma != "counterpart" and side is not None:
            return side
    if side is not None and rest.lower() in (
        "country",
        "government",
        "side",
        "delegation",
        "ministry",
        "cabinet",
        "capital",
        "nation",
        "party",
    ):
        return side
    answers = cast.actors.resolve(rest, cast.published, cast.context)
    if answers and answers[0].kind != "state":
        answer = (
            replace(answers[0], country=None, of=None) if side is not None and lemma != "counterpart" else answers[0]
        )
        return enter_answer(cast, answer, text, head, run, side)
    return enter_new(cast, rest, "person", side, "senior_named_official" if lemma in words("official_noun") else None)


def _bare_body(cast: Cast, text: str, start: int) -> str | None:
    """Read *the Council*, *the Agency*: the body of that word which the text names in full, else itself."""
    match = _BODY.match(text)
    if match is None:
        return None
    word = match["word"]
    called = {body.id for body in cast.actors.table.bodies if any(word in name.split() for name in body.names)}
    named = [s for s in cast.sightings if s.kind == "body" and (word in s.text.split() or s.code in called)]
    if named:
        code = next((s.code for s in reversed(named) if s.start < start), named[0].code)
        enter_code(cast, code, word)
        return code
    full = re.compile(rf"\b(?:[A-Z][\w-]+ )+{word}\b|\b{word} (?:of|for) (?:the )?[A-Z][\w-]+")
    found = [m[0] for m in full.finditer(cast.tree.parse.text) if not re.match(r"(?:The|This|That|A) \w+$", m[0])]
    return enter_new(cast, found[0] if found else text, "organisation", None, None)


def _of_person(cast: Cast, text: str) -> str | None:
    """Read *Roy's office*: it speaks for whom the person speaks for."""
    match = _PERSONS_OWN.match(text)
    owner = cast.surnames.get(match["owner"].lower()) if match else None
    return side_of(cast, owner) if owner is not None else None


def _of_body(cast: Cast, text: str, head: int, run: Run) -> str | None:
    """Read *the movement's envoy*, *a spokesman for the Front*: an office of the body that it names."""
    owner = _owning_body(cast, head)
    held = source_run(cast.tree, owner) if owner is not None else None
    if owner is None or held is None or any(run[0] <= at < run[1] for at, _, _ in cast.lands):
        return None
    title = re.sub(r"^.*?[’']s?\s+", "", text) if owner < head else re.split(r"\s(?:for|of|from)\s", text)[0]
    answers = cast.actors.resolve(title, cast.published, cast.context)
    if not answers or answers[0].kind == "state":
        return None
    entity = who(cast, owner, held)
    side = side_of(cast, entity) or entity
    return enter_answer(cast, replace(answers[0], country=None, of=None), text, head, run, side)


def _owning_body(cast: Cast, head: int) -> int | None:
    """Give the noun of the body that a title belongs to."""
    tree = cast.tree
    owner = child(tree, head, "nmod:poss")
    if owner is not None:
        return owner if tree.tokens[owner].upos == "NOUN" else None
    for one in kids(tree, head, "nmod"):
        case = case_of(tree, one)
        body = tree.tokens[one].lemma.lower() in words("body_noun") or tree.tokens[one].upos == "PROPN"
        if case in ("for", "of", "from") and body and (case == "for" or tree.tokens[one].upos == "NOUN"):
            return one
    return None


def _same_as_before(cast: Cast, text: str, lemma: str, start: int) -> str | None:
    """Read *the minister*, *the official*, and a bare surname, as a person already named."""
    bare = re.sub(r"[’']s?$", "", _BARE_TITLE.sub("", text.lower()))
    if (known := cast.surnames.get(bare)) is not None:
        return known
    first = text.split(maxsplit=1)[0].lower()
    if (
        first not in ("the", "this", "that")
        or len(text.split()) > 4
        or any(part[0].isupper() and part.lower() not in words("role_noun") for part in text.split()[1:])
    ):
        return None
    wanted = SHE & {lemma} or HE & {lemma}
    sex = ("she" if lemma in SHE else "he") if wanted else None
    for mention in reversed(cast.mentions):
        if mention.run[0] >= start or not mention.person or mention.plural:
            continue
        entity = _known(cast, mention)
        known_words = cast.heads.get(entity, Figurehead()).role_words
        if lemma in known_words and (sex is None or cast.sex.get(entity, sex) == sex):
            return entity
    return None


# ------------------------------------------------------------------------------------- table and text
def _by_table(cast: Cast, text: str, head: int, run: Run) -> str | None:
    if re.search(r"\badministration\s+officials?\b", text, re.IGNORECASE):
        text = "U.S. official"  # in English "the administration" without a country is Washington's
    text = _SPEAKER_FOR.sub(r"\g<a>delegate \g<b>", _CLAUSE.split(text, maxsplit=1)[0])
    answers = cast.actors.resolve(text, cast.published, cast.context)
    if not answers:
        return None
    best = answers[0]
    if best.kind == "state":
        enter_code(cast, best.id, best.name)
        return best.id
    if best.kind == "group" and best.of is not None and _ends_in_body(cast, text, run):
        enter_code(cast, best.of, text)
        return best.of  # *the paramilitary Rapid Support Forces*
    if best.country is not None and any(s.kind == "people" and s.start == run[1] - len(s.text) for s in cast.sightings):
        return best.country  # *the Jordanians*
    return enter_answer(cast, best, text, head, run, None)


def _ends_in_body(cast: Cast, text: str, run: Run) -> bool:
    """Tell whether an expression is a body's name with words before it that only say of what kind it is."""
    if re.search(r"\b(?:of|in|from|for|with)\b", text):
        return False
    return any(s.kind == "title" and s.parts[-1:] == ("body",) and s.end == run[1] for s in cast.sightings)


def _by_homeland(cast: Cast, text: str) -> str | None:
    """Read an expression whose name only this text knows."""
    plain = _STYLE_OF.sub("", re.sub(r"[’']s?$", "", _APPOSED.sub("", text)))
    for home in cast.homelands:
        for word in (home.name, *sorted(home.words | home.cities)):
            if plain == word or re.fullmatch(
                rf"{re.escape(word)}(?:[’']s)?\s+(?:government|side|cabinet|ministry|leadership|delegation)",
                plain,
                re.IGNORECASE,
            ):
                return home_code(home)
    return None


def _unknown(cast: Cast, text: str, head: int, run: Run) -> str:
    """Enter an expression that neither table nor text explains as an entity of its own."""
    token = cast.tree.tokens[head]
    if (outlet := _OUTLET.match(text)) is not None:
        return enter_new(cast, outlet["name"], "organisation", None, None)
    name = next((n for n in cast.tree.parse.names if n.start < run[1] and run[0] < n.end), None)
    if token.lemma.lower() in words("body_noun") or (
        token.upos == "PROPN" and name is not None and name.label == "ORG"
    ):
        return enter_new(cast, text, "organisation", None, None)
    if name is not None and name.label == "PLACE" and token.upos == "PROPN":
        return enter_new(cast, text, "state", None, None)
    if token.upos == "PROPN" or (name is not None and name.label == "PERSON"):
        return enter_new(cast, text, "person", None, None)
    lemma = token.lemma.lower()
    kind: EntityType = "unnamed_source" if lemma in words("official_noun") else "group"
    explicit = child(cast.tree, head, "amod", "nmod", "nmod:poss", "compound") is not None
    country = None
    if kind == "unnamed_source" and lemma in OUTSIDERS:
        country = country_within(cast, run)
    elif kind == "unnamed_source" and explicit and lemma not in _ANYBODY:
        country = country_around(cast, head, run)
    return enter_new(cast, text, kind, country, "unnamed_official" if kind == "unnamed_source" else None)
