"""Zip files that are the same on every build: no time of day, no system, no compressor."""

import io
import zipfile
from collections.abc import Mapping

from sidebyside.model.entries import Program

ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
UNIX, READABLE = 3, 0o100644 << 16


def zip_program(program: Program, folder: str) -> bytes:
    """Return the files of a program as a zip that unpacks into one folder."""
    files = sorted(program.files, key=lambda file: file.name)
    return zip_bytes({f"{folder}/{file.name}": file.text.encode() for file in files})


def zip_bytes(files: Mapping[str, bytes]) -> bytes:
    """Return files as a zip, in their order.

    Stored as they are, because what a compressor makes depends on its version.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, ZIP_EPOCH)
            info.create_system, info.external_attr = UNIX, READABLE
            archive.writestr(info, data)
    return out.getvalue()
