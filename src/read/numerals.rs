//! Numbers as Word prints them in each numbering format (ECMA-376 part 1,
//! 17.18.59, with the departures that Microsoft documents in MS-DOCX 2.4 and
//! MS-OI29500 2.1.540).

/// The numeral characters of one way to write Chinese numbers.
struct Numerals {
    /// From zero to nine.
    digits: [char; 10],
    /// Ten, hundred, thousand, ten thousand.
    units: [char; 4],
    /// Whether ten is written with its one: 壹拾, not 十.
    full_ten: bool,
}

const COUNTING: Numerals = Numerals {
    digits: ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'],
    units: ['十', '百', '千', '萬'],
    full_ten: false,
};
const COUNTING_HANS: Numerals = Numerals { units: ['十', '百', '千', '万'], ..COUNTING };
const LEGAL: Numerals = Numerals {
    digits: ['零', '壹', '貳', '參', '肆', '伍', '陸', '柒', '捌', '玖'],
    units: ['拾', '佰', '仟', '萬'],
    full_ten: true,
};
const LEGAL_HANS: Numerals = Numerals {
    digits: ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'],
    units: ['拾', '佰', '仟', '万'],
    full_ten: true,
};

/// The letters of lists.
#[cfg(any(feature = "html", feature = "odt"))]
pub(super) const LOWER: &str = "abcdefghijklmnopqrstuvwxyz";
#[cfg(any(feature = "html", feature = "odt"))]
pub(super) const UPPER: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// Letters as digits without a zero: …, `y`, `z`, `aa`, `ab`, ….
#[cfg(any(feature = "html", feature = "odt"))]
pub(super) fn alphabetic(mut n: u32, all: &str) -> String {
    let all: Vec<char> = all.chars().collect();
    let mut out: Vec<char> = Vec::new();
    while n > 0 && !all.is_empty() {
        n -= 1;
        out.extend(all.get(n as usize % all.len()));
        n /= all.len() as u32;
    }
    out.iter().rev().collect()
}

/// A number in a numbering format, or `None` where the format is not known.
pub(super) fn format(number: u32, format: &str) -> Option<String> {
    let decimal = || number.to_string();
    let nth = |first: u32, count: u32| nth_of(number, first, count).unwrap_or_else(decimal);
    Some(match format {
        "none" => String::new(),
        "decimal" | "decimalHalfWidth" => decimal(),
        "decimalZero" => format!("{number:02}"),
        "decimalFullWidth" | "decimalFullWidth2" => {
            decimal().chars().map(|c| shifted(c, '0', '０')).collect()
        }
        "numberInDash" => format!("- {number} -"),
        "upperRoman" => roman(number)?,
        "lowerRoman" => roman(number)?.to_lowercase(),
        "upperLetter" => letters(number, 'A'),
        "lowerLetter" => letters(number, 'a'),
        "ordinal" => ordinal(number),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => nth(0x2460, 20),
        "decimalEnclosedParen" => nth(0x2474, 20),
        "decimalEnclosedFullstop" => nth(0x2488, 20),
        // Word encloses these in parentheses, whatever the name says.
        "ideographEnclosedCircle" => nth(0x3220, 10),
        "ideographTraditional" => cycle(number, "甲乙丙丁戊己庚辛壬癸").unwrap_or_else(decimal),
        "ideographZodiac" => cycle(number, "子丑寅卯辰巳午未申酉戌亥").unwrap_or_else(decimal),
        "ideographDigital" | "japaneseDigitalTenThousand" => digits(number, '〇'),
        "taiwaneseDigital" => digits(number, '○'),
        "chineseCounting" | "taiwaneseCounting" if number >= 100 => digits(number, '○'),
        "chineseCounting" | "taiwaneseCounting" | "taiwaneseCountingThousand" => counted(number, &COUNTING),
        "chineseCountingThousand" => counted(number, &COUNTING_HANS),
        "japaneseCounting" => counted(number, &COUNTING_HANS),
        "ideographLegalTraditional" => counted(number, &LEGAL),
        "chineseLegalSimplified" => counted(number, &LEGAL_HANS),
        _ => return None,
    })
}

