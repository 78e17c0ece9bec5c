"""What a technician does with the window: real clicks on fake workflows."""

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.machine import MachineType
from app.domain.problem import Problem
from app.domain.verdict import State
from app.ui.desk import Desk
from app.ui.frame import Frame
from app.ui.jobs import Jobs
from app.ui.main_window import MainWindow
from app.ui.pages.next_step import Act
from app.ui.shell import Shell
from app.ui.theme import current
from app.ui.widgets import Button, Look, Step, Text
from tests.ui.fakes import FakeWorkflows, InlineJobs, Opening, baseline, fan, inspection
from tests.ui.pages.conftest import Show


def shell(window: MainWindow) -> Shell:
    assert window.shell is not None
    return window.shell


def frame(window: MainWindow) -> Frame:
    return shell(window).frame


def click(qtbot: QtBot, widget: QWidget) -> None:
    assert widget.isVisible()
    assert widget.isEnabled()
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def button(window: QWidget, word: str) -> Button:
    return next(b for b in window.findChildren(Button) if b.isVisible() and b.text().startswith(word))


def filled(window: QWidget) -> list[str]:
    return [b.text() for b in window.findChildren(Button) if b.isVisible() and b._look is Look.FILLED]


def drop(window: MainWindow, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(400, 300), copy, mime, left, none)
    frame(window).dragEnterEvent(enter)
    assert enter.isAccepted()
    frame(window).dropEvent(QDropEvent(QPointF(400, 300), copy, mime, left, none))


def known(clips: int = 9, *states: State) -> tuple[FakeWorkflows, str]:
    machine = fan()
    flows = FakeWorkflows(machine)
    condition_id = machine.points[0].conditions[0].id
    if clips:
        flows.machines.baselines[condition_id] = baseline(condition_id, clips)
    flows.machines.inspections += [inspection(machine, state, f"{state.value}.wav") for state in states]
    return flows, condition_id


def note_of(desk: Desk) -> QPlainTextEdit:
    """The field of the note, opened as its button does where the note is still empty."""
    if desk.result.page.note.begin.isVisible():
        desk.result.page.note.begin.click()
    return desk.result.page.note.findChild(QPlainTextEdit)


def test_three_clicks_from_nothing_to_a_verdict(show: Show, qtbot: QtBot) -> None:
    window, desk = show(FakeWorkflows())
    for card in desk.welcome.cards:
        assert filled(window) == [card.button.text()]
        click(qtbot, card.button)
    assert frame(window).pages.currentWidget() is desk.result.page
    assert "Abnormal" in desk.result.page.band.accessibleName()
    assert filled(window) == ["Export PDF"]


def test_the_start_page_shows_the_takes_and_ticks_those_that_were_heard(show: Show, qtbot: QtBot) -> None:
    flows = FakeWorkflows()
    flows.sample.unreadable = {"healthy-5.wav"}
    _, desk = show(flows)
    thumbs = [*desk.welcome._healthy, desk.welcome._later]
    assert [thumb._image is not None for thumb in thumbs] == [True, True, True, True, False, True]
    assert [thumb.accessibleName() for thumb in thumbs[3:]] == [
        "Take 4",
        "Take 5",
        "Take 6 · 30 s · not heard yet",
    ]
    click(qtbot, desk.welcome.learn.button)
    assert [card.step for card in desk.welcome.cards] == [Step.DONE, Step.CURRENT, Step.WAITING]
    assert [thumb._heard for thumb in thumbs] == [True] * 5 + [False]
    click(qtbot, desk.welcome.inspect.button)
    assert thumbs[5]._heard
    assert thumbs[5].accessibleName() == "Take 6 · 30 s"
    assert flows.looks == []


def test_the_samples_are_not_pictured_while_nobody_looks(show: Show) -> None:
    flows, _ = known(9, State.HEALTHY)
    _, desk = show(flows)
    assert flows.sample.pictured == []
    desk.show_start()
    desk.show_start()
    assert len(flows.sample.pictured) == 6


