"""Which entity an expression means where it stands: by table, by the text, by what was said before."""

from __future__ import annotations

import re

from verbale.actors import Resolution
from verbale.codes import EntityType, SpeakerLevel
from verbale.records import Coding, Entity
from verbale.statements.cast import (
    AUTHOR,
    SIDES,
    Cast,
    Figurehead,
    enter_code,
    enter_land,
    home_code,
    main_parties,
    side_of,
)
from verbale.statements.lexicon import words
from verbale.statements.mentions import Mentioned
from verbale.statements.spans import Run
from verbale.statements.tree import child, subtree

_VERSION = "1"
_OFFICIAL = (
    "head_of_state",
    "head_of_government",
    "cabinet_minister",
    "senior_named_official",
    "ambassador",
    "spokesperson",
    "working_level",
)
_OF_A_STATE = (*_OFFICIAL, "unnamed_official", "state_unspecified", "state_media", "legislature")
_BOTH = re.compile(
    r"^(?:the\s+)?(?:two|both)\s+(?:\w+\s+)?(?:sides|governments|countries|parties|leaders|nations|states|delegations|capitals|"
    r"ministers|teams|neighbou?rs|presidents|allies)$|^(?:the\s+)?(?:parties|sides|signatories|"
    r"participants|contracting parties|"
    r"high contracting parties|heads of (?:state|government|delegation))$|^(?:neither|"
    r"both)(?:\s+sides?)?$|^officials of both$|"
    r"^(?:the\s+)?(?:two|three|four|five|six)(?:\s+(?:governments|countries|sides|parties|ministers|leaders|presidents))?$",
    re.IGNORECASE,
)
_SHE = frozenset(
    "she her hers herself mrs ms madam queen princess spokeswoman chairwoman sister wife daughter mother".split()
)
_HE = frozenset("he his him himself mr sir lord king prince spokesman chairman brother husband son father".split())
_OWNER = re.compile(r"^(?P<owner>his|her|its|their|our|my|your)\s+", re.IGNORECASE)
_BARE_TITLE = re.compile(r"^(?:mr|mrs|ms|dr|sir|president|minister|prime minister|king|general|chairman)\.?\s+")
_ANYBODY = frozenset(
    "man woman person people resident witness worker farmer analyst expert observer critic professor".split()
)


def who(cast: Cast, head: int | None, run: Run | None) -> str:
    """Give the id of the entity that the expression ``run``, headed by token ``head``, means."""
    if run is None or head is None:
        return AUTHOR
    text = cast.tree.parse.text[run[0] : run[1]].replace("\u00a0", " ")
    lemma = cast.tree.tokens[head].lemma.lower()
    found = (
        _pronoun(cast, text.lower(), run[0])
        or _both(cast, text)
        or _owned(cast, text, head, run)
        or _same_as_before(cast, text, lemma, run[0])
        or _by_table(cast, text, head, run)
        or _by_homeland(cast, text)
        or _unknown(cast, text, head, run)
    )
    enter_code(cast, found, text)
    _remember(cast, found, run[0], text)
    return found


def _remember(cast: Cast, entity: str, start: int, text: str) -> None:
    cast.seen.append((start, entity))
    parts = text.lower().split()
    for sex, marks in (("she", _SHE), ("he", _HE)):
        if parts and (parts[0] in marks or set(parts) & (marks - {"his", "her", "him"})):
            cast.sex.setdefault(entity, sex)


# ---------------------------------------------------------------------------------------- pronouns
def _pronoun(cast: Cast, lower: str, start: int) -> str | None:
    if lower in ("i", "we", "me", "us", "my", "our", "ourselves", "myself"):
        return cast.voice if cast.voice != AUTHOR else _speaker_around(cast, start) or AUTHOR
    if lower in ("you", "your"):
        return _addressed(cast)
    if lower in ("he", "she", "him", "her", "his", "himself", "herself"):
        sex = "she" if lower in _SHE else "he"
        found = _person_before(cast, start, sex)
        if found:
            cast.sex.setdefault(found, sex)
        return found or _new(cast, lower, "person", None, None)
    if lower in ("it", "its", "itself"):
        return _body_before(cast, start)
    if lower in ("they", "them", "their", "those", "these", "some", "one", "others", "one of them", "another"):
        return _several_before(cast, start)
    return None


