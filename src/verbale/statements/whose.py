"""Whose official an expression means where it does not say: the country or body that acts nearby."""

from __future__ import annotations

import re
from functools import lru_cache

from verbale.actors import Actors
from verbale.statements.cast import AUTHOR, SIDES, Cast, main_parties, side_of
from verbale.statements.lexicon import words
from verbale.statements.own_side import speaks_to_us
from verbale.statements.spans import Run
from verbale.statements.tree import (
    SUBJECTS,
    Tree,
    ancestors,
    auxiliaries,
    child,
    kids,
    modal,
    phrase_head,
    subtree,
    token_at,
)

OUTSIDERS = frozenset("diplomat diplomats observer observers source sources".split())  # *diplomats in X* are not X's


def country_within(cast: Cast, run: Run) -> str | None:
    """Give the country of an unnamed person that the phrase itself tells: *an X diplomat*, not *a diplomat in X*."""
    tree = cast.tree
    for at, code, _ in cast.lands:
        index = token_at(tree, at) if run[0] <= at < run[1] else None
        if index is None:
            continue
        case = child(tree, index, "case")
        if case is None or tree.tokens[case].text.lower() in ("of", "from", "'s", "’s"):
            return code
    return None


_WORLDLY = re.compile(
    r"\b(?:secretary[- ]general|high commissioner for|special (?:representative|rapporteur|envoy) of the secretary|"
    r"rapporteur)\b",
    re.IGNORECASE,
)
_COMMISSION = re.compile(r"\bCommission(?:er)?\b(?!.*\bof\b)")
_WORLD = frozenset(("UN", "UNSC", "EU", "NATO", "OAS", "AU"))


_OF = re.compile(r" of (?:the )?")


def _of_behind(tree: Tree, end: int) -> int | None:
    """Give where the name begins in *Prime Minister Dorn* [*of Norland*], wherever the parser hangs it."""
    match = _OF.match(tree.parse.text, end)
    return match.end() if match else None


_SPEAKING_FOR = re.compile(r",? (?:speaking|acting) (?:for|on behalf of|in the name of) (?:the )?")


def body_of_office(cast: Cast, text: str, end: int) -> str | None:
    """Give the body of an office that no country has (*the Secretary-General*, *a Commission official*).

    At ``end`` of the expression it may be said for which body its holder speaks.
    """
    speaking = _SPEAKING_FOR.match(cast.tree.parse.text, end)
    if speaking is not None and (told := [s.code for s in cast.sightings if s.start == speaking.end()]):
        return told[0]
    bodies = [s.code for s in cast.sightings if s.kind == "body" and s.code in _WORLD]
    if _COMMISSION.search(text) and ("EU" in bodies or "Brussels" in cast.tree.parse.text):
        return "EU"
    if _WORLDLY.search(text):
        return next(
            (code for code in bodies if code != "UNSC"),
            "UN" if bodies or "Security Council" in cast.tree.parse.text else None,
        )
    return None


_OF_NONE = re.compile(
    r"\b(?:Western|European|Arab|African|Asian|Nordic|regional|foreign|third-country)\s+(?:\w+\s+)?"
    r"(?:diplomat|envoy|official|source|ambassador)s?\b"
    r"|\b(?:in|of|from|on)\s+(?:both|the two|either|several)\s+(?:capitals|sides|countries|governments)\b"
)


def country_around(cast: Cast, head: int, run: Run) -> str | None:
    """Find whose official stands here: in the phrase, as host of a transcript, or in the paragraph before."""
    tree = cast.tree
    phrase = subtree(tree, head, without=frozenset(kids(tree, head, "acl:relcl")))
    near = [code for at, code, _ in cast.lands if run[0] <= at < tree.tokens[phrase[-1]].end]
    near += [code for at, code, _ in cast.lands if at == _of_behind(tree, run[1])]
    if near:
        return near[0]
    text = cast.tree.parse.text
    if cast.voice not in (AUTHOR, SIDES):
        own = side_of(cast, cast.voice)
        whole = tree.tokens[phrase_head(tree, head)]
        if whole.deprel in SUBJECTS and speaks_to_us(tree, whole.head):
            return _other(cast, own)
        post, ours = post_of(text[slice(*run)]), cast.heads.get(cast.voice)
        taken = post is not None and ours is not None and post in " ".join(ours.role_words)
        return _other(cast, own) if taken else own  # "President A" in what President B writes
    if _OF_NONE.search(text[run[0] : tree.tokens[phrase[-1]].end]):
        return None
    after = text[run[1] : run[1] + 2]
    if after.lstrip(" \u00a0").startswith(":"):
        return cast.host
    house = _HOUSE.match(text, run[1], tree.parse.sentences[tree.sentence_of[head]].end)
    within = [code for at, code, _ in cast.lands if house is not None and at == house.end()]
    return next(iter(within), None) or _nearest_acting(cast, head, run) or next(iter(main_parties(cast)), None)


