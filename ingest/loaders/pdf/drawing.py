"""What a page of a PDF draws, followed operator by operator: runs of text, rules and pictures."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from pypdf import PageObject
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from errors import UnreadableSource
from ingest.loaders.pdf.plane import IDENTITY, Matrix, point, rotation, times, turned
from ingest.loaders.pdf.typeface import Typeface

_SPACE = 0.13
"""Of the type size: a wider shift inside a line stands for a space."""
_SPLIT = 1.0
"""Of the type size: a wider shift parts two runs."""
_HIGHEST_RISE = 0.9
"""Of the type size of what is raised."""
_DEEPEST = 500
_MOST_STEPS = 4_000_000
_MOST_RULES = 3_000


@dataclass(frozen=True)
class Run:
    """Text drawn at once, in points from the lower left, in a frame turned so that it reads from left to right."""

    text: str
    x: float
    right: float
    """Where its last visible character ends."""
    y: float
    """Of the baseline."""
    size: float
    angle: int = 0
    """Degrees by which it stands turned on the page as shown."""
    raised: bool = False
    """Whether it stands above the baseline that is given, as a mark does."""


@dataclass(frozen=True)
class Rule:
    """A horizontal line."""

    x: float
    right: float
    y: float


@dataclass
class Workshop:
    """What the pages of one file share: typefaces by object number, and the operators seen so far."""

    faces: dict[int, Typeface] = field(default_factory=dict)
    steps: int = 0

    def step(self) -> None:
        """Count one operator; a file that draws without end raises UnreadableSource."""
        self.steps += 1
        if self.steps > _MOST_STEPS:
            raise UnreadableSource("The PDF draws too much to be a document. Save or print it as a new PDF.")

    def face(self, resource: Any) -> Typeface:
        """The typeface of a font resource; one that is referred to by many pages is read once."""
        if not isinstance(resource, IndirectObject):
            return Typeface.of(resource)
        if resource.idnum not in self.faces:
            self.faces[resource.idnum] = Typeface.of(resource.get_object())
        return self.faces[resource.idnum]


@dataclass(frozen=True)
class _State:
    matrix: Matrix
    face: Typeface = field(default_factory=Typeface)
    size: float = 0.0
    between: float = 0.0
    word: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


class Drawing:
    """Follows one page; hand `before` and `after` to the visitor of operators."""

    def __init__(self, page: PageObject, workshop: Workshop) -> None:
        self.runs: list[Run] = []
        self.rules: list[Rule] = []
        self.pictured = 0.0
        """Square points under pictures, each counted."""
        self._workshop = workshop
        self._resources = _dictionary(page.get_inherited("/Resources", DictionaryObject()))
        self._state = _State(_shown(page))
        self._stack: list[_State] = []
        self._above_limit = 0
        self._forms: list[tuple[_State, DictionaryObject, int]] = []
        self._text = self._line = IDENTITY
        self._from = (0.0, 0.0)

    def before(self, operator: bytes, operands: Any, *_: object) -> None:
        """Take note of one operator; what its operands lack is as zero."""
        self._workshop.step()
        act = _ACTS.get(operator)
        if act is not None:
            act(self, operands if isinstance(operands, list) else [])

    def after(self, operator: bytes, *_: object) -> None:
        """Leave the form that an operator entered."""
        if operator == b"Do" and self._forms:
            self._state, self._resources, depth = self._forms.pop()
            del self._stack[depth:]

    def _save(self, _: list[Any]) -> None:
        if len(self._stack) < _DEEPEST:
            self._stack.append(self._state)
        else:
            self._above_limit += 1

    def _restore(self, _: list[Any]) -> None:
        if self._above_limit:
            self._above_limit -= 1
        elif self._stack:
            self._state = self._stack.pop()

    def _transform(self, operands: list[Any]) -> None:
        self._state = replace(self._state, matrix=times(_matrix(operands), self._state.matrix))

    def _begin(self, _: list[Any]) -> None:
        self._text = self._line = IDENTITY

    def _font(self, operands: list[Any]) -> None:
        fonts = _dictionary(self._resources.get("/Font"))
        face = Typeface()
        if operands and operands[0] in fonts:
            face = self._workshop.face(fonts.raw_get(operands[0]))
        self._state = replace(self._state, face=face, size=_number(operands, 1, self._state.size))

    def _move(self, operands: list[Any]) -> None:
        self._text = self._line = times((1, 0, 0, 1, _number(operands, 0), _number(operands, 1)), self._line)

    def _move_and_lead(self, operands: list[Any]) -> None:
        self._state = replace(self._state, leading=-_number(operands, 1))
        self._move(operands)

    def _place(self, operands: list[Any]) -> None:
        self._text = self._line = _matrix(operands)

    def _next_line(self, _: list[Any]) -> None:
        self._move([0.0, -self._state.leading])

    def _show_below(self, operands: list[Any]) -> None:
        self._next_line([])
        self._show(operands[-1:])

    def _show_spaced(self, operands: list[Any]) -> None:
        self._state = replace(self._state, word=_number(operands, 0), between=_number(operands, 1))
        self._show_below(operands)

    def _show_array(self, operands: list[Any]) -> None:
        if operands and isinstance(operands[0], ArrayObject):
            self._show(operands[0])

    def _show(self, pieces: Iterable[Any]) -> None:
        """Add the text of strings; numbers between them shift what follows."""
        state, size = self._state, self._state.size or 1.0
        text, start, end, at = "", 0.0, 0.0, 0.0
        for piece in pieces:
            if isinstance(piece, int | float):
                shift = -piece / 1000 * size * state.stretch
                if text and shift > _SPLIT * size:
                    self._add(text, start, end)
                    text = ""
                elif shift > _SPACE * size and text[-1:].strip():
                    text += " "
                at += shift
                continue
            for glyph in state.face.glyphs(piece):
                start = start if text else at
                wide = (glyph.width * size + state.between + state.word * glyph.space) * state.stretch
                text += glyph.text
                at += wide
                end = at - state.between * state.stretch if glyph.text.strip() else end
        self._add(text, start, end)
        self._text = times((1, 0, 0, 1, at, 0), self._text)

    def _add(self, text: str, start: float, end: float) -> None:
        if not text:
            return
        state = self._state
        # A small rise makes a mark, which belongs to the line that it stands above; more is another line.
        marks = abs(state.rise) < _HIGHEST_RISE * max(abs(state.size), 1.0)
        full = times((1, 0, 0, 1, 0, 0.0 if marks else state.rise), times(self._text, state.matrix))
        angle = round(math.degrees(math.atan2(full[1], full[0])))
        nearest = round(angle / 90) * 90
        angle = (nearest if abs(angle - nearest) <= 3 else angle) % 360
        (x, y), (right, _) = (turned(*point(full, along, 0.0), angle) for along in (start, max(start, end)))
        size = state.size * math.hypot(full[2], full[3])
        numbers = (x, right, y, size)
        if all(abs(number) < 1e6 for number in numbers):
            self.runs.append(Run(text, x, max(x, right), y, abs(size) or 1.0, angle, marks and state.rise > 0))
        else:
            self.runs.append(Run(text, 0.0, 0.0, 0.0, 1.0, angle))

    def _form(self, operands: list[Any]) -> None:
        self._forms.append((self._state, self._resources, len(self._stack)))
        inside = _dictionary(_dictionary(self._resources.get("/XObject")).get(operands[0] if operands else ""))
        if inside.get("/Subtype") == "/Image":
            self._picture([])
        elif inside.get("/Subtype") == "/Form":
            matrix = inside.get("/Matrix")
            if matrix is not None:
                self._transform(list(matrix.get_object()))
            self._resources = _dictionary(inside.get("/Resources")) or self._resources

    def _picture(self, _: list[Any]) -> None:
        a, b, c, d = self._state.matrix[:4]
        self.pictured += min(abs(a * d - b * c), 1e9)

    def _start_path(self, operands: list[Any]) -> None:
        self._from = (_number(operands, 0), _number(operands, 1))

    def _draw_line(self, operands: list[Any]) -> None:
        to = (_number(operands, 0), _number(operands, 1))
        self._rule(self._from, to)
        self._from = to

    def _draw_box(self, operands: list[Any]) -> None:
        x, y, wide, high = (_number(operands, index) for index in range(4))
        self._rule((x, y), (x + wide, y))
        self._rule((x, y + high), (x + wide, y + high))

    def _rule(self, one: tuple[float, float], two: tuple[float, float]) -> None:
        (x, y), (right, end) = point(self._state.matrix, *one), point(self._state.matrix, *two)
        if abs(y - end) < 1 and 4 < abs(right - x) < 1e5 and len(self.rules) < _MOST_RULES:
            self.rules.append(Rule(min(x, right), max(x, right), y))


def _setting(name: str, scale: float = 1.0) -> Callable[[Drawing, list[Any]], None]:
    def act(drawing: Drawing, operands: list[Any]) -> None:
        change: dict[str, Any] = {name: _number(operands, 0) * scale}
        drawing._state = replace(drawing._state, **change)

    return act


_ACTS: dict[bytes, Callable[[Drawing, list[Any]], None]] = {
    b"q": Drawing._save,
    b"Q": Drawing._restore,
    b"cm": Drawing._transform,
    b"BT": Drawing._begin,
    b"Tf": Drawing._font,
    b"Td": Drawing._move,
    b"TD": Drawing._move_and_lead,
    b"Tm": Drawing._place,
    b"T*": Drawing._next_line,
    b"Tj": Drawing._show,
    b"TJ": Drawing._show_array,
    b"'": Drawing._show_below,
    b'"': Drawing._show_spaced,
    b"Tc": _setting("between"),
    b"Tw": _setting("word"),
    b"Tz": _setting("stretch", 0.01),
    b"TL": _setting("leading"),
    b"Ts": _setting("rise"),
    b"Do": Drawing._form,
    b"INLINE IMAGE": Drawing._picture,
    b"m": Drawing._start_path,
    b"l": Drawing._draw_line,
    b"re": Drawing._draw_box,
}


def _shown(page: PageObject) -> Matrix:
    """Turns the page as a viewer does."""
    return rotation(page.rotation if isinstance(page.rotation, int) else 0)


def _number(operands: list[Any], index: int, default: float = 0.0) -> float:
    found = operands[index] if index < len(operands) else default
    return float(found) if isinstance(found, int | float) and abs(found) < 1e9 else default


def _matrix(operands: list[Any]) -> Matrix:
    numbers = [_number(operands, index, math.nan) for index in range(6)]
    if any(map(math.isnan, numbers)):
        return IDENTITY
    a, b, c, d, e, f = numbers
    return a, b, c, d, e, f


def _dictionary(found: Any) -> DictionaryObject:
    whole = found.get_object() if found is not None and hasattr(found, "get_object") else found
    return whole if isinstance(whole, DictionaryObject) else DictionaryObject()
