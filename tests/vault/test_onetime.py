"""One-time codes as RFC 6238 has them, each good once."""

import base64

import pyotp
import pytest

from vault import onetime
from vault.onetime import Codes

RFC = base64.b32encode(b"12345678901234567890").decode()
AT = 1_111_111_111


def code(step):
    return pyotp.TOTP(RFC).generate_otp(step)


@pytest.mark.parametrize(
    ("at", "said"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (2000000000, "279037")],
)
def test_the_vectors_of_rfc_6238_appendix_b_are_taken(at, said):
    assert onetime.used(Codes(RFC), said, at) is not None


@pytest.mark.parametrize(("steps", "good"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_one_step_off(steps, good):
    assert (onetime.used(Codes(RFC), code(AT // 30 + steps), AT) is not None) is good


@pytest.mark.parametrize("said", ["", "05047", "0504711", "абвгде", "\ud800", "٠٥٠٤٧١", "050 471"])
def test_nothing_else_is_a_code(said):
    assert onetime.used(Codes(RFC), said, AT) is None


def test_a_code_is_good_once_and_so_is_everything_before_it():
    after = onetime.used(Codes(RFC), code(AT // 30), AT)
    assert after is not None
    assert onetime.used(after, code(AT // 30), AT) is None
    assert onetime.used(after, code(AT // 30 - 1), AT) is None
    assert onetime.used(after, code(AT // 30 + 1), AT) is not None


def test_every_fifth_wrong_code_closes_for_longer_and_the_right_one_waits_too():
    codes, at, spans = Codes(RFC), AT, []
    for _ in range(5):
        for _ in range(5):
            assert not onetime.is_closed(codes, at)
            codes = onetime.missed(codes, at)
        spans.append(codes.until - at)
        assert onetime.used(codes, code(at // 30), at) is None
        at = codes.until
    assert spans == [60, 300, 1500, 3600, 3600]
    fresh = onetime.used(codes, code(at // 30), at)
    assert fresh is not None
    assert (fresh.wrong, fresh.until) == (0, 0)


def test_the_qr_code_is_square_with_white_around_and_its_path_is_numbers_only():
    size, path = onetime.qr(onetime.address(RFC, "Анна", "Red Button"))
    assert (size - 8 - 17) % 4 == 0
    assert set(path) <= set("Mhvz- 0123456789")
    xs = [int(part.split()[0]) for part in path.replace("h1v1h-1z", "").split("M")[1:]]
    assert (min(xs), max(xs)) == (4, size - 5)


def test_a_secret_has_160_bits():
    with pytest.raises(ValueError, match="20 bytes"):
        onetime.new_secret(b"short")
    assert len(onetime.new_secret(b"\x00" * 20)) == 32
