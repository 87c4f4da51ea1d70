"""The words of the rules, explained once: the glossary to which every keyword of the book leads."""

from __future__ import annotations

from duecare.weave.markup import Html, el

DECLARATIONS = {
    "obligation": "A protective duty of a State as a whole: to whom it is owed, when it is in force, when it applies.",
    "duty": "A limb of an obligation in one phase (prevent, halt or redress): when it is due, which steps serve it, "
    "and when it is breached. A duty without conditions of its own applies when its obligation does.",
    "norm": "An expectation that does not bind. It is expected and met, or not; it is never breached.",
    "element": "A condition that other rules name.",
    "fact": "A question that can be answered by observing or by documents.",
    "appraisal": "A question that somebody has to judge, with reasons: serious, reasonable, within capacity.",
    "presumption": "An answer that is taken for given while nothing is claimed to the contrary.",
    "constraint": "Answers that cannot be true together.",
    "issue": "A disputed question of law. Every result is worked out for each of its positions.",
    "exception": "A limit or a defence. It counts only if somebody raises it.",
    "consequence": "What follows from a breach. It is asked of every duty that was breached, or may have been, on the "
    "footing that it was.",
    "measure": "A step by which a State may meet a duty. That it serves a duty does not say that it is always owed.",
    "step rule": "When a measure that serves a duty is itself due, and when the time for it is over.",
    "review rule": "When a duty counts as omitted, given which steps were due and which were taken.",
    "view": "A named choice of positions. What it does not take it leaves free.",
    "factor": "A reason for which more or less is expected of a State. It is listed where the record shows it, never "
    "added up, and no outcome rests on it.",
    "case": "A decided case or an illustration, run as a test of the rules: facts as found, the reading of its source, "
    "and what must come out. A gating case must come out so; of an advisory one a difference is shown.",
}
LINES = {
    "applicable when": "the tie to the State, the harm and its threshold; threatened harm suffices where a question "
    "says so",
    "breached when": "what has to come on top for a breach",
    "burden": "who has to show it; without the word, the State that claims",
    "closed when": "the time for the step is over",
    "defeats": "what an exception takes away: that the obligation applies, that anything is due, or only wrongfulness; "
    "in the last case the duty goes on",
    "doubted by": "who has spoken against a position; to doubt one is not to hold another",
    "due when": "from when something has to be done: knowledge, capacity, time",
    "effect": "what authorities say that a factor does: it raises what is expected, lowers it, or either",
    "excludes": "positions that cannot be taken together with this one",
    "expect": "the outcome that the source states; several words: open between just these",
    "expected when": "from when a norm raises its expectation",
    "follows when": "what has to come to the breach of the duty at hand",
    "footing": "what a finding supposes while an exception is not established",
    "gate": "an issue on which it turns whether there is an obligation, or a duty, at all; told apart from content",
    "given": "facts as found; what is not given stays unknown",
    "held by": "who holds a position: author or State, place, grade, and the words with which it was qualified",
    "in force when": "whether it binds at all: custom or treaty, and the gate issues on which that turns",
    "leaves open": "the question arises under this condition, and the book leaves it open",
    "liable when": "from when the State has to make good, before any wrong",
    "lists conditions": "the conditions are shown one by one, and nothing is concluded from them",
    "lowers when": "the answers that show a factor as a reason for expecting less; about a step: of any one",
    "met when": "the condition itself",
    "never": "the combination that cannot be",
    "omitted when": "the condition under which a duty counts as omitted",
    "performed when": "the result that is owed: while it is there the duty is performed, while it is not it is omitted",
    "opens when": "from when the step can be asked for at all",
    "owed to": "whom it protects",
    "phase": "prevent, halt or redress",
    "raised by": "the questions of which a claim in the affirmative brings an exception into play",
    "raises when": "the answers that show a factor as a reason for expecting more; about a step: of any one",
    "reading": "the positions that the source of a case assumes; other issues stay free",
    "requires": "positions without which this one cannot be taken",
    "served by": "the steps by which a duty is met: all of them, or any",
    "some affected": "it is enough that the condition holds toward one affected State, this one or another",
    "tier": "baseline: for every State; capacity: for those with the means; advanced: best practice, never due as law",
    "under": "the line stands only in readings that take the position named; in others it is absent",
    "views": "the views that take a position, or allow it among others",
    "when": "the condition itself",
    "window": "how long a step stays open once it is due, where an authority says so",
}


def term(word: str, shown: str = "") -> Html:
    """Return a keyword that leads to its explanation."""
    return el("a", shown or word, cls="kw", href=f"#term-{word.replace(' ', '-')}")


def glossary() -> Html:
    """Return the keywords with their explanations."""
    parts = [
        part
        for words in (DECLARATIONS, LINES)
        for word, meaning in words.items()
        for part in (el("dt", word, id=f"term-{word.replace(' ', '-')}"), el("dd", meaning))
    ]
    return el("dl", *parts, cls="glossary")
