"""A folder of model files, sealed by their hashes so that an altered file is found at load."""

import hashlib
import json
from pathlib import Path

from errors import ModelUnavailable

SEAL = "noddfa-seal.json"
_WEIGHTS = ("*.safetensors", "*.bin")


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _hashes(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != SEAL)
    return {path.relative_to(folder).as_posix(): file_sha256(path) for path in files}


def seal(folder: Path) -> None:
    """Write down the hash of every file in the folder."""
    (folder / SEAL).write_text(json.dumps(_hashes(folder), indent=2), encoding="utf-8")


def check_seal(folder: Path) -> None:
    """Raises ModelUnavailable, naming the file, where one was altered or is missing."""
    try:
        expected: dict[str, str] = json.loads((folder / SEAL).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelUnavailable(
            f"The model folder {folder} is incomplete. Delete it and run 'noddfa ingest'."
        ) from error
    found = _hashes(folder)
    for name, sha256 in expected.items():
        if found.get(name) != sha256:
            state = "was altered" if name in found else "is missing"
            raise ModelUnavailable(f"The model file {folder / name} {state}. Delete {folder} and run 'noddfa ingest'.")


def weights_sha256(folder: Path) -> str:
    """One hash over the weight files of a sentence-transformers folder; tells two models of one name apart."""
    digest = hashlib.sha256()
    for path in sorted(path for pattern in _WEIGHTS for path in folder.rglob(pattern)):
        digest.update(file_sha256(path).encode())
    return digest.hexdigest()
