"""A report proves what it is: each change is told apart, and the most hostile file gives one sentence."""

import contextlib
import io
import json
import re
import zlib
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from app.domain.problem import Problem
from app.reports.pdf_a_claims import not_shown
from app.reports.pdf_a_facts import LABELS, stored_facts
from app.reports.pdf_a_proof import FileState, Proof, read_proof
from app.reports.pdf_a_text import printed_text
from app.reports.pdf_a_xmp import FORMAT, canonical, digest_of
from tests.reports.facts_for_tests import facts, inspection, samples


@pytest.fixture(scope="module")
def whole(report, tmp_path_factory) -> bytes:
    path = tmp_path_factory.mktemp("proof") / "report.pdf"
    report.write(path, facts())
    return path.read_bytes()


def with_facts(data: bytes, text: str, *, digest: bool = False) -> bytes:
    """The file with other facts in the packet, and with their right digest if wanted."""
    place = re.search(rb"<earshot:facts>[^<]*", data)
    assert place
    changed = data[: place.start()] + b"<earshot:facts>" + text.encode() + data[place.end() :]
    if digest:
        fresh = f"<earshot:factsSha256>{digest_of(text)}".encode()
        changed = re.sub(rb"<earshot:factsSha256>[0-9a-f]*", fresh, changed)
    return changed


def forged(data: bytes, old: bytes, new: bytes) -> bytes:
    """The file with other words on its pages, no longer when packed, and its digest worked out anew."""
    for found in re.finditer(rb"/Length (\d+)[^>]*>>\nstream\n", data):
        length = int(found[1])
        packed = data[found.end() : found.end() + length]
        try:
            content = zlib.decompress(packed)
        except zlib.error:
            continue
        if old in content:
            fresh = zlib.compress(content.replace(old, new, 1), 9)
            assert len(fresh) <= length
            data = data[: found.end()] + fresh.ljust(length, b"\0") + data[found.end() + length :]
            zeros = re.sub(rb"(?<=<earshot:fileSha256>)[0-9a-f]{64}", b"0" * 64, data)
            return zeros.replace(
                b"0" * 64 + b"</earshot:file", sha256(zeros).hexdigest().encode() + b"</earshot:file"
            )
    raise AssertionError("not on the pages")


def test_a_report_is_whole_and_carries_what_it_prints(whole):
    proof = read_proof(whole)
    kept = inspection()
    assert (proof.file, proof.facts_whole) == (FileState.WHOLE, True)
    assert {key: proof.facts[key] for key in LABELS} == stored_facts(kept)
    assert proof.facts["inspection_id"] == kept.id
    assert (proof.facts["state"], proof.facts["score"]) == ("abnormal", 1.84)
    assert proof.facts["number"] == "SF-003 / 2026-11-22 / 14"


@pytest.mark.parametrize("name", list(samples()))
def test_the_pages_of_every_kind_of_report_show_their_facts(report, tmp_path, name):
    report.write(tmp_path / "report.pdf", samples()[name])
    data = (tmp_path / "report.pdf").read_bytes()
    pages = printed_text(data)
    assert pages is not None and len(pages) == len(PdfReader(io.BytesIO(data)).pages)
    assert not_shown(read_proof(data).facts, pages) == []


@given(st.integers(0, 10**7), st.integers(1, 255))
@settings(max_examples=60)
def test_a_single_changed_byte_is_noticed(whole, somewhere, other):
    at = somewhere % len(whole)
    changed = whole[:at] + bytes([whole[at] ^ other]) + whole[at + 1 :]
    try:
        proof = read_proof(changed)
    except Problem:
        return
    assert proof.file is not FileState.WHOLE


@pytest.mark.parametrize(
    ("change", "state"),
    [
        (lambda data: data.replace(b"/Rotate 0", b"/Rotate 9", 1), FileState.ALTERED),
        (lambda data: data + b"\r\n", FileState.WHOLE),
        (lambda data: data + b"1 0 obj\nendobj\n", FileState.ADDED),
        (lambda data: data[:-100], FileState.CUT_OFF),
        (lambda data: re.sub(rb"<earshot:fileSha256>[0-9a-f]*", b"<earshot:fileSha256>", data), FileState.ALTERED),
    ],
)
def test_each_change_of_the_file_has_its_name(whole, change, state):
    assert read_proof(change(whole)).file is state


