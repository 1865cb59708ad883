//! Numbers in English words.

/// English number words below a hundred.
pub(crate) const CARDINALS: &[(&str, u32)] = &[
    ("zero", 0),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];

/// English ordinals below a hundred.
pub(crate) const ORDINALS: &[(&str, u32)] = &[
    ("first", 1),
    ("second", 2),
    ("third", 3),
    ("fourth", 4),
    ("fifth", 5),
    ("sixth", 6),
    ("seventh", 7),
    ("eighth", 8),
    ("ninth", 9),
    ("tenth", 10),
    ("eleventh", 11),
    ("twelfth", 12),
    ("thirteenth", 13),
    ("fourteenth", 14),
    ("fifteenth", 15),
    ("sixteenth", 16),
    ("seventeenth", 17),
    ("eighteenth", 18),
    ("nineteenth", 19),
    ("twentieth", 20),
    ("thirtieth", 30),
    ("fortieth", 40),
    ("fiftieth", 50),
    ("sixtieth", 60),
    ("seventieth", 70),
    ("eightieth", 80),
    ("ninetieth", 90),
    ("hundredth", 100),
];

/// Denominators of English fractions.
pub(crate) const DENOMINATORS: &[(&str, u32)] = &[
    ("half", 2),
    ("halves", 2),
    ("third", 3),
    ("quarter", 4),
    ("fourth", 4),
    ("fifth", 5),
    ("sixth", 6),
    ("seventh", 7),
    ("eighth", 8),
    ("ninth", 9),
    ("tenth", 10),
    ("hundredth", 100),
];

/// English scale words, as powers of ten. The short ones count only behind an amount of money.
pub(crate) const SCALES: &[(&str, u32, bool)] = &[
    ("decades", 1, false),
    ("decade", 1, false),
    ("hundred", 2, false),
    ("thousand", 3, false),
    ("million", 6, false),
    ("billion", 9, false),
    ("trillion", 12, false),
    ("mn", 6, true),
    ("m", 6, true),
    ("bn", 9, true),
    ("k", 3, true),
];

/// English words that state a number without naming it; never held against a paper.
pub(crate) const LOOSE: &[(&str, u32)] = &[
    ("both", 2),
    ("pair", 2),
    ("dozen", 12),
    ("decade", 10),
    ("decades", 10),
    ("century", 100),
    ("single", 1),
];

/// What a Roman numeral numbers, as in `Chapter IV` for 第四章.
pub(crate) const ROMAN_AFTER: &[&str] = &[
    "chapter",
    "part",
    "section",
    "division",
    "title",
    "volume",
    "phase",
    "stage",
    "type",
    "class",
    "tier",
    "article",
    "paragraph",
    "subparagraph",
    "item",
    "clause",
];
