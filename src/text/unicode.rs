//! What Unicode says about characters that should not stand in a paper: those
//! that only look like an ideograph, those that cannot be seen, and those that
//! mean nothing outside the system that wrote them.
//!
//! Facts about single characters only; what to think of them is the rules'
//! and the lexer's business.

mod radicals;

use unicode_normalization::char::decompose_compatible;

use super::Span;

/// The ideograph that a radical or compatibility ideograph stands for: `一` for
/// U+2F00, `民` for U+2EA0, `六` for U+F9D1. `None` for every other character,
/// the twelve unified ideographs in the compatibility block (such as U+FA0E)
/// among them.
///
/// Covers the Kangxi radicals, the CJK Radicals Supplement as far as Unicode
/// names an equivalent ideograph, and both blocks of compatibility ideographs.
#[must_use]
pub fn ideograph(c: char) -> Option<char> {
    match c {
        '\u{2E80}'..='\u{2EF3}' => radicals::supplement(c),
        '\u{2F00}'..='\u{2FD5}' | '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}' => {
            let mut mapped = None;
            decompose_compatible(c, |part| mapped = Some(part));
            // A character without a decomposition decomposes to itself.
            mapped.filter(|&ideograph| ideograph != c)
        }
        _ => None,
    }
}

/// Why a character cannot be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Invisible {
    /// It has no width, or is a filler or control character: it splits words
    /// and numbers for every program and for no reader.
    ZeroWidth,
    /// It changes the direction of the text around it, so that a reader may
    /// see the text in another order than it is stored in.
    Bidirectional,
    /// A variation selector: invisible by itself, but proper behind a character
    /// that has variants; see [`has_variants`].
    VariationSelector,
    /// U+200D: proper inside an emoji sequence, zero-width elsewhere; see
    /// [`is_pictograph`].
    Joiner,
}

/// Tells whether and why a character cannot be seen. White space and line
/// ends are not meant: they are layout.
///
/// | characters | kind |
/// |---|---|
/// | C0 controls but tab, LF, VT, FF, CR; DEL; C1 controls but NEL | zero-width |
/// | U+00AD soft hyphen, U+034F grapheme joiner | zero-width |
/// | U+115F, U+1160, U+3164, U+FFA0 Hangul fillers | zero-width |
/// | U+180B–180D variation selectors, U+180E vowel separator (Mongolian) | zero-width |
/// | U+200B space, U+200C non-joiner, U+2060 word joiner, U+FEFF no-break space | zero-width |
/// | U+2061–2064 invisible operators, U+206A–206F deprecated, U+FFF9–FFFB annotation | zero-width |
/// | U+E0000–E007F tags | zero-width |
/// | U+200D | joiner |
/// | U+FE00–FE0F, U+E0100–E01EF | variation selector |
/// | U+061C, U+200E, U+200F, U+202A–202E, U+2066–2069 | bidirectional |
#[must_use]
pub fn invisible(c: char) -> Option<Invisible> {
    Some(match c {
        '\u{200D}' => Invisible::Joiner,
        '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => Invisible::VariationSelector,
        '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            Invisible::Bidirectional
        }
        '\0'..='\u{8}'
        | '\u{E}'..='\u{1F}'
        | '\u{7F}'..='\u{84}'
        | '\u{86}'..='\u{9F}'
        | '\u{AD}'
        | '\u{034F}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{180B}'..='\u{180E}'
        | '\u{200B}'
        | '\u{200C}'
        | '\u{2060}'..='\u{2064}'
        | '\u{206A}'..='\u{206F}'
        | '\u{3164}'
        | '\u{FEFF}'
        | '\u{FFA0}'
        | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E007F}' => Invisible::ZeroWidth,
        _ => return None,
    })
}

/// Whether a variation selector behind this character is proper: an ideograph
/// (which may have registered variants) or a character with an emoji form.
#[must_use]
pub fn has_variants(c: char) -> bool {
    is_ideograph(c) || is_pictograph(c) || matches!(c, '#' | '*' | '0'..='9')
}

/// Whether the character is a unified ideograph, or `〇`.
#[must_use]
pub fn is_ideograph(c: char) -> bool {
    matches!(c,
        '〇'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{323AF}')
}

/// Whether the character is in a block of symbols, most of which have an emoji
/// form. Wider than Unicode's Emoji property, which is enough to leave proper
/// emoji sequences alone.
#[must_use]
pub fn is_pictograph(c: char) -> bool {
    matches!(c,
        '©' | '®' | '‼' | '⁉' | '™' | 'ℹ' | '〰' | '〽' | '㊗' | '㊙'
        | '\u{2190}'..='\u{21FF}'
        | '\u{2300}'..='\u{23FF}'
        | '\u{24C2}'
        | '\u{25A0}'..='\u{27BF}'
        | '\u{2900}'..='\u{297F}'
        | '\u{2B00}'..='\u{2BFF}'
        | '\u{1F000}'..='\u{1FAFF}')
}

/// Whether the character is a bracket or a quotation mark that comes in pairs, of either width.
#[must_use]
pub fn is_bracket(c: char) -> bool {
    matches!(
        c,
        '(' | ')' | '[' | ']' | '‘' | '’' | '“' | '”' | '〈'
            ..='】' | '〔' | '〕' | '（' | '）' | '［' | '］' | '｢' | '｣'
    )
}

/// Whether the character is printed as a bullet: dashes and dots, geometric
/// shapes, and the private-use characters that symbol fonts draw as bullets.
#[must_use]
pub fn is_bullet(c: char) -> bool {
    "-–—*·•‣⁃‧∙◦●○■□▪▫◆◇►▶➢➤✓✔・".contains(c) || matches!(c, '\u{F000}'..='\u{F0FF}')
}

/// Why a character has no meaning of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Meaningless {
    /// A private-use character: only the font that it was written with knows it.
    PrivateUse,
    /// U+FFFD: a decoder stood before bytes that it could not read.
    Replacement,
    /// A code point that Unicode will never assign.
    Noncharacter,
}