def _speaker_around(cast: Cast, start: int) -> str | None:
    """Give the person whose words hold *we*: the last one seen."""
    return next((one for at, one in reversed(cast.seen) if at < start and cast.entities[one].type == "person"), None)


def _addressed(cast: Cast) -> str | None:
    own = side_of(cast, cast.voice) if cast.voice != AUTHOR else None
    return next((code for code in main_parties(cast) if code != own), None)


def _person_before(cast: Cast, start: int, sex: str | None) -> str | None:
    """Choose whom *he* or *she* means: the nearest person before it, subjects and speakers first."""
    best, chosen = -99.0, None
    here = _sentence(cast, start)
    spoken = {at: one for at, one in cast.seen if cast.head_end <= at < start}
    places = {m.run[0]: m for m in cast.mentions if cast.head_end <= m.run[0] < start and m.person and not m.plural}
    for at in sorted({*spoken, *places}, reverse=True):
        distance = here - _sentence(cast, at)
        if distance > 5:
            break
        entity = spoken[at] if at in spoken else _known(cast, places[at])
        if cast.sex.get(entity, sex) != sex or cast.entities[entity].type not in ("person", "unnamed_source"):
            continue
        mention = places.get(at)
        score = (
            1.5 * (at in spoken or (mention is not None and mention.subject)) + 1.0 * (at in spoken) - 1.2 * distance
        )
        score += 0.5 * (cast.sex.get(entity) == sex) - 2.0 * (mention is not None and mention.quoted)
        if score > best:
            best, chosen = score, entity
    if chosen is not None:
        return chosen
    return next(
        (
            one
            for at, one in reversed(cast.seen)
            if at < start and cast.entities[one].type == "person" and cast.sex.get(one, sex) == sex
        ),
        None,
    )


def _known(cast: Cast, mention: Mentioned) -> str:
    """Resolve a mention that no statement has brought up yet, without counting it as said."""
    if mention.run not in cast.resolved:
        before = len(cast.seen)
        cast.resolved[mention.run] = AUTHOR  # a mention that leads back to itself ends here
        cast.resolved[mention.run] = who(cast, mention.head, mention.run)
        del cast.seen[before:]
    return cast.resolved[mention.run]


def _sentence(cast: Cast, offset: int) -> int:
    return sum(1 for sentence in cast.tree.parse.sentences if sentence.start <= offset)


def _body_before(cast: Cast, start: int) -> str | None:
    """Give what *it* means: the last country or body, subjects of the sentence before first."""
    here = _sentence(cast, start)
    lands = [(at, code) for at, code, noun in cast.lands if at < start and noun]
    for at, one in reversed(cast.seen):
        if at < start and cast.entities[one].type in ("state", "organisation") and here - _sentence(cast, at) <= 1:
            return one
    return lands[-1][1] if lands else None


def _several_before(cast: Cast, start: int) -> str | None:
    for mention in reversed(cast.mentions):
        if mention.run[0] < start and mention.plural and mention.person:
            return _known(cast, mention)
    kinds = ("unnamed_source", "grouping", "group", "state")
    return next((one for at, one in reversed(cast.seen) if at < start and cast.entities[one].type in kinds), None)


def _both(cast: Cast, text: str) -> str | None:
    if not _BOTH.match(text.strip()):
        return None
    members = tuple(main_parties(cast)[:2])
    cast.entities.setdefault(SIDES, Entity(id=SIDES, name=text.strip(), type="grouping", members=members))
    return SIDES