def test_a_lost_loudspeaker_is_a_banner(show: Show, qtbot: QtBot) -> None:
    flows, _ = known(9, State.ABNORMAL)
    window, desk = show(flows)
    heard = desk.result.page.heard
    assert heard is not None
    heard.play_wanted.emit(2.0, None, None, "take", False)
    flows.listen.playback.lose_device()
    qtbot.waitUntil(lambda: frame(window).banner.text != "")
    assert "The loudspeaker is gone." in frame(window).banner.text
    assert not desk.result.player.active


def test_what_can_be_judged_is_asked_and_not_known_by_heart(show: Show) -> None:
    flows, _ = known(9)
    flows.machines.judged = frozenset({MachineType.PUMP})
    _, desk = show(flows)
    assert "No model for fans" in desk.result.page.band.accessibleName()
    desk.add_machine()
    assert "No model for fans" in desk.form.facts.type_note.text()
    desk.form.type.setCurrentIndex(1)
    assert not desk.form.facts.type_note.isVisible()


def test_while_the_sample_is_learnt_it_cannot_be_clicked_twice(show: Show, qtbot: QtBot, threads: Jobs) -> None:
    flows = FakeWorkflows()
    flows.hold = Event()
    window, desk = show(flows, threads)
    click(qtbot, desk.welcome.learn.button)
    qtbot.waitUntil(frame(window).progress.isVisible)
    assert not desk.welcome.learn.button.isEnabled()
    click(qtbot, button(window, "Cancel"))
    qtbot.waitUntil(desk.welcome.learn.button.isEnabled)
    assert flows.machines.baselines == {}
    assert "Nothing was learnt" in frame(window).notice.notice.title  # type: ignore[union-attr]


def test_a_machine_without_baseline_offers_learning_as_the_one_filled_button(show: Show) -> None:
    flows, _ = known(0)
    window, desk = show(flows)
    assert filled(window) == [Act.LEARN.value]
    assert desk.result.page.band.accessibleName().startswith("No baseline. ")
    assert "Three healthy clips" in desk.result.page.band.accessibleName()


def test_dropped_files_are_inspected_after_one_click(show: Show, qtbot: QtBot) -> None:
    flows, _ = known(9, State.HEALTHY)
    window, _ = show(flows)
    drop(window, *[Path(f"/takes/watch-{i}.wav") for i in range(7)])
    assert filled(window) == ["Inspect 7 files"]
    click(qtbot, button(window, "Inspect 7 files"))
    assert len(flows.machines.inspections) == 8
    assert not frame(window).notice.isVisible()
    assert not frame(window).progress.isVisible()
    assert filled(window) == ["Export PDF"]


def test_a_dropped_folder_is_its_sound_files(show: Show, qtbot: QtBot, tmp_path: Path) -> None:
    flows, _ = known()
    window, _ = show(flows)
    folder = tmp_path / "Messungen März"
    folder.mkdir()
    for name in ("a.wav", "b.FLAC", "notes.txt"):
        (folder / name).touch()
    drop(window, folder)
    click(qtbot, button(window, "Inspect 2 files"))
    assert [i.take.file_name for i in flows.machines.inspections] == ["a.wav", "b.FLAC"]


def test_a_bad_file_is_named_in_the_banner_and_the_others_are_there(show: Show, qtbot: QtBot) -> None:
    flows, _ = known()
    window, _ = show(flows)
    drop(window, Path("/t/a.wav"), Path("/t/bad ü.wav"), Path("/t/c.wav"))
    click(qtbot, button(window, "Inspect 3 files"))
    assert len(flows.machines.inspections) == 2
    assert "bad ü.wav is not a sound file." in frame(window).banner.text
    drop(window, Path("/t/d.wav"))
    click(qtbot, button(window, "Inspect it"))
    assert frame(window).banner.text == ""


def test_progress_can_be_cancelled_and_what_is_done_stays(show: Show, qtbot: QtBot, threads: Jobs) -> None:
    flows, _ = known()
    flows.hold = Event()
    window, desk = show(flows, threads)
    qtbot.waitUntil(lambda: desk.result.place is not None)
    drop(window, *[Path(f"/t/{i}.wav") for i in range(5)])
    qtbot.waitUntil(frame(window).notice.isVisible)
    click(qtbot, button(window, "Inspect 5 files"))
    assert flows.started.wait(5)
    qtbot.waitUntil(frame(window).progress.isVisible)
    click(qtbot, button(window, "Cancel"))
    qtbot.waitUntil(lambda: not frame(window).progress.isVisible())
    assert flows.machines.inspections == []
    assert "0 of 5 files inspected" in frame(window).notice.notice.title  # type: ignore[union-attr]


