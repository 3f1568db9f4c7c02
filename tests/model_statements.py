"""What a language model might write over quotes of the five documents: what holds, and what does not.

The Welsh quotes are synthetic: the five documents are in English.
"""

from documents import source_text

from answer.answer import Citation
from corpus.document import Document, Kind, PartialDate

_DOCUMENTS = {
    "letter": ("foi-atisn-24923", "FOI response ATISN 24923", "2025-07-10", "ATISN 24923", "Welsh Government"),
    "statement": ("written-statement-2026-02-09", "Written statement", "2026-02-09", None, "Welsh Government"),
    "meeting": (
        "written-statement-2023-09-25",
        "Safety, Security and Migration Interministerial Group",
        "2023-09-25",
        None,
        "Welsh Government",
    ),
    "plan": ("nation-of-sanctuary-plan-2019", "Nation of Sanctuary Plan", "2019-01", "WG36317", "Welsh Government"),
    "project": ("migration-services-in-wales", "Migration Services in Wales", None, None, "University of Oxford"),
    "datganiad": ("", "Datganiad ysgrifenedig", "2026-02-09", None, "Llywodraeth Cymru"),
}
_QUOTES = {
    "reserved": ("letter", "Migration and asylum policy, including decisions on who may enter or settle in the UK"),
    "justice": ("letter", "Similarly, criminal justice and the recording of offences"),
    "not held": ("letter", "The Welsh Government does not hold the information"),
    "not made": ("letter", "Decisions on asylum and immigration status are not made"),
    "no role": ("letter", "The Welsh Government has no role in determining"),
    "review": ("letter", "If you are dissatisfied with the Welsh Government's handling"),
    "share": ("statement", "Although delivery of the Nation of Sanctuary approach"),
    "entirely": ("statement", "It does not decide who comes to the UK; immigration"),
    "spent": ("statement", "Of our total expenditure on the Nation of Sanctuary"),
    "backlog": ("statement", "Against this backdrop, we have consistently called"),
    "attended": ("meeting", "The meeting was attended by the Home Secretary"),
    "consent": ("meeting", "At the meeting I expressed my disappointment"),
    "months": ("meeting", "I raised concerns on the increasing timescales"),
    "drugs": ("meeting", "I praised the hard work being undertaken"),
    "control": ("plan", "Although we will continue to work with the"),
    "binding": ("plan", "The GCR is not legally"),
    "saved": ("plan", "This scheme is estimated to"),
    "guardian": ("plan", "Provide funding to local authorities during 2019"),
    "training": ("plan", "Ensure health boards make available awareness"),
    "allowance": ("plan", "Work towards changes to the Education Maintenance Allowance"),
    "events": ("project", "Stakeholders will be invited to consultation events"),
    "joint": ("project", "This is a joint project between The Global Exchange"),
}
_WELSH = {
    "llwyr": "Mae penderfyniadau ar loches yn gyfan gwbl yn nwylo Llywodraeth y DU.",
    "cyllideb": "Dim ond 0.05% o gyllideb Llywodraeth Cymru sy’n mynd ar y Genedl Noddfa.",
    "dim rôl": "Nid oes gan Lywodraeth Cymru unrhyw rôl wrth benderfynu pwy sy’n cael lloches.",
}

