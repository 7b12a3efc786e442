"""What every folder of tests may ask for: a real store of this worker, a client on it, a browser."""

import logging
import os
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import structlog
from aiohttp import web_app
from redis.asyncio import BlockingConnectionPool, Redis, UnixDomainSocketConnection
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from vault.embedded import EmbeddedStore

PAGES = Path(__file__).parent / "portal"
_BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


@pytest.hookimpl(tryfirst=True)  # before `-m` chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The page tests of the portal take most of the time, so they have a command of their own; the stories stay with the others."""
    for item in items:
        if PAGES in item.path.parents and "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("page")


@pytest.fixture(autouse=True)
def _logging_as_it_was() -> Iterator[None]:
    """A test may set up the product's logging; the next one would write into that test's closed streams."""
    root, known = logging.getLogger(), structlog.get_config()
    handlers, level = root.handlers[:], root.level
    yield
    structlog.configure(**known)
    logging.captureWarnings(capture=False)
    root.setLevel(level)
    root.handlers[:] = handlers


@pytest.fixture(autouse=True)
def _no_server_outlives_its_test() -> Iterator[None]:
    """aiohttp remembers the last 1,024 applications with their middlewares: 4 GB of ours, with every file of the pages."""
    yield
    web_app._cached_build_middleware.cache_clear()  # it has no other way to forget


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedStore]:
    """One embedded store per xdist worker. Its content is nobody's: ask for `redis` to begin with an empty one."""
    running = EmbeddedStore.start(tmp_path_factory.mktemp("store"), maxmemory_mb=128)
    yield running
    running.stop()


@pytest.fixture
def fresh_store_dir(tmp_path: Path) -> Path:
    """A directory that no store has used. It does not exist yet."""
    return tmp_path / "store"


@pytest.fixture
async def redis(store: EmbeddedStore) -> AsyncIterator[Redis]:
    """A client set up as the product's (no silent second write, no dropped burst), on an empty store."""
    store.restart()  # does nothing, unless the test before this one killed it
    client = client_of(store)
    await client.flushall()
    yield client
    await client.aclose()


def client_of(store: EmbeddedStore) -> Redis:
    pool = BlockingConnectionPool(
        connection_class=UnixDomainSocketConnection,
        path=str(store.socket_path),
        password=store.password,
        max_connections=64,
        timeout=10,
        socket_timeout=5,
        retry=Retry(NoBackoff(), 0),
    )
    return Redis.from_pool(pool)


def node_here() -> str:
    """The path of Node. Without one a test is skipped with a message; under CI it fails."""
    found = shutil.which("node")
    if found is None:
        message = "no Node here: install the package `nodejs` to run the browser's modules without a browser"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)
    return found


@pytest.fixture(scope="session")
def node() -> str:
    return node_here()


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium. Without one a test is skipped with a message; under CI it fails."""
    found = next((path for name in _BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        message = "no Chromium here: install the package `chromium` to run the browser tests"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)
    return found