# "told parliament in Canberra"
_HOUSE = re.compile(
    r"[^.;:“”\"\n]{0,30}\b(?:parliament|lawmakers|deputies|senators|congress|MPs"
    r"|(?:the|his|her) (?:house|senate|assembly))"
    r" (?:in|at) ",
    re.IGNORECASE,
)


def _other(cast: Cast, own: str | None) -> str | None:
    return next((code for code in main_parties(cast) if code != own), None)


_REACH = 700  # characters before an official within which a country is looked for
# What counts for a country, in the measure of a subject's 2; tried one by one on our own corpus.
_AWAY = 0.5  # a sentence of distance
_PARAGRAPH = 0.7  # another paragraph
_QUOTED = 1.5  # within quotation marks
_ADJECTIVE = 0.5  # only an adjective
_HEADED = 0.5  # in the title or dateline
_RUBRIC = 1.5  # a word alone at the head of the paragraph (*Seoul. The ministry said ...*)
_MET = 2.0  # done something to by the official
_TOLD_OF = 0.7  # owner within what the official says
_LIMITING = 0.7  # subject only of a clause that limits another
_SAME_OFFICE = 1.0  # owner of the office that is named again (*X's ministry ... a ministry official*)
_TAKEN = 2.0  # its post is held by somebody else


def _nearest_acting(cast: Cast, head: int, run: Run) -> str | None:
    """Give the country that acts nearest to an official: the subject of its sentence rather than one merely named."""
    tree = cast.tree
    here = tree.sentence_of[head]
    best, chosen = -9.0, None
    post = post_of(tree.parse.text[run[0] : run[1]])
    offices = set(tree.parse.text[run[0] : run[1]].lower().split()) & words("role_noun")
    for at, code, noun in _lands_and_organs(cast):
        index = token_at(tree, at)
        if index is None or not run[0] - _REACH < at or (at > run[0] and tree.sentence_of[index] != here):
            continue
        if run[0] <= at < run[1] or (not noun and at > run[0]) or _DONE_BY.match(tree.parse.text, at):
            continue
        if post is not None and code.rsplit("_", 1)[-1] in _NO_STATES:
            continue
        score = _acts_here(cast, at, noun) - _AWAY * (here - tree.sentence_of[index])
        score += _own_or_other(tree, phrase_head(tree, index), head) if tree.sentence_of[index] == here else 0.0
        score -= _PARAGRAPH * ("\n" in tree.parse.text[at : run[0]])
        score -= _MET * _is_met(tree, head, index) + _TOLD_OF * _is_told_of(tree, head, index)
        score += _SAME_OFFICE * (tree.tokens[phrase_head(tree, tree.tokens[index].head)].lemma.lower() in offices)
        score -= _TAKEN * (cast.posts.get((code, post or ""), run[0]) != run[0])
        if score >= best:
            best, chosen = score, code
    if chosen is not None and post is not None:
        cast.posts.setdefault((chosen, post), run[0])
    return chosen


# "a U.S.-led group", "the Iran-backed movement": no one who acts
_DONE_BY = re.compile(
    r"[\w.’']+(?: [A-Z][\w.’']+)?-(?:led|backed|brokered|based|sponsored|mediated|held|controlled|"
    r"occupied|funded|run)\b"
)
# What the text treats as a country but has no ministers.
_NO_STATES = frozenset("FRONT MOVEMENT REBELS GUERRILLAS BRIGADE BRIGADES MILITIA COALITION FACTION ALLIANCE".split())


def _lands_and_organs(cast: Cast) -> list[tuple[int, str, bool]]:
    """Give where countries are named, and where organs of theirs are (*the State Department*)."""
    organs = [
        (s.start, area, True)
        for s in cast.sightings
        if s.kind == "body"
        and (area := cast.actors.index.area(s.code)) in cast.actors.table.countries
        and s.code not in _fighters(cast.actors)
    ]
    return sorted({*cast.lands, *organs})


@lru_cache(maxsize=4)
def _fighters(actors: Actors) -> frozenset[str]:
    """Give the bodies that act for no state: armed groups, parties in opposition, the media."""
    states = {"GOV", "MIL", "LEG", "JUD", "SPY", "COP"}
    return frozenset(one.id for one in actors.table.bodies if not states & {s for d in one.sectors for s in d.sectors})