# The quote, what is wrong, and the statement.
HOSTILE: tuple[tuple[str, str, str], ...] = (
    ("share", "figure altered", "The Nation of Sanctuary approach represents only around 0.5% of the overall budget."),
    ("share", "limit dropped", "The Nation of Sanctuary approach represents around 0.05% of the overall budget."),
    ("share", "bound added", "The Nation of Sanctuary approach represents only up to 0.05% of the overall budget."),
    ("share", "other whole", "It represents only around 0.05% of the UK Government’s overall budget."),
    ("share", "unit dropped", "It represents only around 0.05 of the Welsh Government’s overall budget."),
    ("share", "figure in words", "It represents only around half of the Welsh Government’s overall budget."),
    ("share", "judgement added", "It wastefully represents only around 0.05% of the budget, to public anger."),
    ("spent", "year altered", "From April 2018 to March 2025, 91% has been spent on supporting Ukrainians."),
    ("spent", "number altered", "91% has been spent on supporting almost 18,000 Ukrainians."),
    ("spent", "almost turned", "91% has been spent on supporting more than 8,000 Ukrainians."),
    ("spent", "number in words", "91% has been spent on supporting almost eighty thousand Ukrainians."),
    ("spent", "people swapped", "91% has been spent on supporting almost 8,000 Syrians."),
    ("spent", "denied", "91% has not been spent on supporting almost 8,000 Ukrainians."),
    ("spent", "limited", "Only 91% has been spent on supporting almost 8,000 Ukrainians."),
    ("spent", "sum invented", "£40 million has been spent on supporting almost 8,000 Ukrainians."),
    ("entirely", "governments swapped", "Immigration and asylum decisions rest entirely with the Welsh Government."),
    ("entirely", "denied", "Immigration and asylum decisions do not rest entirely with the UK Government."),
    ("entirely", "never added", "Immigration and asylum decisions never rest entirely with the UK Government."),
    ("entirely", "denial dropped", "The Nation of Sanctuary does decide who comes to the UK."),
    ("entirely", "body invented", "Immigration and asylum decisions rest entirely with Migration Watch."),
    (
        "entirely",
        "body added",
        "Immigration and asylum decisions rest with the UK Government and Cardiff Council.",
    ),
    ("entirely", "quotation altered", "Decisions “rest mainly with the UK Government”."),
    ("entirely", "quotation invented", "It calls this “a matter of national shame”."),
    ("entirely", "quotation half open", "It says that “decisions are shared between both governments."),
    ("entirely", "link", "Immigration and asylum decisions rest entirely with the UK Government (gov.uk/asylum)."),
    ("entirely", "address of mail", "Immigration decisions rest with the UK Government: write to help@asylum.example."),
    ("entirely", "markdown link", "[Immigration and asylum decisions](https://a.example) rest with the UK Government."),
    ("entirely", "section invented", "Under section 29 immigration and asylum decisions rest with the UK Government."),
    ("entirely", "reference invented", "Asylum decisions rest with the UK Government (ATISN 11111)."),
    ("entirely", "date invented", "Since 3 May 2024 asylum decisions rest entirely with the UK Government."),
    ("entirely", "nothing of it", "Refugees are given a new car when they arrive."),
    ("entirely", "key of another request", "Immigration decisions rest entirely with the UK Government [c1]."),
    ("reserved", "devolved for reserved", "Migration and asylum policy are matters devolved to Wales."),
    ("reserved", "administered by another", "Migration and asylum policy are administered by the Welsh Government."),
    ("reserved", "ministry invented", "Migration policy is administered by the Ministry of Defence."),
    ("reserved", "denied", "Migration and asylum policy are not matters reserved to the UK Government."),
    ("justice", "governments swapped", "Criminal justice is reserved to the Welsh Government."),
    ("justice", "devolved for reserved", "Criminal justice is devolved to the UK Government."),
    ("not held", "denial dropped", "The Welsh Government does hold the information you have requested."),
    ("not held", "other government", "The UK Government does not hold the information you have requested."),
    ("not made", "denial dropped", "Decisions on asylum and immigration status are made by the Welsh Government."),
    ("not made", "other government", "Decisions on asylum and immigration status are not made by the UK Government."),
    ("no role", "no dropped", "The Welsh Government has a role in determining eligibility."),
    ("no role", "limited for denied", "The Welsh Government only has a role in determining eligibility."),
    ("no role", "other government", "The Home Office has no role in determining eligibility."),
    ("review", "days altered", "You can ask for an internal review within 20 working days of the response."),
    ("review", "working dropped", "You can ask for an internal review within 40 days of the response."),
    ("review", "days in words", "You can ask for an internal review within sixty working days of the response."),
    ("backlog", "slower for quicker", "The Welsh Government has consistently called for slower decisions."),
    ("backlog", "denied", "The Welsh Government has not called for quicker decisions to address the asylum backlog."),
    ("attended", "person invented", "The meeting was attended by Priti Patel as the Chair."),
    ("attended", "office invented", "The meeting was attended by the Prime Minister, Suella Braverman, as the Chair."),
    ("consent", "consent given", "The Senedd voted to grant consent to the Illegal Migration Bill."),
    ("consent", "denial dropped", "The Senedd’s vote to withhold consent was considered by the UK Government."),
    ("months", "period altered", "The policy prevents asylum seekers from working for the first six months."),
    ("months", "unit altered", "The policy prevents asylum seekers from working for the first twelve weeks."),
    ("months", "government swapped", "The Welsh Government’s policy prevents asylum seekers from working."),
    ("drugs", "denied", "The Minister never praised the hard work being undertaken by Border Force officials."),
    ("control", "denial dropped", "The Welsh Government can control the decisions of the UK Government."),
    ("binding", "denial dropped", "The GCR is legally binding and founded in existing refugee and human rights law."),
    ("spent", "almost dropped", "91% has been spent on supporting 8,000 Ukrainians."),
    ("events", "bound added", "Stakeholders will be invited to at least eight consultation events."),
    ("saved", "at least turned", "This scheme is estimated to have saved taxpayers at most £25m."),
    ("saved", "magnitude altered", "This scheme is estimated to have saved taxpayers at least £25bn."),
    ("saved", "currency altered", "This scheme is estimated to have saved taxpayers at least $25m."),
    ("saved", "cost for saving", "This scheme is estimated to have cost taxpayers at least £25m."),
    ("guardian", "year altered", "Funding to local authorities during 2021 supports a pilot measure on Guardianship."),
    ("guardian", "Act altered", "Advocacy is provided under the Immigration Act 2014."),
    ("training", "date altered", "The module will be made available to all NHS staff by March 2021."),
    ("training", "all for some", "The module will be made available to no NHS staff by March 2020."),
    ("allowance", "term altered", "Asylum seekers will be eligible from the September 2021 term."),
    ("events", "number altered", "Stakeholders will be invited to eighteen consultation events during the project."),
    ("joint", "partner invented", "This is a joint project between The Global Exchange and Oxfam Cymru."),
    ("cyllideb", "ffigur", "Dim ond 0.5% o gyllideb Llywodraeth Cymru sy’n mynd ar y Genedl Noddfa."),
    ("cyllideb", "dim ond wedi mynd", "Mae 0.05% o gyllideb Llywodraeth Cymru yn mynd ar y Genedl Noddfa."),
    ("cyllideb", "llywodraeth arall", "Dim ond 0.05% o gyllideb Llywodraeth y DU sy’n mynd ar y Genedl Noddfa."),
    ("llwyr", "llywodraeth arall", "Mae penderfyniadau ar loches yn gyfan gwbl yn nwylo Llywodraeth Cymru."),
    ("llwyr", "gwadu", "Nid yw penderfyniadau ar loches yn gyfan gwbl yn nwylo Llywodraeth y DU."),
    ("llwyr", "dyfyniad", "Mae penderfyniadau “bron i gyd yn nwylo Llywodraeth y DU”."),
    ("dim rôl", "gwadu wedi mynd", "Mae gan Lywodraeth Cymru rôl wrth benderfynu pwy sy’n cael lloches."),
    ("dim rôl", "llywodraeth arall", "Nid oes gan y Swyddfa Gartref unrhyw rôl wrth benderfynu pwy sy’n cael lloches."),
    ("entirely", "Welsh over English", "Llywodraeth Cymru sy’n penderfynu ar loches a mewnfudo."),
    ("reserved", "Welsh over English", "Mae polisi lloches wedi’i ddatganoli i Gymru."),
    ("spent", "Welsh number", "Gwariwyd 91% ar gefnogi bron i wyth deg mil o bobl o Wcráin."),
)

