"""Reads the trained parts that come with this package: numbers beside facts about them, never pickle."""

import json
from importlib.resources import as_file, files
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open

from errors import ModelUnavailable

Arrays = dict[str, NDArray[np.float32]]


def read_part(name: str) -> tuple[dict[str, Any], Arrays]:
    """The facts and arrays of a part by its file's name; raises ModelUnavailable."""
    try:
        with as_file(files("answer").joinpath(name)) as path, safe_open(path, framework="np") as opened:
            facts = json.loads(opened.metadata()["facts"])
            return facts, {key: opened.get_tensor(key).astype(np.float32) for key in opened.keys()}  # noqa: SIM118 no mapping
    except (OSError, SafetensorError, KeyError, TypeError, ValueError) as error:
        raise ModelUnavailable(
            f"The trained part '{name}' of this installation cannot be read: {error}. Install Noddfa again."
        ) from error
