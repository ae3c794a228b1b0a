"""Which letters make a Vietnamese syllable: what tells real words from the debris of an old font."""

import re
import unicodedata

_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_ONSETS = (
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh",
    "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x",
)  # fmt: skip
_RHYMES = frozenset(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om
    on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt up ut uy uya uych uyên
    uyêt uyn uynh uyt uyu uơ ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
    y yêm yên yêng yêt yêu ynh yn yt ych
    """.split()
)
_STOPPED = re.compile(r"(?:c|ch|p|t)$")
_SHARP_OR_HEAVY = frozenset("\u0301\u0323")


def is_syllable(word: str) -> bool:
    """Whether a word could be Vietnamese, whatever its case: "nghĩa", "Khối", "ĐIỂM"; not "Céng"."""
    apart = unicodedata.normalize("NFD", unicodedata.normalize("NFC", word).lower())
    tones = [it for it in apart if ord(it) in _TONES]
    if len(tones) > 1:
        return False
    bare = unicodedata.normalize("NFC", apart.translate(_TONES))
    # A syllable that ends in a stop has the sharp or the heavy tone.
    if _STOPPED.search(bare) and not (tones and tones[0] in _SHARP_OR_HEAVY):
        return False
    return any(
        bare.startswith(onset) and bare[len(onset) :] in _RHYMES for onset in _ONSETS
    ) or bare in ("gi", "gin")
