//! The words that papers are made of, both languages side by side.
//!
//! Everything in the program that knows a word of Chinese or English knows it
//! from here. Traditional and simplified forms stand in one list.

pub(crate) mod figures;
pub(crate) mod numerals;
pub mod ordinals;
pub mod references;
pub(crate) mod terms;

/// One notion in both languages.
#[derive(Debug, Clone, Copy)]
pub struct Term {
    /// Traditional and simplified Chinese.
    pub zh: &'static [&'static str],
    /// English, in lower case; compared without regard to case.
    pub en: &'static [&'static str],
}

/// What kind of paper it is: a line of its own before the title.
pub const NATURE: Term = Term {
    zh: &["資料文件", "资料文件", "討論文件", "讨论文件", "供參閱文件", "參考文件", "資料摘要"],
    en: &["for information", "for discussion", "information paper", "discussion paper", "for advice"],
};

/// How a nature line may go on with the day of the meeting.
pub const NATURE_ON: &str = "on";

/// Names a body that papers go to. Chinese by its first and last words,
/// English by a word in it.
pub const COMMITTEE_HEAD: Term = Term {
    zh: &["立法會", "立法会"],
    en: &["legislative council", "panel on", "subcommittee on", "bills committee", "finance committee"],
};

/// The last word of a Chinese committee's name.
pub const COMMITTEE_TAIL: &[&str] =
    &["事務委員會", "小組委員會", "委員會", "事务委员会", "小组委员会", "委员会", "會議", "会议"];

/// Before or in a paper's number.
pub const PAPER_NUMBER: Term = Term {
    zh: &["立法會CB", "立法會 CB", "CB(", "CB（", "檔號", "文件編號", "立法會參考資料"],
    en: &["lc paper no", "cb(", "paper no", "ref:", "file ref"],
};

/// The label of an annex, before its ordinal.
pub const ANNEX: Term = Term {
    zh: &["附件", "附錄", "附录", "附表"],
    en: &["annexure", "annex", "appendix", "enclosure", "attachment", "exhibit"],
};

/// Over a list of contents.
pub const CONTENTS: Term =
    Term { zh: &["目錄", "目录", "目次"], en: &["contents", "table of contents"] };

/// Before the number of a picture or a table: it numbers no text.
pub const CAPTION: Term = Term {
    zh: &["圖表", "图表", "附圖", "附图", "插圖", "插图", "表格"],
    en: &["figure", "fig", "table", "chart", "graph", "box", "map", "plate", "diagram"],
};

/// Behind a heading that is printed again where its section goes on.
pub const CONTINUED: Term = Term { zh: &["續", "续"], en: &["continued", "cont'd", "cont’d", "cont"] };

/// In the title of a paper that speaks of another text provision by provision.
pub const COMMENTS: Term = Term {
    zh: &["意見", "意见", "評論", "评论", "回應", "回应", "逐條說明", "逐条说明"],
    en: &["comments", "submission", "response", "observations", "notes on clauses"],
};

/// Alone on a line, between those who are named as parties of a case.
pub const BETWEEN_PARTIES: Term =
    Term { zh: &["訴", "诉", "對", "对", "與", "与", "及"], en: &["and", "between", "versus", "v"] };

/// Over the column of a table that holds numbers.
pub const COLUMN_NUMBER: Term = Term {
    zh: &["項目", "项目", "項次", "项次", "序號", "序号", "編號", "编号", "號次", "号次"],
    en: &["no."],
};

/// Before the number of a footnote.
pub const NOTE: Term = Term { zh: &["附註", "附注", "註", "注"], en: &["note"] };

/// Headings that open a body: what stands before them is the title.
pub const OPENING_HEADING: Term = Term {
    zh: &["目的", "引言", "背景", "前言", "導言", "序言", "總則", "总则"],
    en: &["purpose", "introduction", "background", "foreword", "preamble", "general"],
};

/// Headings that stand at the first level wherever they come.
pub const CLOSING_HEADING: Term = Term {
    zh: &["徵詢意見", "徵求意見", "諮詢意見", "未來路向", "總結", "結論", "结论"],
    en: &["advice sought", "conclusion", "way forward", "views sought"],
};

/// The last word of a public post, as signature blocks have it.
pub const POST: Term = Term {
    zh: &["長", "长", "主任", "專員", "专员", "書記", "书记", "總監", "代表", "主席"],
    en: &[
        "secretary",
        "governor",
        "director",
        "commissioner",
        "minister",
        "chairman",
        "mayor",
        "administration",
        "chief executive",
        "vice-governor",
    ],
};

