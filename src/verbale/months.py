"""The months of the year, by the names and short forms that texts give them."""

from __future__ import annotations

MONTH_NAMES = tuple("January February March April May June July August September October November December".split())
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