/// Tells whether and why a character has no meaning that a reader could rely on.
#[must_use]
pub fn meaningless(c: char) -> Option<Meaningless> {
    Some(match c {
        '\u{FFFD}' => Meaningless::Replacement,
        '\u{FDD0}'..='\u{FDEF}' => Meaningless::Noncharacter,
        _ if c as u32 & 0xFFFE == 0xFFFE => Meaningless::Noncharacter,
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' => Meaningless::PrivateUse,
        _ => return None,
    })
}

/// The raised digits, in order.
pub(crate) const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// The value of a raised digit.
pub(crate) fn raised(c: char) -> Option<u32> {
    (0..).zip(RAISED).find(|(_, raised)| *raised == c).map(|(value, _)| value)
}

/// What a conversion from HTML left for white space, in lower case.
const ENTITIES: [&str; 7] = ["&nbsp;", "&ensp;", "&emsp;", "&thinsp;", "<br>", "<br/>", "<br />"];

/// Where entities and tags stand for white space.
pub(crate) fn entities(text: &str) -> impl Iterator<Item = Span> + '_ {
    memchr::memchr2_iter(b'&', b'<', text.as_bytes())
        .filter_map(|at| Some(Span::new(at, at + entity(&text[at..])?)))
}

/// The length of an entity or a tag that stands for white space at the start of a text.
pub(crate) fn entity(text: &str) -> Option<usize> {
    if !text.starts_with(['&', '<']) {
        return None;
    }
    let is = |entity: &&&str| text.get(..entity.len()).is_some_and(|t| t.eq_ignore_ascii_case(entity));
    ENTITIES.iter().find(is).map(|entity| entity.len()).or_else(|| numbered_space(text))
}

/// The length of white space by its number, `&#160;` or `&#x3000;`, at the start of a text.
fn numbered_space(text: &str) -> Option<usize> {
    let behind = text.strip_prefix("&#")?;
    let number = behind.get(..behind.bytes().take(LONGEST_NUMBER).position(|b| b == b';')?)?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    char::from_u32(code.ok()?).filter(|c| c.is_whitespace()).map(|_| "&#;".len() + number.len())
}

/// The number of a character takes no more bytes, with its stop.
const LONGEST_NUMBER: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_and_compatibility_ideographs_have_an_ideograph() {
        assert_eq!(ideograph('⼀'), Some('一'));
        assert_eq!(ideograph('⿕'), Some('龠'));
        assert_eq!(ideograph('\u{F9D1}'), Some('六'));
        assert_eq!(ideograph('\u{2F800}'), Some('丽'));
        assert_eq!(ideograph('⻑'), Some('長'));
    }

    #[test]
    fn ideographs_stand_for_themselves() {
        let unified = "\u{FA0E}\u{FA0F}\u{FA11}\u{FA13}\u{FA14}\u{FA1F}\u{FA21}\u{FA23}\u{FA24}\u{FA27}\u{FA28}\u{FA29}";
        for c in "一六長ａA、".chars().chain(unified.chars()) {
            assert_eq!(ideograph(c), None, "{c}");
        }
    }

    #[test]
    fn layout_is_not_invisible() {
        for c in " \t\n\r\u{b}\u{c}\u{85}\u{a0}\u{3000}一a".chars() {
            assert_eq!(invisible(c), None, "{c:?}");
        }
        assert_eq!(invisible('\u{200B}'), Some(Invisible::ZeroWidth));
        assert_eq!(invisible('\u{202E}'), Some(Invisible::Bidirectional));
        assert_eq!(invisible('\u{7}'), Some(Invisible::ZeroWidth));
    }

    #[test]
    fn entities_of_spaces_by_name_and_number() {
        for text in ["&nbsp;", "&EMSP;", "&#160;", "&#xA0;", "&#x3000;", "&#12288;", "<br/>"] {
            assert_eq!(entity(&format!("{text}1.")), Some(text.len()), "{text}");
        }
        for text in ["&amp;", "&#38;", "&#x;", "&#99999999999;", "&", "&#160", "<b>"] {
            assert_eq!(entity(text), None, "{text}");
        }
    }

    #[test]
    fn private_use_is_told_from_damage() {
        assert_eq!(meaningless('\u{F0B7}'), Some(Meaningless::PrivateUse));
        assert_eq!(meaningless('\u{FFFD}'), Some(Meaningless::Replacement));
        assert_eq!(meaningless('\u{10FFFF}'), Some(Meaningless::Noncharacter));
        assert_eq!(meaningless('\u{1FFFE}'), Some(Meaningless::Noncharacter));
        assert_eq!(meaningless('鐵'), None);
    }
}
