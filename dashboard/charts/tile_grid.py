"""The provinces of Việt Nam as equal tiles, where they roughly lie. Before 01/07/2025 there were 63, since then 34.

The archipelagos of Hoàng Sa (of Đà Nẵng) and Trường Sa (of Khánh Hòa) are part of the country and have tiles of their
own; they hold no figure, since none is published for them apart.
"""

from collections.abc import Mapping

from dashboard.charts.base import Spec, chart
from dashboard.charts.colours import INK_DARK, mixed, readable_on
from dashboard.text import Text

Spot = tuple[int, int]

# column, row
OF_63: dict[str, Spot] = {
    "Lai Châu": (1, 0),
    "Lào Cai": (2, 0),
    "Hà Giang": (3, 0),
    "Cao Bằng": (4, 0),
    "Điện Biên": (0, 1),
    "Yên Bái": (2, 1),
    "Tuyên Quang": (3, 1),
    "Bắc Kạn": (4, 1),
    "Lạng Sơn": (5, 1),
    "Sơn La": (1, 2),
    "Phú Thọ": (2, 2),
    "Vĩnh Phúc": (3, 2),
    "Thái Nguyên": (4, 2),
    "Bắc Giang": (5, 2),
    "Quảng Ninh": (6, 2),
    "Hòa Bình": (2, 3),
    "Hà Nội": (3, 3),
    "Bắc Ninh": (4, 3),
    "Hải Dương": (5, 3),
    "Hải Phòng": (6, 3),
    "Hà Nam": (3, 4),
    "Hưng Yên": (4, 4),
    "Thái Bình": (5, 4),
    "Thanh Hóa": (2, 5),
    "Ninh Bình": (3, 5),
    "Nam Định": (4, 5),
    "Nghệ An": (2, 6),
    "Hà Tĩnh": (3, 7),
    "Quảng Bình": (3, 8),
    "Quảng Trị": (3, 9),
    "Thừa Thiên Huế": (4, 9),
    "Quảng Nam": (4, 10),
    "Đà Nẵng": (5, 10),
    "Kon Tum": (4, 11),
    "Quảng Ngãi": (5, 11),
    "Gia Lai": (4, 12),
    "Bình Định": (5, 12),
    "Đắk Lắk": (4, 13),
    "Phú Yên": (5, 13),
    "Đắk Nông": (3, 14),
    "Lâm Đồng": (4, 14),
    "Khánh Hòa": (5, 14),
    "Tây Ninh": (1, 15),
    "Bình Phước": (2, 15),
    "Bình Dương": (3, 15),
    "Đồng Nai": (4, 15),
    "Ninh Thuận": (5, 15),
    "Long An": (1, 16),
    "Hồ Chí Minh": (2, 16),
    "Bà Rịa - Vũng Tàu": (3, 16),
    "Bình Thuận": (4, 16),
    "An Giang": (0, 17),
    "Đồng Tháp": (1, 17),
    "Tiền Giang": (2, 17),
    "Bến Tre": (3, 17),
    "Kiên Giang": (0, 18),
    "Cần Thơ": (1, 18),
    "Vĩnh Long": (2, 18),
    "Trà Vinh": (3, 18),
    "Hậu Giang": (1, 19),
    "Sóc Trăng": (2, 19),
    "Cà Mau": (0, 20),
    "Bạc Liêu": (1, 20),
}
OF_34: dict[str, Spot] = {
    "Lai Châu": (1, 0),
    "Lào Cai": (2, 0),
    "Tuyên Quang": (3, 0),
    "Cao Bằng": (4, 0),
    "Điện Biên": (0, 1),
    "Sơn La": (1, 1),
    "Phú Thọ": (2, 1),
    "Thái Nguyên": (3, 1),
    "Lạng Sơn": (4, 1),
    "Hà Nội": (2, 2),
    "Bắc Ninh": (3, 2),
    "Quảng Ninh": (4, 2),
    "Ninh Bình": (2, 3),
    "Hưng Yên": (3, 3),
    "Hải Phòng": (4, 3),
    "Thanh Hóa": (2, 4),
    "Nghệ An": (2, 5),
    "Hà Tĩnh": (2, 6),
    "Quảng Trị": (3, 7),
    "Huế": (3, 8),
    "Đà Nẵng": (4, 9),
    "Quảng Ngãi": (4, 10),
    "Gia Lai": (4, 11),
    "Đắk Lắk": (4, 12),
    "Lâm Đồng": (3, 13),
    "Khánh Hòa": (4, 13),
    "Tây Ninh": (1, 14),
    "Đồng Nai": (2, 14),
    "Đồng Tháp": (1, 15),
    "Hồ Chí Minh": (2, 15),
    "An Giang": (0, 16),
    "Cần Thơ": (1, 16),
    "Vĩnh Long": (2, 16),
    "Cà Mau": (0, 17),
}
# archipelago → the province it belongs to, and its tile on either map
ISLANDS = {"Hoàng Sa": ("Đà Nẵng", (7, 9)), "Trường Sa": ("Khánh Hòa", (7, 14))}