def test_another_machine_chosen_meanwhile_stays_on_the_screen(show: Show, qtbot: QtBot, threads: Jobs) -> None:
    flows, _ = known(9, State.HEALTHY)
    flows.machines.add(fan("Exhaust fan 1"))
    flows.hold = Event()
    window, desk = show(flows, threads)
    qtbot.waitUntil(lambda: desk.result.place is not None)
    drop(window, Path("/t/abnormal.wav"))
    qtbot.waitUntil(frame(window).notice.isVisible)
    click(qtbot, button(window, "Inspect it"))
    assert flows.started.wait(5)
    other = next(m for m in flows.machines.all.values() if m.name == "Exhaust fan 1")
    frame(window).machines.chosen.emit(other.id)
    flows.hold.set()
    qtbot.waitUntil(lambda: len(flows.machines.inspections) == 2 and not frame(window).progress.isVisible())
    qtbot.waitUntil(lambda: desk.result.page.standing.machine.name == "Exhaust fan 1")  # type: ignore[union-attr]
    assert desk.result.inspection is None


def test_a_note_is_saved_on_leaving_the_field_and_taken_back_with_ctrl_z(show: Show, qtbot: QtBot) -> None:
    flows, _ = known(9, State.ABNORMAL)
    window, desk = show(flows)
    edit = note_of(desk)
    edit.setFocus()
    qtbot.keyClicks(edit, "Guard loose")
    frame(window).setFocus()
    assert flows.machines.inspections[0].note == "Guard loose"
    assert frame(window).undo.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert flows.machines.inspections[0].note == ""
    assert edit.toPlainText() == ""


def test_a_note_is_saved_with_ctrl_enter_and_the_cursor_stays(show: Show, qtbot: QtBot) -> None:
    flows, _ = known(9, State.ABNORMAL)
    _, desk = show(flows)
    edit = note_of(desk)
    edit.setFocus()
    qtbot.keyClicks(edit, "Hot casing")
    qtbot.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert flows.machines.inspections[0].note == "Hot casing"
    assert edit.textCursor().position() == len("Hot casing")


def test_a_note_goes_to_the_visit_it_was_written_on(show: Show, qtbot: QtBot) -> None:
    flows, _ = known(9, State.WATCH, State.ABNORMAL)
    _, desk = show(flows)
    old, new = flows.machines.inspections
    note_of(desk).setPlainText("About the new one")
    desk.result.page.history.visit_chosen.emit(old.id)
    assert [i.note for i in flows.machines.inspections] == ["", "About the new one"]
    assert note_of(desk).toPlainText() == ""
    assert desk.result.inspection.id == old.id  # type: ignore[union-attr]
    assert new.id != old.id


def test_what_was_typed_is_kept_when_the_window_closes(show: Show, qtbot: QtBot, threads: Jobs) -> None:
    flows, _ = known(9, State.ABNORMAL)
    window, desk = show(flows, threads)
    qtbot.waitUntil(lambda: desk.result.inspection is not None)
    note_of(desk).setPlainText("Last words")
    window.close()
    assert flows.machines.inspections[0].note == "Last words"


def test_closing_while_a_job_runs_ends_it(show: Show, qtbot: QtBot) -> None:
    flows, _ = known()
    flows.hold = Event()
    jobs = Jobs()
    window, desk = show(flows, jobs)
    qtbot.waitUntil(lambda: desk.result.place is not None)
    place = desk.result.place
    assert place is not None
    desk.files.inspect(place, [Path("/t/a.wav")])
    qtbot.waitUntil(flows.started.is_set)
    window.close()
    assert not any(worker.thread.is_alive() for worker in jobs._workers.values())
    assert flows.machines.inspections == []


