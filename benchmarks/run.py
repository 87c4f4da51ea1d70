"""Measure everything, and write the tables into README.md: `make bench`, or `python benchmarks/run.py [NAME ...]`."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from harness import HERE, RESULTS, Row, table

SCRIPTS = {
    "law": "The bundled law",
    "dossiers": "The bundled dossiers",
    "questions": "Questions on the bundled dossiers",
    "documents": "Documents on the bundled dossiers",
    "practice": "What all States have declared",
    "synthetic": "A law of full size",
    "peers": "Peers on the same questions",
    "batch": "Tables of frames",
    "order": "Orders of variables",
    "import": "Records of others",
    "nexus": "Addresses to territories",
}
_START, _END = "<!-- results -->\n", "<!-- end of results -->\n"


def main(names: list[str]) -> None:
    """Run the measurements named (all, if none is), each in a process of its own."""
    paths = [str(HERE), *sys.path]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in paths if path)}
    for name in names or SCRIPTS:
        print(f"== {SCRIPTS[name]}", flush=True)
        subprocess.run([sys.executable, str(HERE / f"measure_{name}.py")], check=True, env=environment)
    write_readme()


def write_readme() -> None:
    """Put the newest result of each measurement into the README."""
    parts = []
    for name, title in SCRIPTS.items():
        path = RESULTS / f"{name}.json"
        if path.exists() and name != "order":  # ORDER.md tells those
            parts.append(_section(title, json.loads(path.read_text(encoding="utf-8"))))
    readme = HERE / "README.md"
    before, _, rest = readme.read_text(encoding="utf-8").partition(_START)
    _, _, after = rest.partition(_END)
    readme.write_text(before + _START + "\n" + "\n".join(parts) + "\n" + _END + after, encoding="utf-8")


def _section(title: str, found: dict[str, object]) -> str:
    machine, rows = found["machine"], found["rows"]
    assert isinstance(machine, dict)
    assert isinstance(rows, list)
    said = f"{machine['date']}, {machine['implementation']} {machine['python']}, {machine['cores']} cores, "
    said += f"load {machine['load']} (above the number of cores, times are longer than they need be)."
    return f"### {title}\n\n{said}\n\n{table([Row(**row) for row in rows])}\n"


if __name__ == "__main__":
    main(sys.argv[1:])
