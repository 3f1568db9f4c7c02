"""Where one clause of a sentence ends and the next begins: at marks, conjunctions and relatives with verbs around."""

from dataclasses import dataclass

from answer.prose.frames import frame_at, source_end
from answer.prose.rows import Row, clause_at, held_together, joins_cy, within_list
from answer.prose.verbs import forms, past_of, pattern, words

_AHEAD = 12
_SEGMENT = 14
_RELATIVE = 24
_MARKS = 4
_HARD = frozenset([";", "|", "•", "·"])
_DASHES = frozenset(["-", "–", "—", "--"])
_SHARING = frozenset(["and", "but", "or", "yet", "plus", "&", "a", "ac", "ond", "neu"])
_PAUSED_JOINTS = frozenset(["so", "yet", "plus", "felly", "er"])


@dataclass(frozen=True)
class Clause:
    """A run of tokens that may assert something of its own."""

    start: int
    end: int
    joint: str = ""
    """The word or mark in front of it."""
    subject: tuple[int, int] | None = None
    """Tokens of the sentence that its verb belongs to, where they stand elsewhere."""
    source: tuple[int, int] | None = None
    """Tokens of the sentence that say who says so, such as `the plan says`."""


def clauses(row: Row) -> list[Clause]:
    """The clauses of a sentence in order; what joins two of them belongs to neither."""
    cutter = _Cutter(row)
    for at in range(len(row.tokens)):
        cutter.step(at)
    cutter.cut(len(row.tokens), len(row.tokens), "")
    return cutter.found


