"""One sentence with everything known about it: what the judgements on its numbers are made from."""

import re
from dataclasses import dataclass
from datetime import date

from orchestration.reading.context import Context
from orchestration.reading.kinds import Cues, Heard
from orchestration.reading.normalise import NormalText
from orchestration.reading.numerals import Quantity
from orchestration.reading.periods import Period
from orchestration.reading.phrases import Found, Phrasebook
from orchestration.reading.places import Mention
from orchestration.reading.seat import Seat
from orchestration.reading.sentences import Sentence
from orchestration.reading.vocabulary import Indicator, Vocabulary

THIS = "này"
THIS_FIGURE = re.compile(r"(?:tỷ lệ|tỉ lệ|con số|chỉ số|mức|số) này(?!\w)")
BEHIND_A_NAME = 3
PILLARS = (
    r"(?:về|trong)\s(?:phát triển\s|lĩnh vực\s|xây dựng\s)?(?:chính quyền|kinh tế|xã hội|hạ tầng|nhân lực|dữ liệu) số"
)
PILLAR = re.compile(rf"(?:[-+•]\s?)?{PILLARS}(?:\s[^\s.;:,]+){{0,3}},\s")
FAR_AS_A_PILLAR = 40
PILLAR_BEFORE = re.compile(PILLARS)
IN_TURN = "lần lượt"


@dataclass(frozen=True, slots=True)
class Rules:
    """A vocabulary with its patterns compiled, as far as a scene needs them."""

    vocabulary: Vocabulary
    cues: Cues
    phrasebook: Phrasebook
    carry: re.Pattern[str]
    carry_far: re.Pattern[str]
    carry_parallel: re.Pattern[str]
    adds: re.Pattern[str]
    slice: re.Pattern[str]


class Scene:
    """`heard` are its words of aim and of deed; `latest` is the day of the text, as far as it is known."""

    def __init__(
        self,
        rules: Rules,
        normal: NormalText,
        sentence: Sentence,
        quantities: list[Quantity],
        periods: list[Period],  # those of the figures told here; what they are compared with is among `bases`
        bases: list[Period],
        mentions: list[Mention],
        phrases: Found,
        heard: Heard,
        themes: dict[str, Indicator],
        context: Context,
        seat: Seat,
        latest: date | None,
    ) -> None:
        self.rules, self.normal, self.sentence = rules, normal, sentence
        self.quantities, self.periods, self.bases, self.mentions = quantities, periods, bases, mentions
        self.timed = periods + bases
        self.phrases, self.heard, self.themes = phrases, heard, themes
        self.context, self.seat, self.latest = context, seat, latest
        self.low, self.start, self.end = normal.low, sentence.start, sentence.end
        self.same_paragraph = context.sentence is not None and context.sentence.paragraph == sentence.paragraph
        self.says_this = self.low.find(THIS, self.start, self.end) >= 0
        self.carried = self.goes_on()
        self.next_pillar = self.goes_through_pillars()
        self.carried_far = (  # from the paragraph before
            rules.carry_far.match(self.low, self.start) is not None or self.in_parallel() or self.next_pillar
        )

    def goes_on(self) -> bool:
        """The sentence says itself that it goes on, or the one before it was never closed."""
        before = self.context.sentence
        unclosed = before is not None and self.low[before.end - 1] in ";,"
        return unclosed or self.rules.carry.match(self.low, self.start) is not None

    @property
    def adds(self) -> bool:
        """ "Đồng thời, …": another thing, of the same time and place."""
        return self.rules.adds.match(self.low, self.start) is not None

    def in_parallel(self) -> bool:
        """ "Đối với A …", "Đối với B …": the sentence before told another part of the same."""
        opening, before = self.rules.carry_parallel.match(self.low, self.start), self.context.sentence
        return bool(opening and before and self.low.find(opening[1], before.start, before.end) >= 0)

    def goes_through_pillars(self) -> bool:
        """ "Về hạ tầng số, tỉnh phấn đấu …", "Về chính quyền số, …": the next part of one list of aims or results."""
        before = self.context.sentence
        return (
            before is not None
            and self.low.find(" số", self.start, self.start + FAR_AS_A_PILLAR) > 0
            and PILLAR.match(self.low, self.start) is not None
            and PILLAR_BEFORE.search(self.low, before.start, before.end) is not None
        )

    def speaks_of_it(self, quantity: Quantity) -> bool:
        """ "Con số này đạt 97%": the figure was named before."""
        return self.says_this and THIS_FIGURE.search(self.low, self.start, quantity.start) is not None

    def is_listed(self, quantity: Quantity) -> bool:
        """ "Hòa Bình (86,5%), Nam Định (65,9%)": in brackets behind a place; a sentence's are all of one indicator."""
        opening = quantity.opening
        bracketed = self.mentions and self.low[max(self.start, opening - 2) : opening].rstrip().endswith("(")
        return bool(bracketed) and any(0 < opening - mention.end <= BEHIND_A_NAME for mention in self.mentions)
