"""Treaties count from the day on which they bind, whatever days a record speaks of."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from duecare.assess.assess import assess, frames_of
from duecare.dossier.read import read_dossier
from duecare.rulebook.load import load_bundled
from duecare.rulebook.participation import participation

_DOSSIER = Path(__file__).resolve().parents[2] / "dossiers" / "revil-2021.yaml"


def test_a_treaty_binds_from_and_until_its_day() -> None:
    """Rule: the day on which a State joins or leaves a treaty while the record runs is one that is looked at."""
    bundle = load_bundled()
    dossier = read_dossier(_DOSSIER, bundle.law)
    frames = frames_of(dossier, bundle, None, "balance")
    at = frames[0].slices
    tried = set()
    for row in participation(bundle.folder, bundle.law, dossier.states):
        rows = [frame.known[row.fact] for frame in frames if frame.bearer == row.state]
        for when, bound in ((row.since, True), (row.until, False)):
            if when is not None and at[0] < when.earliest <= at[-1] and rows:
                before = max(index for index, instant in enumerate(at) if instant < when.earliest)
                after = frames[0].labels.index(when.text)
                assert {(known[before].value, known[after].value) for known in rows} == {(not bound, bound)}
                tried.add((row.state, row.fact))
    assert {("SWE", "party_to_budapest"), ("RUS", "party_to_echr")} <= tried


def test_a_duty_of_a_treaty_is_due_since_it_binds(tmp_path: Path) -> None:
    """Rule: a duty that a treaty makes while the record runs is due from that day, not from the next day recorded."""
    bundle = load_bundled()
    row = next(one for one in participation(bundle.folder, bundle.law, ("CMR",)) if one.fact == "party_to_budapest")
    assert row.since is not None
    text = files("duecare.dossier").joinpath("scaffold.yaml").read_text(encoding="utf-8")
    assert row.since.text not in text
    path = tmp_path / "joined.yaml"
    path.write_text(text.replace("XAA", "CMR").replace("NAME-OF-THE-DOSSIER", "joined"), encoding="utf-8")
    since = {
        finding.duty: line.possible
        for finding in assess(read_dossier(path, bundle.law), bundle).findings
        if finding.bearer == "CMR" and finding.obligation == "cybercrime_duty"
        for line in finding.history
        if line.event == "due"
    }
    assert row.since.text in since.values()