def test_altered_facts_do_not_fit_their_digest(whole):
    other = canonical(dict(read_proof(whole).facts) | {"state": "healthy"})
    assert not read_proof(with_facts(whole, other)).facts_whole
    again = read_proof(with_facts(whole, other, digest=True))
    assert again.facts_whole and again.file is FileState.ALTERED


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        (b"(Abnormal)", b"(Healthy)", ["verdict and score"]),
        (b"(Score 1.84)", b"(Score 0.84)", ["verdict and score"]),
        (b"(11 dB louder", b"(01 dB louder", ["finding"]),
        (b"14)", b"13)", ["report number"]),
    ],
)
def test_other_words_on_the_pages_are_found_even_with_a_fresh_digest(whole, old, new, names):
    changed = forged(whole, old, new)
    proof, pages = read_proof(changed), printed_text(changed)
    assert (proof.file, proof.facts_whole) == (FileState.WHOLE, True)
    assert pages is not None and not_shown(proof.facts, pages) == names


def test_saved_anew_by_another_program(whole):
    writer = PdfWriter(clone_from=io.BytesIO(whole))
    out = io.BytesIO()
    writer.write(out)
    assert read_proof(out.getvalue()).file is not FileState.WHOLE
    assert printed_text(out.getvalue()) is None or isinstance(printed_text(out.getvalue()), list)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "not a PDF"),
        (b"RIFF....WAVE", "not a PDF"),
        (b"%PDF-1.4\n1 0 obj\nendobj\n", "its end is missing"),
        (b"%PDF-1.4\nstartxref\n0\n%%EOF\n", "does not say that it is a report"),
        (b"%PDF-1.7 urn:earshot:report:1 %%EOF", "no longer in it"),
        (b"%PDF-1.7 urn:earshot:report:1 <earshot:facts>{</earshot:facts>", "are damaged"),
        (b"%PDF-1.7 urn:earshot:report:1 <earshot:facts>[1]</earshot:facts>", "are damaged"),
        (b'%PDF-1.7 urn:earshot:report:1 <earshot:facts>{"format":1,"a":{}}</earshot:facts>', "are damaged"),
        (
            b'%PDF-1.7 urn:earshot:report:1 <earshot:facts>{"format":1,"score":1'
            + b"0" * 400
            + b"}</earshot:facts>",
            "are damaged",
        ),
        (b"%PDF-1.7 urn:earshot:report:1 <earshot:facts>" + b"[" * 90_000 + b"</earshot:facts>", "are damaged"),
    ],
)
def test_what_is_no_report_of_ours_is_one_sentence(data, says):
    with pytest.raises(Problem) as caught:
        read_proof(data)
    assert says in caught.value.what
    assert caught.value.what.count(".") == 1 and caught.value.to_do.endswith(".")


def test_a_report_of_a_newer_version(whole):
    newer = json.dumps({"format": FORMAT + 1})
    with pytest.raises(Problem, match="newer version"):
        read_proof(with_facts(whole, newer, digest=True))


def test_two_reports_in_one_file_prove_nothing(whole):
    with pytest.raises(Problem, match="no longer in it"):
        read_proof(whole + whole)


PIECES = (
    b"startxref\n",
    b"%%EOF\n",
    b"/Type /Pages",
    b"/Kids [ 1 0 R ]",
    b"stream\n",
    b"0000000009 00000 n ",
    b"99999999",
)


@given(
    st.integers(0, 10**7),
    st.integers(0, 10**7),
    st.one_of(st.binary(max_size=60), st.sampled_from(PIECES)),
    st.sampled_from((b"", b"%PDF-1.7\n", None)),
)
@settings(max_examples=150)
def test_hostile_bytes_never_raise_anything_else(whole, one, other, middle, start):
    at, end = sorted((one % len(whole), other % len(whole)))
    data = (whole[:at] if start is None else start) + middle + whole[end:]
    assert printed_text(data) is None or all(isinstance(page, str) for page in printed_text(data) or [])
    with contextlib.suppress(Problem):
        assert isinstance(read_proof(data), Proof)


def test_a_stream_that_unpacks_without_end_is_refused(whole, monkeypatch):
    monkeypatch.setattr("app.reports.pdf_a_text.MOST_TEXT_BYTES", 500)
    assert printed_text(whole) is None


@given(st.dictionaries(st.text(max_size=9), st.text(max_size=40)))
def test_any_text_in_the_facts_comes_back(whole, wild):
    text = canonical({f"x{key}": value for key, value in wild.items()})
    assert text.isascii()
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    proof = read_proof(with_facts(whole, safe))
    assert proof.facts == {f"x{key}": value for key, value in wild.items()}


def test_more_pages_than_anybody_prints_are_refused(whole, monkeypatch):
    monkeypatch.setattr("app.reports.pdf_a_text.MOST_PAGES", 2)
    assert printed_text(whole) is None
