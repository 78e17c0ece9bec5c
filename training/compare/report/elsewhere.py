"""The report on what changes after learning: noise, the microphone, the type of machine, the machine itself."""

from __future__ import annotations

from training.compare.cells import Row
from training.compare.plan import EQUALISED_DB, QUOTED_K, QUOTED_N
from training.compare.report.facts import Facts, lowest, mean
from training.compare.report.words import area, joined, share, snr, table
from training.compare.situations import BASELINE, MICROPHONE, NOISE, UNHEARD
from training.compare.summary import found, measure_of
from training.compare.wrong_machine import ANSWERS


def noise(facts: Facts) -> list[str]:
    """Learnt in one noise, inspected in another."""
    said = [
        "## Learnt in one noise, inspected in another",
        "",
        f"n = {QUOTED_N}, one clip a verdict. AUC and false alarms of the worst machine; how often it says "
        "“cannot tell” instead.",
        "",
    ]
    for kind in facts.types:
        name = facts.main(kind) or ""
        same = found(facts.summary, section=BASELINE, type=kind, detector=name, n=QUOTED_N, k=QUOTED_K)
        other = found(facts.summary, section=NOISE, type=kind, detector=name, n=QUOTED_N, k=QUOTED_K)
        cells = {(row["learnt_at"], row["snr"]): row for row in [*same, *other]}
        if not other:
            said += [f"{kind}: one noise level only, so this is not known.", ""]
            continue
        rows = [
            [snr(learnt), *(_noise_cell(cells.get((learnt, inspected))) for inspected in facts.snrs(kind))]
            for learnt in facts.snrs(kind)
        ]
        said += table([f"{kind}: learnt at", *(f"inspected at {snr(one)}" for one in facts.snrs(kind))], rows)
    return said


def _noise_cell(summary: Row | None) -> str:
    alarms, doubt = (measure_of(summary, measure, "worst") for measure in ("false_alarms", "cannot_tell_healthy"))
    doubted = f"; cannot tell {share(doubt)}" if doubt else ""
    return f"{area(measure_of(summary, 'auc', 'worst'))}; {share(alarms)}{doubted}"


def microphone(facts: Facts) -> list[str]:
    """Inspected with another microphone."""
    rows = []
    for kind in facts.types:
        for name in facts.detectors(kind):
            of_name = found(facts.summary, section=MICROPHONE, type=kind, detector=name, k=QUOTED_K)
            if of_name:
                rows.append([kind, name, *(_microphone_cell(of_name, rms_db) for rms_db in EQUALISED_DB)])
    said = [
        "## Inspected with another microphone",
        "",
        "Simulated: a smooth equalisation of so many dB rms over the bands, drawn anew for each baseline, and "
        "loudness no evidence. "
        "All noise levels together: AUC of the worst machine at the worst level / mean; false alarms at worst.",
        "",
    ]
    if not rows:
        return [*said, "Not known: no detector here ran on band levels.", ""]
    return said + table(["type", "detector", *(f"{rms_db:g} dB rms" for rms_db in EQUALISED_DB)], rows)


def _microphone_cell(rows: list[Row], rms_db: float) -> str:
    of_db = found(rows, equalised_db=rms_db)
    worst = lowest([measure_of(row, "auc", "worst") for row in of_db])
    usual = mean([measure_of(row, "auc", "mean") for row in of_db])
    alarms = [measure_of(row, "false_alarms", "worst") for row in of_db]
    return f"{area(worst)} / {area(usual)}; {share(max((one for one in alarms if one is not None), default=None))}"


def unheard_type(facts: Facts) -> list[str]:
    """Trained on other types of machine alone."""
    rows = []
    for kind in facts.types:
        for name in facts.detectors(kind):
            unheard = found(facts.summary, section=UNHEARD, type=kind, detector=name, k=QUOTED_K)
            by_snr = {row["snr"]: row for row in unheard}
            if by_snr:
                worst, usual, alarms = (
                    [measure_of(by_snr.get(level), measure, key) for level in facts.snrs(kind)]
                    for measure, key in (("auc", "worst"), ("auc", "mean"), ("false_alarms", "worst"))
                )
                heard = joined(facts.per_snr(kind, name, "auc", "mean"))
                rows.append([kind, name, joined(worst), joined(usual), heard, joined(alarms, share)])
    if not rows:
        return []
    said = [
        "## A type of machine never heard",
        "",
        "What a generic model is for: the whole type was left out, so only machines of other types were learnt "
        "from.",
        "",
    ]
    heading = [
        "type", "detector", "AUC, worst machine", "AUC, mean", "mean when only the machine is left out",
        "false alarms, worst",
    ]  # fmt: skip
    return said + table(heading, rows)


def wrong_machine(facts: Facts) -> list[str]:
    """Another machine's healthy clips against this machine's baseline."""
    said = [
        "## The wrong machine",
        "",
        "Healthy clips of another machine held against this one's baseline, one clip a verdict. “Healthy” is the "
        "dangerous answer.",
        "",
    ]
    rows = []
    for kind in facts.types:
        met = found(facts.report["wrong"], type=kind, detector=facts.main(kind), k=QUOTED_K)
        for same_type, whose in ((True, f"another {kind}"), (False, "another type")):
            for level in facts.snrs(kind):
                of_level = found(met, same_type=same_type, snr=level)
                if of_level:
                    shares = [share(mean([row[answer] for row in of_level])) for answer in ANSWERS]
                    worst = max(of_level, key=lambda row: row["most_healthy_share"])
                    pair = f"{share(worst['most_healthy_share'])} ({worst['most_healthy']} as {worst['id']})"
                    rows.append([kind, whose, snr(level), *shares, pair])
    if not rows:
        return [*said, "Not known: there is no second machine here, or no threshold.", ""]
    heading = [
        "baseline of a",
        "clips of",
        "SNR",
        "healthy",
        "watch",
        "abnormal",
        "cannot tell",
        "healthy, worst pair",
    ]
    return said + table(heading, rows)
