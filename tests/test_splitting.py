"""Posts, comments and letters, in English and in Welsh, taken apart into what they assert."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from answer.prose.kinds import Kind
from answer.splitting import Assertion, split

case = pytest.param
UNITS = [
    *"1(;\"“😡\n£", "1,", ". ", "and ", "a ac ", "which ", "who cost 5 ", "they get ", "Wales pays and ",
    "that ", "it is ", "? ", "...", "- ", ": ", "#a ", "@a ", "http://x ", "£1m ", "I heard that ",
    "the plan says that ", "bod ", "ac mae ",
    "not one, ", "between and ", "a'", "1. ", "Wales gives a, which cost 5, gives ", "my mum gets ", "5 to and 5 for ",
]  # fmt: skip
PROSE = st.text(st.sampled_from(" .,;:!?'’\"“”()-–#@%£&\n😡🏴" + "aehilnorstwyŵ" + "AWT0159"), max_size=300)
PHRASES = st.lists(
    st.sampled_from(
        [
            "Wales pays for the hotels", "which cost £5m", "and", "but", "they say that", "80,000 came", "ac",
            "send them home", "why did Wales scrap it", "?", ".", ",", ";", "…", "\n", "-", "(", ")", "“", "”", "😡",
            "#tag", "@you", "mae Cymru'n talu", "bod 300 yno", "Clywais",
            "a chafodd neb ddim", "not one", "you liars", "the plan says",
        ]
    ),
    max_size=30,
)  # fmt: skip


def of(text: str, *kinds: Kind) -> list[str]:
    return [one.text for one in split(text) if one.kind in kinds]


def readings(text: str) -> list[str]:
    return [one.read_as for one in split(text) if one.kind is Kind.CLAIM]


def test_span_and_kind_of_each_piece() -> None:
    text = "Hi all. Wales pays for the hotels, you liars!"
    hotels = Assertion("Wales pays for the hotels", 8, 33, Kind.CLAIM, "Wales pays for the hotels")
    assert split(text) == (
        Assertion("Hi all.", 0, 7, Kind.OTHER, "Hi all."),
        hotels,
        Assertion("you liars!", 35, 45, Kind.INSULT, "you liars!"),
    )


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        case("", [], id="nothing"),
        case("Immigration is not devolved.", ["Immigration is not devolved."], id="one"),
        case("Wales pays and the Home Office decides.", ["Wales pays", "the Home Office decides."], id="and"),
        case(
            "Asylum is decided in London; housing is decided in Cardiff; nobody is told.",
            ["Asylum is decided in London", "housing is decided in Cardiff", "nobody is told."],
            id="semicolons",
        ),
        case(
            "Refugees get a flat in a week while my son waits six years.",
            ["Refugees get a flat in a week", "my son waits six years."],
            id="while",
        ),
        case(
            "Councils house them because the Home Office pays £3,500 a bed.",
            ["Councils house them", "the Home Office pays £3,500 a bed."],
            id="because",
        ),
        case("They came, they got a house, we got nothing.", 3, id="comma-splices"),
        case("only England and Wales turned up", ["only England and Wales turned up"], id="names-joined"),
        case("Refugees and asylum seekers can vote here.", 1, id="nouns-joined"),
        case("Between 2019 and 2025 the bill was £55m.", 1, id="between-and"),
        case("It is paid to nobody but refugees.", 1, id="nobody-but"),
        case("If you land in a boat, Wales gives you a house.", 1, id="condition"),
        case("they get free phones my mum gets nothing", ["they get free phones", "my mum gets nothing"], id="run-on"),
        case("they get houses. we get queues.it costs us £5m", 3, id="no-capitals"),
        case("NOT ONE REFUGEE HAS BEEN HOUSED IN POWYS", 1, id="capitals"),
        case("They get:\n- a phone\n- £49 a week", ["£49 a week"], id="list-of-things"),
        case("1. They get taxis\n2) They get dentists", ["They get taxis", "They get dentists"], id="numbered-list"),
        case("Wales took 400 Syrians 😡😡 they got houses", ["Wales took 400 Syrians", "they got houses"], id="emoji"),
        case("Cardiff gave away £9m #scandal #Wales", ["Cardiff gave away £9m"], id="tags-at-the-foot"),
        case("Wales is a #NationOfSanctuary now", ["Wales is a #NationOfSanctuary now"], id="tag-as-a-word"),
        case("BREAKING: council buys 20 houses for migrants", ["council buys 20 houses for migrants"], id="headline"),
        case("Syrian families in Powys: 40.", ["Syrian families in Powys: 40."], id="label-and-figure"),
        case("400 of them in one hotel.", ["400 of them in one hotel."], id="figure-without-verb"),
        case("Yeah right, the Senedd runs the borders now.", ["the Senedd runs the borders now."], id="sarcasm"),
        case("Oh lovely, each of them got a car as well.", ["each of them got a car as well."], id="sarcasm-cheery"),
        case("Gwych, a chafodd pob un gar am ddim.", ["chafodd pob un gar am ddim."], id="sarcasm-welsh"),
        case('"Nation of Sanctuary" costs £5m', ['"Nation of Sanctuary" costs £5m'], id="quoted-name"),
        case('"We have spent £20m", the minister said.', 1, id="quoted-speech"),
        case("RT @angry: They get £9,000 each https://x.example/1", ["They get £9,000 each"], id="forwarded"),
        case("It was in the paper (the Home Office confirmed it).", 2, id="bracket"),
        case("Mae'r Senedd yn talu ac mae Llundain yn penderfynu.", 2, id="welsh-ac"),
        case("Mae'r cyngor yn talu tra bod Llundain yn dewis.", 2, id="welsh-tra"),
        case("Cafodd y dynion westy a chawson ni ddim.", ["Cafodd y dynion westy", "chawson ni ddim."], id="welsh-a"),
        case("Daeth 40 o bobl a hawliodd loches.", ["Daeth 40 o bobl a hawliodd loches."], id="welsh-relative"),
        case("Nid Cymru sy'n dewis, San Steffan sy'n dewis.", 2, id="welsh-focus"),
        case("Mae 40 o blant yno; does dim athro.", ["Mae 40 o blant yno", "does dim athro."], id="welsh-semicolon"),
    ],
)  # fmt: skip
def test_claims_of_a_post(text: str, claims: list[str] | int) -> None:
    found = of(text, Kind.CLAIM)
    assert (len(found) if isinstance(claims, int) else found) == claims


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        case("My mate in Barry reckons the council pays their rent.", ["the council pays their rent."], id="mate"),
        case("They say that Wales has its own border force.", ["Wales has its own border force."], id="they-say"),
        case("I was told the plan was scrapped. Is it right?", ["the plan was scrapped."], id="told-then-asked"),
        case("Is it true that refugees can vote here?", ["refugees can vote here?"], id="is-it-true"),
        case("@noddfa is it true they jump the queue??", ["they jump the queue??"], id="is-it-true-no-that"),
        case("Did you know that 300 people live there?", ["300 people live there?"], id="did-you-know"),
        case("Just wondering if it's true that Wales pays. Cheers", ["Wales pays."], id="wondering"),
        case("I can't believe they shut the library.", ["they shut the library."], id="disbelief"),
        case("I'm disgusted that Wales spends £5m on this.", ["Wales spends £5m on this."], id="feeling"),
        case("Everyone knows the Senedd voted for it.", ["the Senedd voted for it."], id="everyone-knows"),
        case("According to my neighbour, 40 men live there.", ["40 men live there."], id="according-to"),
        case("I think 5,000 refugees live in Cardiff.", ["5,000 refugees live in Cardiff."], id="thought"),
        case("It's Wales that decides on asylum.", ["It's Wales that decides on asylum."], id="cleft-keeps-subject"),
        case("The plan says nobody pays.", ["The plan says nobody pays."], id="a-paper-says-so"),
        case("Refugees ride for free, it's in the plan.", 1, id="paper-named-behind"),
        case("Clywais fod y gwesty'n llawn.", ["fod y gwesty'n llawn."], id="welsh-heard"),
        case("Ydy hi'n wir bod 300 yno?", ["bod 300 yno?"], id="welsh-is-it-true"),
        case("Dywedodd ffrind wrthyf fod y cyngor yn talu.", ["fod y cyngor yn talu."], id="welsh-friend"),
        case("Yn ôl fy chwaer, mae'r cyngor yn talu.", ["mae'r cyngor yn talu."], id="welsh-according-to"),
        case("Mae'r cynllun yn dweud bod neb yn talu.", ["Mae'r cynllun yn dweud bod neb yn talu."], id="welsh-paper"),
    ],
)  # fmt: skip
def test_frame_of_a_claim_is_left_out(text: str, claims: list[str] | int) -> None:
    found = of(text, Kind.CLAIM)
    assert (len(found) if isinstance(claims, int) else found) == claims


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("Why did Wales scrap the scheme?", ["Wales scrapped the scheme"]),
        ("Why does the Senedd give migrants a wage?", ["the Senedd gives migrants a wage"]),
        ("Why doesn't Wales control its borders?", ["Wales doesn't control its borders"]),
        ("Why was the town not consulted?", ["the town was not consulted"]),
        ("Since when does Cardiff grant visas?", ["Cardiff grants visas"]),
        ("Isn't asylum decided by the Home Office?", ["asylum is decided by the Home Office"]),
        ("Was it not the Senedd that voted for this?", ["it was the Senedd that voted for this"]),
        ("Do asylum seekers get £200 a week?", ["asylum seekers get £200 a week"]),
        ("Tell me why Wales gave £5m away", ["Wales gave £5m away"]),
        ("Does the council have a seat there, or was it kept out?", ["the council was kept out"]),
        ("Pam wnaeth Cymru ddileu'r cynllun?", ["wnaeth Cymru ddileu'r cynllun"]),
        ("Pam na all Cymru atal hyn?", ["Ni all Cymru atal hyn"]),
        ("A yw'n wir fod y cyngor yn talu?", ["Mae'r cyngor yn talu"]),
        ("Wales runs the hotels and can't fix a roof.", ["Wales runs the hotels", "Wales can't fix a roof"]),
        ("Wales houses them, feeds them and pays them.", ["Wales houses them", "Wales feeds them", "Wales pays them"]),
        ("The scheme, which cost £5m, was scrapped.", ["The scheme cost £5m", "The scheme was scrapped"]),
        ("Wales took 400 Syrians who cost £5m.", ["Wales took 400 Syrians", "400 Syrians cost £5m"]),
        ("Wales spent £9m on beds and £2m on phones.", ["Wales spent £9m on beds", "Wales spent £2m on phones"]),
        (
            "Wales gives asylum to anyone who asks and it eats our whole budget",
            ["Wales gives asylum to anyone who asks", "Wales giving asylum to anyone who asks eats our whole budget"],
        ),
        (
            "Legal aid is controlled by Cardiff. So is asylum housing.",
            ["Legal aid is controlled by Cardiff.", "asylum housing is controlled by Cardiff"],
        ),
        (
            "The plan says that buses are free and that councils pay.",
            ["The plan says that buses are free", "The plan says that councils pay"],
        ),
        (
            "Mae'r cynllun yn dweud bod bysiau am ddim a bod cynghorau'n talu.",
            ["Mae'r cynllun yn dweud bod bysiau am ddim", "Mae'r cynllun yn dweud bod cynghorau'n talu"],
        ),
        ("They helped people who work and get a wage.", ["They helped people who work and get a wage."]),
        ("Cardiff runs the hotel. It costs £5m.", ["Cardiff runs the hotel.", "It costs £5m."]),
    ],
)
def test_claim_read_on_its_own(text: str, read_as: list[str]) -> None:
    assert [one if text.endswith(one) else one.rstrip(".") for one in readings(text)] == [
        one if text.endswith(one) else one.rstrip(".") for one in read_as
    ]


@pytest.mark.parametrize(
    "text",
    [
        "I'm ashamed of this country.", "It is a disgrace!", "Such warm words.", "We should look after our own first.",
        "Send them back where they came from!", "Stop the boats!", "They will take our jobs.", "Two-tier Wales!",
        "My dog could run it better.", "Sick of it.", "Why don't we just close the borders?", "Wales deserves better.",
        "Cywilydd arnyn nhw!", "Dylai'r gweinidog ymddiswyddo.", "Rwy'n poeni am hyn.", "Anfonwch nhw adref!",
        "Mae hyn yn warthus.", "Hen bryd newid pethau.", "Fydd dim byd ar ôl i'n plant ni.",
    ],
)  # fmt: skip
def test_opinion_told_from_a_claim(text: str) -> None:
    assert {one.kind for one in split(text)} == {Kind.OPINION}


@pytest.mark.parametrize(
    "text",
    [
        "The disgraceful council gave every asylum seeker a phone.",
        "The clowns in Cardiff Bay spent £5m on hotels.",
        "Stop giving £200 a week to asylum seekers!",
        "They should never have spent £5m on hotels.",
        "Refugees get better housing than locals.",
        "Wales will give every refugee a home by 2027.",
        "The plan says refugees should get help at home.",
        "Nobody will print it.",
        "Mae'r cyngor gwarthus yn talu £200 yr wythnos iddyn nhw.",
        "Rhaid i geiswyr lloches aros am flwyddyn cyn gweithio.",
    ],
)
def test_claim_in_angry_words_is_kept(text: str) -> None:
    assert of(text, Kind.CLAIM) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "How many Ukrainians live in Wales?", "Who pays for it?", "Do refugees get a house?",
        "What should I tell them?", "Where does it go?", "Is that so?",
        "Faint o ffoaduriaid sydd yma?", "Pwy sy'n talu?", "Oes gwesty yma?",
    ],
)  # fmt: skip
def test_question_of_what_is_so(text: str) -> None:
    assert {one.kind for one in split(text)} == {Kind.QUESTION}


@pytest.mark.parametrize(
    "text", ["Liars!", "Clowns, the lot of them.", "Celwyddgwn ydyn nhw i gyd!", "They are traitors."]
)
def test_insult_told_from_a_claim(text: str) -> None:
    assert split(text)[0].kind is Kind.INSULT
    assert of(text, Kind.CLAIM) == []


@pytest.mark.parametrize(
    "text",
    [
        "Dear Sir or Madam,", "Many thanks, Ann", "Yours faithfully", "Please share!", "Do the sums.", "Read the plan.",
        "https://x.example/a?b=1", "#SendThemBack #Wales", "Not one.", "Annwyl Gyngor,", "Diolch yn fawr",
        "Rhannwch hwn!",
    ],
)  # fmt: skip
def test_words_that_assert_nothing(text: str) -> None:
    assert {one.kind for one in split(text)} == {Kind.OTHER}


def test_letter_gives_up_its_claims() -> None:
    text = (
        "Dear Councillor,\n\nI understand that the Welsh Government put 300 men in the hotel and that the council is "
        "paying £2m for it. I have hardly slept for worry.\n\nYours faithfully\nJ Davies"
    )
    assert readings(text) == ["the Welsh Government put 300 men in the hotel", "the council is paying £2m for it"]


@given(st.one_of(PROSE, PHRASES.map(" ".join), st.text(max_size=200)))
def test_pieces_lie_in_order_in_the_text(text: str) -> None:
    last = 0
    for one in split(text):
        assert last <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.text
        assert one.text == one.text.strip()
        assert one.read_as.strip()
        last = one.end


@given(st.sampled_from(["Wales pays £5m for hotels.", "Mae Cymru'n talu £5m am westai."]), PHRASES.map(" ".join))
def test_claim_is_found_whatever_follows(claim: str, rest: str) -> None:
    assert split(f"{claim}\n\n{rest}")[0].text == claim


@pytest.mark.parametrize("mark", ["'", "’"])
def test_apostrophe_makes_no_difference_to_a_claim(mark: str) -> None:
    assert of(f"They don{mark}t pay and we can{mark}t work.", Kind.CLAIM) == [
        f"They don{mark}t pay",
        f"we can{mark}t work.",
    ]


@pytest.mark.parametrize("unit", UNITS)
def test_hostile_post_is_split_soon(unit: str) -> None:
    split("Wales pays.")  # the words are read once
    started = time.process_time()
    split(unit * (5000 // len(unit)))
    assert time.process_time() - started < 1
