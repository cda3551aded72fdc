"""Signs of Word's symbol fonts as Unicode.

These fonts put pictures at the places of Latin letters: 0x20 to 0xFF, or U+F020 to U+F0FF of the private-use
area. Only signs that reports use are listed: bullets, ticks, boxes, arrows, circled figures, Greek and
arithmetic.
"""

from __future__ import annotations

UNKNOWN = "\N{REPLACEMENT CHARACTER}"
BULLET = "\N{BULLET}"


def _run(first: int, signs: str) -> dict[int, str]:
    """Signs at places that follow each other; a blank stands for a place without a sign here."""
    return {first + offset: sign for offset, sign in enumerate(signs) if sign != " "}


# Adobe's Symbol encoding: Latin punctuation and digits stay, letters are Greek.
_SYMBOL = (
    {0x20: " "}
    | _run(0x21, "!∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_")
    | _run(0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼")
    | _run(0xA0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑")
    | _run(0xE6, "⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ 〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭")
)
_WINGDINGS = (
    {0x20: " "}
    | _run(0x21, "✏✂✁    ☎✆✉")
    | _run(0x3E, "✇✍ ✌")
    | _run(0x45, "☜☞☝☟ ☺ ☹")
    | _run(0x51, "✈☼ ❄ ✞ ✠✡☪☯ ☸♈♉♊♋♌♍♎♏♐♑♒♓")
    | _run(0x6C, "●❍■□□❑❒⬧⧫◆❖⬥⌧ ⌘❀✿❝❞▯")
    | _run(0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿")
    | _run(0x9E, "·•▪○○○◉◎ ▪◻ ✦★✶✴✹✵ ⌖⟡⌑ ✪✰")
    | _run(0xD5, "⌫⌦ ➢   ➲  ←→↑↓↖↗↙↘⬅➔⬆⬇")
    | _run(0xEF, "⇦⇨⇧⇩⬄⇳⬁⬀⬃⬂▭▫✗✓☒☑")
)
_WINGDINGS_2 = (
    {0x20: " "}
    | _run(0x4F, "✗✓☒☑☒")
    | _run(0x69, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿")
    | _run(0x96, "·●●○    ⦿ ▪◾■□□")
    | _run(0xAE, "◆◇")
)
_WINGDINGS_3 = {0x20: " "} | _run(0x66, "←→↑↓↖↗↙↘") | {0x70: "▲", 0x71: "▼", 0x72: "△", 0x73: "▽", 0x75: "▶", 0x7D: "▶"}
_WEBDINGS = {0x20: " "} | _run(0x33, "◀▶▲▼") | {0x61: "✓", 0x63: "□", 0x67: "■", 0x6E: "●", 0x72: "✗"}

_FONTS = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
}


def draw_sign(font: str | None, code: int) -> str:
    """The sign that `font` draws at `code`, as Unicode; U+FFFD where it is not known."""
    private = 0xF020 <= code <= 0xF0FF
    signs = _FONTS.get((font or "").strip().lower())
    if signs is not None and (private or code <= 0xFF):
        return signs.get(code & 0xFF, UNKNOWN)
    if private or not 0x20 <= code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return UNKNOWN
    return chr(code)


def draw_text(font: str | None, text: str) -> str:
    """`text` as a symbol font draws it. Spaces and letters beyond Latin-1 (another font's) stay."""
    if font is None or font.strip().lower() not in _FONTS:
        return text
    return "".join(
        draw_sign(font, ord(letter)) if 0x20 < ord(letter) <= 0xFF or 0xF020 <= ord(letter) <= 0xF0FF else letter
        for letter in text
    )


def draw_bullet(font: str | None, text: str) -> str:
    """A list's bullet. One of an unknown sign is still a bullet, and drawn as the plain one."""
    drawn = draw_text(font, text).replace(UNKNOWN, BULLET)
    return "".join(BULLET if 0xE000 <= ord(letter) <= 0xF8FF else letter for letter in drawn).strip()
