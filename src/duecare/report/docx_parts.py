"""The parts of a DOCX around its text: list marks, settings, header, footer, footnotes, each as XML."""

from __future__ import annotations

from collections.abc import Sequence

from duecare.report.docx_runs import xml

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

NUMBERING = (
    f'{DECLARED}<w:numbering {W}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="397" w:hanging="284"/></w:pPr></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
SETTINGS = (
    f'{DECLARED}<w:settings {W}><w:autoHyphenation w:val="0"/>'
    '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat></w:settings>'
)
_LINE = '<w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr><w:r><w:{}/></w:r></w:p>'


def header(marking: str) -> str:
    """Return the head of every page: the marking."""
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r><w:t>{xml(marking)}</w:t></w:r></w:p>'
    return f"{DECLARED}<w:hdr {W}>{paragraph}</w:hdr>"


def footer(title: str) -> str:
    """Return the foot of every page: the title, the page and how many there are."""
    number, total = (
        f'<w:fldSimple w:instr=" {field} "><w:r><w:t>1</w:t></w:r></w:fldSimple>' for field in ("PAGE", "NUMPAGES")
    )
    paragraph = (
        f'<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:t>{xml(title)}</w:t></w:r>'
        f'<w:r><w:tab/><w:t xml:space="preserve">Page </w:t></w:r>{number}'
        f'<w:r><w:t xml:space="preserve"> of </w:t></w:r>{total}</w:p>'
    )
    return f"{DECLARED}<w:ftr {W}>{paragraph}</w:ftr>"


def footnotes_part(notes: Sequence[str]) -> str:
    """Return the notes, each given as runs, after the two lines that part them from the text."""
    lines = (("-1", "separator", "separator"), ("0", "continuationSeparator", "continuationSeparator"))
    parted = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}">{_LINE.format(sign)}</w:footnote>' for number, kind, sign in lines
    )
    told = "".join(_note(number, runs) for number, runs in enumerate(notes, 1))
    return f"{DECLARED}<w:footnotes {W} {R}>{parted}{told}</w:footnotes>"


def _note(number: int, runs: str) -> str:
    mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    space = '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
    style = '<w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
    return f'<w:footnote w:id="{number}"><w:p>{style}{mark}{space}{runs}</w:p></w:footnote>'
