from hypothesis import given
from hypothesis import strategies as st

from verbale.language.clear import is_clear, universal

LABELS = ["ROOT", "prep", "pobj", "attr", "nsubj", "cc", "conj", "pcomp", "agent", "dobj"]


def test_prepositions_are_governed() -> None:
    # The leader of Orsk spoke to reporters
    heads, labels = universal(
        [1, 4, 1, 2, 4, 4, 5],
        ["det", "nsubj", "prep", "pobj", "ROOT", "prep", "pobj"],
        ["DET", "NOUN", "ADP", "PROPN", "VERB", "ADP", "NOUN"],
        ["the", "leader", "of", "Orsk", "speak", "to", "reporter"],
    )
    assert heads == [1, 4, 3, 1, 4, 6, 4]
    assert labels == ["det", "nsubj", "case", "nmod", "root", "case", "obl"]


def test_the_predicate_governs_its_copula() -> None:
    # Talks are possible and they say so
    heads, labels = universal(
        [1, 1, 1, 1, 5, 1, 5],
        ["nsubj", "ROOT", "acomp", "cc", "nsubj", "conj", "advmod"],
        ["NOUN", "AUX", "ADJ", "CCONJ", "PRON", "VERB", "ADV"],
        ["talk", "be", "possible", "and", "they", "say", "so"],
    )
    assert heads == [2, 2, 2, 5, 5, 2, 5]
    assert labels == ["nsubj", "cop", "root", "cc", "nsubj", "conj", "advmod"]


def test_passive_agent_and_chain() -> None:
    # They were seen by Ana , Bo and Cy
    heads, labels = universal(
        [2, 2, 2, 2, 3, 4, 4, 6, 6],
        ["nsubjpass", "auxpass", "ROOT", "agent", "pobj", "punct", "conj", "cc", "conj"],
        ["PRON", "AUX", "VERB", "ADP", "PROPN", "PUNCT", "PROPN", "CCONJ", "PROPN"],
        ["they", "be", "see", "by", "Ana", ",", "Bo", "and", "Cy"],
    )
    assert labels == ["nsubj:pass", "aux:pass", "root", "case", "obl:agent", "punct", "conj", "cc", "conj"]
    assert (heads[3], heads[4], heads[6], heads[8]) == (4, 2, 4, 4)


def test_what_speaks_clear() -> None:
    assert is_clear(["nsubj", "dobj"])
    assert not is_clear(["nsubj", "obj", "obl"])


@given(st.data(), st.integers(1, 7))
def test_a_tree_stays_a_tree(data: st.DataObject, size: int) -> None:
    root = data.draw(st.integers(0, size - 1))
    order = [root, *data.draw(st.permutations([k for k in range(size) if k != root]))]
    heads = [root] * size
    for n, k in enumerate(order[1:], 1):
        heads[k] = order[data.draw(st.integers(0, n - 1))]
    labels = [data.draw(st.sampled_from(LABELS[1:])) for _ in range(size)]
    labels[root] = "ROOT"
    tags = [data.draw(st.sampled_from(["ADP", "VERB", "NOUN", "AUX"])) for _ in range(size)]
    lemmas = [data.draw(st.sampled_from(["be", "say"])) for _ in range(size)]
    found, _ = universal(heads, labels, tags, lemmas)
    assert sum(k == head for k, head in enumerate(found)) == 1
    for k in range(size):
        at = k
        for _ in range(size):
            at = found[at]
        assert found[at] == at
