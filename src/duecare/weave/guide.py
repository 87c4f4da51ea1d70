"""How to read the book: what stands in it, what its marks mean, and what each keyword of a rule says."""

from __future__ import annotations

from duecare.weave.authority import MARKS, MEANINGS, mark
from duecare.weave.markup import Html, el, lines
from duecare.weave.terms import glossary

_PARAGRAPHS = (
    "Each passage says in prose what the law is taken to be, and the rules that encode it stand beside it or under "
    "it. The prose explains; the rules are what results are worked out from, and nothing else is. They are given here "
    "in words; whoever wants them letter by letter finds them in the files of the law.",
    "Every paragraph and every rule has a number, chapter and place, which stands in the margin. On paper, where a "
    "link leads nowhere, the number of what it leads to is printed after it.",
    "What is disputed stands as an issue. Its positions stand side by side by the alphabet, in columns of the same "
    "width, with those who hold and those who doubt each. How many hold a position says nothing about whether it is "
    "right, and nothing in this book counts them.",
    "What is not known stays open: a question that nobody has answered is not answered in the negative, and silence "
    "is no omission.",
    "The book restates disputed rules. It gives no advice, and finds nothing about anybody. Before you rely on a rule, "
    "read its authorities at the places given, those that are marked as unread above all.",
)


def guide() -> Html:
    """Return the pages on how to read the book."""
    marks = [part for grade, words in MEANINGS.items() for part in (el("dt", mark(grade, word=True)), el("dd", words))]
    return lines(
        (
            *(el("p", words) for words in _PARAGRAPHS),
            el("h3", "Marks", id="marks"),
            el(
                "p",
                "Each place that is cited bears the mark of how it was checked; a rule that rests on memory alone, †.",
            ),
            el("dl", *marks, cls="glossary marks"),
            el("h3", "Keywords", id="keywords"),
            glossary(),
        )
    )


def legend() -> str:
    """Return the marks in one line, for the foot of a page."""
    told = {"seen": "read", "secondary": "read in another's account", "memory": "from memory, not read"}
    return "  \u00b7  ".join(f"{MARKS[grade]} {words}" for grade, words in told.items())
