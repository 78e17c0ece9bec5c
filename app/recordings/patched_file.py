"""A file of which some bytes read differently: so that recordings with an unfinished header open."""

import io
from typing import BinaryIO


class PatchedFile(io.RawIOBase):
    """Reads `file` with the bytes at the positions in `patches` replaced. The file itself is never written to."""

    def __init__(self, file: BinaryIO, patches: dict[int, bytes]) -> None:
        super().__init__()
        self._file = file
        self._patches = patches
        self.error: OSError | None = None

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """As a file does."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """As a file does."""
        return self._file.tell()

    def readinto(self, buffer: object) -> int:
        """As a file does, but a failing drive ends the file and is kept in `error`: a C caller can't be told."""
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        position = self._file.tell()
        try:
            data = bytearray(self._file.read(len(view)))
        except OSError as error:
            self.error = error
            return 0
        for start, patch in self._patches.items():
            for index, byte in enumerate(patch, start - position):
                if 0 <= index < len(data):
                    data[index] = byte
        view[: len(data)] = data
        return len(data)
