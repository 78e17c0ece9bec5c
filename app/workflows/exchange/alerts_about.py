"""Which alerts that somebody saw are about these machines and no others, so that what was noted travels with them.

An alert is no row: its id is made from what it tells of. So the ids are made again from the visits, conditions and
repairs of the machines, and only those that were seen are kept.
"""

from collections.abc import Collection, Iterator

from app.diagnosis.alerts import alert_id
from app.domain.fleet import AlertKind
from app.history.exchange.exchange_history import ExchangeHistory


def alerts_about(history: ExchangeHistory, machine_ids: Collection[str]) -> set[str]:
    """The ids of seen alerts about one of these machines; those about several at once are nobody's."""
    seen = history.seen_alert_ids()
    if not seen:
        return set()
    return {one for machine_id in machine_ids for one in _about(history, machine_id) if one in seen}


def _about(history: ExchangeHistory, machine_id: str) -> Iterator[str]:
    for visit_id in history.visit_ids(machine_id):
        yield alert_id(AlertKind.STATE, visit_id)
        yield alert_id(AlertKind.CONFIDENCE, visit_id)
    for condition_id, ear_sha256, repaired in history.eras(machine_id):
        yield alert_id(AlertKind.DRIFT, condition_id, ear_sha256, repaired.isoformat() if repaired else "")
