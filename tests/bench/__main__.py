"""Prints every figure with its aim. A missed aim is printed as missed; nothing fails here."""

import argparse

from tests.bench import gap, start, verdict

PARTS = {"verdict": verdict.measure, "start": start.measure, "gap": gap.measure}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all without one")
    chosen = parser.parse_args().parts or list(PARTS)
    for name in chosen:
        for line in PARTS[name]():
            print(line, flush=True)
