"""All jobs of one opened history, together, as the window and the command line get them."""

from dataclasses import dataclass

from app.workflows.archive.archive_import import ArchiveImport
from app.workflows.backups import BackUpHistory
from app.workflows.bin import ThrowAway
from app.workflows.check_takes import CheckTakes
from app.workflows.compare_sound import CompareSound
from app.workflows.exchange.exchange import Exchange
from app.workflows.fleet_now import FleetNow
from app.workflows.forecast import LookAhead
from app.workflows.inspect_take import InspectTake
from app.workflows.learn_healthy import LearnHealthy
from app.workflows.listen_back import ListenBack
from app.workflows.listening_watch import ListeningWatch
from app.workflows.look_closer import LookCloser
from app.workflows.machine_book import MachineBook
from app.workflows.machine_story import MachineStory
from app.workflows.make_report import MakeReport
from app.workflows.models import Models
from app.workflows.preferences import Preferences
from app.workflows.record_take import RecordTake
from app.workflows.reports import Reports
from app.workflows.review import ReviewTake
from app.workflows.sample_fan import SampleFan
from app.workflows.support_bundle import SupportBundle
from app.workflows.tables.export_tables import ExportTables
from app.workflows.training_export import TrainingExport
from app.workflows.walk_route import WalkRoute
from app.workflows.watch_drift import WatchDrift


@dataclass(frozen=True, slots=True)
class Workflows:
    """What a technician can do."""

    machines: MachineBook
    learn: LearnHealthy
    inspect: InspectTake
    look: LookCloser
    listen: ListenBack
    report: MakeReport
    reports: Reports
    preferences: Preferences
    support: SupportBundle
    sample: SampleFan
    record: RecordTake
    watch: ListeningWatch
    review: ReviewTake
    export: TrainingExport
    models: Models
    drift: WatchDrift
    ahead: LookAhead
    fleet: FleetNow
    walk: WalkRoute
    story: MachineStory
    compare: CompareSound
    bin: ThrowAway
    exchange: Exchange
    tables: ExportTables
    backups: BackUpHistory
    check: CheckTakes
    archive: ArchiveImport