/// The last word of a public body's name: with it the name is whole.
pub const BODY_NAME: Term = Term {
    zh: &[
        "局",
        "署",
        "處",
        "处",
        "廳",
        "厅",
        "院",
        "辦公室",
        "办公室",
        "委員會",
        "委员会",
        "公司",
        "小組",
        "小组",
        "中心",
        "秘書處",
    ],
    en: &[
        "bureau",
        "department",
        "office",
        "authority",
        "secretariat",
        "board",
        "council",
        "commission",
        "committee",
        "branch",
        "division",
        "group",
        "agency",
        "corporation",
        "centre",
    ],
};

/// A noun that a paper counts its items by, behind `項` or a number.
pub const COUNTED: Term = Term {
    zh: &["項", "项", "條", "条", "點", "点"],
    en: &[
        "items",
        "item",
        "measures",
        "initiatives",
        "recommendations",
        "tasks",
        "proposals",
        "co-operation items",
        "cooperation items",
        "work items",
        "projects",
        "key tasks",
        "paragraphs",
    ],
};

/// Words that stand before a declared count when the whole is meant.
pub const DECLARES: Term = Term {
    zh: &[
        "共",
        "當中的",
        "当中的",
        "其中的",
        "合共",
        "涵蓋",
        "包括",
        "列出",
        "載列",
        "提出",
        "所載",
        "全部",
        "合計",
        "總計",
        "共有",
        "訂明",
        "開列",
    ],
    en: &[
        "total of",
        "the",
        "all",
        "altogether",
        "contains",
        "comprises",
        "lists",
        "sets out",
        "covering",
        "includes",
    ],
};

/// How an item of a list ends that another one follows.
pub const LIST_LINK: &[&str] = &["；及", "；以及", "；和", "；或", "; and", "; or"];

/// Stands for a closing mark of a paper.
pub const END_MARK: Term =
    Term { zh: &["完", "－完－", "（完）", "(完)"], en: &["end", "- end -", "~ end ~"] };

/// English months in order; a date may print their first three letters. Chinese
/// dates number the months.
pub const MONTHS: &[&str] = &[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Term {
    /// Whether `text` is one of the words, whole, without regard to ASCII case
    /// or inner white space.
    #[must_use]
    pub fn is(&self, text: &str) -> bool {
        // Nearly every text differs from every word in its first byte.
        let Some(first) = text.trim_start().as_bytes().first() else { return false };
        let alike = |w: &&&str| w.as_bytes().first().is_some_and(|b| b.eq_ignore_ascii_case(first));
        self.zh.iter().chain(self.en).filter(alike).any(|w| eq_squashed(w, text))
    }

    /// The word that `text` begins with, and its length in bytes.
    #[must_use]
    pub fn prefix_of(&self, text: &str) -> Option<usize> {
        // Most texts begin with none of the words, and show it in their first byte.
        let first = text.as_bytes().first()?;
        let alike = |w: &&&str| w.as_bytes().first().is_some_and(|b| b.eq_ignore_ascii_case(first));
        let zh = self.zh.iter().filter(alike).filter(|w| text.starts_with(**w)).map(|w| w.len()).max();
        zh.or_else(|| self.en.iter().filter(alike).filter(|w| starts_with_ci(text, w)).map(|w| w.len()).max())
    }

    /// Whether `text` ends with one of the words.
    #[must_use]
    pub fn suffix_of(&self, text: &str) -> bool {
        self.zh.iter().any(|w| text.ends_with(w))
            || self.en.iter().any(|w| {
                text.len() >= w.len()
                    && text.is_char_boundary(text.len() - w.len())
                    && text[text.len() - w.len()..].eq_ignore_ascii_case(w)
            })
    }

    /// Whether one of the words stands anywhere in `text`.
    #[must_use]
    pub fn within(&self, text: &str) -> bool {
        self.zh.iter().any(|w| text.contains(w)) || {
            let lower = text.to_ascii_lowercase();
            self.en.iter().any(|w| lower.contains(w))
        }
    }
}

/// Whether `text` begins with `word` (ASCII lower case), in any case.
#[must_use]
pub fn starts_with_ci(text: &str, word: &str) -> bool {
    text.len() >= word.len()
        && text.is_char_boundary(word.len())
        && text[..word.len()].eq_ignore_ascii_case(word)
}

fn eq_squashed(word: &str, text: &str) -> bool {
    // Han characters share few first bytes: nearly all are told apart by their three.
    if matches!(text.as_bytes().first(), Some(0xe4..=0xe9))
        && text.as_bytes().get(..3) != word.as_bytes().get(..3)
    {
        return false;
    }
    let mut left = word.chars().filter(|c| !c.is_whitespace());
    let mut right = text.chars().filter(|c| !c.is_whitespace());
    loop {
        match (left.next(), right.next()) {
            (None, None) => return true,
            (Some(a), Some(b)) if a.eq_ignore_ascii_case(&b) => {}
            _ => return false,
        }
    }
}
