"""A PDF of as many pages as wanted, each with its number, a frame and a square where no other page has it."""

from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas


def long_pdf(out: Path, pages: int, size: tuple[float, float] = A4) -> Path:
    """Page 1 says "Page 1", and so on; a black square lies in each page's upper left corner."""
    canvas = Canvas(str(out), pagesize=size)
    for page in range(pages):
        canvas.rect(36, 36, size[0] - 72, size[1] - 72)
        canvas.rect(0, size[1] - 30, 30, 30, fill=1)
        canvas.rect(size[0] / 2, 60 + page % 15 * 20, 40, 20, fill=1)
        canvas.setFont("Helvetica", 60)
        canvas.drawCentredString(size[0] / 2, size[1] / 2, f"Page {page + 1}")
        canvas.showPage()
    canvas.save()
    return out
