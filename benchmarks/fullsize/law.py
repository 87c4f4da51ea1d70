"""The whole invented law as text: file names and what stands in them."""

from __future__ import annotations

from pathlib import Path

from fullsize.disputes import disputes_chapter, views_chapter
from fullsize.measures import measures_chapter, pool, services
from fullsize.obligation import FLAVOURS, obligation_chapter
from fullsize.questions import facts_chapter
from fullsize.standard import standard_chapter
from fullsize.writing import all_of, any_of, chapter, cite, clause, declaration, some_affected, sources_yaml

SEED = 1


def law_texts(seed: int = SEED) -> dict[str, str]:
    """Return the files of the invented law; the same seed gives the same bytes."""
    chosen = services(seed)
    texts = {
        "facts.md": facts_chapter(),
        "disputes.md": disputes_chapter(),
        "standard.md": standard_chapter(),
        "measures.md": measures_chapter(seed),
        "norms.md": _norms(),
        "views.md": views_chapter(seed),
        "sources.yaml": sources_yaml(),
    }
    for flavour in FLAVOURS:
        texts[f"obligations/{flavour.name}.md"] = obligation_chapter(flavour, chosen, seed)
    return texts


def write_law(folder: Path, seed: int = SEED) -> None:
    """Write the invented law into a folder."""
    for name, text in law_texts(seed).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _norms() -> str:
    expected = all_of(
        any_of("tie_territory", "tie_transit"),
        "alpha_right",
        any_of("actual_knowledge", some_affected("notice_received", "notice_in_good_faith")),
        "op_continues",
    )
    steps = pool("halt")
    served = all_of(steps[1], any_of(*steps[2:4]), any_of(*steps[5:14]))
    norm = declaration(
        "norm norm_x", "What is expected of States.", cite(9), "phase halt",
        clause("expected when", expected), clause("served by", served),
    )  # fmt: skip
    return chapter("norms", "Norms", "norms", norm)
