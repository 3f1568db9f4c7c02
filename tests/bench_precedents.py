"""Measures precedents over 5,000 synthetic letters: python tests/bench_precedents.py, or `make bench`."""

import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from bench_ingest import Row, section
from precedent_shelf import shelf_of

from eval.run import isolated
from settings import Settings, silence_environment

LETTERS = 5_000
ASKED = 400
_TIMED = 40


def main() -> int:
    """Run everything and write the section; exit 1 where something wanted is not met."""
    silence_environment()
    settings = isolated(Settings())
    with tempfile.TemporaryDirectory() as name, shelf_of(settings, Path(name), LETTERS) as shelf:
        shares, none = shelf.found_again(ASKED), shelf.told_none()
        times = []
        for past in shelf.log.asked[:_TIMED]:
            begun = perf_counter()
            shelf.examined([past.exchange.question])
            times.append(perf_counter() - begun)
    rows = [
        Row("right precedent first", f"{shares.first:.3f}", "at least 0.85", shares.first >= 0.85),
        Row("right precedent among five", f"{shares.five:.3f}", "at least 0.95", shares.five >= 0.95),
        Row("no good precedent told", f"{none:.3f}", "at least 0.90", none >= 0.9),
        Row("one question, p50", f"{median(times) * 1000:.0f} ms", "", True),
    ]
    section("Precedents", f"{LETTERS:,} synthetic letters; wordings of an author that nothing was fitted to.", rows)
    sys.stdout.write("".join(f"{row.what}: {row.measured} ({row.wanted})\n" for row in rows))
    return 0 if all(row.met for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