fn shifted(c: char, from: char, to: char) -> char {
    char::from_u32(u32::from(c) - u32::from(from) + u32::from(to)).unwrap_or(c)
}

/// The number-th of `count` characters from code point `first`.
fn nth_of(number: u32, first: u32, count: u32) -> Option<String> {
    let index = number.checked_sub(1).filter(|&i| i < count)?;
    char::from_u32(first + index).map(String::from)
}

fn cycle(number: u32, signs: &str) -> Option<String> {
    signs.chars().nth(number.checked_sub(1)? as usize).map(String::from)
}

/// a, b, … z, aa, bb, …: Word repeats the letter.
fn letters(number: u32, first: char) -> String {
    let Some(index) = number.checked_sub(1) else { return String::new() };
    let letter = char::from_u32(u32::from(first) + index % 26).unwrap_or(first);
    // A list of a thousand lettered items is broken anyway; don't print a page of letters.
    std::iter::repeat_n(letter, (index / 26 + 1).min(40) as usize).collect()
}

fn roman(mut number: u32) -> Option<String> {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number > 32_767 {
        return None;
    }
    let mut out = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            out.push_str(sign);
            number -= value;
        }
    }
    Some(out)
}

fn ordinal(number: u32) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// Digit by digit: 一〇五.
fn digits(number: u32, zero: char) -> String {
    number
        .to_string()
        .chars()
        .map(|c| match c.to_digit(10) {
            Some(0) | None => zero,
            Some(d) => COUNTING.digits.get(d as usize).copied().unwrap_or(zero),
        })
        .collect()
}

/// With units: 一百零五, 十二.
fn counted(number: u32, numerals: &Numerals) -> String {
    let digit = |d: u32| numerals.digits.get(d as usize).copied();
    if number == 0 {
        return digit(0).into_iter().collect();
    }
    let mut out = String::new();
    let (myriads, rest) = (number / 10_000, number % 10_000);
    if myriads > 0 {
        out.push_str(&counted(myriads, numerals));
        out.extend(numerals.units.last());
    }
    let mut pending_zero = false;
    for (power, unit) in [(1000, Some(2)), (100, Some(1)), (10, Some(0)), (1, None::<usize>)] {
        let d = rest / power % 10;
        if d == 0 {
            pending_zero = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut pending_zero) {
            out.extend(digit(0));
        }
        let bare_ten = power == 10 && d == 1 && out.is_empty() && !numerals.full_ten;
        if !bare_ten {
            out.extend(digit(d));
        }
        out.extend(unit.and_then(|u| numerals.units.get(u)));
    }
    out
}

/// Bullets of symbol fonts are private characters; any of them is a bullet.
#[cfg(any(feature = "docx", feature = "odt", feature = "rtf"))]
pub(super) fn bullet(c: char) -> char {
    if ('\u{e000}'..='\u{f8ff}').contains(&c) { '•' } else { c }
}

#[cfg(test)]
mod tests {
    use super::format;

    #[test]
    fn numbers_read_as_word_prints_them() {
        for (number, name, printed) in [
            (10, "chineseCounting", "十"),
            (21, "taiwaneseCounting", "二十一"),
            (100, "chineseCounting", "一○○"),
            (105, "taiwaneseCountingThousand", "一百零五"),
            (110, "chineseCountingThousand", "一百一十"),
            (10_001, "chineseCountingThousand", "一万零一"),
            (10, "ideographDigital", "一〇"),
            (12, "ideographLegalTraditional", "壹拾貳"),
            (205, "chineseLegalSimplified", "贰佰零伍"),
            (10, "ideographTraditional", "癸"),
            (11, "ideographTraditional", "11"),
            (12, "ideographZodiac", "亥"),
            (12, "decimalFullWidth", "１２"),
            (20, "decimalEnclosedCircle", "⑳"),
            (21, "decimalEnclosedCircle", "21"),
            (28, "lowerLetter", "bb"),
            (1994, "lowerRoman", "mcmxciv"),
            (112, "ordinal", "112th"),
            (7, "decimalZero", "07"),
        ] {
            assert_eq!(format(number, name).as_deref(), Some(printed), "{number} in {name}");
        }
        assert_eq!(format(1, "chicago"), None);
    }
}
