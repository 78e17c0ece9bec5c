"""The catalogues have every text that the source asks for, with the same places, and are compiled."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from app.language import LANGUAGES, SOURCE, speak, spoken_from
from app.language.speech import kept_texts
from app.main import paths
from installer import languages

FILES = tuple(languages.catalogues())


def texts(message: Message) -> tuple[str, ...]:
    return message.id if isinstance(message.id, tuple) else (message.id,)


def told(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.fixture(scope="module", params=FILES, ids=lambda file: file.parents[1].name)
def messages(request: pytest.FixtureRequest) -> list[Message]:
    with request.param.open("rb") as stream:
        return [message for message in read_po(stream) if message.id]


def test_there_is_a_catalogue_of_each_language_that_can_be_chosen():
    assert languages.FOLDER == paths.LANGUAGES
    assert {file.parents[1].name for file in FILES} == set(LANGUAGES) - {SOURCE}


def test_the_catalogues_are_those_of_the_source(capsys: pytest.CaptureFixture[str]):
    assert languages.main(["--check"]) == 0, f"run python -m installer.languages: {capsys.readouterr().out}"


def test_the_source_has_texts_of_every_kind():
    gathered = {one for message in languages.gathered() if message.id for one in texts(message)}
    assert {"healthy", "{n} visit", "{n} visits", "Language"} <= gathered
    assert len(gathered) > 1500


def test_nothing_is_left_untold(messages: list[Message]):
    assert [message.id for message in messages if not all(told(message))] == []
    assert [message.id for message in messages if message.fuzzy] == []


def test_each_text_has_the_places_of_the_english_one(messages: list[Message]):
    wrong = []
    for message in messages:
        wanted = set().union(*map(places, texts(message)))
        # "one machine" may do without the number.
        free = {"n"} if len(told(message)) > 1 else set()
        wrong += [text for text in told(message) if places(text) - free != wanted - free]
    assert wrong == []


def test_a_sentence_stays_one(messages: list[Message]):
    """With its full stop, its question mark or its three dots; a date brings a full stop of its own."""

    def end(text: str) -> str:
        return re.sub(r"[”“)]+$", "", text)[-1:]

    sentences = [one for one in messages if len(texts(one)[0].split()) > 3 and end(texts(one)[0]) in ".…?!:"]
    assert len(sentences) > 400
    wrong = [(one.id, one.string) for one in sentences if end(texts(one)[0]) != end(told(one)[0])]
    assert [one for one in wrong if not one[1].endswith("{day}")] == []


def test_a_new_text_is_found_and_one_that_is_gone_is_dropped(tmp_path: Path):
    file = tmp_path / "de" / "LC_MESSAGES" / "earshot.po"
    file.parent.mkdir(parents=True)
    file.write_text('msgid ""\nmsgstr ""\n"Language: de\\n"\n\nmsgid "gone"\nmsgstr "weg"\n', encoding="utf-8")
    made = languages.taken_over(file, languages.gathered())
    assert "gone" not in made and not made["healthy"].string


def test_a_text_within_an_f_string_is_found():
    source = "f'{tr(\"inside\")} {later(\"a\" \"b\")}'; tr_many('one', 'many', 2); tr(name); say(''); other('no')"
    assert set(languages.asked_for(ast.parse(source))) == {
        (("one", "many"), False),
        ("inside", False),
        ("ab", True),
    }


def test_what_sentences_are_made_of_is_found_by_the_program():
    spoken_from(paths.LANGUAGES)
    for code in set(LANGUAGES) - {SOURCE}:
        speak(code)
        kept = kept_texts()
        speak(SOURCE)
        assert len(kept) > 400
        assert "healthy" in kept and len(kept) < len(languages.gathered())
