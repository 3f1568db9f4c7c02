"""The wording by which letters say what is not held, is public, will be published, is vexatious or only in part."""

import re

_KNOWLEDGE = (
    r"(?:information|data|records?|recorded|figures?|statistics|details|documents?|cop(?:y|ies)|correspondence|"
    r"this|that|"
    r"these|those|any|it|them|such|the|a|centrally|numbers?)"
)
_NOT_HELD = re.compile(
    r"\b(?:(?:do|does|did)(?: not|n['’]t) (?:(?:currently|routinely|centrally|itself|also|therefore|actually) )?"
    r"(?:hold|possess|keep|retain)\b(?! (?:a |an |any |the )?(?:position|view|opinion|responsib|power|competen|"
    r"meeting|election))|"
    rf"(?:do|does|did) not (?:\w+ )?(?:record|collect|have) (?:any )?(?:of )?(?:recorded )?(?:{_KNOWLEDGE})\b"
    r"(?! (?:power|role|responsib|plan|intention|view|polic|competen|power|authority))|"
    r"(?:is|are|was|were|be) not (?:\w+ )?(?:held|recorded|collected|retained|kept)\b|(?:information|"
    r"data) not held|not held\b|"
    r"no (?:recorded |relevant |such |other )?(?:information|records?|data|documents?|correspondence|figures) "
    r"(?:(?:is|are|was|were|has been|have been) )?(?:held|found|identified|located|recorded|exists?)|"
    r"(?:holds?|have|has|held) no (?:recorded |relevant |such |other )?(?:information|records?|data|documents?|"
    r"figures|correspondence|"
    r"statistics|details)|no recorded information|none (?:of (?:this|the|these|your) (?:\w+ ){0,3})?(?:is |are |was |"
    r"were )?held|holds? none\b|"
    r"(?:unable to|could not|cannot|not been able to) (?:locate|find|identify) any)",
    re.IGNORECASE,
)
_NOT_HELD_WELSH = re.compile(
    r"\b(?:n(?:id|ad) (?:yw|ydy|ydym|ydyn|ydyw|oedd)\b.{0,70}?\b(?:yn|['’]n) (?:(?:cadw|dal|casglu|cofnodi)\b|"
    r"(?:cael (?:ei|eu) )(?:chadw|dal|cadw|casglu|chasglu|cofnodi))(?!['’]?\w* ?yn [ôo]l|['’]n [ôo]l)|"
    r"n(?:id|ad) oes (?:gennym|gan)\b.{0,60}?\b(?:gwybodaeth|wybodaeth|ddata|data|gofnod|cofnod|ffigurau|ddogfen)\w*|"
    r"ni (?:chedwir|ddelir|chofnodir|chesglir)|n(?:a|i) (?:chedwir|ddelir)|dim gwybodaeth (?:wedi['’]i chofnodi|"
    r"ar gael|yn cael))",
    re.IGNORECASE,
)
UNSAID = re.compile(
    r"\b(?:whether(?: or not)? (?:or not )?(?:\w+ ){0,4}(?:do|does|did|hold)|if (?:we|the \w+ ?\w*|it) (?:do|does) not|"
    r"you (?:say|said|state|stated|claim|claimed|suggest\w*|assert\w*|asked (?:whether|why|if))|"
    r"previously (?:told|said|informed)|"
    r"(?:original|initial|earlier|first) (?:response|reply|letter) (?:said|stated|told|explained|was)|"
    r"where (?:we|it|information|the)[^,]{0,40} not h|not the case that|os nad|a yw['’]n|p['’]un a)\b",
    re.IGNORECASE,
)
PART = re.compile(
    r"\b(?:some (?:of (?:the|this|your)|information|elements|parts?|documents?)|part(?:s|ly|ially)?\b(?! \d|"
    r" of (?:our|the (?:plan|policy|programme)))|"
    r"remain(?:der|ing)|the rest|with the exception|except for|(?:certain|"
    r"limited) (?:information|details|parts)|"
    r"rhan o|rhywfaint o|gweddill|rhai o)\b",
    re.IGNORECASE,
)
REDACTED = re.compile(r"\bredact(?:ed|ions?)\b|golyg(?:u|wyd)\b", re.IGNORECASE)
_VEXATIOUS = re.compile(
    r"\b(?:vexatious|repeated requests?|substantially similar|blinderus|ailadrodd\w*)\b", re.IGNORECASE
)
_PUBLIC = re.compile(
    r"\b(?:(?:already|publicly|readily|freely|reasonably|otherwise)(?: and \w+)? (?:\w+ )?(?:available|"
    r"accessible|published|public)\b|"
    r"available (?:to (?:the public|you)|online|on (?:the|our|its)|from (?:the )?(?:website|stats)|"
    r"at:?\s?(?:https?|www))|"
    r"in the public domain|(?:is|are|been|was|were) (?:\w+ )?published (?:on|at|in|by|online|every|each|annually|"
    r"quarterly)|"
    r"(?:can|may) be (?:found|viewed|accessed|downloaded)(?: \w+){0,3} (?:on|at|here|via|from|online)\b(?! annex)|"
    r"ar gael (?:i['’]r cyhoedd|yn gyhoeddus|eisoes|ar[- ]lein|ar (?:ein|y) gwefan)|(?:eisoes|"
    r"wedi)(?: \w+){0,2} (?:ei|eu|['’]i|['’]u)? ?"
    r"(?:ch?yhoeddi|cyhoeddi)|yn gyhoeddus eisoes)",
    re.IGNORECASE,
)
_FUTURE = re.compile(
    r"\b(?:(?:intended|scheduled|planned|due|held (?:with a view|for)) (?:for |"
    r"to (?:its )?)?(?:be )?(?:future )?(?:publication|published)|"
    r"future publication|(?:information|data|figures?|statistics|report|it|they|these|this|document|"
    r"results) (?:will|is to|are to) be published|"
    r"we (?:intend|plan|will|expect) to publish|will publish|ch?yhoeddi yn y dyfodol|bwriedir (?:ei |eu )?ch?yhoeddi|"
    r"(?:bydd|caiff)\b.{0,50}\b(?:ei|eu) ch?yhoeddi)",
    re.IGNORECASE,
)
_OWN_LETTER = re.compile(
    r"\b(?:disclosure log|(?:this|our|my|copy of (?:this|the)) (?:response|reply|letter)|log datgelu|ymateb hwn)\b",
    re.IGNORECASE,
)
SOME = re.compile(
    r"\b(?:some (?:of (?:the|this|your|these|what)|information|elements|parts?|documents?)|(?<!as )(?<!in )parts? of "
    r"(?:the|this|your) "
    r"(?:information|request|data)|(?:the )?remain(?:der|ing)|the rest|with the exception|except for|rhywfaint o|y "
    r"gweddill|"
    r"rhan o['’]r wybodaeth|rhai o['’]r)\b",
    re.IGNORECASE,
)
"""That what is said holds for some of the information only."""
_HEDGED = re.compile(r"\b(?:not|whether|if|nid)\b", re.IGNORECASE)
_OF_REQUEST = re.compile(
    r"\b(?:requests?|it|this|section|s\.?\s?14|correspondence|ch?ais|gais|g?heisiadau|adran)\b", re.IGNORECASE
)
_NOT_PUBLIC = re.compile(r"\bnot (?:\w+ )?(?:publicly|available|published)|nid yw", re.IGNORECASE)