# --------------------------------------------------------------------------- possessed and definite ones
def _owned(cast: Cast, text: str, head: int, run: Run) -> str | None:
    """Read *his deputy*, *its foreign minister*, *her counterpart*: an office of the owner's country."""
    match = _OWNER.match(text)
    if match is None:
        return None
    rest = text[match.end() :]
    owner = _pronoun(cast, match["owner"].lower(), run[0])
    side = (side_of(cast, owner) or cast.entities[owner].of) if owner is not None else None
    lemma = cast.tree.tokens[head].lemma.lower()
    if lemma == "counterpart":
        side = next((code for code in main_parties(cast) if code != side), None)
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
        return _enter(cast, answers[0], text, head, run, side)
    return _new(cast, rest, "person", side, "senior_named_official" if lemma in words("official_noun") else None)


def _same_as_before(cast: Cast, text: str, lemma: str, start: int) -> str | None:
    """Read *the minister*, *the official*, and a bare surname, as a person already named."""
    bare = re.sub(r"[’']s?$", "", _BARE_TITLE.sub("", text.lower()))
    if (known := cast.surnames.get(bare)) is not None:
        return known
    first = text.split(maxsplit=1)[0].lower()
    if (
        first not in ("the", "this", "that")
        or len(text.split()) > 4
        or any(part[0].isupper() for part in text.split()[1:])
    ):
        return None
    wanted = _SHE & {lemma} or _HE & {lemma}
    sex = ("she" if lemma in _SHE else "he") if wanted else None
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
    answers = cast.actors.resolve(text, cast.published, cast.context)
    if not answers:
        return None
    best = answers[0]
    if best.kind == "state":
        enter_code(cast, best.id, best.name)
        return best.id
    return _enter(cast, best, text, head, run, None)


def _enter(cast: Cast, answer: Resolution, text: str, head: int, run: Run, owner: str | None) -> str:
    """Enter an answer of the table as an entity, with its country made out from the text where it has none."""
    level = _level(answer)
    country = answer.country or _local_country(cast, answer.of or answer.on_behalf_of) or owner
    if country is None and level in _OF_A_STATE and not _anybody(answer, level):
        country = _country_around(cast, head, run)
    if answer.kind == "organisation" and level == "state_unspecified" and country:
        return country  # a government, cabinet or ministry speaks as its country
    speaks = country if level in (*_OFFICIAL, "state_media") or answer.on_behalf_of or owner else None
    if level in ("party", "non_official") or answer.former:
        speaks = None
    belongs = None if _stands_alone(answer, level) else country
    if country is not None:
        enter_land(cast, country, run[0], country)
    named = answer.kind == "person"
    kind: EntityType = "person" if level in _OFFICIAL and not named and answer.kind == "unnamed_source" else answer.kind
    wanted = (
        answer.id
        if named or kind == "organisation" or not country
        else f"{country}_{answer.id.removeprefix(f'{country}_')}"
    )
    entity = Entity(
        id=_free_id(cast, wanted, answer.name),
        name=answer.name,
        type=kind,
        of=belongs,
        role=answer.role,
        on_behalf_of=speaks,
        plover=" ".join([answer.country or country or "", *answer.sectors[:1]]).strip() or None,
        kin_of=answer.kin_of,
        members=answer.members,
        wikidata=answer.wikidata,
        codings=(
            Coding(field="id", coder="table:actors", version=_VERSION, confidence=answer.confidence, why=answer.why),
        ),
    )
    old = cast.entities.get(entity.id)
    if old is None or not old.on_behalf_of or speaks:
        cast.entities[entity.id] = entity
    role_words = frozenset((answer.role or "").lower().split()) | (frozenset(text.lower().split()) & words("role_noun"))
    cast.heads[entity.id] = Figurehead(level, answer.proximity, role_words, answer.why, answer.confidence)
    if named:
        _register(cast, entity.name, entity.id)
    return entity.id


def _level(answer: Resolution) -> SpeakerLevel:
    if answer.sectors[:1] == ("JRN",):
        return "state_media" if answer.name.lower().removeprefix("the ") in words("state_media") else "non_official"
    return answer.level or ("unnamed_official" if answer.kind == "unnamed_source" else "non_official")


def _anybody(answer: Resolution, level: SpeakerLevel) -> bool:
    """Tell whether an unnamed source is nobody's in particular: *a diplomat*, *an aide*."""
    role = (answer.role or "").lower().split()
    return level == "unnamed_official" and not {"official", "officials", "officer", "officers"} & set(role)


