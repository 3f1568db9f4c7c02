"""Folders of model files: found on this machine, and sealed by hashes so that an altered file is found at load."""

import hashlib
import json
from pathlib import Path

from huggingface_hub import snapshot_download
from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

from errors import ModelUnavailable

SEAL = "noddfa-seal.json"
_WEIGHTS = ("*.safetensors", "*.bin")


def downloaded_folder(name: str, *, what: str, otherwise: str) -> Path:
    """Where a model of this machine is, by folder or by name; raises ModelUnavailable, which ends in `otherwise`."""
    if Path(name).is_dir():
        return Path(name)
    try:
        return Path(snapshot_download(name, local_files_only=True))
    except (LocalEntryNotFoundError, HFValidationError, OSError, ValueError) as error:
        raise ModelUnavailable(
            f"The {what} '{name}' is neither a folder nor a model downloaded to this machine. "
            f"Download it first, or {otherwise}"
        ) from error


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
