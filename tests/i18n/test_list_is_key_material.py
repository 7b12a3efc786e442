"""The order of the receipt words is key material: a changed list would open other threads, or none (protocol 4.1)."""

import hashlib
from pathlib import Path

LIST = Path(__file__).parents[2] / "i18n" / "ru" / "words.txt"
GENERATION_RB1 = "9bbe0441a7b02585151fdf99a5e584fbdab0bf6a753b9447dc886c002ae8135b"


def test_the_word_list_of_generation_rb1_is_what_the_codes_were_drawn_from():
    assert hashlib.sha256(LIST.read_bytes()).hexdigest() == GENERATION_RB1
