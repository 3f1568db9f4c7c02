"""Errors of the records as a client of the service sees them."""

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api.page import Pages
from api.problems import handle_problems
from errors import ChangedMeanwhile, IdTaken, NoddfaError, RecordsFailed, SecondPersonNeeded, WrongState


@pytest.mark.parametrize(
    ("error", "status"),
    [(WrongState, 409), (ChangedMeanwhile, 409), (SecondPersonNeeded, 409), (IdTaken, 409), (RecordsFailed, 500)],
    ids=["wrong-state", "changed-meanwhile", "own-words", "id-taken", "file-damaged"],
)
def test_error_of_the_records_has_its_status(error: type[NoddfaError], status: int) -> None:
    app = FastAPI()
    handle_problems(app, Pages())

    @app.get("/v1/planted")
    def planted() -> None:
        raise error("What is so. What to do.")

    response = TestClient(app, raise_server_exceptions=False).get("/v1/planted")
    assert (response.status_code, response.json()["detail"]) == (status, "What is so. What to do.")
