"""Content encoding undone within a limit: a small gzip body may stand for gigabytes."""

import zlib

from orchestration.fetching.answers import Fault
from orchestration.landing.refusal import Refused

GZIP_ONLY = 16 + zlib.MAX_WBITS
GZIP_MAGIC = b"\x1f\x8b"


class Body:
    """The bytes of one answer, fed as they arrive. Never holds more than `limit` decoded bytes and one chunk."""

    def __init__(self, encoding: str, limit: int) -> None:
        if encoding not in ("", "identity", "gzip", "x-gzip"):
            raise Refused("encoding_not_asked", f"Máy chủ trả nội dung nén kiểu “{encoding[:20]}” mà không ai hỏi.")
        self._inflater = zlib.decompressobj(GZIP_ONLY) if encoding.endswith("gzip") else None
        self._limit = limit
        self._content = bytearray()

    def feed(self, chunk: bytes) -> None:
        """Raises Refused once the content is over the limit, Fault when it is not the gzip it claims to be."""
        if self._inflater is None:
            self._keep(chunk)
            return
        try:
            while chunk:
                # one byte over the limit is enough to know; the rest is never inflated
                self._keep(self._inflater.decompress(chunk, self._limit - len(self._content) + 1))
                chunk = self._inflater.unconsumed_tail or self._next_member()
        except zlib.error as error:
            raise Fault("broken_gzip", "Nội dung nén gzip bị hỏng trên đường truyền.") from error

    def whole(self) -> bytes:
        if self._inflater is not None and not self._inflater.eof:
            raise Fault("truncated", "Nội dung bị cắt cụt trước khi hết.")
        return bytes(self._content)

    def _next_member(self) -> bytes:
        rest = self._inflater.unused_data if self._inflater else b""
        if not rest.startswith(GZIP_MAGIC):
            return b""
        self._inflater = zlib.decompressobj(GZIP_ONLY)
        return rest

    def _keep(self, content: bytes) -> None:
        self._content += content
        if len(self._content) > self._limit:
            raise Refused("too_large", f"Nội dung lớn hơn giới hạn {self._limit / 1024 / 1024:.0f} MB; đã ngừng tải.")
