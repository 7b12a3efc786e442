"""A faithful Bot API peer for tests and the demo: see README.md."""

from tests.peer.client import remote_peer
from tests.peer.faults import Limits
from tests.peer.inprocess import DEMO_TOKEN, running_peer, running_peers
from tests.peer.simulated import Peer, Person, Seen, until

__all__ = ["DEMO_TOKEN", "Limits", "Peer", "Person", "Seen", "remote_peer", "running_peer", "running_peers", "until"]
