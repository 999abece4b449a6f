from verbale.brief.copies import copies_of

STORY = " ".join(f"fact{n}" for n in range(100))


def test_a_cut_copy_is_a_copy() -> None:
    assert copies_of([STORY, "By our staff. " + " ".join(STORY.split()[:50])]) == [None, 0]


def test_a_copy_of_a_copy_leads_to_the_first() -> None:
    head, tail = " ".join(STORY.split()[:60]), STORY
    assert copies_of([STORY, head, tail]) == [None, 0, 0]


def test_texts_that_share_a_quotation_are_two_sources() -> None:
    other = " ".join(f"thing{n}" for n in range(100))
    assert copies_of([STORY, f"{other} {' '.join(STORY.split()[:12])}"]) == [None, None]


def test_empty_texts_are_no_copies() -> None:
    assert copies_of(["", "", "one"]) == [None, None, None]