def _stands_alone(answer: Resolution, level: SpeakerLevel) -> bool:
    """Tell whether a body of a country does not speak as that country: a private outlet, a party, an armed group."""
    if level == "state_media":
        return False
    return answer.kind in ("organisation", "group") and answer.sectors[:1] not in (
        ("GOV",),
        ("MIL",),
        ("LEG",),
        ("JUD",),
        ("SPY",),
        ("COP",),
        ("ELI",),
    )


def _register(cast: Cast, name: str, entity: str) -> None:
    """Let a person be found again by surname, first name and whole name."""
    parts = name.split()
    for key in (parts[-1], parts[0], name):
        if key[:1].isupper():
            cast.surnames.setdefault(key.lower(), entity)


def _free_id(cast: Cast, wanted: str, name: str) -> str:
    old = cast.entities.get(wanted)
    if old is None or old.name.split()[-1:] == name.split()[-1:] or old.type == "unnamed_source":
        return wanted
    return re.sub(r"\W+", "_", name.upper())


def _local_country(cast: Cast, word: str | None) -> str | None:
    if word is None:
        return None
    for home in cast.homelands:
        if any(word.upper() == re.sub(r"\W+", "_", w.upper()) for w in home.words | home.cities):
            return home_code(home)
    return word if word in cast.entities and cast.entities[word].type == "state" else None


def _country_around(cast: Cast, head: int, run: Run) -> str | None:
    """Find whose official stands here: in the phrase, as host of a transcript, or in the paragraph before."""
    end = cast.tree.tokens[subtree(cast.tree, head)[-1]].end
    near = [code for at, code, _ in cast.lands if run[0] <= at < end]
    if near:
        return near[0]
    text = cast.tree.parse.text
    after = text[run[1] : run[1] + 2]
    if after.lstrip(" \u00a0").startswith(":"):
        return next((code for at, code, _ in cast.lands if at < cast.head_end), None) or next(
            iter(main_parties(cast)), None
        )
    block = text.rfind("\n", 0, run[0])
    before = [code for at, code, noun in cast.lands if block < at < run[0] and noun]
    if before:
        return before[-1]
    return next(iter(main_parties(cast)), None)


def _by_homeland(cast: Cast, text: str) -> str | None:
    """Read an expression whose name only this text knows."""
    plain = re.sub(r"^(?:the|The)\s+", "", text)
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
    name = next((n for n in cast.tree.parse.names if n.start < run[1] and run[0] < n.end), None)
    if name is not None and name.label == "PLACE" and token.upos == "PROPN":
        return _new(cast, text, "state", None, None)
    if token.upos == "PROPN" or (name is not None and name.label == "PERSON"):
        return _new(cast, text, "person", None, None)
    lemma = token.lemma.lower()
    kind: EntityType = "unnamed_source" if lemma in words("official_noun") else "group"
    explicit = child(cast.tree, head, "amod", "nmod", "nmod:poss", "compound") is not None
    country = (
        _country_around(cast, head, run) if kind == "unnamed_source" and explicit and lemma not in _ANYBODY else None
    )
    return _new(cast, text, kind, country, "unnamed_official" if kind == "unnamed_source" else None)


def _new(cast: Cast, text: str, kind: EntityType, country: str | None, level: SpeakerLevel | None) -> str:
    plain = re.sub(r"^(?:the|a|an|one|some|The|A|An|One|Some)\s+", "", text)
    code = re.sub(r"\W+", "_", plain.upper()).strip("_") or "SOMEBODY"
    if kind == "person" and plain.split() and plain[:1].isupper():
        code = re.sub(r"\W+", "_", plain.split()[-1].upper()).strip("_") or code
        _register(cast, plain, code)
    cast.entities.setdefault(
        code, Entity(id=code, name=plain, type=kind, of=country, on_behalf_of=country if level is not None else None)
    )
    cast.heads.setdefault(code, Figurehead(level or "non_official", role_words=frozenset(plain.lower().split())))
    return code