class _Cutter:
    """One walk along a sentence; each step looks only a bounded way ahead."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.found: list[Clause] = []
        self._skip_to = 0
        self._pending: tuple[int, tuple[int, int]] | None = None
        self._start(0, "", None, None)

    def _start(self, begin: int, joint: str, subject: tuple[int, int] | None, source: tuple[int, int] | None) -> None:
        self.begin, self.joint, self.subject, self.source = begin, joint, subject, source
        frame = frame_at(self.row, begin)
        self.told = frame.told
        self.core = source_end(self.row, frame.core)
        self.own_source = (frame.core, self.core) if self.core > frame.core else source
        self.verb: int | None = None
        self.paired = self.nested = False

    def cut(self, end: int, resume: int, joint: str, subject: tuple[int, int] | None = None) -> None:
        """End the clause that is open and open the next."""
        that = self.row.low(resume) in ("that", "bod", "fod", "nad", "y", "yr")
        carried = self.own_source if that and not self.told else None
        while end > self.begin and (self.row.sort(end - 1) in ("line", "symbol") or self.row.low(end - 1) == ","):
            end -= 1
        if end > self.begin:
            self.found.append(Clause(self.begin, end, self.joint, self.subject, self.source))
        self._start(resume, joint, subject, carried)

    def step(self, at: int) -> None:
        """Read one token."""
        row, low, sort = self.row, self.row.low(at), self.row.sort(at)
        if self._pending and at == self._pending[0]:
            self.cut(at, at + 1, ",", self._pending[1])
            self._pending = None
        elif at < self._skip_to or at < self.begin:
            return
        elif sort == "mark" and self._is_hard(at):
            self._hard(at)
        elif sort in ("line", "symbol") or low in (",", "(", '"', "“", "”"):
            self._weak(at)
        elif sort == "word" or low == "&":
            self._word(at, low)
        doing = row.finite[at] or (row.welsh and (low in ("bod", "fod") or low in words("focus_cy")))
        if at >= self.core and self.verb is None and doing and at >= self._skip_to:
            self.verb = at

    def _word(self, at: int, low: str) -> None:
        row = self.row
        if low in words("pairs_en") or low == "rhwng":
            self.paired = True
        if low in words("joints_cy" if row.welsh else "joints_en"):
            self._join(at, low)
        elif low in words("relatives_en") and not row.welsh and at > self.begin:
            self._relate(at)
        elif self._runs_on(at):
            self.cut(at, at, "")
        if self.verb is not None and low in words("subordinators_en") and (low != "to" or self._is_infinitive(at)):
            self.nested = True

    def _runs_on(self, at: int) -> bool:
        """Whether a new clause begins without any mark: `they get phones my mum gets nothing`."""
        row, before = self.row, self.row.low(at - 1)
        if row.welsh or self.verb is None or at - self.verb < 2 or row.sort(at - 1) not in ("word", "number"):
            return False
        if before in words("openers_of_clauses_en") | words("prepositions_en") | words("determiners_en"):
            return False
        if before in words("saying_en") | words("closers_en") | words("joints_en") or row.finite[at - 1]:
            return False
        return any(self._verb_with_object(at, place) for place in range(at, min(at + 4, len(row.tokens))))

    def _verb_with_object(self, at: int, verb: int) -> bool:
        row = self.row
        named = row.low(at) in words("subjects_en") - words("relatives_en") - {"this", "these", "those"}
        near = verb <= at + 1 if named else row.low(at) in ("my", "our") and verb > at + 1
        after = row.low(verb + 1)
        passing = words("prepositions_en") | words("closers_en") | words("joints_en") | words("adverbs_en")
        return near and row.finite[verb] and row.sort(verb + 1) in ("word", "number") and after not in passing

    def _is_infinitive(self, at: int) -> bool:
        form = forms().get(self.row.low(at + 1))
        return form is not None and form.tense == "plain"

    def _is_hard(self, at: int) -> bool:
        row, token = self.row, self.row.tokens[at]
        if token.low in _HARD:
            return True
        if token.low == ":":
            return row.text[token.end : token.end + 1].isspace()
        if token.low in _DASHES:
            blank = row.text[token.start - 1 : token.start].isspace() and row.text[token.end : token.end + 1].isspace()
            return blank or token.low == "—"
        return token.low.startswith(("..", "…")) or (token.low in "!?" and self._inside(at))

    def _inside(self, at: int) -> bool:
        """Whether a mark that mostly ends a sentence has something behind it."""
        return at + 1 < len(self.row.tokens) and self.row.sort(at + 1) != "mark"

    def _hard(self, at: int) -> None:
        row = self.row
        if self._is_attribution(at + 1):
            self._skip_to = self.row.mark_after(at + 1)
        elif row.low(at) == ":" and self._labels(at):
            return
        elif row.low(at) == ";" or row.words_in(at + 1, min(at + 6, len(row.tokens))) > 1 or row.low(at) in "!?":
            self.cut(at + (row.low(at) in "!?"), at + 1, row.low(at))

    def _labels(self, at: int) -> bool:
        """`Basic income: £1,600 a month` and `They get: a phone, a house` say one thing."""
        if self._stands_alone(self.begin, at) or clause_at(self.row, at + 1):
            return False
        unfinished = self.row.low(at - 1) in forms()
        return unfinished or (self.verb is None and self.row.sort(at + 1) == "number")

    def _is_attribution(self, at: int) -> bool:
        said = self._segment(at) if at < len(self.row.tokens) else ""
        return any(pattern(group).fullmatch(said) for group in ("standing", "attribution"))

    def _segment(self, at: int) -> str:
        """What stands from a token to the next mark, if that is near."""
        end = self.row.mark_after(at) if at < len(self.row.tokens) else at
        return self.row.between(at, end) if end - at <= _SEGMENT else ""

    def _weak(self, at: int) -> None:
        row, after = self.row, at + 1
        for _ in range(_MARKS):
            if row.sort(after) in ("symbol", "line") or row.low(after) in (",", '"', "”", "“"):
                after += 1
        if after >= len(row.tokens):
            return
        comma = "," in {row.low(place) for place in range(at, after)}
        if comma and self._is_attribution(after):
            self._skip_to = row.mark_after(after)
            return
        comma = comma or row.low(at) == "("
        joined = row.low(after) in words("joints_cy" if row.welsh else "joints_en")
        if comma and (self._stands_alone(self.begin, at) or self._is_aside(after)):
            self.cut(at, after + joined, row.low(at))
            return
        if joined or self._is_conditional():
            return
        if row.low(after) in words("times_en") or within_list(row, at, after):
            return
        kind = clause_at(self.row, after)
        verb = self.verb is not None or (row.low(self.core) in forms() and row.low(after) in words("subjects_en"))
        if verb and kind == "own":
            self.cut(at, after, row.low(at))
        elif self.verb is not None and kind == "direct" and comma and self._lists_doings(after):
            self.cut(at, after, row.low(at), self._own_subject())

    def _stands_alone(self, begin: int, end: int) -> bool:
        if end - begin > _SEGMENT:
            return False
        said = self.row.between(begin, end)
        return any(pattern(group).fullmatch(said) for group in ("interjection", "greeting", "thanks"))

    def _is_aside(self, at: int) -> bool:
        said = self._segment(at).strip("\"'” ")
        alone = any(pattern(group).fullmatch(said) for group in ("interjection", "tag", "share_of"))
        called = pattern("reader_call").match(said) and not any(self.row.finite[at + 1 : at + 5])
        named = self.row.low(at) == "you" and pattern("insult").search(said)
        guessed = pattern("guess").search(said) and self.row.low(at) not in words("joints_en") | words("joints_cy")
        return bool(said and (alone or called or named or guessed))

    def _is_conditional(self) -> bool:
        return self.row.low(self.core) in words("conditions_en") or self.row.low(self.core) in ("os", "oni")

    def _lists_doings(self, at: int) -> bool:
        """`houses them, feeds them and pays them`; not `…, says the minister`."""
        form = forms().get(self.row.low(at))
        return form is not None and form.tense in ("s", "past") and self.row.low(at) not in words("saying_en")

    def _join(self, at: int, low: str) -> None:
        row = self.row
        if self.paired and low in ("and", "a", "ac", "or", "nor"):
            self.paired = False
            return
        comma = row.low(at - 1) == ","
        if at > self.begin and pattern("interjection").fullmatch(row.between(self.begin, at)[:80]):
            self.cut(at, at + 1, low)
        if held_together(row, at):
            return
        if at == self.begin or (low in _PAUSED_JOINTS and not comma) or self._is_light(at):
            return
        if row.low(at + 1) in words("asking_en") and row.low(at + 2) in words("moved_en"):
            self.cut(at, at + 1, low)
            return
        if (shared := self._shared_doing(at)) is not None:
            self.cut(at, at + 1, low, shared)
            return
        kind = clause_at(self.row, at + 1)
        complete = self.verb is not None or (comma and row.words_in(self.begin, at) > 3)
        if low in ("a", "a'r", "a'i", "a'u") and kind and not joins_cy(row, at):
            kind = ""
        if kind == "own" and complete:
            self.cut(at, at + 1, low)
        elif kind == "direct" and self.verb is not None and low in _SHARING and not self._to_be_shared(at):
            self.cut(at, at + 1, low, None if self.nested else self._own_subject())
        elif kind == "plain" and self.verb is not None and not self.nested and self._own_subject():
            self.cut(at, at + 1, low, self._own_subject())

    def _shared_doing(self, at: int) -> tuple[int, int] | None:
        """What `£5m on phones` shares with `Wales spent £10m on hotels`."""
        row, link = self.row, self.row.low(at + 2)
        if self.verb is None or row.sort(at + 1) != "number" or link not in words("prepositions_en"):
            return None
        last = max((place for place in range(self.verb, at - 1) if row.sort(place) == "number"), default=None)
        return (self.core, last) if last is not None and row.low(last + 1) == link else None

    def _is_light(self, at: int) -> bool:
        """`stood up and attacked`, `come here and get` tell of one doing."""
        near = self.verb is not None and at - self.verb <= 6 and self.row.low(self.verb) in words("light_verbs_en")
        return near and clause_at(self.row, at + 1) != "own"

    def _to_be_shared(self, at: int) -> bool:
        """Whether a noun, not a verb, seems to follow: `costs and needs`."""
        form = forms().get(self.row.low(at + 1))
        return bool(form and past_of(form.stem) == self.row.low(at + 1) and self.row.low(at - 1).endswith("s"))

    def _own_subject(self) -> tuple[int, int] | None:
        if self.verb is None or self.verb <= self.core or self.verb - self.core > _AHEAD:
            return self.subject
        marks = any(self.row.sort(at) not in ("word", "number", "tag") for at in range(self.core, self.verb))
        asked = self.row.low(self.core) in words("moved_en") or self.row.welsh
        return self.subject if marks or asked else (self.core, self.verb)

    def _relate(self, at: int) -> None:
        row = self.row
        comma = row.low(at - 1) == ","
        cleft = {"it's", "it", "was"} & {row.low(self.core), row.low(self.core + 1)}
        if row.low(at - 1) in words("prepositions_en") or (cleft and not comma):
            return
        if not any(row.finite[at + 1 : at + (2 if row.low(at) == "that" else 4)]):
            return
        end = self.row.mark_after(at + 1) if at + 1 < len(row.tokens) else at
        counted = any(row.sort(place) == "number" for place in range(at, min(end, at + _RELATIVE)))
        if not (counted or (comma and row.low(at) != "that")):
            return
        if self.verb is not None:
            self.cut(at, at, row.low(at), _antecedent(row, at, self.begin))
        elif comma and 0 < at - self.core <= _AHEAD and self._resumes(at, end):
            self._pending = (end, (self.core, at - 1))

    def _resumes(self, at: int, end: int) -> bool:
        """Whether the verb of what was begun before `, which …,` stands behind it."""
        return self.row.low(end) == "," and end - at <= _RELATIVE and clause_at(self.row, end + 1) == "direct"


def _antecedent(row: Row, at: int, begin: int) -> tuple[int, int] | None:
    """The noun that a relative clause tells more of: back to its article, number or the verb before it."""
    end = at - (row.low(at - 1) == ",")
    for place in range(end - 1, max(end - 6, begin - 1), -1):
        low = row.low(place)
        if low in words("determiners_en") or row.sort(place) == "number":
            return place, end
        if row.finite[place] or low in words("prepositions_en") or row.sort(place) != "word":
            return (place + 1, end) if place + 1 < end else None
    return None
