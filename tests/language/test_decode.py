import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from verbale.language.chains import Chain
from verbale.language.decode import places, runs, scope, tree


def total(scores: np.ndarray, heads: tuple[int, ...]) -> float:
    return float(sum(scores[k, head] for k, head in enumerate(heads)))


def is_tree(heads: tuple[int, ...]) -> bool:
    if sum(k == head for k, head in enumerate(heads)) != 1:
        return False
    for k in range(len(heads)):
        at = k
        for _ in heads:
            at = heads[at]
        if heads[at] != at:
            return False
    return True


@given(st.integers(1, 5), st.integers(0, 10_000))
def test_tree_is_a_tree_with_one_root(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size)).astype(np.float32)
    assert is_tree(tuple(tree(scores).tolist()))


@given(st.integers(2, 5), st.integers(0, 10_000))
def test_tree_is_the_best_with_its_root(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size)).astype(np.float32)
    found = tuple(tree(scores).tolist())
    root = next(k for k, head in enumerate(found) if k == head)
    rivals = (h for h in itertools.product(range(size), repeat=size) if h[root] == root and is_tree(h))
    best = max(total(scores, heads) for heads in rivals)
    assert np.isclose(total(scores, found), best, atol=1e-4)


@given(st.lists(st.integers(1, 5), min_size=1, max_size=4), st.integers(0, 10_000))
def test_best_tags_and_shares_of_many_rows_agree_with_counting_all(lengths: list[int], seed: int) -> None:
    chance = np.random.default_rng(seed)
    rows = [chance.normal(size=(length, 3)).astype(np.float32) for length in lengths]
    chain = Chain(chance.normal(size=(3, 3)).astype(np.float32), chance.normal(size=3).astype(np.float32))
    for scores, best, shares in zip(rows, chain.best(rows), chain.shares(rows), strict=True):
        ways = list(itertools.product(range(3), repeat=len(scores)))
        values = np.array([value(chain, scores, way) for way in ways])
        assert np.isclose(value(chain, scores, tuple(best.tolist())), values.max(), atol=1e-4)
        weights = np.exp(values - values.max())
        weights /= weights.sum()
        expected = np.zeros(scores.shape)
        for way, weight in zip(ways, weights, strict=True):
            for k, tag in enumerate(way):
                expected[k, tag] += weight
        assert np.allclose(shares, expected, atol=1e-4)


def value(chain: Chain, scores: np.ndarray, way: tuple[int, ...]) -> float:
    own = sum(scores[k, tag] for k, tag in enumerate(way))
    return float(own + chain.start[way[0]] + sum(chain.steps[a, b] for a, b in itertools.pairwise(way)))


def test_a_chain_over_nothing_gives_nothing() -> None:
    chain = Chain(np.zeros((3, 3), np.float32), np.zeros(3, np.float32))
    assert chain.best([]) == chain.shares([]) == []


def test_runs_and_places() -> None:
    assert runs(np.array([0, 1, 2, 1, 0, 3, 4]), 1) == [(1, 3), (3, 4)]
    assert runs(np.array([0, 1, 2, 1, 0, 3, 4]), 3) == [(5, 7)]
    paragraphs = np.array([0, 0, 1, 1, 2])
    assert scope(paragraphs, 2) == (2, 5)
    seen = places(5, 2, 4, paragraphs)
    assert seen[:, 0].tolist() == [14, 15, 16, 16, 17]
    assert seen[:, 1].tolist() == [0, 0, 1, 1, 0]
    assert seen[:, 2].tolist() == [1, 1, 2, 2, 3]
