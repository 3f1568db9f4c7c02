"""Numbers of list items as formats draw them: `3`, `(c)`, `(iii)`."""

_LONGEST = 9999
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def written(number: int, sign: str) -> str:
    """A number in the style of HTML's `type`: `1`, `a`, `A`, `i` or `I`; letters and Roman numbers in brackets."""
    if sign == "1":
        return str(number) if 0 <= number <= _LONGEST else ""
    if not 0 < number <= _LONGEST or sign.lower() not in ("a", "i"):
        return ""
    return f"({_letters(number) if sign.lower() == 'a' else _roman(number)})"


def nested(number: str) -> str:
    """The same as one under another number."""
    return f"({number})" if number.isdigit() else number


def _letters(number: int) -> str:
    found = ""
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(ord("a") + rest) + found
    return found


def _roman(number: int) -> str:
    found = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        found += sign * times
    return found
