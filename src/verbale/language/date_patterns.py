"""The forms in which English writes dates, as one regular expression with named groups.

Each alternative is named ``kind__variant``; :mod:`verbale.language.dates` gives each kind its value.
A match keeps the words that carry the value ("last Friday", "a day earlier") and leaves out the
preposition before them.
"""

from __future__ import annotations

import re

WEEKDAYS = {
    name: number for number, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())
}
NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
        "sixteen seventeen eighteen nineteen twenty".split()
    )
} | {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90, "hundred": 100}

_MONTH = (
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)\b"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)\b\.?)"
)
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?![\d,]*\d|\s*(?:per\s+cent|percent|%))"
_YEAR = r"(?:1[5-9]|20)\d\d(?!\d|,\d|\.\d)"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_COUNT = (
    r"(?i:\d{1,3}(?![\d,.]*\d)|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|ninety|(?:a|one)\s+hundred)"
)
_UNIT = r"(?:hour|day|week|fortnight|month|year|decade|centur(?:y|ie))s?"
_GAP = r"[\s\u00a0]+"
_DASH = r"\s?[-\u2013\u2014]\s?"
_ANAPHOR = r"(?:ago|earlier|later|before|afterwards?|after)\b"
_JUCHE = r",?\s+Juche\s+\d{2,3}\s*\(\s*"

_FORMS: tuple[tuple[str, str], ...] = (
    ("iso", r"(?P<iso_y>\d{4})-(?P<iso_m>0[1-9]|1[0-2])-(?P<iso_d>0[1-9]|[12]\d|3[01])"),
    (
        "days_month",
        rf"(?P<dr_d1>{_DAY})(?:{_DASH}|{_GAP}(?:to|and){_GAP})(?P<dr_d2>{_DAY}){_GAP}(?P<dr_m>{_MONTH})"
        rf"(?:,?{_GAP}(?P<dr_y>{_YEAR}))?",
    ),
    (
        "month_days",
        rf"(?P<mr_m>{_MONTH}){_GAP}(?P<mr_d1>{_DAY})(?:{_DASH}|{_GAP}(?:to|and){_GAP})(?P<mr_d2>{_DAY})(?!\s*{_MONTH})"
        rf"(?:,?{_GAP}(?P<mr_y>{_YEAR}))?",
    ),
    (
        "day_month",
        rf"(?P<dm_d>{_DAY})(?:{_GAP}of)?{_GAP}(?P<dm_m>{_MONTH})(?:,?{_GAP}(?P<dm_y>{_YEAR}))?",
    ),
    (
        "month_day",
        rf"(?P<md_m>{_MONTH}){_GAP}(?P<md_d>{_DAY})(?:(?:,?{_GAP}|{_JUCHE})(?P<md_y>{_YEAR})\)?)?",
    ),
    ("month_year", rf"(?P<my_m>{_MONTH}),?{_GAP}(?:of{_GAP})?(?P<my_y>{_YEAR})"),
    ("slashed", r"(?P<sl_a>\d{1,2})[./](?P<sl_b>\d{1,2})[./](?P<sl_y>(?:19|20)\d\d)"),
    (
        "years",
        rf"(?:between{_GAP})?(?P<yr_a>{_YEAR})(?:{_DASH}|{_GAP}(?:to|and|until){_GAP})(?P<yr_b>{_YEAR}|\d\d(?!\d))",
    ),
    ("decade", r"the\s+(?:early\s+|mid-?\s*|late\s+)?(?P<dc>(?:1[5-9]|20)\d)0['\u2019]?s"),
    (
        "end_of",
        rf"(?:the{_GAP})?(?P<eo_part>end|beginning|start|middle){_GAP}of{_GAP}"
        rf"(?:(?P<eo_unit>(?:the|this|next|last){_GAP}(?:year|month|week))|(?P<eo_m>{_MONTH})"
        rf"(?:{_GAP}(?P<eo_my>{_YEAR}))?|(?P<eo_y>{_YEAR}))",
    ),
    (
        "feast",
        r"(?P<fe>Christmas[\s\u00a0]+Eve|Christmas(?:[\s\u00a0]+Day)?|New[\s\u00a0]+Year['\u2019]s[\s\u00a0]+(?:Day|Eve)|Epiphany|Boxing[\s\u00a0]+Day)",
    ),
    (
        "ordinal_of",
        rf"the{_GAP}(?P<oo>first|second|third|fourth|fifth|tenth|fifteenth|twentieth|last[\s\u00a0]+day){_GAP}of{_GAP}(?P<oo_m>{_MONTH})(?:,?{_GAP}(?P<oo_y>{_YEAR}))?",
    ),
    (
        "part_of",
        rf"the{_GAP}(?P<po_n>first|second|third|fourth|last){_GAP}(?:(?P<po_w>week){_GAP}of{_GAP}(?P<po_m>{_MONTH})(?:{_GAP}(?P<po_my>{_YEAR}))?"
        rf"|(?P<po_u>half|quarter){_GAP}of{_GAP}(?P<po_y>{_YEAR}))",
    ),
    (
        "day_only",
        rf"the{_GAP}(?P<do>(?:[12]?\d|3[01])(?:st|nd|rd|th))(?=[\s\u00a0]*(?:[,.;:!?)\u2019\u201d\"]|$|(?:and|but|at|in|or|for|to|when|as|if|because|while|so|by|with|is|was|will|would)\b))",
    ),
    ("year_end", r"(?P<ye>year[- ]end|year['\u2019]s\s+end)"),
    (
        "counted",
        rf"(?P<ct_n>{_COUNT})(?:-|{_GAP})(?P<ct_u>{_UNIT}){_GAP}(?P<ct_a>{_ANAPHOR})",
    ),
    (
        "relative",
        r"(?P<rl>[Tt]he[\s\u00a0]+day[\s\u00a0]+(?:before[\s\u00a0]+yesterday|after[\s\u00a0]+tomorrow)|[Tt]o-?day|[Yy]esterday|[Tt]o-?morrow|[Tt]o-?night|[Ll]ast[\s\u00a0]+night|[Ee]arlier[\s\u00a0]+today"
        r"|[Tt]his[\s\u00a0]+(?:morning|afternoon|evening))\b",
    ),
    (
        "next_to_last",
        rf"(?:the{_GAP})?(?P<nx_w>next|following|previous|preceding){_GAP}day\b|the{_GAP}day{_GAP}(?P<nx_a>before|after)\b",
    ),
    (
        "same",
        rf"(?:the|that)(?P<sm_same>{_GAP}(?:same|very{_GAP}same))?{_GAP}(?P<sm_u>day|evening|night)\b"
        rf"|(?P<sm_in>(?:[Ee]arlier|[Ll]ater|[Ll]ate){_GAP}in{_GAP}the{_GAP}day)\b",
    ),
    (
        "weekday",
        rf"(?:(?P<wd_r>[Ll]ast|[Nn]ext|[Tt]his|[Tt]his{_GAP}coming|[Ff]ollowing|[Pp]revious|[Tt]he{_GAP}following){_GAP})?"
        rf"(?P<wd>{_WEEKDAY})(?!s\b)",
    ),
    (
        "unit",
        rf"(?P<un_r>[Ll]ast|[Tt]his|[Nn]ext|[Tt]he{_GAP}past|[Ee]arlier{_GAP}this|[Ll]ater{_GAP}this|[Tt]he{_GAP}coming){_GAP}"
        rf"(?P<un>week(?:end)?|month|year|spring|summer|autumn|fall|winter)\b(?![-\u2019'])",
    ),
    (
        "month",
        rf"(?:(?P<mo_r>[Ll]ast|[Nn]ext|[Tt]his|[Ee]arly|[Ll]ate|[Mm]id-?)(?:{_GAP})?)?(?P<mo>{_MONTH})",
    ),
    ("duration", rf"(?P<du_n>{_COUNT})(?:-|{_GAP})(?:more{_GAP})?(?P<du_u>{_UNIT})\b(?!-old)"),
    ("year", rf"(?P<ye_r>(?:early|late|mid)[- ]{_GAP}?)?(?P<yr>{_YEAR})(?![-\u2019']?s\b)"),
)


