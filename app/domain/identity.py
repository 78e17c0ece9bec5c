"""Ids that never collide between laptops, and the one clock: aware UTC."""

import uuid
from datetime import UTC, datetime


def new_id() -> str:
    """A random UUID as 32 hex digits."""
    return uuid.uuid4().hex


def now() -> datetime:
    """The present moment, aware, in UTC, without the microseconds nobody reads."""
    return datetime.now(UTC).replace(microsecond=0)
