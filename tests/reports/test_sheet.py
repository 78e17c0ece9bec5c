from app.reports.facts import Paper
from app.reports.pdf_a import new_sheet
from app.reports.sheet import Box
from app.reports.text import BODY


def code_of(sheet) -> str:
    return sheet.canvas.getCurrentPageContent()


def test_a_paler_colour_needs_no_transparency(typeface):
    sheet = new_sheet(typeface, Paper.A4)
    sheet.area([(0, 0), (9, 0), (9, 9)], fill="#B3261E", opacity=0.55)
    assert ".835294 .533333 .513725 rg" in code_of(sheet)  # 255 − (255 − 179) × 0.55 = 213 and so on
    assert " gs" not in code_of(sheet)


def test_inside_a_figure_nothing_is_marked_again(typeface):
    sheet = new_sheet(typeface, Paper.A4)
    with sheet.marked("Figure", "A fan"):
        sheet.box(Box(0, 0, 9, 9), fill="#000000")
        sheet.lines(0, 20, ["one", "two"], BODY)
    assert code_of(sheet).count("BDC") == code_of(sheet).count("EMC") == 1
    assert "BMC" not in code_of(sheet)


def test_a_paragraph_of_three_lines_is_one_paragraph(typeface):
    sheet = new_sheet(typeface, Paper.A4)
    assert sheet.lines(0, 20, ["one", "two", "three"], BODY) == 20 + 3 * BODY.leading
    assert code_of(sheet).count("/P <<") == 1
    sheet.lines(0, 20, [], BODY)
    assert code_of(sheet).count("/P <<") == 1
