"""Which place a written name means."""

from datetime import date

import pytest

from orchestration.reading import resolve_place

NAMED = {
    ("Cả nước (khối tỉnh, thành)", None): "VN",
    ("Cả nước (34 tỉnh, thành phố)", date(2025, 8, 19)): "VN",
    ("tỉnh Hải Dương", date(2024, 11, 11)): "30-2004",
    ("Hải Phòng", date(2024, 11, 11)): "31-2004",
    ("Hải Phòng", date(2025, 8, 19)): "31-2025",
    ("thành phố Hải Dương, tỉnh Hải Dương", date(2021, 12, 17)): "288-2004",
}

# the seven codes that name another province since 1 July 2025: the name and its day decide
REUSED = {
    "15": ("Yên Bái", "Lào Cai"),
    "24": ("Bắc Giang", "Bắc Ninh"),
    "44": ("Quảng Bình", "Quảng Trị"),
    "52": ("Bình Định", "Gia Lai"),
    "80": ("Long An", "Tây Ninh"),
    "82": ("Tiền Giang", "Đồng Tháp"),
    "91": ("Kiên Giang", "An Giang"),
}
BEFORE, SINCE = date(2025, 6, 30), date(2025, 7, 1)


@pytest.mark.parametrize(("name", "on"), NAMED)
def test_a_name_and_its_day_give_the_place(name: str, on: date | None) -> None:
    place = resolve_place(name, on=on)
    assert place is not None
    assert place.place_key == NAMED[name, on]


@pytest.mark.parametrize("code", REUSED)
def test_a_reused_code_is_two_places(code: str) -> None:
    old, new = REUSED[code]
    before, since = resolve_place(old, on=BEFORE), resolve_place(new, on=SINCE)
    assert before is not None
    assert since is not None
    assert (before.place_key, since.place_key) == (f"{code}-2004", f"{code}-2025")
    # the name that has the code now had another one before
    namesake = resolve_place(new, on=BEFORE)
    assert namesake is not None
    assert namesake.place_code != code


@pytest.mark.parametrize("code", REUSED)
def test_a_code_alone_is_no_place(code: str) -> None:
    assert resolve_place(code) is None
