"""What a spreadsheet would run, wherever it stands in a text."""

import re

# A function or a command behind a sign, wherever it stands: what is quoted may be opened in a spreadsheet. Of a call
# that is never closed only its head goes, which is what runs it.
_QUOTED = r'"[^"\n]{0,400}"'
_INNER = rf'\((?:{_QUOTED}|[^()"\n]|\((?:{_QUOTED}|[^()"\n])*\))*\)'
FORMULA_CALL = re.compile(
    rf"(?:(?<![\w=+@-])=[=+@-]{{0,2}}[A-Za-z_][\w.]{{1,20}}|(?<![\w+@-])[+@-][A-Z][A-Z.]{{2,20}})\("
    rf'(?:(?:{_QUOTED}|[^()"\n]|{_INNER})*\))?|'
    r"(?<!\w)[=+@-]\s?\w{2,20}\|'?[^\t\n!]{0,200}![A-Z]\w{0,6}"
)


def without_formulas(text: str) -> str:
    """The text with […] in the place of each."""
    return FORMULA_CALL.sub("[…]", text)
