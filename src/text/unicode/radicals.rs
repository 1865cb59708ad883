//! The CJK Radicals Supplement, U+2E80 to U+2EF3: for each radical the
//! ideograph that Unicode's property Equivalent_Unified_Ideograph names.
//!
//! Normalisation leaves these characters alone, although a font draws them
//! just like the ideographs, so the facts stand here as a table. The Kangxi
//! radicals need none: compatibility decomposition maps them.

/// The first radical of [`SUPPLEMENT`].
const FIRST: u32 = 0x2E80;

/// A radical without an ideograph, or an unassigned code point.
const NO: char = '\0';

/// The ideograph for each code point from [`FIRST`] on; [`NO`] where there is none.
#[rustfmt::skip]
const SUPPLEMENT: [char; 116] = [
    // U+2E80
    NO, '厂', '乛', '乚', '乙', '亻', '冂', '𠘨',
    // U+2E88
    '刀', '刂', '卜', '㔾', '小', '小', '兀', '尣',
    // U+2E90
    '尢', '𡯂', '巳', '幺', '彑', '彐', '忄', '心',
    // U+2E98
    '扌', '攵', NO, '旡', '日', '月', '歺', '母',
    // U+2EA0
    '民', '氵', '氺', '灬', '爫', '爫', '丬', '牛',
    // U+2EA8
    '犭', '王', '𤴔', '目', '示', '礻', '𥫗', '糹',
    // U+2EB0
    '纟', '罓', '罒', '㓁', '冗', '𦉫', '羊', '𦍌',
    // U+2EB8
    '𦍋', '耂', '肀', '聿', '肉', '𦥑', '艹', '艹',
    // U+2EC0
    '艹', '虎', '衤', '覀', '西', '见', '角', '𧢲',
    // U+2EC8
    '讠', '贝', '𧾷', '车', '辶', '辶', '辶', '邑',
    // U+2ED0
    '钅', '長', '镸', '长', '门', '𨸏', '阝', '雨',
    // U+2ED8
    '青', '韦', '页', '风', '飞', '食', '𩙿', '飠',
    // U+2EE0
    '饣', '𩠐', '马', '骨', '鬼', '鱼', '鸟', '卤',
    // U+2EE8
    '麦', '黄', '黾', '斉', '齐', '歯', '齿', '竜',
    // U+2EF0
    '龙', '龜', '亀', '龟',
];

/// The ideograph a supplement radical looks like.
pub(super) fn supplement(c: char) -> Option<char> {
    let index = (c as u32).checked_sub(FIRST)? as usize;
    SUPPLEMENT.get(index).copied().filter(|&ideograph| ideograph != NO)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_aligned_with_its_code_points() {
        assert_eq!(supplement('⺀'), None);
        assert_eq!(supplement('⺠'), Some('民'));
        assert_eq!(supplement('⻑'), Some('長'));
        assert_eq!(supplement('⻄'), Some('西'));
        assert_eq!(supplement('\u{2E9A}'), None);
        assert_eq!(supplement('⻳'), Some('龟'));
        assert_eq!(supplement('\u{2EF4}'), None);
    }
}