def _acts_here(cast: Cast, at: int, noun: bool) -> float:
    """Weigh how a country stands in its own sentence."""
    tree = cast.tree
    index = token_at(tree, at)
    score = standing(tree, at) - _QUOTED * any(q.start < at < q.end for q in tree.parse.quotations)
    if not noun and index is not None:
        bearer = tree.tokens[phrase_head(tree, index)].lemma.lower()
        people = bearer in words("role_noun") or bearer in words("official_noun")
        score = (score if people else min(score, 0.5)) - _ADJECTIVE
    alone = index is not None and _is_rubric(tree, index)
    return score + _HEADED * (at < cast.head_end) + _RUBRIC * alone


def _is_rubric(tree: Tree, index: int) -> bool:
    """Tell whether a name is a sentence by itself at the head of a paragraph."""
    sentence = tree.parse.sentences[tree.sentence_of[index]]
    before = tree.parse.text[: sentence.start].rstrip(" ")
    return sentence.last - sentence.first <= _SHORT and (not before or before.endswith("\n"))


_SHORT = 3  # words of a rubric, its stop included
_POST = re.compile(
    r"\b(?:prime minister|premier|president|chancellor|king|queen|emir|sultan|(?:foreign|defen[cs]e|interior|finance|"
    r"energy|trade|water|agriculture|transport|fisheries|justice|health|oil|environment|commerce|economy|home) "
    r"(?:minister|secretary))\b",
    re.IGNORECASE,
)


def post_of(text: str) -> str | None:
    """Give the post that a title names, of which a country has but one holder."""
    match = _POST.search(text)
    return match[0].lower().replace("premier", "prime minister") if match else None


def _is_met(tree: Tree, official: int, land: int) -> bool:
    """Tell whether an official does something to a country or its people (*gave the reply to X's ambassador*)."""
    token = tree.tokens[official]
    if token.deprel not in SUBJECTS or tree.sentence_of[official] != tree.sentence_of[land]:
        return False
    path = [land, *ancestors(tree, land)]
    if token.head not in path:
        return False
    last = path[path.index(token.head) - 1]
    return last != official and tree.tokens[last].deprel in ("obj", "iobj", "obl", "obl:agent")


def _is_told_of(tree: Tree, official: int, land: int) -> bool:
    """Tell whether a country stands as owner within what an official says (*X's version was an insult, Y said*)."""
    return (
        tree.tokens[land].deprel == "nmod:poss"
        and tree.sentence_of[official] == tree.sentence_of[land]
        and tree.tokens[official].head not in (tree.tokens[land].head, land)
    )


def _own_or_other(tree: Tree, index: int, official: int) -> float:
    """Weigh the subject of what an official says: his own side *will*, the other one *did*."""
    token = tree.tokens[index]
    if token.deprel not in SUBJECTS:
        return 0.0
    if modal(tree, token.head) in ("will", "would", "shall", "can", "could"):
        return 0.5
    if {"has", "have"} & set(auxiliaries(tree, token.head)):
        return 0.0  # "X has asked": what one has done oneself, as often as not
    cue = tree.tokens[tree.tokens[official].head]
    quoted = cue.deprel == "parataxis" and cue.head == token.head and tree.tokens[token.head].xpos in ("VBD", "VBN")
    told = tree.tokens[token.head].deprel in ("ccomp", "root", "conj") and _reported(tree, token.head)
    return -2.0 if quoted or told else 0.0


def _reported(tree: Tree, predicate: int) -> bool:
    """Tell whether a clause in the past stands under *that* or beside *according to*."""
    if tree.tokens[predicate].xpos not in ("VBD", "VBN"):
        return False
    words_there = [tree.tokens[one].text.lower() for one in subtree(tree, predicate)]
    return child(tree, predicate, "mark") is not None or "according" in words_there


def standing(tree: Tree, offset: int) -> float:
    """Give how much the phrase at ``offset`` counts as the one who acts: subject, owner of the subject, else."""
    index = token_at(tree, offset)
    if index is None:
        return 0.0
    index = phrase_head(tree, index)
    token = tree.tokens[index]
    if token.deprel in SUBJECTS:
        return 2.0 - _aside(tree, token.head)
    if token.deprel in ("nmod:poss", "nmod"):
        owned = tree.tokens[phrase_head(tree, token.head)]
        if owned.deprel in SUBJECTS:
            return 1.0 - _aside(tree, owned.head)
    return 0.5 if token.deprel == "nmod:poss" else 0.0


def _aside(tree: Tree, predicate: int) -> float:
    """Weigh less who acts only in a clause that limits another one (*only if X paid*)."""
    return _LIMITING if tree.tokens[predicate].deprel in ("advcl", "acl", "acl:relcl") else 0.0
