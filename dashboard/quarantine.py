"""What stands in a refused file, to be looked at: its first bytes, of which none can do anything but be seen."""

import os
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MOST_BYTES = 2048
MOST_BYTES_IN_HEX = 256
BYTES_A_LINE = 16
# more marks than this among so many letters, and it is no text
MOST_MARKS = 0.1
BYTE_ORDERS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be", b"\xef\xbb\xbf": "utf-8-sig"}


def first_bytes(copy: str) -> bytes | None:
    """Of the copy kept under that name in the build's home; null when it is not on this machine (any more)."""
    kept = (Path(os.environ.get("THUOCDO_HOME") or ROOT / ".thuocdo") / "quarantine").resolve()
    file = (kept / copy).resolve()
    if not file.is_relative_to(kept):
        return None
    try:
        with file.open("rb") as stream:
            return stream.read(MOST_BYTES)
    except OSError:
        return None


def as_seen(data: bytes) -> str:
    """The bytes as text with every unseen mark written out, or as numbers where they are no text."""
    encoding = next((name for mark, name in BYTE_ORDERS.items() if data.startswith(mark)), "utf-8")
    text = data.decode(encoding, "replace")
    marks = sum(is_mark(letter) or letter == "\N{REPLACEMENT CHARACTER}" for letter in text)
    if marks > MOST_MARKS * len(text):
        return in_hex(data[:MOST_BYTES_IN_HEX])
    return "".join(f"⟨U+{ord(letter):04X}⟩" if is_mark(letter) else letter for letter in text)


def is_mark(letter: str) -> bool:
    """Whether a letter shows as nothing, or moves those around it: controls, joiners, turners, private ones."""
    return letter not in "\n\t" and unicodedata.category(letter) in {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}


def in_hex(data: bytes) -> str:
    lines = [data[at : at + BYTES_A_LINE] for at in range(0, len(data), BYTES_A_LINE)]
    return "\n".join(
        f"{number * BYTES_A_LINE:04x}  {line.hex(' '):<47}  "
        + "".join(chr(byte) if 32 <= byte < 127 else "·" for byte in line)
        for number, line in enumerate(lines)
    )
