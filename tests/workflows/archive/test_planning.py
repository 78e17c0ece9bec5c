"""What a plan says before anything is written: order, times and their doubts, what fits nothing."""

import os

import pytest

from app.domain.machine import MachineType
from app.domain.problem import Problem
from app.recordings.file_time import DateOrder, TimeFrom
from app.workflows.archive import journal as journals


def test_files_come_place_by_place_healthy_ones_first_then_by_time(hall):
    for path in ("Fan 2/20250105_000500.wav", "Fan 1/x 10.wav", "Fan 1/x 9.wav", "Fan 1/ok/20250103_000500.wav"):
        hall.take(path)
    hall.take("Fan 1/ok/20250102_000500.wav")
    for name in ("x 9.wav", "x 10.wav"):
        os.utime(hall.archive / "Fan 1" / name, (1_700_000_000, 1_700_000_000))
    plan = hall.plan(learn=1)
    assert [(file.path, file.learn) for file in plan.files] == [
        ("Fan 1/ok/20250102_000500.wav", True),
        ("Fan 1/x 9.wav", False),
        ("Fan 1/x 10.wav", False),
        ("Fan 1/ok/20250103_000500.wav", False),
        ("Fan 2/20250105_000500.wav", False),
    ]
    first, second = plan.preview()
    assert (first.files, first.to_learn, first.place.known) == (4, 1, False)
    assert first.times_from == {TimeFrom.NAME: 2, TimeFrom.FILE_DATE: 2}
    assert first.first.year == 2023 and second.files == 1


def test_one_name_of_several_types_stands_for_several_machines(hall):
    for kind in ("fan", "pump"):
        hall.take(f"{kind}/id_00/normal/1.wav")
    hall.take("fan/id_02/normal/1.wav")
    places = [(one.place.machine, one.place.type) for one in hall.plan().preview()]
    assert places == [("fan id_00", MachineType.FAN), ("id_02", MachineType.FAN), ("pump id_00", MachineType.PUMP)]


def test_dates_that_leave_no_doubt_tell_how_to_read_the_others(hall):
    hall.take("Fan/03-04-2025.wav")
    hall.take("Fan/04-28-2025.wav")
    plan = hall.plan()
    assert plan.undecided == () and [file.when.astimezone().month for file in plan.files] == [3, 4]


def test_dates_that_nobody_can_tell_are_asked_for(hall):
    hall.take("Fan/03-04-2025.wav")
    plan = hall.plan()
    assert plan.undecided == ("Fan/03-04-2025.wav",)
    months = [hall.plan(date_order=order).files[0].when.astimezone().month for order in DateOrder]
    assert months == [4, 3]


def test_dates_with_dots_are_read_with_the_day_first(hall):
    hall.take("Fan/3.4.2025.wav")
    assert hall.plan().files[0].when.astimezone().month == 4


def test_a_table_decides_alone(hall, tmp_path):
    hall.take("Hall/a.wav")
    hall.take("Hall/b.wav")
    table = tmp_path / "map.csv"
    table.write_text("file;machine;time\nHall/a.wav;Fan 7;2025-01-02 03:04:05\nnone.wav;Fan 8;\n", "utf-8-sig")
    plan = hall.plan(table=table)
    assert [(file.place.machine, file.time_from) for file in plan.files] == [("Fan 7", TimeFrom.TABLE)]
    assert [one.path for one in plan.unmatched] == ["Hall/b.wav"] and plan.unused == ("none.wav",)


def test_what_is_no_sound_is_counted_and_links_lead_nowhere(hall):
    hall.take("Fan/a.WAV")
    (hall.archive / "Fan" / "notes.txt").write_text("x")
    (hall.archive / "Fan" / "._a.wav").write_bytes(b"x")
    (hall.archive / "Fan" / "round").symlink_to(hall.archive, target_is_directory=True)
    plan = hall.plan()
    assert [file.path for file in plan.files] == ["Fan/a.WAV"] and plan.other_files == 2


def test_the_history_itself_is_no_archive(hall):
    hall.take("../history/takes/Fan/a.wav")
    plan = hall.archives.plan(hall.archive.parent)
    assert plan.files == ()


def test_a_folder_that_is_not_there_is_told(hall):
    with pytest.raises(Problem, match="is no folder"):
        hall.archives.plan(hall.archive / "nowhere")


def test_a_plan_is_the_same_when_it_was_written_down(hall):
    for path in ("Fan/ok/20250102_000500.wav", "Fan 2/b.wav"):
        hall.take(path)
    plan = hall.plan(learn=3, healthy=True, pattern="{machine}", date_order=DateOrder.DAY_FIRST)
    back = journals.load(journals.begin(hall.folder, plan)).plan
    assert (back.files, back.options, back.id, back.made_at) == (plan.files, plan.options, plan.id, plan.made_at)
