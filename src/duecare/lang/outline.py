"""The lines of each declaration in their order; grammar.lark says the same, this says it to people."""

from __future__ import annotations

# A mark says how often a line stands: nothing, once; `?`, at most once; `*`, any number; `+`, one or more.
CLAUSES: dict[str, tuple[str, ...]] = {
    "obligation": (
        '"TEXT"',
        "source",
        "owed to",
        "burden?",
        "in force from?",
        "in force until?",
        "in force when",
        "applicable when",
    ),
    "duty": (
        '"TEXT"',
        "source",
        "phase",
        "owed to?",
        "burden?",
        "in force from?",
        "in force until?",
        "in force when?",
        "applicable when?",
        "due when",
        "served by",
        "performed when?",
        "liable when?",
        "breached when",
    ),
    "norm": ('"TEXT"', "source", "phase", "in force from?", "in force until?", "expected when", "served by"),
    "element": ('"TEXT"', "source", "burden?", "met when"),
    "fact": ('"TEXT"', "alias?", "own people?", "burden?", "source?"),
    "appraisal": ('"TEXT"', "alias?", "own people?", "burden?", "source?"),
    "presume": ('"TEXT"', "source", "when?"),
    "constraint": ('"TEXT"', "never"),
    "issue": ("gate?", '"TEXT"', "position+"),
    "exception": ('"TEXT"', "source", "defeats", "raised by?", "footing?", "when"),
    "measure": ('"TEXT"', "source", "phase", "tier", "opens when?", "window?"),
    "step": ('"TEXT"', "source", "due when", "closed when"),
    "review": ('"TEXT"', "source", "omitted when"),
    "view": ('"TEXT"', "source", "takes*"),
    "case": ('"TEXT"', "source", "gates?", "reading?", "given*", "expect+"),
    "consequence": ('"TEXT"', "source", "burden?", "leaves open?", "lists conditions?", "follows when"),
    "factor": ('"TEXT"', "alias?", "source", "effect", "raises when?", "lowers when?"),
}

HEADS: dict[str, str] = {
    "obligation": "obligation NAME",
    "duty": "duty NAME of OBLIGATION",
    "norm": "norm NAME",
    "element": "element NAME",
    "fact": "fact NAME about SCOPE, with `event` or `onset` after it where it happens once",
    "appraisal": "appraisal NAME about SCOPE, with `event` or `onset` after it where it happens once",
    "presume": "presume NAME, or presume not NAME",
    "constraint": "constraint NAME",
    "issue": "issue NAME, with `for each obligation` after it where each has its own",
    "exception": "exception NAME to OBLIGATION, or to DUTY of OBLIGATION",
    "measure": "measure NAME",
    "step": "step",
    "review": "review",
    "view": "view NAME",
    "case": "case NAME of OBLIGATION",
    "consequence": "consequence NAME",
    "factor": "factor NAME",
}

# How a line is written, for those where the words at fault do not say it all.
FORMS: dict[str, str] = {
    "source": "source NAME at PINPOINT; NAME at PINPOINT",
    "owed to": "owed to states, owed to individuals or owed to all parties; in a duty only: owed to nobody",
    "own people": "own people yes, or own people no: the answer where a State is assessed toward its own people",
    "burden": "burden beneficiary, or burden bearer",
    "in force from": "in force from DATE, such as 2015-07-22: before it there is no such rule",
    "in force until": "in force until DATE, the last day on which there is such a rule",
    "phase": "phase prevent, halt or redress; a measure may have several, with commas",
    "tier": "tier baseline, tier capacity or tier advanced",
    "effect": "effect raises, effect lowers, or effect raises, lowers",
    "window": "window NUMBER hours, or window NUMBER days",
    "alias": "alias NAME, NAME",
    "raised by": "raised by FACT, FACT",
    "defeats": "defeats applicable, defeats due or defeats wrongfulness",
    "footing": 'footing "TEXT", where the finding is made on that footing',
    "served by": "served by any of MEASURE, MEASURE, or a list under `served by all of`",
    "position": 'position NAME "TEXT", all on one line',
    "held by": "held by SOURCE at PINPOINT; FIN 2020; practice, with a note after a comma",
    "doubted by": "doubted by SOURCE at PINPOINT; FIN 2020; practice, with a note after a comma",
    "requires": "requires ISSUE.POSITION, ISSUE.POSITION",
    "excludes": "excludes ISSUE.POSITION, ISSUE.POSITION",
    "takes": "takes ISSUE.POSITION or POSITION in OBLIGATION from SOURCE at PINPOINT; the first is enough",
    "given": "given, or given from DATE, with one fact a line under it",
    "expect": "expect DUTY OUTCOME, OUTCOME from DATE; the date may be left out",
}

# How the lines under a keyword are written, where they are no conditions.
UNDER: dict[str, str] = {
    "given": "[not] FACT, unknown FACT, [not] FACT MEASURE, [not] MEASURE taken, or MEASURE taken late",
    "reading": FORMS["takes"],
    "served by": "one measure a line, or a list of measures",
    "position": "lines `held by`, `doubted by`, `requires` and `excludes`, in this order",
}
LISTS: dict[str, str] = {
    "some affected": "some affected: all of (or any of), with one condition a line under it",
    "at least": "at least NUMBER of, with one condition a line under it",
}
CONDITION = "[not] NAME, with a status such as `performed` and then `under ISSUE.POSITION` where needed; or a list"

KEYWORDS = tuple(sorted({line.rstrip("?*+") for lines in CLAUSES.values() for line in lines} - {'"TEXT"'}))
_LINES = (*KEYWORDS, *(form for form in FORMS if form not in KEYWORDS))


def of_line(line: str) -> str:
    """Return the keyword a line begins with, or nothing."""
    words = line.split()
    if words and words[0].startswith('"'):
        return '"TEXT"'
    return next((k for k in _LINES if words[: len(k.split())] == k.split()), "")


def mark(line: str) -> tuple[str, str]:
    """Part a line of CLAUSES into its keyword and its mark."""
    keyword = line.rstrip("?*+")
    return keyword, line[len(keyword) :]


def in_words(keyword: str) -> str:
    """Return a keyword as a message shows it."""
    return "its text" if keyword == '"TEXT"' else f"`{keyword}`"
