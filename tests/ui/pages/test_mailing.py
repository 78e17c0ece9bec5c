"""A message with the file, through a mail program that only writes down what it was told."""

import ctypes
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QDesktopServices

from app.domain.problem import Problem
from app.ui.pages import export_mail, mailing
from app.ui.pages.export_mail import ReportMail, letter, tell_mailed
from app.ui.pages.export_mapi import send
from app.ui.pages.exporting import Report
from app.ui.pages.mailing import Attached, Letter, hand_over, outside
from app.workflows.preview_report import PreviewReport
from tests.ui.fakes import InlineJobs
from tests.ui.pages.conftest import Told

ODD = [
    "plain.pdf",
    "two words.pdf",
    "Lüfter – Prüfstand 3 ≤ 5 °.pdf",
    'it\'s "quoted".pdf',
    "$(touch owned); `id` & | > x.pdf",
    "-rf.pdf",
    "100%20 sure.pdf",
    "a\nline.pdf",
]

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="xdg-email is Linux's")


@pytest.fixture
def desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH with an `xdg-email` that notes its arguments, and whatever mail program `mailer` names."""
    programs = tmp_path / "bin"
    programs.mkdir()
    _program(programs / "xdg-email", f"printf '%s\\0' \"$@\" > '{tmp_path / 'told'}'; exit $(cat '{tmp_path}/rc')")
    _program(programs / "xdg-mime", f"cat '{tmp_path}/mailer'")
    (tmp_path / "rc").write_text("0")
    (tmp_path / "mailer").write_text("org.mozilla.thunderbird.desktop\n")
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    return tmp_path


def _program(path: Path, line: str) -> None:
    path.write_text(f"#!/bin/sh\n{line}\n")
    path.chmod(0o755)


def told_to(desktop: Path) -> list[str]:
    return (desktop / "told").read_bytes().decode().split("\0")[:-1]


def a_letter(folder: Path, name: str = "a.pdf") -> Letter:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(b"%PDF")
    return Letter("Inspection report: Lüfter “3”", "First.\nSecond & last.\n", folder / name)


@linux
@pytest.mark.parametrize("name", ODD)
def test_the_mail_program_gets_subject_text_and_file_as_they_are(desktop: Path, name: str) -> None:
    written = a_letter(desktop / "out folder", name)
    assert hand_over(written) is Attached.YES
    said = told_to(desktop)
    assert said == [
        "--utf8", "--subject", written.subject, "--body", written.text, "--attach", str(written.file)
    ]  # fmt: skip
    assert not (desktop / "owned").exists() and not Path("owned").exists()


@linux
@pytest.mark.parametrize("mailer", ["firefox.desktop", "", "org.kde.something.desktop"])
def test_of_another_mail_program_nobody_knows_whether_it_takes_the_file(desktop: Path, mailer: str) -> None:
    (desktop / "mailer").write_text(mailer)
    assert hand_over(a_letter(desktop / "out")) is Attached.UNSURE


@linux
def test_a_mail_program_that_refuses_or_is_not_there_opens_nothing(
    desktop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (desktop / "rc").write_text("3")
    assert hand_over(a_letter(desktop / "out")) is Attached.NO
    monkeypatch.setenv("PATH", str(desktop / "nowhere"))
    assert hand_over(a_letter(desktop / "out")) is Attached.NO


@linux
def test_a_mail_program_that_stays_open_is_not_waited_for(desktop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mailing, "_PATIENCE_S", 0.05)
    _program(desktop / "bin" / "xdg-email", "sleep 30")
    _program(desktop / "bin" / "xdg-mime", "echo thunderbird.desktop")
    assert mailing._taken(["xdg-email"])
    (left,) = mailing._running
    left.kill()
    left.wait()


def test_a_file_that_is_gone_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="not there any more"):
        hand_over(Letter("a", "b", tmp_path / "gone.pdf"))


def test_other_programs_get_the_libraries_that_were_there_before(monkeypatch: pytest.MonkeyPatch) -> None:
    inside = {"LD_LIBRARY_PATH": "/bundle", "LD_LIBRARY_PATH_ORIG": "/usr/lib", "HOME": "/home/a"}
    assert outside(inside) == {"LD_LIBRARY_PATH": "/usr/lib", "HOME": "/home/a"}
    assert outside({"LD_LIBRARY_PATH": "/mine"}) == {"LD_LIBRARY_PATH": "/mine"}
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert outside({"LD_LIBRARY_PATH": "/bundle"}) == {}


def test_a_link_without_the_file_keeps_every_sign() -> None:
    link = Letter("50 % & more?", "ä\nb", Path("x")).link
    assert link == "mailto:?subject=50%20%25%20%26%20more%3F&body=%C3%A4%0Ab"


class FakeMapi:
    """What Windows would be handed, read back through the pointers."""

    def __init__(self, answer: int) -> None:
        self.answer = answer
        self.seen: dict[str, Any] = {}

    def MAPISendMailW(self, session: Any, window: Any, message: Any, flags: Any, reserved: Any) -> int:
        read = message._obj
        file = read.files[0]
        self.seen = {"subject": read.subject, "text": read.text, "files": read.file_count, "flags": flags.value}
        self.seen |= {"path": file.path, "name": file.name, "position": file.position}
        return self.answer


@pytest.mark.parametrize(("answer", "well"), [(0, True), (1, True), (2, False), (26, False)])
def test_windows_is_handed_the_file_by_its_path(tmp_path: Path, answer: int, well: bool) -> None:
    mapi, written = FakeMapi(answer), a_letter(tmp_path, "Lüfter 3.pdf")
    assert send(written, mapi) is well
    assert mapi.seen["path"] == str(written.file) and mapi.seen["name"] == "Lüfter 3.pdf"
    assert (mapi.seen["subject"], mapi.seen["text"]) == (written.subject, written.text)
    assert (mapi.seen["files"], mapi.seen["flags"], mapi.seen["position"]) == (
        1,
        0xD,
        ctypes.c_ulong(2**32 - 1).value,
    )


def test_windows_without_mapi_says_no(tmp_path: Path) -> None:
    assert not send(a_letter(tmp_path), object())


# What the window says


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What Qt was asked to open."""
    urls: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: urls.append(bytes(url.toEncoded()).decode()) or True
    )
    return urls


