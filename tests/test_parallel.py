"""What `make test` counts on: tests of one group stay on one worker, which builds what they share, once."""

import os

import pytest


@pytest.mark.xdist_group("together")
@pytest.mark.skipif("PYTEST_XDIST_WORKER" not in os.environ, reason="there is one worker, so every group stays on it")
def test_a_group_is_told_to_the_workers(request: pytest.FixtureRequest) -> None:
    assert request.node.nodeid.endswith("@together")
