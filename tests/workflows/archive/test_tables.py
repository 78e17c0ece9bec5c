"""The mapping table that comes in, and the table of failures that goes out."""

import contextlib
import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.domain.machine import MachineType
from app.domain.problem import Problem
from app.workflows.archive.naming import Label
from app.workflows.archive.table import read_table
from app.workflows.archive.table_of_failures import safe_cell

LINES = [
    ["File", "Machine", "Type", "Point", "Label", "Time"],
    ["Hall 1/a.wav", "Fan, left", "fan", "Inlet", "healthy", "2025-11-22T09:14:08Z"],
    ["Hall 1/*_b.wav", "Fan b", "", "", "", "22.11.2025 09:14"],
    ["hall 2", "Pump; 1", "pumps", "", "nok", ""],
]


def written(tmp_path, encoding: str, delimiter: str, lines=LINES):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(lines)
    path = tmp_path / "map.csv"
    path.write_bytes(out.getvalue().encode(encoding))
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_read_however_it_was_saved(tmp_path, encoding, delimiter):
    table = read_table(written(tmp_path, encoding, delimiter))
    first = table.row_for("hall 1/A.wav")
    assert first is not None and first.named.machine == "Fan, left" and first.named.label is Label.HEALTHY
    assert first.time.read(None).isoformat() == "2025-11-22T09:14:08+00:00"
    assert table.row_for("Hall 1/x_b.wav").named.machine == "Fan b"
    assert table.row_for("Hall 2/deep/er/x.wav").named.type is MachineType.PUMP
    assert table.row_for("Hall 3/x.wav") is None


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([["file", "point"], ["a", "b"]], "no column “machine”"),
        ([["file", "machine"]], "no line below"),
        ([["file", "machine"], ["a.wav", ""]], "Line 2"),
        ([["file", "machine", "type"], ["a.wav", "A", "fan"], ["b.wav", "B", "boat"]], "Line 3 .* “boat”"),
        ([["file", "machine", "time"], ["a.wav", "A", "soon"]], "“soon” is no time"),
    ],
)
def test_a_table_that_cannot_be_used_names_the_line(tmp_path, lines, told):
    with pytest.raises(Problem, match=told):
        read_table(written(tmp_path, "utf-8", ";", lines))


@given(st.binary(max_size=200))
def test_any_bytes_are_a_table_or_a_problem(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("any") / "map.csv"
    path.write_bytes(data)
    with contextlib.suppress(Problem):
        read_table(path).row_for("a/b.wav")


@given(st.text(max_size=40))
@example("\x0c=1")
def test_a_cell_never_starts_a_formula_and_never_a_line(text):
    cell = safe_cell(text)
    assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
    assert len(cell.splitlines()) <= 1
    cell.encode("utf-8")
    out = io.StringIO(newline="")
    csv.writer(out).writerow([cell])
    assert next(csv.reader(io.StringIO(out.getvalue(), newline=""))) == [cell]
