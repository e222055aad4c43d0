"""Numbers as office programs write them in automatic lists: 一, ㊁, 壹, iii, ④."""

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_DIGITS = "〇一二三四五六七八九"
_LEGAL_SIMPLIFIED = ("零壹贰叁肆伍陆柒捌玖", "拾佰仟")
_LEGAL_TRADITIONAL = ("零壹貳參肆伍陸柒捌玖", "拾佰仟")
_COUNTING = ("零一二三四五六七八九", "十百千")
_THOUSANDS = ("chinesecountingthousand", "taiwanesecountingthousand", "japanesecounting", "koreancounting")
_TENS = ("chinesecounting", "taiwanesecounting")
_DIGIT_BY_DIGIT = ("ideographdigital", "japanesedigitaltenthousand", "taiwanesedigital", "koreandigital2")
_IN_A_ROW = {
    "decimalenclosedcircle": ("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", ""),
    "decimalenclosedcirclechinese": ("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", ""),
    "decimalenclosedparen": ("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇", "({})"),
    "decimalenclosedfullstop": ("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛", "{}."),
    "ideographenclosedcircle": ("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉", ""),
    "ideographtraditional": (_STEMS, ""),
    "ideographzodiac": (_BRANCHES, ""),
}
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def written(count: int, form: str) -> str:
    """A number in one of Word's number formats; in plain digits where the format is unknown or ends before it."""
    form = form.lower()
    if form in _IN_A_ROW:
        row, otherwise = _IN_A_ROW[form]
        return row[count - 1] if 1 <= count <= len(row) else (otherwise or "{}").format(count)
    return _chinese(count, form) or _western(count, form)


def _chinese(count: int, form: str) -> str:
    if form in _THOUSANDS:
        return _counted(count, *_COUNTING)
    if form in _TENS:
        return _counted(count, *_COUNTING) if count < 100 else _by_digits(count)
    if form in _DIGIT_BY_DIGIT:
        return _by_digits(count)
    if form == "chineselegalsimplified":
        return _counted(count, *_LEGAL_SIMPLIFIED)
    if form == "ideographlegaltraditional":
        return _counted(count, *_LEGAL_TRADITIONAL)
    if form == "ideographzodiactraditional" and count > 0:
        return _STEMS[(count - 1) % 10] + _BRANCHES[(count - 1) % 12]
    return ""


def _western(count: int, form: str) -> str:
    match form:
        case "none":
            return ""
        case "upperletter" | "lowerletter" if 0 < count < 1000:
            letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
            return letters.upper() if form == "upperletter" else letters
        case "upperroman" | "lowerroman":
            return _roman(count).upper() if form == "upperroman" else _roman(count)
        case "decimalzero":
            return f"{count:02}"
        case "numberindash":
            return f"- {count} -"
        case "ordinal":
            ending = "th" if count % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
            return f"{count}{ending}"
        case "decimalfullwidth" | "decimalfullwidth2":
            return "".join(chr(ord(char) + 0xFEE0) if char.isdigit() else char for char in str(count))
        case _:
            return str(count)


def _by_digits(count: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(count)) if count >= 0 else str(count)


def _counted(count: int, digits: str, units: str) -> str:
    """十二, 一百零三, 二千零四十; below a hundred the ten stands alone (十二), but not in legal figures (壹拾贰)."""
    if not 0 < count < 10_000:
        return str(count)
    text, is_gap = "", False
    for place in range(3, -1, -1):
        digit = count // 10**place % 10
        if not digit:
            is_gap = bool(text)
            continue
        text += (digits[0] if is_gap else "") + digits[digit] + (units[place - 1] if place else "")
        is_gap = False
    return text.removeprefix("一") if 10 <= count < 20 else text


def _roman(count: int) -> str:
    if not 0 < count < 4000:
        return str(count)
    text = ""
    for value, letters in _ROMAN:
        while count >= value:
            text += letters
            count -= value
    return text
