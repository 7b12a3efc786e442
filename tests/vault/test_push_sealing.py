"""A push message: the bytes of the RFC, one length, and nobody else's key."""

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from bot import clock
from vault.devices import VERSION
from vault.encoding import b64u, unb64u
from vault.push_sealing import browser, key_of, new_key, point_of, scalar, sealed
from vault.sealing import SealBroken

# RFC 8291, Appendix A
TEXT = b"When I grow up, I want to be a watermelon"
AUTH = "BTBZMqHH6r4Tts7J_aSIgg"
RECEIVER = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
SENDER = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
SALT = "DGv6ra1nlYgDCS1FRnbzlw"
MESSAGE = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl"
    "7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def test_a_message_is_sealed_as_the_rfcs_own_example():
    drawn = iter((unb64u(SENDER), unb64u(SALT)))
    assert b64u(sealed(browser(RECEIVER, AUTH), TEXT, lambda _: next(drawn))) == MESSAGE


def test_every_alarm_is_104_bytes_long_and_no_two_are_the_same():
    to = browser(RECEIVER, AUTH)
    made = {sealed(to, VERSION, clock.draw) for _ in range(20)}
    assert (len(made), {len(one) for one in made}) == (20, {104})


@pytest.mark.parametrize(
    ("p256dh", "auth"),
    [
        ("", AUTH),
        (RECEIVER[:-4], AUTH),
        (b64u(b"\4" + bytes(64)), AUTH),
        (b64u(b"\2" + unb64u(RECEIVER)[1:33]), AUTH),
        (RECEIVER + "=", AUTH),
        (RECEIVER, ""),
        (RECEIVER, b64u(bytes(15))),
        (RECEIVER, "not base64url!"),
    ],
)
def test_a_browser_whose_keys_are_none_is_refused(p256dh, auth):
    with pytest.raises(SealBroken):
        browser(p256dh, auth)


def test_a_draw_that_is_no_key_is_drawn_again():
    drawn = iter((bytes(32), b"\xff" * 32, bytes(31) + b"\1"))
    assert scalar(new_key(lambda _: next(drawn))) == bytes(31) + b"\1"


def test_a_key_is_the_same_after_it_was_kept():
    made = new_key(clock.draw)
    assert point_of(key_of(scalar(made))) == point_of(made)
    assert isinstance(made.curve, ec.SECP256R1)
    with pytest.raises(SealBroken):
        key_of(bytes(32))
