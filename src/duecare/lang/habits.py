"""Mistakes that people bring from other habits of writing, known by the shape of the line."""

from __future__ import annotations

import re

_LIST = r"(all of|any of|at least|some affected)\b"


def habit(text: str, column: int) -> tuple[str, str] | None:
    """Return what is wrong in a line and what to write instead, where the parser's own words help nobody."""
    before, after = text[: column - 1].rstrip(), text[column - 1 :]
    return _same_line(before, after) or _lists(text, before, after) or _words(before, after)


def shorten(text: str) -> str:
    """Return a text short enough to stand inside a message."""
    return text if len(text) <= 40 else text[:37] + "..."


def _same_line(before: str, after: str) -> tuple[str, str] | None:
    if not after or not (before.endswith(" when") or before.strip() == "never"):
        return None
    message = "a condition does not stand on the line of its keyword"
    return message, f"write '{shorten(after.strip())}' on the next line, indented by two more spaces"


def _lists(text: str, before: str, after: str) -> tuple[str, str] | None:
    if re.match(rf"\s*not +{_LIST}", text):
        return (
            "`not` stands before one name, never before a list",
            "deny each line, and turn `all of` into `any of`",
        )
    inline = re.search(r"\b(all|any) +of |\bat +least +\d+ +of ", before)
    if inline and after.startswith(",") and " under " in before:
        return "the guard of a list on one line stands at its end", "give each of its items a line of its own"
    if inline and (re.search(r",\s*not\b", before + " ") or re.match(rf"not\b|{_LIST}", after)):
        return "a list on one line holds plain names", "give each of its items a line of its own"
    return None


def _joined(after: str) -> tuple[str, str] | None:
    word = re.match(r"(and|or|unless|except|if)\b|[&|]", after)
    if word is None:
        advice = "write what would stand in brackets as a list of its own"
        return ("conditions have no brackets", advice) if after[:1] in ("(", ")") else None
    advice = {
        "and": "write the conditions as lines of a list `all of`",
        "&": "write the conditions as lines of a list `all of`",
        "or": "write the conditions as lines of a list `any of`",
        "|": "write the conditions as lines of a list `any of`",
        "unless": "write an `exception`, or a line that begins with `not`",
        "except": "write an `exception`, or a line that begins with `not`",
        "if": "begin the condition with the keyword of the line, such as `met when`",
    }[word.group()]
    return f"conditions are not joined with '{word.group()}'", advice


def _words(before: str, after: str) -> tuple[str, str] | None:
    if after.startswith("late") and re.search(r"\bnot\b.*\btaken$", before):
        return "what was not taken was not taken late either", "leave out `not` or `late`"
    if re.match(r"\d{4}\b", after) and re.search(r"\b[A-Za-z]{2,4}$", before):
        return (
            "this names no State with a year",
            "write its three capital letters and the year, as in `FIN 2020`",
        )
    return _joined(after) or _not_a_name(before, after)


def _not_a_name(before: str, after: str) -> tuple[str, str] | None:
    sign = after[:1]
    if not sign.strip() or sign in '"_,;:.@' or (sign.isascii() and sign.isalnum()):
        return None
    if re.search(r"\w$", before) or sign.isalpha():
        return f"'{sign}' is no part of a name", "use the letters a to z, digits and _"
    return None