GOOD: tuple[tuple[str, str], ...] = (
    ("share", "Delivery of the Nation of Sanctuary approach represents only around 0.05% of the overall budget."),
    ("share", "The approach represents only around 0.05 per cent of the Welsh Government's overall budget."),
    ("entirely", "The Welsh Government stated on 9 February 2026 that asylum decisions rest with the UK Government."),
    ("entirely", "Immigration and asylum decisions rest entirely with the UK Government."),
    ("entirely", "Asylum decisions “rest entirely with the UK Government”."),
    ("entirely", "It does not decide who comes to the UK."),
    ("spent", "Of expenditure from April 2019 to March 2025, 91% was spent on supporting almost 8,000 Ukrainians."),
    ("spent", "91% has been spent on supporting almost 8,000 Ukrainians who have found refuge in Wales."),
    ("backlog", "The Welsh Government has consistently called for quicker decisions to address the asylum backlog."),
    ("reserved", "Migration and asylum policy are matters reserved to the UK Government."),
    ("reserved", "Decisions on who may enter or settle in the UK are reserved to the UK Government."),
    ("reserved", "Migration and asylum policy are administered by the Home Office."),
    ("justice", "Criminal justice is reserved to the UK Government."),
    ("justice", "Criminal justice falls under the responsibility of the Ministry of Justice."),
    ("not held", "The Welsh Government does not hold the information requested."),
    ("not made", "Decisions on asylum and immigration status are not made by the Welsh Government."),
    ("not made", "The Welsh Government does not make decisions on asylum and immigration status."),
    ("no role", "The Welsh Government has no role in determining eligibility."),
    ("no role", "According to the Welsh Government, it has no role in determining eligibility."),
    ("review", "You can ask for an internal review within 40 working days of the date of the response."),
    ("attended", "The meeting was attended by the Home Secretary, Suella Braverman, as the Chair."),
    ("consent", "The vote by the Senedd to withhold consent was not considered by UK Government."),
    ("months", "The UK Government’s policy prevents asylum seekers working for the first twelve months."),
    ("months", "The UK Government’s policy prevents asylum seekers working for the first 12 months."),
    ("control", "The Welsh Government accepts that it cannot control the decisions of the UK Government."),
    ("binding", "The GCR is not legally binding but is founded in existing refugee and human rights law."),
    ("saved", "The scheme is estimated to have saved taxpayers at least £25m."),
    ("saved", "The scheme is estimated to have saved taxpayers at least £25 million."),
    ("guardian", "Funding to local authorities during 2019 will support a pilot measure in respect of Guardianship."),
    ("training", "The e-learning module will be made available to all NHS staff by March 2020."),
    ("events", "Stakeholders will be invited to eight consultation events during the course of the project."),
    ("joint", "This is a joint project that aims to increase understanding of law, policy and practice."),
    ("entirely", "Ar 9 Chwefror 2026 dywedodd Llywodraeth Cymru: “decisions rest entirely with the UK Government.”"),
    ("llwyr", "Mae penderfyniadau ar loches yn gyfan gwbl yn nwylo Llywodraeth y DU."),
    ("llwyr", "Yn nwylo Llywodraeth y DU yn gyfan gwbl y mae penderfyniadau ar loches."),
    ("cyllideb", "Dim ond 0.05% o gyllideb Llywodraeth Cymru sy'n mynd ar y Genedl Noddfa."),
    ("dim rôl", "Nid oes gan Lywodraeth Cymru unrhyw rôl wrth benderfynu pwy sy’n cael lloches."),
)


EVERY_QUOTE = (*_QUOTES, *_WELSH)


def quoted(name: str, key: str = "c1") -> Citation:
    """The citation of that name, its quote sliced from its document from those words to the end of the sentence."""
    place, begins = _QUOTES.get(name, ("datganiad", ""))
    id, title, date, reference, publisher = _DOCUMENTS[place]
    document = Document(
        id or "datganiad",
        title,
        Kind.OTHER,
        publisher,
        "en" if id else "cy",
        "OGL",
        date=PartialDate.parse(date) if date else None,
        reference=reference,
    )
    quote, start = _WELSH.get(name, ""), 0
    if id:
        text = source_text(id)
        start = text.index(begins)
        quote = text[start : _end(text, start)]
    return Citation(key, quote, quote, document, "0" * 64, (), None, start, start + len(quote), 0.9)


def _end(text: str, start: int) -> int:
    """Where the sentence ends: at a stop before white space that ends no `Rt Hon.`."""
    at = start
    while True:
        at = text.index(".", at) + 1
        if text[at : at + 1].isspace() and not text[:at].endswith("Hon."):
            return at
