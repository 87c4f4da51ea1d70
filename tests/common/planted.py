"""A dossier with entries of every kind above a level, each of their fields a text that stands nowhere else."""

from __future__ import annotations

from typing import Any

import yaml

SIGNS = ("zqx", "192.0.2.222", "XZZ", "XZY")  # what planted texts begin with, an address, and two States of their own
LEVEL, ABOVE = "amber", "amber+strict"


def loaded(text: str) -> dict[str, Any]:
    """Return a dossier as plain data."""
    data: dict[str, Any] = yaml.load(text, Loader=yaml.BaseLoader)
    return data


def dumped(data: dict[str, Any]) -> bytes:
    """Return plain data as the text of a dossier."""
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True, default_flow_style=False).encode()


def planted(text: str, bearer: str, beneficiary: str, duty: str) -> bytes:
    """Return the same dossier with an entry of each kind put in front of the others, and one claim into an old entry.

    What is put in names two further States, sources that nothing else cites, and dates on which nothing else happens.
    """
    data = loaded(text)
    data["states"] = data["states"] | {"XZZ": "zqxzland", "XZY": "zqxyland"}
    for name, title in (("zqx-source", "zqxtitle"), ("zqx-evidence", "zqxother")):
        data["sources"][name] = {
            "title": title, "publisher": "zqxpublisher", "author": "zqxauthor", "date": data["operation"]["began"],
            "url": "https://zqxhost.example/zqxpath", "grade": "seen", "origin": "zqxorigin", "note": "zqxnote",
            "sha256": "5" * 64,
        }  # fmt: skip
    when = {"on": data["operation"]["began"], "tlp": ABOVE, "sources": ["zqx-source"]}
    shows = [
        {"notice_received": {"bearer": bearer, "beneficiary": "XZZ", "value": "yes", "standing": "established",
                             "author": "zqxclaimant", "reason": "zqxreason", "from": "2019-07-07"}},
        {"taken": {"measure": "M51", "bearer": "XZY", "beneficiary": beneficiary, "value": "no",
                   "standing": "established", "tlp": "clear"}},
    ]  # fmt: skip
    message = {**when, "by": bearer, "to": beneficiary}
    entries: dict[str, dict[str, Any]] = {
        "timeline": {**when, "what": "zqxtimeline", "read_from": "zqxobject", "shows": shows},
        "patterns": {**when, "what": "zqxpattern", "shows": shows},
        "requests": {**message, "id": "zqx-note", "channel": "poc", "reply_by": "2031-03-03", "what": "zqxrequest",
                     "shows": shows},
        "replies": {**message, "by": beneficiary, "to": bearer, "answers": "zqx-note", "stage": "acted",
                    "what": "zqxreply", "evidence": ["zqx-evidence"], "shows": shows},
        "searches": {**when, "measure": "M51", "bearer": "XZY", "beneficiary": beneficiary, "where": ["zqxplace"],
                     "by": "zqxsearcher", "found": "zqxfound",
                     "inference": {"standing": "established", "reason": "zqxinferred"}},
        "account": {**when, "bearer": bearer, "beneficiary": "XZZ", "what": "zqxaccount", "measure": "M51",
                    "evidence": ["zqx-evidence"], "shows": shows},
        "appraisals": {**when, "author": "zqxappraiser", "reason": "zqxjudged", "what": "zqxappraisal", "shows": [
            {"reasonable_overall": {"duty": duty, "bearer": bearer, "value": "no", "standing": "established"}}]},
        "indicators": {"id": "zqx-indicator", "type": "ipv4", "value": "192.0.2.222", "first_seen": when["on"],
                       "territory": "XZZ", "role": "zqxserver", "note": "zqxremarked", "sources": ["zqx-source"],
                       "tlp": ABOVE},
    }  # fmt: skip
    for key, entry in entries.items():
        data[key] = [entry, *(data.get(key) or [])]
    claim = {"value": "no", "standing": "established", "author": "zqxinner", "reason": "zqxwithin", "tlp": ABOVE}
    first = data["timeline"][1]
    first["shows"] = [{"operation_continues": claim}, *(first.get("shows") or [])]
    data["imports"] = [
        {"source": "zqx-source", "format": "zqxformat", "objects": "77", "left": [{"at": "zqxat", "value": "zqxleft"}]}
    ]
    data["notes"] = [{"what": "zqxremark", "tlp": ABOVE}, *(data.get("notes") or [])]
    return dumped(data)
