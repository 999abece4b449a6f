"""Entering persons and bodies into the cast: from an answer of the actor table, or as the text gives them."""

from __future__ import annotations

import re
from dataclasses import replace

from verbale.actors import Resolution
from verbale.codes import EntityType, SpeakerLevel
from verbale.records import Coding, Entity
from verbale.statements.cast import Cast, Figurehead, enter_code, enter_land, home_code
from verbale.statements.lexicon import words
from verbale.statements.spans import Run
from verbale.statements.whose import OUTSIDERS, body_of_office, country_around, country_within

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


_NAMED_BEHIND = re.compile(
    r",\s+(?P<name>[A-ZÀ-Þ][\w’'.-]+(?:\s+(?:(?:al|bin|de|van|von)[\s-])?[A-ZÀ-Þ][\w’'.-]+){1,3})$"
)


_CHIEF = re.compile(r"\b(?:chief|head|top|director|principal|senior)\b", re.IGNORECASE)


def enter_answer(cast: Cast, answer: Resolution, text: str, head: int, run: Run, owner: str | None) -> str:
    """Enter an answer of the table as an entity, with its country made out from the text where it has none."""
    answer = _with_name_behind(answer, text, _person_at_end(cast, run))
    level = _level(answer)
    if answer.kind == "group" and cast.tree.tokens[head].lemma.lower() in words("body_noun"):
        answer = replace(answer, kind="organisation")
    if answer.country is not None and answer.country not in cast.actors.table.countries:
        return _of_no_country(cast, answer, level)
    told = answer.country or _local_country(cast, answer.of or answer.on_behalf_of) or owner
    if told is None and (body := body_of_office(cast, text, run[1])) is not None:
        return _of_no_country(cast, replace(answer, of=body), level)
    country = _made_out(cast, answer, text, head, run, told, owner)
    if answer.kind == "organisation" and level == "state_unspecified" and country:
        return country  # a government, cabinet or ministry speaks as its country
    speaks = _spoken_for(cast, answer, level, country, owner)
    belongs = None if _stands_alone(answer, level) else country
    if country is not None:
        enter_land(cast, country, run[0], country)
    named = answer.kind == "person"
    kind: EntityType = "person" if level in _OFFICIAL and answer.kind in ("unnamed_source", "group") else answer.kind
    wanted = (
        answer.id
        if named or kind == "organisation" or not country
        else f"{country}_{answer.id.removeprefix(f'{country}_')}"
    )
    entity = _entity(answer, _free_id(cast, wanted, answer.name), kind, of=belongs, speaks=speaks, country=country)
    old = cast.entities.get(entity.id)
    if old is None or not old.on_behalf_of or speaks:
        cast.entities[entity.id] = entity
    role_words = frozenset((answer.role or "").lower().split()) | (frozenset(text.lower().split()) & words("role_noun"))
    cast.heads[entity.id] = Figurehead(level, answer.proximity, role_words, answer.why, answer.confidence)
    if named:
        _register(cast, entity.name, entity.id)
    return entity.id


def _made_out(
    cast: Cast, answer: Resolution, text: str, head: int, run: Run, told: str | None, owner: str | None
) -> str | None:
    """Give the country of somebody: told by the phrase, or made out from what stands around it."""
    level = _level(answer)
    unnamed = answer.kind in ("unnamed_source", "group") or level == "working_level"
    if (told is None or unnamed) and OUTSIDERS & set(re.findall(r"\w+", text.lower())):
        return owner or country_within(cast, run)
    if told is None and level in _OF_A_STATE and not _anybody(answer, level):
        return country_around(cast, head, run)
    return told


def _spoken_for(
    cast: Cast, answer: Resolution, level: SpeakerLevel, country: str | None, owner: str | None
) -> str | None:
    """Give for whom somebody speaks: a country, a body that is no organ of one, or nobody else."""
    speaks = country if level in (*_OFFICIAL, "state_media") or answer.on_behalf_of or owner else None
    if level in ("party", "non_official") or answer.former:
        speaks = None
    if answer.kind != "organisation" and answer.of != country and not answer.former:
        speaks = answer.of if _is_no_state_organ(cast, answer.of) else speaks
    return speaks


