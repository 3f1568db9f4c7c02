"""The areas of councils and health boards in Wales, in both languages."""

import re
from functools import lru_cache

COUNCILS = {
    "Isle of Anglesey": "Ynys Môn",
    "Blaenau Gwent": "Blaenau Gwent",
    "Bridgend": "Pen-y-bont ar Ogwr",
    "Caerphilly": "Caerffili",
    "Cardiff": "Caerdydd",
    "Carmarthenshire": "Sir Gaerfyrddin|Gâr",
    "Ceredigion": "Ceredigion",
    "Conwy": "Conwy",
    "Denbighshire": "Sir Ddinbych|Ddinbych",
    "Flintshire": "Sir y Fflint|y Fflint",
    "Gwynedd": "Gwynedd",
    "Merthyr Tydfil": "Merthyr Tudful",
    "Monmouthshire": "Sir Fynwy|Fynwy",
    "Neath Port Talbot": "Castell-nedd Port Talbot",
    "Newport": "Casnewydd",
    "Pembrokeshire": "Sir Benfro|Penfro",
    "Powys": "Powys",
    "Rhondda Cynon Taf": "Rhondda Cynon Taf",
    "Swansea": "Abertawe",
    "Torfaen": "Torfaen",
    "Vale of Glamorgan": "Bro Morgannwg",
    "Wrexham": "Wrecsam",
}
"""The areas of the councils by their English name, with patterns of the Welsh ones."""
HEALTH_BOARDS = {
    "Aneurin Bevan": "Aneurin Bevan",
    "Betsi Cadwaladr": "Betsi Cadwaladr",
    "Cardiff and Vale": "Caerdydd a[’']r Fro",
    "Cwm Taf Morgannwg": "Cwm Taf Morgannwg",
    "Hywel Dda": "Hywel Dda",
    "Powys": "Addysgu Powys|Powys",
    "Swansea Bay": "Bae Abertawe",
}
"""The same of the health boards."""
# Welsh changes the first letter of a word behind some others: Caerdydd, i Gaerdydd, yng Nghaerdydd.
_CHANGES = {
    "C": "C|G|Ngh|Ch",
    "P": "P|B|Mh|Ph",
    "T": "T|D|Nh|Th",
    "G": "G|Ng|",
    "B": "B|F|M",
    "D": "D|Dd|N",
    "M": "M|F",
}


def _changed(name: str) -> str:
    letters = _CHANGES.get(name[:1])
    return f"(?:{letters}){name[1:]}" if letters else name


_AREAS = {english: f"{english}|{'|'.join(map(_changed, welsh.split('|')))}" for english, welsh in COUNCILS.items()}
_AREAS |= {
    f"{english} Health Board": rf"{english}(?= (?:University |Teaching )?Health Board)|"
    rf"(?<=Bwrdd Iechyd )(?:Prifysgol |Addysgu )?(?:{welsh})|(?<=Fwrdd Iechyd )(?:Prifysgol |Addysgu )?(?:{welsh})"
    for english, welsh in HEALTH_BOARDS.items()
}
# The longest first: Swansea Bay Health Board is not Swansea.
_NAMES = sorted(_AREAS, key=len, reverse=True)
_AREA = re.compile(
    r"(?<![\w’'-])(?:" + "|".join(f"(?P<a{at}>{_AREAS[name]})" for at, name in enumerate(_NAMES)) + r")(?![\w-])",
    re.IGNORECASE,
)


@lru_cache(4096)
def areas(text: str) -> tuple[str, ...]:
    """The areas that a text names, each once, by their English name."""
    found = (match.lastgroup for match in _AREA.finditer(text))
    return tuple(dict.fromkeys(_NAMES[int(group[1:])] for group in found if group))
