"""Articles that copy one another, told by MinHash: each later copy names the earliest text it resembles.

A press release printed by five papers is one source. Compared are runs of words, and apart from them the figures: a
monthly bulletin of the same form with other figures is no copy of last month's.
"""

import re
from array import array
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple
from zlib import crc32

import duckdb
import polars as pl
from datasketch import MinHash, MinHashLSH

from orchestration.landing import store
from orchestration.reading.normalise import normalise

# two texts are copies when they share these parts of their runs of words and of their figures
ALIKE = 0.6
SAME_FIGURES = 0.7
RUN = 3
PERMUTATIONS = 128
SCHEME: Literal["affine32"] = "affine32"
# of a shorter text nobody can tell copying from saying the same thing
FEWEST_WORDS = 25
WORD = re.compile(r"\w+(?:[.,/]\w+)*")


class Print(NamedTuple):
    """What a text is compared by."""

    runs: MinHash
    figures: MinHash

    def is_copy_of(self, other: "Print") -> bool:
        return self.runs.jaccard(other.runs) >= ALIKE and self.figures.jaccard(other.figures) >= SAME_FIGURES


def mark_copies(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Writes landing.document.near_duplicate_of and returns the documents of which it now says something else.

    Texts printed in an earlier build keep their print.
    """
    con.execute("delete from landing.article_print where document_id not in (select document_id from landing.document)")
    fresh = con.execute(
        """
        select document_id, text from landing.document
        where kind = 'article' and text is not null
            and document_id not in (select document_id from landing.article_print)
        """
    ).fetchall()
    store.insert_frame(
        con,
        "article_print",
        pl.DataFrame(
            {"document_id": [one for one, _ in fresh], "print": [printed(text) for _, text in fresh]},
            schema={"document_id": pl.String, "print": pl.Binary},
        ),
    )
    con.register(
        "told_copies",
        pl.DataFrame(list(copies(prints(con))), schema={"copy": pl.String, "original": pl.String}, orient="row"),
    )
    changed = con.execute(
        """
        update landing.document as document set near_duplicate_of = now.original
        from (
            select document_id, original
            from landing.document
            left join told_copies on document_id = copy
            where near_duplicate_of is distinct from original
        ) as now
        where document.document_id = now.document_id
        returning document.document_id
        """
    ).fetchall()
    con.unregister("told_copies")
    return [document_id for (document_id,) in changed]


def prints(con: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, Print]]:
    """Each printed article, the earliest first: of two copies the one published first is the original."""
    found = con.execute(
        """
        select document_id, print from landing.article_print
        inner join landing.document using (document_id)
        where print is not null
        order by published_on nulls last, path
        """
    )
    for document_id, stored in found.fetchall():
        values = array("I", stored)
        runs, figures = values[:PERMUTATIONS], values[PERMUTATIONS:]
        yield document_id, Print(MinHash(hashvalues=runs, scheme=SCHEME), MinHash(hashvalues=figures, scheme=SCHEME))


def copies(articles: Iterable[tuple[str, Print]]) -> Iterator[tuple[str, str]]:
    """(copy, original) of texts given the earliest first. A copy of a copy is a copy of what both resemble first."""
    originals: dict[str, Print] = {}
    index = MinHashLSH(threshold=ALIKE, num_perm=PERMUTATIONS)
    for document_id, mark in articles:
        copied = [str(one) for one in index.query(mark.runs) if mark.is_copy_of(originals[str(one)])]
        if copied:
            yield document_id, max(copied, key=lambda one: (mark.runs.jaccard(originals[one].runs), one))
        else:
            originals[document_id] = mark
            index.insert(document_id, mark.runs)


def printed(text: str) -> bytes | None:
    """The MinHashes of the text's runs of words and of its figures; null when it is too short to be told apart."""
    words = WORD.findall(normalise(text).low)
    if len(words) < FEWEST_WORDS:
        return None
    runs = {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
    figures = {word for word in words if any(char.isdigit() for char in word)}
    return minhash_of(runs) + minhash_of(figures)


def minhash_of(parts: set[str]) -> bytes:
    minhash = MinHash(PERMUTATIONS, hashfunc=crc32, scheme=SCHEME)
    minhash.update_batch([part.encode() for part in parts])
    return bytes(array("I", minhash.hashvalues))
