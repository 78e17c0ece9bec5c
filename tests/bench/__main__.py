"""Prints every figure with its aim. A missed aim is printed as missed; nothing fails here."""

import argparse

from tests.bench import archive, fleet, gap, gate, history, live, soak, start, trouble, verdict, window_growth

PARTS = {
    "verdict": verdict.measure,
    "start": start.measure,
    "gap": gap.measure,
    "live": live.measure,
    "gate": gate.measure,
    "trouble": trouble.measure,
    "history": history.measure,
    "fleet": fleet.measure,
    "window": window_growth.measure,
    "archive": archive.measure,
}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    names = ", ".join(PARTS)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {names}, soak; all but soak without one")
    parser.add_argument("--minutes", type=float, help="record for so long; of soak, which is run by name only")
    parser.add_argument("--all", action="store_true", help="each kind of sound at each level; of gate")
    options = parser.parse_args()
    PARTS["gate"] = lambda: gate.measure(options.all)
    PARTS["soak"] = lambda: soak.measure(options.minutes or soak.MINUTES)
    for name in options.parts or [name for name in PARTS if name != "soak"]:
        for line in PARTS[name]():
            print(line, flush=True)
