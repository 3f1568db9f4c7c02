"""Under which law a request falls: freedom of information, environmental information, or the asker's own data."""

from collections.abc import Sequence

from answer.foi.letter_lines import says
from answer.foi.request import Regime


def regimes(text: str, questions: Sequence[str]) -> tuple[Regime, ...]:
    """Every law that part of a request falls under, freedom of information where nothing says otherwise."""
    asked = questions or (text,)
    found = [regime for regime in (Regime.EIR, Regime.DATA_PROTECTION) if any(says(regime.value, one) for one in asked)]
    if says("eir_named", text) and Regime.EIR not in found:
        found.insert(0, Regime.EIR)
    if says("own_data", text) and Regime.DATA_PROTECTION not in found:
        found.append(Regime.DATA_PROTECTION)
    others = [one for one in asked if not any(says(regime.value, one) for regime in found)]
    return (*found, Regime.FOI) if others or not found else tuple(found)
