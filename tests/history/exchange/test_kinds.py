"""What an exchange file is made of: all tables that hold machines, and a format that does not change unnoticed."""

from hashlib import sha256

from app.history.exchange.kinds import OF_ALL, OF_MACHINE
from app.history.tables import Base
from app.history.tables_review import ModelChoiceRow
from app.workflows.exchange.members import FORMAT

FIELDS_OF_FORMAT = {1: "ee7950f566f1364a"}
"""By format, a hash of all kinds with their fields and types: another one is another format, or an older reader
would refuse the file as damaged."""

ITS_OWN = {"machines", "points", "conditions"}
"""Told by the machine itself, which is one document."""


def test_every_table_travels_but_what_is_of_the_laptop():
    told = {kind.rows.__tablename__ for kind in (*OF_MACHINE, *OF_ALL)}
    # Which model judges is for each laptop to choose.
    assert told | ITS_OWN | {ModelChoiceRow.__tablename__} == set(Base.metadata.tables)


def test_fields_change_only_with_the_number_of_the_format():
    fields = [
        (kind.name, [(column.name, str(column.type), column.nullable) for column in kind.columns])
        for kind in (*OF_MACHINE, *OF_ALL)
    ]
    assert FIELDS_OF_FORMAT[FORMAT] == sha256(repr(fields).encode()).hexdigest()[:16]


def test_what_a_row_refers_to_comes_before_it():
    names = [kind.name for kind in OF_MACHINE]
    for at, kind in enumerate(OF_MACHINE):
        for other in (*kind.inside.values(), *(about.value for about in kind.about.values())):
            before = {"take": "takes"}.get(other, other)
            assert before not in names or names.index(before) <= at, (kind.name, other)
