"""`duecare figure`, `notify` and `record`, and `--tlp` on each verb: what they write, where, and what they refuse."""

from __future__ import annotations

from pathlib import Path

import pytest
from done import Done, Duecare
from planted import LEVEL, SIGNS, planted

from duecare.dossier.scaffold import new_dossier


def test_figures_are_written_whole(duecare: Duecare, scaffold: Path, tmp_path: Path) -> None:
    """Each kind of figure is written, and told by its title."""
    for kind in ("timeline", "ladder", "map", "matrix"):
        out = tmp_path / f"{kind}.svg"
        done = duecare("figure", scaffold, "--kind", kind, "-o", out)
        assert (done.code, done.err) == (0, "")
        assert done.out.startswith(f"wrote {out}: ")
        assert out.read_text(encoding="utf-8").startswith("<svg ")


def test_notices_are_written_with_what_to_record(duecare: Duecare, scaffold: Path, tmp_path: Path) -> None:
    """A notice is written and never sent; what to put into the dossier afterwards can be read as part of one."""
    for channel in ("csirt", "note", "poc"):
        out = tmp_path / f"{channel}.md"
        done = duecare("notify", scaffold, "--to", "XAA", "--channel", channel, "-o", out, "--reply-by", "2024-07-15")
        assert done.code == 0
        assert "does not attribute" in out.read_text(encoding="utf-8")
        if channel != "note":
            continue
        entry = done.out.partition("  requests:\n")[2].replace("sources: []", "sources: [southland-note]")
        path = tmp_path / "with.yaml"
        path.write_text(scaffold.read_text(encoding="utf-8").replace("requests:\n", f"requests:\n{entry}", 1), "utf-8")
        assert duecare("record", path, "--state", "XAA", "-o", tmp_path / "r.md").code == 3
        assert "An answer was asked for, by 15 July 2024" in (tmp_path / "r.md").read_text(encoding="utf-8")


_SUPPOSED = {
    "record": ("r.md", "r.md", ("--state", "XAA")),
    "notify": ("n.md", "n.md", ("--to", "XAA", "--channel", "note")),
    "certify": ("c", "c/README.md", ("--view", "coco_dias")),
    "export": ("s.json", "s.json", ("--to", "stix", "--view", "coco_dias")),
}


@pytest.mark.parametrize("verb", _SUPPOSED)
def test_what_goes_to_others_says_that_it_supposes(duecare: Duecare, scaffold: Path, tmp_path: Path, verb: str) -> None:
    """A document on a supposition says so, tells what it changes, asks nothing to be recorded, and leaves no trace."""
    target, told, options = _SUPPOSED[verb]
    done = duecare(verb, scaffold, *options, "-o", tmp_path / target, "--assume", "admitted_knowledge@XAA=yes")
    assert "What the assumption changes" in done.out
    assert "requests:" not in done.out
    assert "knowledge@XAA=yes" in (tmp_path / told).read_text(encoding="utf-8")
    (tmp_path / "again").mkdir()
    duecare(verb, scaffold, *options, "-o", tmp_path / "again" / target)
    assert "knowledge@XAA=yes" not in (tmp_path / "again" / told).read_text(encoding="utf-8")