def test_the_history_that_cannot_be_opened_says_why_and_can_be_tried_again(qtbot: QtBot, tmp_path: Path) -> None:
    answers: list[Callable[[], FakeWorkflows]] = []

    def locked() -> FakeWorkflows:
        raise Problem("The history is open in another Earshot.", "Close that one first.")

    answers += [locked, FakeWorkflows]

    def open_workflows() -> FakeWorkflows:
        return answers.pop(0)()

    window = MainWindow(Opening(open_workflows), InlineJobs(), tmp_path)  # type: ignore[arg-type, return-value]
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: window.shell is not None and window.shell.opening.again.isVisible())
    assert "another Earshot" in shell(window).opening._what.text()
    assert filled(window) == ["Try again"]
    assert not frame(window).machines.isVisible()
    click(qtbot, shell(window).opening.again)
    assert window.desk is not None
    assert filled(window) == ["Learn from 5 takes"]


def test_the_window_paints_before_the_history_is_opened(qtbot: QtBot, tmp_path: Path) -> None:
    opened: list[bool] = []
    jobs = InlineJobs(auto=False)
    window = MainWindow(Opening(lambda: opened.append(True) or FakeWorkflows()), jobs, tmp_path)  # type: ignore
    qtbot.addWidget(window)
    window.show()
    assert not jobs.queue
    qtbot.waitUntil(lambda: bool(jobs.queue))
    assert not window.grab().isNull()
    assert opened == []


def test_a_thousand_machines_are_read_once_and_each_can_be_chosen(show: Show, qtbot: QtBot) -> None:
    machines = [fan(f"Fan {i:04}", f"Hall {i % 20}") for i in range(1000)]
    flows = FakeWorkflows(*machines)
    window, desk = show(flows)
    for at in (0, 500, 999):
        frame(window).machines.chosen.emit(machines[at].id)
        assert desk.result.page.standing.machine is machines[at]  # type: ignore[union-attr]
    assert flows.machines.reads == 1


def test_a_machine_is_added_and_waiting_files_are_offered_for_it(show: Show, qtbot: QtBot) -> None:
    flows = FakeWorkflows()
    window, desk = show(flows)
    drop(window, Path("/t/h1.wav"), Path("/t/h2.wav"))
    click(qtbot, button(frame(window).notice, "Add machine"))
    qtbot.keyClicks(desk.form.name, "Exhaust fan 9")
    click(qtbot, desk.form.save)
    assert frame(window).pages.currentWidget() is desk.result.page
    assert frame(window).notice.notice.title == "What shall be done with 2 files?"  # type: ignore[union-attr]
    click(qtbot, button(frame(window).notice, "Learn as healthy"))
    assert next(iter(flows.machines.baselines.values())).clip_count == 2


def test_a_form_without_a_name_says_so_and_keeps_the_cursor_there(show: Show, qtbot: QtBot) -> None:
    flows, _ = known()
    window, desk = show(flows)
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    click(qtbot, desk.form.save)
    assert desk.form.foot.error.text() == "Give the machine a name."
    assert desk.form.name.hasFocus()
    assert len(flows.machines.all) == 1


def test_a_type_without_a_model_says_so_in_the_form(show: Show) -> None:
    _, desk = show(known()[0])
    desk.add_machine()
    assert not desk.form.facts.type_note.isVisible()
    desk.form.type.setCurrentIndex(1)
    assert desk.form.facts.type_note.isVisible()
    assert "No model for pumps" in desk.form.facts.type_note.text()


def test_a_condition_is_added_later_and_chosen_in_the_bar(show: Show, qtbot: QtBot) -> None:
    flows, _ = known(9, State.HEALTHY)
    window, desk = show(flows)
    click(qtbot, desk.result.bar._edit)
    click(qtbot, button(desk.form, "Add condition"))
    qtbot.keyClicks(QApplication.focusWidget(), "Half speed")
    click(qtbot, desk.form.save)
    assert desk.result.bar.condition.count() == 2
    desk.result.bar.condition.setCurrentIndex(1)
    desk.result.bar.condition.activated.emit(1)
    assert desk.result.inspection is None
    assert filled(window) == [Act.LEARN.value]