ROW = 40
# first to last; the ink that is read on each
RAMP = ["#0f6b7c", "#dbe9ec", "#f3d9bd"]
BARE, SEA = "#d9e0e3", "#c6e3ea"


def scheme(base: int | None) -> Mapping[str, Spot]:
    """The tiles of a list among so many places."""
    return OF_34 if base is not None and base <= len(OF_34) else OF_63


def tile_grid(ranks: Mapping[str, int], base: int | None, focus: str, say: Text) -> Spec:
    """ranks: province → its rank. The focus gets a frame. Provinces without a rank stay pale and keep their name."""
    last = max([*ranks.values(), base or 0, 2])
    tiles = [tile(name, spot, ranks.get(name), last, is_focus=name == focus) for name, spot in scheme(base).items()]
    tiles += [
        {
            "name": f"{name}\n({province})",
            "col": col,
            "row": row,
            "told": say("tiles.island", name=name, province=province),
            "words": "",
            "ground": SEA,
            "ink": INK_DARK,
            "focus": False,
        }
        for name, (province, (col, row)) in ISLANDS.items()
    ]
    x = {"field": "col", "type": "ordinal", "axis": None, "scale": {"paddingInner": 0.06}}
    y = {"field": "row", "type": "ordinal", "axis": None, "scale": {"paddingInner": 0.08}}
    tooltip = [{"field": "told", "title": say("ranks.place")}, {"field": "words", "title": say("ranks.rank")}]
    shared = {"x": x, "y": y, "tooltip": tooltip}
    ground: Spec = {
        "mark": {"type": "rect", "cornerRadius": 4, "strokeWidth": 2.5},
        "encoding": shared
        | {
            "color": {"field": "ground", "type": "nominal", "scale": None},
            "stroke": {"condition": {"test": "datum.focus", "value": "#c2410c"}, "value": None},
        },
    }
    ink: Spec = {"field": "ink", "type": "nominal", "scale": None}
    name_: Spec = {
        "mark": {"type": "text", "fontSize": 9, "lineBreak": "\n", "lineHeight": 10, "baseline": "top", "dy": -17},
        "encoding": shared | {"text": {"field": "name"}, "color": ink},
    }
    rank_: Spec = {
        "mark": {"type": "text", "fontSize": 11, "fontWeight": 700, "baseline": "bottom", "dy": 17},
        "encoding": shared | {"text": {"field": "words"}, "color": ink},
    }
    rows = max(tile["row"] for tile in tiles) + 1
    return chart(say.lang, rows * ROW, [ground, name_, rank_]) | {"data": {"values": tiles}}


def tile(name: str, spot: Spot, rank: int | None, last: int, *, is_focus: bool) -> Spec:
    ground = BARE if rank is None else mixed(RAMP, (rank - 1) / (last - 1))
    return {
        "name": label(name),
        "col": spot[0],
        "row": spot[1],
        "told": name,
        "words": "" if rank is None else str(rank),
        "ground": ground,
        "ink": readable_on(ground),
        "focus": is_focus,
    }


def label(name: str) -> str:
    """At most two lines, broken between words: Thừa Thiên / Huế."""
    words = name.replace(" - ", "-").split()
    return "\n".join([" ".join(words[:-1]), words[-1]]) if len(words) > 1 else name
