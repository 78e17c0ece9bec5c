"""The eight drawings of the card, each in the box it is given, about 100 by 96 pt."""

from app.language import tr
from app.look.tokens import LIGHT
from app.reports.card_parts import (
    GREY,
    INK,
    PALE,
    THICK,
    THIN,
    arc,
    draw_arrow,
    draw_cross,
    draw_distance,
    draw_fan,
    draw_laptop,
    draw_microphone,
    draw_person,
    draw_tick,
)
from app.reports.sheet import Box, Sheet
from app.reports.text import BODY_STRONG, CAPTION


def draw_place(sheet: Sheet, box: Box) -> None:
    """The microphone before the guard, at a measured distance."""
    middle = box.top + box.height * 0.6
    draw_fan(sheet, box.left + 27, middle, 27)
    draw_microphone(sheet, box.left + 82, middle, 20)
    draw_distance(sheet, box.left + 54, box.left + 77, box.top + 14, "0.5 m")
    sheet.line([(box.left + 54, box.top + 18), (box.left + 54, middle)], GREY, THIN, dash=(2, 2))
    sheet.line([(box.left + 77, box.top + 18), (box.left + 77, middle - 6)], GREY, THIN, dash=(2, 2))


def draw_wind(sheet: Sheet, box: Box) -> None:
    """Beside the air that blows, not in it."""
    middle = box.top + box.height * 0.36
    draw_fan(sheet, box.left + 20, middle, 20)
    for off in (-12, 0, 12):
        draw_arrow(sheet, (box.left + 44, middle + off), (box.left + 72, middle + off))
    draw_microphone(sheet, box.left + 82, middle, 18)
    draw_cross(sheet, box.left + 86, middle, 15)
    draw_microphone(sheet, box.left + 42, box.bottom - 16, 18)
    draw_tick(sheet, box.left + 74, box.bottom - 16, 13)


def draw_level(sheet: Sheet, box: Box) -> None:
    """The bar of the record page: its end between too quiet and too loud."""
    left, wide, top = box.left, box.width - 4, box.top + box.height / 2 - 22
    quiet, loud = left + wide * 0.25, left + wide * 0.85
    sheet.box(Box(left, top, wide, 16), LIGHT.sunken, INK, THIN)
    sheet.box(Box(left, top, wide * 0.56, 16), GREY)
    sheet.line([(left + wide * 0.72, top - 3), (left + wide * 0.72, top + 19)], INK, THICK)
    for x in (quiet, loud):
        sheet.line([(x, top + 16), (x, top + 26)], INK, THIN)
    sheet.line([(quiet, top + 22), (loud, top + 22)], INK, 2.6)
    sheet.text((quiet + loud) / 2, top + 36, tr("good"), BODY_STRONG, align="middle")
    sheet.text(left, top + 36, tr("quiet"), CAPTION, GREY)
    sheet.text(left + wide, top + 36, tr("loud"), CAPTION, GREY, align="right")


def draw_length(sheet: Sheet, box: Box) -> None:
    """Half a minute, in three clips."""
    x, y, radius = box.left + box.width / 2, box.top + box.height * 0.38, 28.0
    sheet.disc(x, y, radius, fill=LIGHT.surface, edge=INK)
    sheet.area([(x, y), *arc(x, y, radius * 0.86, -0.25, 0.25)], PALE)
    sheet.line([(x, y - radius * 0.8), (x, y), (x, y + radius * 0.8)], INK, THICK)
    sheet.text(x + radius * 0.4, y + 4, "30 s", BODY_STRONG, align="middle")
    for clip in range(3):
        sheet.box(Box(box.left + 8 + clip * 30, box.bottom - 16, 26, 8), GREY)


def draw_quiet(sheet: Sheet, box: Box) -> None:
    """Nobody talks, walks or knocks."""
    draw_person(sheet, box.left + 26, box.top + 62, 44)
    for at, radius in enumerate((8.0, 14.0, 20.0)):
        sheet.line(arc(box.left + 36, box.top + 34, radius, -0.09, 0.09), GREY, THICK if at else THIN)
    draw_cross(sheet, box.left + 52, box.top + 34, 18)
    draw_laptop(sheet, box.left + 70, box.bottom - 4, 44)


def draw_room(sheet: Sheet, box: Box) -> None:
    """The same place with the machine off."""
    middle = box.top + box.height / 2
    draw_fan(sheet, box.left + 27, middle, 25)
    draw_cross(sheet, box.left + 27, middle, 30)
    draw_microphone(sheet, box.left + 70, middle, 20)
    sheet.text(box.left + 27, box.bottom - 6, tr("off"), BODY_STRONG, align="middle")
    sheet.text(box.left + 78, box.bottom - 6, "5 s", BODY_STRONG, align="middle")


def draw_condition(sheet: Sheet, box: Box) -> None:
    """The dial where it always stands."""
    x, y, radius = box.left + box.width / 2, box.top + box.height * 0.62, 38.0
    sheet.line(arc(x, y, radius, 0.5, 1.0), INK, THICK)
    for step in range(7):
        at = 0.5 + step / 12
        sheet.line([arc(x, y, radius, at, at)[0], arc(x, y, radius - 6, at, at)[0]], INK, THIN)
    draw_arrow(sheet, (x, y), arc(x, y, radius - 9, 0.83, 0.83)[0], INK)
    sheet.disc(x, y, 3.5, fill=INK)
    sheet.text(x, y + 16, tr("as always"), CAPTION, align="middle")


def draw_days(sheet: Sheet, box: Box) -> None:
    """Three takes at the least, on two days."""
    for day in range(2):
        page = Box(box.left + 4 + day * 48, box.top + 12, 40, 58)
        sheet.rounded(page, 3, LIGHT.surface, INK, thick=THICK)
        sheet.box(Box(page.left, page.top + 4, page.width, 8), PALE)
        sheet.text(page.left + 20, page.top + 26, tr("day {number}", number=day + 1), CAPTION, align="middle")
        for take in range(3 - day):
            draw_tick(sheet, page.left + 8 + take * 12, page.top + 42, 8)