def test_files_are_chosen_by_a_dialog_that_does_not_block(show: Show, qtbot: QtBot, tmp_path: Path) -> None:
    flows, _ = known()
    window, _ = show(flows)
    click(qtbot, button(window, Act.INSPECT.value))
    dialog = window.findChild(QFileDialog)
    assert dialog.isVisible()
    dialog.filesSelected.emit([str(tmp_path / "watch.wav")])
    dialog.close()
    assert flows.machines.inspections[0].verdict.state is State.WATCH


def test_a_report_goes_where_the_user_wants_it_and_says_where_that_is(
    show: Show, qtbot: QtBot, tmp_path: Path
) -> None:
    flows, _ = known(9, State.ABNORMAL)
    window, _ = show(flows)
    qtbot.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.findChild(QFileDialog) is not None)
    dialog = window.findChild(QFileDialog)
    assert Path(dialog.selectedFiles()[0]).name == "Supply fan 3 2026-11-22 abnormal.pdf"
    dialog.fileSelected.emit(str(tmp_path / "report.pdf"))
    dialog.close()
    assert flows.printed == [(flows.machines.inspections[0].id, tmp_path / "report.pdf")]
    assert "report.pdf" in frame(window).notice.notice.title  # type: ignore[union-attr]
    assert button(frame(window).notice, "Open PDF").isVisible()
    assert button(frame(window).notice, "Open folder").isVisible()


def test_play_moves_the_head_and_a_missing_device_is_a_banner(show: Show, qtbot: QtBot) -> None:
    flows, _ = known(9, State.ABNORMAL)
    window, desk = show(flows)
    heard = desk.result.page.heard
    assert heard is not None
    heard.play_wanted.emit(2.0, None, None, "take", False)
    flows.listen.playback.position_s = 3.0
    qtbot.waitUntil(lambda: heard.head_s == pytest.approx(5.0))
    heard.stop_wanted.emit()
    assert not flows.listen.playback.playing
    flows.listen.playback.no_device = Problem("No loudspeaker was found.", "Connect one.")
    heard.play_wanted.emit(2.0, None, None, "take", False)
    assert "No loudspeaker" in frame(window).banner.text


def test_our_own_fault_is_told_calmly_with_the_log(
    show: Show, qtbot: QtBot, threads: Jobs, tmp_path: Path
) -> None:
    flows, _ = known()
    window, desk = show(flows, threads)
    qtbot.waitUntil(lambda: desk.result.place is not None)
    place = desk.result.place
    assert place is not None
    desk.files.inspect(place, [Path("/t/bug.wav")])
    qtbot.waitUntil(lambda: frame(window).banner.text != "")
    assert "your history is safe" in frame(window).banner.text
    assert "earshot.log" in frame(window).banner.text


def test_the_look_is_chosen_at_once_and_remembered(show: Show, qtbot: QtBot) -> None:
    flows, _ = known(9, State.WATCH)
    window, _ = show(flows)
    shell(window).preferences.change(appearance="dark")
    assert current().name == "dark"
    window.close()
    again, _ = show(flows)
    assert current().name == "dark"
    shell(again).preferences.change(appearance="light")


def test_a_damaged_settings_file_costs_nothing_but_the_memory(show: Show, tmp_path: Path) -> None:
    (tmp_path / "window.ini").write_bytes(b"[General]\nappearance=@Invalid(\x00)\ngeometry=7\nfolder=@Rect(1)\n")
    window, _ = show(FakeWorkflows())
    assert window.isVisible()


@pytest.mark.parametrize("width", [800, 900, 999])
def test_a_narrow_window_hides_the_machines_behind_a_button(show: Show, qtbot: QtBot, width: int) -> None:
    flows, _ = known(9, State.ABNORMAL)
    window, _ = show(flows, size=(width, 768))
    assert not frame(window).machines.isVisible()
    click(qtbot, frame(window).menu)
    assert frame(window).machines.isVisible()
    frame(window).machines.chosen.emit(next(iter(flows.machines.all)))
    assert not frame(window).machines.isVisible()
    window.resize(1366, 768)
    assert frame(window).machines.isVisible()
    assert not frame(window).menu.isVisible()


