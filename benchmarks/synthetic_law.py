"""Write the invented law of full size: `python benchmarks/synthetic_law.py FOLDER [SEED]`."""

from __future__ import annotations

import sys
from pathlib import Path

from fullsize.law import SEED, write_law

if __name__ == "__main__":
    write_law(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else SEED)
