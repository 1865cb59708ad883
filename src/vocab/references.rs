//! How a paper speaks of its own annexes, paragraphs and items.
//!
//! The tables say what must stand around a number for it to be a reference to
//! *this* paper. They are narrow on purpose: an alarm about an annex of another
//! document is worse than silence.

use super::Term;

/// What an annex is called where a text refers to it. Longer words first: an
/// English plural begins with its singular.
pub const ANNEX: Term = Term {
    zh: &["附件", "附錄", "附录"],
    en: &["annexes", "annexures", "annexure", "annex", "appendices", "appendix", "enclosures", "enclosure"],
};

/// The character that every Chinese word of [`ANNEX`] begins with: what a search looks for.
pub const ANNEX_FIRST: &str = "附";

/// The second letters of the English words of [`ANNEX`].
pub const ANNEX_SECOND: &[u8] = b"np";

/// English words for several annexes, and for one of them: `Annexes A and B`.
pub const ANNEXES: &[(&str, &str)] = &[
    ("annexes", "Annex"),
    ("annexures", "Annexure"),
    ("appendices", "Appendix"),
    ("enclosures", "Enclosure"),
];

/// What may stand right before a mention of an annex of this paper. Chinese:
/// the end of the text before it. English: the word before it.
pub const BEFORE_ANNEX: Term = Term {
    zh: &[
        "於",
        "于",
        "見",
        "见",
        "參閱",
        "参阅",
        "參考",
        "参考",
        "參照",
        "參看",
        "如",
        "在",
        "本文件",
        "本文",
        "夾附",
        "隨附",
        "附上",
        "請閱",
        "按",
    ],
    en: &["at", "in", "see", "as", "per", "vide"],
};

/// English words that may stand between [`BEFORE_ANNEX`] and the annex.
pub const ARTICLES: &[&str] = &["the", "attached"];

/// English words before `to` that make it lead to an annex of this paper.
pub const REFERS: &[&str] = &["refer", "referred", "reference", "according"];

/// Chinese words that join an annex to an annex before it, or to anything else.
pub const JOINERS: &[&str] = &["及", "和", "與", "与", "至", "以及", "連同"];

/// Between another document's title in 《》 and its annex.
pub const POSSESSIVE: &[char] = &['的', '之', '內', '中', '及', '其', ' '];

/// Between another document's title and its annex: 《藍圖》在附件三畫出水池.
pub const INSIDE: &[&str] = &["在", "於", "于"];

/// After a mention in English: the annex of another document.
pub const OF_ANOTHER: &[&str] = &["to", "of", "under"];

/// What may follow a mention of an annex of this paper in English. Anything else
/// (`Annex I countries`, `Annex 1 to the Agreement`) may speak of another document.
pub const AFTER_ANNEX: &[&str] = &[
    "and",
    "or",
    "for",
    "is",
    "are",
    "sets",
    "set",
    "gives",
    "provides",
    "provide",
    "shows",
    "show",
    "lists",
    "list",
    "contains",
    "contain",
    "summarises",
    "summarizes",
    "details",
    "below",
    "attached",
    "hereto",
    "which",
    "where",
    "with",
    "but",
    "as",
    "respectively",
];

/// After a mention: it is this paper's after all.
pub const OF_THIS_PAPER: Term = Term {
    zh: &["本文件", "本文", "本報告", "本报告"],
    en: &["of this paper", "to this paper", "of this document", "to this document", "of this note"],
};

/// A Chinese numeral before one of these counts something, or is part of a
/// word: `附件一般`, `附件三份`.
pub const NO_ORDINAL: &[&str] = &[
    "般", "些", "個", "个", "份", "併", "并", "並", "起", "同", "律", "直", "覽", "览", "切", "旦", "定",
    "年", "月", "日", "名", "頁", "页", "萬", "億",
];

/// Joins two numbers of a list.
pub const AND: Term =
    Term { zh: &["及", "和", "與", "与", "或", "、", "以及"], en: &["and", "or", ",", "&"] };

/// Joins the ends of a range.
pub const TO: Term = Term { zh: &["至", "到"], en: &["to", "-", "–", "—", "~"] };

/// Before `第 N 段`: the paragraph is one of this paper.
pub const BEFORE_PARAGRAPH: &[&str] = &["上文", "下文", "本文件", "本文", "前文", "後文"];

/// Before `第 N 段` in digits: nearly always one of this paper.
pub const BEFORE_PARAGRAPH_IN_DIGITS: &[&str] =
    &["（見", "(見", "（见", "(见", "（詳見", "(詳見", "（請參閱", "(請參閱"];

/// Opens an ordinal in Chinese.
pub const ORDINAL: &str = "第";

/// What a body's numbered blocks are called.
pub const PARAGRAPH: Term =
    Term { zh: &["段"], en: &["paragraphs", "paragraph", "paras.", "paras", "para.", "para"] };

/// What every English word of [`PARAGRAPH`] begins with.
pub const PARAGRAPH_FIRST: &str = "para";

/// After an English paragraph number: the paragraph is one of this paper.
pub const AFTER_PARAGRAPH: &[&str] = &["above", "below", "of this paper", "of this document", "of this note"];

/// What an annex's numbered blocks are called.
pub const ITEM: Term = Term { zh: &["項", "项"], en: &["items", "item"] };

/// Between an annex and an item of it.
pub const BETWEEN_ANNEX_AND_ITEM: Term = Term {
    zh: &["的", "所載的", "所載", "所列的", "所列", "內", "中", "之", "中的"],
    en: &["of the", "in the", "at the", "of", "in", "at"],
};

/// Behind 段, these make it a word other than a paragraph: `第三段路`.
pub const NOT_A_PARAGRAPH: &[char] =
    &['路', '落', '工', '時', '时', '期', '航', '鐵', '道', '管', '隧', '高', '距'];

/// Before the number of something that is named so: `Order No. 5`.
pub(crate) const NUMBER_OF: Term = Term { zh: &[], en: &["no.", "nos."] };

/// Behind the words of a sentence, these go on with a number. Chinese has 第 there.
pub(crate) const BEFORE_NUMBER: Term = Term {
    zh: &[],
    en: &[
        "paragraph",
        "para.",
        "subparagraph",
        "sub-paragraph",
        "section",
        "subsection",
        "sub-section",
        "clause",
        "subclause",
        "sub-clause",
        "article",
        "regulation",
        "rule",
        "table",
        "figure",
    ],
};

/// Words before one of [`BEFORE_NUMBER`] that name it without a number.
pub(crate) const NAMING: &[&str] =
    &["this", "that", "the", "a", "an", "each", "every", "any", "no", "which", "following", "same"];

/// No English sentence and hardly a heading ends with these.
pub(crate) const PREPOSITIONS: &[&str] =
    &["of", "by", "from", "than", "at", "until", "within", "between", "over", "under", "on", "to"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_begin_as_the_search_for_them_supposes() {
        assert!(ANNEX.zh.iter().all(|word| word.starts_with(ANNEX_FIRST)));
        assert!(ANNEX.en.iter().all(|word| ANNEX_SECOND.contains(&word.as_bytes()[1])));
        assert!(PARAGRAPH.en.iter().all(|word| word.starts_with(PARAGRAPH_FIRST)));
    }
}