def test_keys_find_and_list_themselves(show: Show, qtbot: QtBot) -> None:
    flows, _ = known(9, State.WATCH)
    window, _ = show(flows)
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.focusWidget() is not None
    assert QApplication.focusWidget().accessibleName() == "Find machine"
    shell(window).menus.show_shortcuts()
    dialog = window.findChild(QDialog)
    assert dialog.isVisible()
    assert not dialog.isModal()
    dialog.close()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_rail_leads_home_and_marks_where_one_is(show: Show, qtbot: QtBot) -> None:
    window, desk = show(FakeWorkflows())
    frame(window).rail_chosen.emit("machine")
    assert frame(window).pages.currentWidget() is desk.form
    frame(window).rail_chosen.emit("start")
    assert frame(window).pages.currentWidget() is desk.welcome
    frame(window).rail_chosen.emit("settings")
    assert frame(window).pages.currentWidget() is desk.plant.settings.desk.page
    assert frame(window).rail._buttons["settings"].isChecked()
    frame(window).rail_chosen.emit("help")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    popup.close()
    assert frame(window).rail._buttons["settings"].isChecked()


@pytest.mark.parametrize("state", [State.HEALTHY, State.WATCH, State.ABNORMAL])
def test_a_result_fits_the_smallest_usual_screen_without_scrolling(show: Show, qtbot: QtBot, state: State) -> None:
    flows, _ = known(9, State.HEALTHY, state)
    _, desk = show(flows)
    qtbot.wait(50)
    page = desk.result.page
    assert page.verticalScrollBar().maximum() == 0
    assert page.heard is not None
    assert page.heard.height() >= 370
    assert page.history.height() >= 160


@pytest.mark.parametrize("width", [800, 1000, 1366])
@pytest.mark.parametrize("state", [State.ABNORMAL, State.CANNOT_TELL])
def test_no_sentence_is_cut_at_any_width(show: Show, qtbot: QtBot, width: int, state: State) -> None:
    flows, _ = known(3, State.HEALTHY, state)
    _, desk = show(flows, size=(width, 768))
    qtbot.wait(50)
    for text in desk.result.page.findChildren(Text):
        if text.isVisible() and text.wordWrap():
            assert text.height() >= text.heightForWidth(text.width()), text.text()


@pytest.mark.parametrize("size", [(820, 1180), (1366, 768), (1920, 1080)])
def test_on_a_high_screen_the_drop_field_grows_and_not_the_steps(
    show: Show, qtbot: QtBot, size: tuple[int, int]
) -> None:
    _, desk = show(FakeWorkflows(), size=size)
    qtbot.wait(50)
    assert all(292 <= card.height() <= 310 for card in desk.welcome.cards)
    assert desk.welcome.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("width", [800, 1366])
def test_the_first_start_cuts_no_sentence_either(show: Show, qtbot: QtBot, width: int) -> None:
    _, desk = show(FakeWorkflows(), size=(width, 768))
    qtbot.wait(50)
    for text in desk.welcome.findChildren(Text):
        if text.isVisible() and text.wordWrap():
            assert text.height() >= text.heightForWidth(text.width()), text.text()


def test_a_visit_with_more_to_say_makes_room_for_itself(show: Show, qtbot: QtBot) -> None:
    flows, _ = known(0, State.CANNOT_TELL, State.HEALTHY)
    _, desk = show(flows)
    qtbot.wait(50)
    desk.result.page.history.visit_chosen.emit(flows.machines.inspections[0].id)
    qtbot.wait(50)
    said = next(text for text in desk.result.page.quality._texts if text.isVisible())
    assert said.height() >= said.heightForWidth(said.width())
    assert desk.result.page.content.height() >= desk.result.page.content.heightForWidth(1086)


def test_who_presses_record_before_the_machines_were_read_stays_there_and_gets_one(
    qtbot: QtBot, tmp_path: Path
) -> None:
    jobs = InlineJobs(auto=False)
    window = MainWindow(Opening(lambda: FakeWorkflows(fan())), jobs, tmp_path)  # type: ignore[arg-type]
    qtbot.addWidget(window)
    window.show()

    def opened() -> bool:
        jobs.settle(at_most=1)
        return window.desk is not None

    qtbot.waitUntil(opened)
    desk = window.desk
    assert desk is not None
    assert not desk.machines
    desk.show_record()
    jobs.settle()
    assert desk.record.page.isVisible()
    assert desk.record.presenter.place is not None
    window.close()
