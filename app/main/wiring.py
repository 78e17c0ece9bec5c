"""Builds the jobs of one history by constructor: the only place that knows how the parts fit."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app import __version__
from app.capture.beside import Beside
from app.capture.listener import Listener
from app.capture.playback import Playback
from app.capture.portaudio_input import PortAudioInputs
from app.capture.scanner import MicrophoneWatch
from app.diagnosis.registry import ModelRegistry
from app.history.history import History
from app.main import paths, printers
from app.main.printers import on_demand
from app.recordings.photos import PhotoStore
from app.recordings.take_store import TakeStore
from app.reports.facts import paper_for_locale
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
from app.workflows.preview_report import PreviewReport
from app.workflows.print_card import PrintCard
from app.workflows.record_take import RecordTake
from app.workflows.report_fleet import ReportFleet
from app.workflows.report_machine import ReportMachine
from app.workflows.report_printing import AsPreferred
from app.workflows.report_route import ReportRoute
from app.workflows.report_route_inspections import ReportRouteInspections
from app.workflows.reports import Reports
from app.workflows.review import ReviewTake
from app.workflows.sample_fan import SampleFan
from app.workflows.support_bundle import SupportBundle
from app.workflows.tables.export_tables import ExportTables
from app.workflows.training_export import TrainingExport
from app.workflows.walk_route import WalkRoute
from app.workflows.watch_drift import WatchDrift
from app.workflows.workflows import Workflows

PROGRAM = f"Earshot {__version__}"
"""What reports say printed them."""


def build(
    history: History, folder: Path, models: Path = paths.MODELS, preferences: Preferences | None = None
) -> Workflows:
    """All jobs on an opened history kept in `folder`; without `preferences` they are read from there."""
    store = TakeStore(folder)
    imported = folder / "models"
    registry = ModelRegistry(models, imported)
    photos = PhotoStore(folder)
    inspect = InspectTake(history, store, registry)
    learn = LearnHealthy(history, store, registry)
    look, ahead = LookCloser(store), LookAhead(history)
    preferences = preferences or Preferences(folder, photos)
    history.who = lambda: preferences.now.inspector
    how = AsPreferred(preferences, paper_for_locale(paths.locale_name()), PROGRAM)
    report = MakeReport(
        history, store, photos, on_demand(printers.inspection), how.paper, letterhead=how.letterhead
    )
    record = _record(history, store, photos, registry, inspect=inspect, learn=learn)
    return Workflows(
        machines=MachineBook(history, registry, photos),
        learn=learn,
        inspect=inspect,
        look=look,
        listen=ListenBack(history, store, Playback()),
        report=report,
        reports=_reports(history, photos, ahead, report, how),
        preferences=preferences,
        support=SupportBundle(folder, models),
        sample=SampleFan(history, paths.SAMPLES),
        record=record,
        watch=ListeningWatch(history, store, registry, inspect, record.folder),
        review=ReviewTake(history, store, registry),
        export=TrainingExport(history, store),
        models=Models(history, store, registry, imported),
        drift=WatchDrift(history),
        ahead=ahead,
        fleet=FleetNow(history, ahead),
        walk=WalkRoute(history),
        story=MachineStory(history, ahead),
        compare=CompareSound(history, store, look),
        bin=ThrowAway(history),
        exchange=Exchange(history, store, photos, report),
        tables=ExportTables(history),
        backups=BackUpHistory(folder, store),
        check=CheckTakes(history, store),
        archive=ArchiveImport(history, registry, folder),
    )


def _record(
    history: History,
    store: TakeStore,
    photos: PhotoStore,
    models: ModelRegistry,
    *,
    inspect: InspectTake,
    learn: LearnHealthy,
) -> RecordTake:
    inputs = PortAudioInputs()
    return RecordTake(
        history=history,
        store=store,
        photos=photos,
        models=models,
        inspect=inspect,
        learn=learn,
        listener=Listener(inputs),
        beside=Beside(inputs),
        watch=MicrophoneWatch(),
        folder=history.folder,
    )


def _reports(
    history: History, photos: PhotoStore, ahead: LookAhead, report: MakeReport, how: AsPreferred
) -> Reports:
    return Reports(
        machine=ReportMachine(history, ahead, photos, on_demand(printers.machine), how),
        fleet=ReportFleet(history, ahead, on_demand(printers.fleet), how),
        route=ReportRoute(history, on_demand(printers.route), how),
        inspections=ReportRouteInspections(history, report),
        card=PrintCard(on_demand(lambda: printers.card(PROGRAM)), how.paper),
        preview=PreviewReport(history.folder / "previews", paths.outgoing()),
    )


@contextmanager
def opened(folder: Path, models: Path = paths.MODELS) -> Iterator[Workflows]:
    """Opens a history folder for one command; a Problem when it can't be opened."""
    history = History.open(folder)
    try:
        yield build(history, folder, models)
    finally:
        history.close()
