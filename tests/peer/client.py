"""The same `Peer` for a peer that runs as another process, over its /test/ controls."""

from tests.peer.link import HttpLink
from tests.peer.simulated import Peer


def remote_peer(url: str) -> Peer:
    """`url` as the process announced it, `http://host:port`."""
    return Peer(HttpLink(url.rstrip("/")), url.rstrip("/"))