_REFUSED = [
    (
        ("figure", "CASE", "--kind", "pie", "-o", "x.svg"),
        "there is no figure 'pie'; write one of timeline, ladder",
    ),
    (("figure", "CASE", "--kind", "map", "-o", "x.pdf"), "names no format that Duecare writes"),
    (("figure", "CASE", "--kind", "map", "-o", "no/x.svg"), "there is no folder"),
    (("figure", "CASE", "--kind", "matrix", "-o", "x.svg", "--state", "XAA"), "the matrix shows all States and duties"),
    (("figure", "CASE", "--kind", "map", "-o", "x.svg", "--width", "nan"), "a figure nan mm wide is not drawn"),
    (("figure", "CASE", "--kind", "map", "-o", "x.svg", "--duty", "halting"), "the law has no duty 'halting'"),
    (("notify", "CASE", "--to", "XAA", "--channel", "fax", "-o", "x.md"), "there is no channel 'fax'"),
    (("notify", "CASE", "--to", "ZZZ", "--channel", "note", "-o", "x.md"), "the dossier names no State 'ZZZ'"),
    (("notify", "CASE", "--to", "XBB", "--channel", "note", "-o", "x.md"), "it must be said from which State"),
    (("notify", "CASE", "--to", "XAA", "--from", "XAA", "--channel", "note", "-o", "x.md"), "cannot notify itself"),
    (("notify", "CASE", "--to", "XAA", "--channel", "poc", "-o", "x.md", "--reply-by", "soon"), "--reply-by: 'soon'"),
    (("notify", "CASE", "--to", "XAA", "--channel", "poc", "-o", "x.md", "--template", "no.yaml"), "cannot be read"),
    (
        ("notify", "CASE", "--to", "XAA", "--channel", "poc", "-o", "x.md", "--reply-by", "2024-06-29"),
        "--reply-by 2024-06-29 lies before the day of the notice, 2024-06-30; choose a later day",
    ),
    (("record", "CASE", "--state", "XCC", "-o", "x.md"), "the dossier names no State 'XCC'"),
    (
        ("export", "CASE", "--to", "indicators", "-o", "x", "--assume", "admitted_knowledge@XAA=yes"),
        "lists of indicators rest on no finding, so that nothing can be supposed; leave --assume out",
    ),
    (("record", "CASE", "--state", "XAA", "-o", "x.txt"), "names no format that Duecare writes"),
    (("assess", "CASE", "--tlp", "purple"), "there is no TLP level 'purple'; write one of clear, green, amber"),
    (("memo", "CASE", "-o", "x.md", "--tlp", "gren"), "did you mean `green`?"),
]


@pytest.mark.parametrize(("words", "message"), _REFUSED, ids=[message[:30] for _, message in _REFUSED])
def test_what_cannot_be_done_is_said(
    duecare: Duecare, scaffold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...],
    message: str,
) -> None:  # fmt: skip
    """Each refusal says what is wrong and what to do, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    before = set(tmp_path.iterdir())
    done = duecare(*(scaffold if word == "CASE" else word for word in words))
    assert done.code == 1
    assert message in done.err
    assert set(tmp_path.iterdir()) == before


def test_a_folder_that_cannot_be_written(duecare: Duecare, scaffold: Path, tmp_path: Path) -> None:
    """A path that is a folder, or of no folder, is refused before any work is done."""
    told = ("figure --kind map", "notify --to XAA --channel poc", "record --state XAA")
    for verb, *options in (one.split() for one in told):
        done = duecare(verb, scaffold, *options, "-o", tmp_path)
        assert (done.code, "is a folder" in done.err) == (1, True)


@pytest.mark.slow
def test_no_verb_writes_what_is_above_the_level(duecare: Duecare, tmp_path: Path) -> None:
    """Whatever is asked for at a level, the bytes are those of a file that never held anything above it."""
    text = new_dossier("case")
    plain, secret = tmp_path / "plain" / "case.yaml", tmp_path / "secret" / "case.yaml"
    for path, content in ((plain, text.encode()), (secret, planted(text, "XAA", "XBB", "corfu_channel_duty.halt"))):
        path.parent.mkdir()
        path.write_bytes(content)
    verbs = [
        ("memo", "-o", "memo.md"), ("memo", "-o", "memo.html"), ("record", "--state", "XAA", "-o", "record.html"),
        *(("notify", "--to", "XAA", "--channel", one, "-o", f"{one}.html") for one in ("csirt", "note", "poc")),
        *(("figure", "--kind", one, "-o", f"{one}.svg") for one in ("timeline", "ladder", "map", "matrix")),
        ("assess", "--json"), ("assess",), ("export", "--to", "stix", "-o", "out.json"),
    ]  # fmt: skip
    for verb, *options in verbs:
        told: list[Done] = []
        files = []
        for path in (plain, secret):
            words = [
                path.parent / word if word.endswith((".md", ".html", ".svg", ".json")) else word for word in options
            ]
            told.append(duecare(verb, path, *words, "--tlp", LEVEL))
            files.append([word.read_bytes() for word in words if isinstance(word, Path)])
        assert files[0] == files[1], verb
        assert told[0].code == told[1].code in (0, 3)
        assert told[0].out.replace(str(plain.parent), str(secret.parent)) == told[1].out
        written = told[1].out + told[1].err + "".join(one.decode() for one in files[1])
        assert [sign for sign in SIGNS if sign.lower() in written.lower()] == []