@pytest.fixture
def mail(tmp_path: Path, jobs: InlineJobs, told: Told) -> ReportMail:
    return ReportMail(PreviewReport(tmp_path / "drafts", tmp_path / "mail"), jobs, told)  # type: ignore[arg-type]


REPORT = Report("Inspection report", "Fan 3, 22 Nov 2026: watch", "Fan 3.pdf", lambda out, control: out)


@pytest.mark.parametrize("attached", list(Attached))
def test_it_says_plainly_whether_the_file_is_in_the_message(
    mail: ReportMail,
    told: Told,
    tmp_path: Path,
    opened: list[str],
    monkeypatch: pytest.MonkeyPatch,
    attached: Attached,
) -> None:
    handed: list[Letter] = []
    monkeypatch.setattr(export_mail, "hand_over", lambda one: handed.append(one) or attached)
    pdf = tmp_path / "Fan 3.pdf"
    pdf.write_bytes(b"%PDF")
    mail.send(REPORT, pdf)
    (one,) = handed
    assert one.file == tmp_path / "mail" / "Fan 3.pdf" and one.file.read_bytes() == b"%PDF"
    assert one.subject == "Inspection report: Fan 3, 22 Nov 2026: watch"
    assert len(one.text.splitlines()) == 2
    notice = told.last("show_notice")
    assert notice.title == tell_mailed(one.file, attached).title
    if attached is Attached.NO:
        assert opened[0].startswith("mailto:?subject=Inspection%20report")
        assert opened[1].endswith("/mail")
        assert "Fan 3.pdf" in notice.text
    else:
        assert opened == []


def test_no_mail_program_at_all_is_one_problem(
    mail: ReportMail, told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export_mail, "hand_over", lambda one: Attached.NO)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: False)
    (tmp_path / "a.pdf").write_bytes(b"%PDF")
    mail.send(REPORT, tmp_path / "a.pdf")
    assert told.problems() == {"mail": "There is no mail program on this computer that opens a message."}
    assert told.of("show_notice") == []


def test_the_three_answers_are_three_sentences() -> None:
    titles = {tell_mailed(Path("/a/b.pdf"), one).title for one in Attached}
    assert len(titles) == 3
    assert letter(REPORT, Path("/a/b.pdf")).text.endswith("b.pdf\n")
