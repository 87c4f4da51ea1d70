"""The invented law is law text like any other, as large as a law of full size."""

from __future__ import annotations

from collections import Counter

from duecare.ir.codec import law_hash
from duecare.ir.declarations import Law
from duecare.ir.walk import measures_of
from duecare.lang.book import Book, read_texts
from duecare.lang.checks import check_law
from duecare.lang.format import format_text
from fullsize.law import law_texts


def test_it_reads_and_passes_every_check(book: Book) -> None:
    """Rule: the invented law goes through the true reader and the true checks without a word."""
    assert book.diagnostics == ()
    assert check_law(book.law) == ()


def test_it_stands_in_canonical_form(texts: dict[str, str]) -> None:
    """Rule: the formatter finds nothing to change."""
    for name, text in texts.items():
        if name.endswith(".md"):
            assert format_text(text, name) == text


def test_the_same_seed_gives_the_same_law(law: Law) -> None:
    """Rule: the law is made from its seed alone; another seed gives another law, no less clean."""
    assert law_hash(read_texts(dict(law_texts(1))).law) == law_hash(law)
    other = read_texts(dict(law_texts(2)))
    assert law_hash(other.law) != law_hash(law)
    assert other.diagnostics == ()
    assert check_law(other.law) == ()


def test_it_is_of_full_size(law: Law) -> None:
    """Rule: 300 leaves of all scopes, 69 measures, 29 issues, 12 views, 5 obligations of 7 duties, one norm."""
    assert len(law.leaves) == 300
    assert {leaf.scope for leaf in law.leaves} == {
        "operation", "bearer", "beneficiary", "relation", "measure", "duty",
    }  # fmt: skip
    assert len(law.measures) == 69
    assert len({issue.name.partition("@")[0] for issue in law.issues}) == 29
    assert {len(issue.positions) for issue in law.issues} == {2, 3, 4}
    assert any(issue.obligation for issue in law.issues)
    assert len(law.views) == 12
    assert set(Counter(duty.obligation for duty in law.duties).values()) == {7}
    assert len(law.obligations) == 5
    assert len(law.norms) == 1


def test_every_measure_serves_and_many_serve_several_duties(law: Law) -> None:
    """Rule: measures stand in groups across duties, as those of a real law do."""
    served = Counter(measure for duty in law.duties for measure in measures_of(duty.served_by))
    assert {measure.name for measure in law.measures} == set(served) | set(measures_of(law.norms[0].served_by))
    assert sum(times > 1 for times in served.values()) > 30
    assert any(len(measures_of(duty.served_by)) >= 8 for duty in law.duties)
    assert any(measure.window is not None for measure in law.measures)
    assert {measure.tier for measure in law.measures} == {"baseline", "capacity", "advanced"}