def _person_at_end(cast: Cast, run: Run) -> str | None:
    """Give the full name with which an expression ends (*adviser for African affairs Ana Orl*)."""
    text = cast.tree.parse.text
    names = (n for n in cast.tree.parse.names if n.label == "PERSON" and n.end == run[1] and n.start > run[0])
    return next((text[n.start : n.end] for n in names if " " in text[n.start : n.end]), None)


def _with_name_behind(answer: Resolution, text: str, last: str | None) -> Resolution:
    """Give a title of nobody known the name that stands behind it (*Dorn's water minister, Ana Orl*)."""
    unnamed = answer.kind in ("person", "group", "unnamed_source") and answer.office_from is None
    held = _NAMED_BEHIND.search(text) if unnamed else None
    name = held["name"] if held is not None else last if answer.kind == "unnamed_source" else None
    if name is None:
        return answer
    surname = re.sub(r"\W+", "_", name.split()[-1].upper())
    chief = answer.kind == "group" and answer.country is not None and _CHIEF.search(text) is not None
    raised = chief or answer.kind == "unnamed_source"
    level: SpeakerLevel | None = "senior_named_official" if raised else answer.level
    return replace(answer, name=name, id=surname, kind="person", level=level)


def _of_no_country(cast: Cast, answer: Resolution, level: SpeakerLevel) -> str:
    """Enter an international body, or somebody who speaks for one (*a NATO official*, *the EU's foreign ministers*)."""
    body = answer.id if answer.kind == "organisation" else answer.of or answer.on_behalf_of
    if body is not None:
        enter_code(cast, body, answer.name)
    if answer.kind == "organisation":
        return answer.id
    speaks = None if answer.former or level in ("party", "non_official") else body
    cast.entities[answer.id] = _entity(answer, answer.id, answer.kind, of=body, speaks=speaks)
    role_words = frozenset((answer.role or "").lower().split())
    cast.heads[answer.id] = Figurehead(level, answer.proximity, role_words, answer.why, answer.confidence)
    if answer.kind == "person":
        _register(cast, answer.name, answer.id)
    return answer.id


def _entity(
    answer: Resolution, code: str, kind: EntityType, *, of: str | None, speaks: str | None, country: str | None = None
) -> Entity:
    """Give the record of an answer of the table."""
    return Entity(
        id=code,
        name=answer.name,
        type=kind,
        of=of,
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


def _level(answer: Resolution) -> SpeakerLevel:
    if (
        answer.sectors[:1] == ("MIL",)
        and answer.kind in ("person", "group")
        and answer.level in (None, "non_official")
        and answer.role
    ):
        return "senior_named_official" if not answer.role.lower().endswith("s") else "non_official"
    if answer.sectors[:1] == ("JRN",):
        return "state_media" if answer.name.lower().removeprefix("the ") in words("state_media") else "non_official"
    return answer.level or ("unnamed_official" if answer.kind == "unnamed_source" else "non_official")


def _anybody(answer: Resolution, level: SpeakerLevel) -> bool:
    """Tell whether an unnamed source is nobody's in particular: *a diplomat in X*, *an aide*."""
    role = (answer.role or "").lower().split()
    return level == "unnamed_official" and not {"official", "officials", "officer", "officers"} & set(role)


def _is_no_state_organ(cast: Cast, body: str | None) -> bool:
    """Tell whether a body of the table is a party, an armed group or an international body; enters it if so."""
    record = next((one for one in cast.actors.table.bodies if one.id == body), None)
    if body is None or record is None or {"GOV", "MIL", "LEG", "JUD"} & {s for d in record.sectors for s in d.sectors}:
        return False
    enter_code(cast, body, body)
    return True


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
    if old is not None and old.type == "organisation":
        return wanted  # a body by another of its names
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


def enter_new(cast: Cast, text: str, kind: EntityType, country: str | None, level: SpeakerLevel | None) -> str:
    """Enter an expression as an entity of its own, under a code made of its words."""
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