_EVENT = re.compile(
    r"\b(?:meetings?|events?|sessions?|hearings?|elections?|discussions?|talks|inquir(?:y|ies)|consultations?|"
    r"conferences?|ceremon(?:y|ies)) (?:\w+ ){0,3}?(?:was|were|is|are|be|been) not (?:\w+ )?held\b",
    re.IGNORECASE,
)


def not_held(sentence: str) -> bool:
    """Whether the authority is said to hold no information; a meeting that was not held is none of it."""
    plain = _EVENT.sub("", sentence)
    return bool(_NOT_HELD.search(plain) or _NOT_HELD_WELSH.search(plain))


def vexatious(sentence: str) -> bool:
    """Whether a request is said to be vexatious or repeated."""
    found = _VEXATIOUS.search(sentence) and _OF_REQUEST.search(sentence)
    return found is not None and not _HEDGED.search(sentence)


def public(sentence: str) -> bool:
    """Whether the information is said to be public already."""
    return _PUBLIC.search(sentence) is not None and not _NOT_PUBLIC.search(sentence)


def future(sentence: str) -> bool:
    """Whether the information, and not the letter, is said to be published later."""
    return _FUTURE.search(sentence) is not None and not _OWN_LETTER.search(sentence) and "not" not in sentence.split()