def _compile() -> re.Pattern[str]:
    body = "|".join(f"(?P<{kind}__>{form})" for kind, form in _FORMS)
    return re.compile(rf"(?<![\w$€£.,/-])(?:{body})(?![\w])")


PATTERN = _compile()
KINDS = tuple(kind for kind, _ in _FORMS)

# What stands before or after a match and decides whether it is a date.
YEAR_CUES = re.compile(
    r"(?:\b(?:in|since|until|till|of|by|from|during|before|after|through|early|late|mid|year|for|between|to|and|or"
    r"|summer|spring|autumn|fall|winter|the|back\s+in)[\s\u00a0]+|[(/\[\u2013-])$",
    re.IGNORECASE,
)
TIME_PREPOSITION = re.compile(r"\b(?:in|since|until|till|during|before|after|back\s+in)[\s\u00a0]+$", re.IGNORECASE)
COUNTED_NOUN = re.compile(
    r"[\s\u00a0]+(?:\w+\s)?(?:soldiers|troops|people|men|women|refugees|prisoners|workers|tons|tonnes|dollars|euros|pounds|"
    r"barrels|miles|kilomet(?:re|er)s|met(?:re|er)s|megawatts|hectares|acres|votes|words|pages|names|cases|deaths|dead|"
    r"families|houses|homes|jobs|visas|vehicles|trucks|ships|aircraft|missiles|warheads|rifles|heads?|members|guests)\b"
)
LIMIT = re.compile(r"\b(?:within)[\s\u00a0]+(?:(?:the|a|at\s+least|about|up\s+to)[\s\u00a0]+)*$", re.IGNORECASE)
NUMBERED_THING = re.compile(r"\b(?:resolution|res\.|no\.|number|article|item|section|law|act|page)\s*$", re.IGNORECASE)
MONTH_PREPOSITION = re.compile(
    r"\b(?:in|since|until|till|by|of|from|during|before|after|for|to|and|through|on|early|late|mid|next|last|this)"
    r"[\s\u00a0-]+$",
    re.IGNORECASE,
)
DEADLINE = re.compile(r"\b(?:by|until|till|before|no[\s\u00a0]+later[\s\u00a0]+than)[\s\u00a0]+$", re.IGNORECASE)
SINCE = re.compile(r"\b(?:since|after)[\s\u00a0]+$", re.IGNORECASE)
DUE = re.compile(
    r"\b(?:by|until|till|no[\s\u00a0]+later[\s\u00a0]+than)[\s\u00a0]+(?:midnight|noon|dawn|dusk)?[\s\u00a0]*(?:on[\s\u00a0]+)?$"
)
FEASTS = {"christmas eve": (12, 24), "christmas": (12, 25), "christmas day": (12, 25), "boxing day": (12, 26),
          "new year's day": (1, 1), "new year's eve": (12, 31), "epiphany": (1, 6)}  # fmt: skip
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "tenth": 10, "fifteenth": 15, "twentieth": 20}
