//! The words that figures are written with, Chinese and English side by side.
//!
//! Chinese words stand in traditional characters: [`SIMPLIFIED`] folds the
//! simplified ones into them before anything is compared.

use crate::pair::figures::Currency;

/// Simplified characters that occur in the tables below, and what they fold to.
#[rustfmt::skip]
pub(crate) const SIMPLIFIED: &[(char, char)] = &[
    ('万', '萬'), ('亿', '億'), ('两', '兩'), ('个', '個'), ('项', '項'), ('条', '條'), ('号', '號'), ('点', '點'),
    ('时', '時'), ('届', '屆'), ('轮', '輪'), ('间', '間'), ('种', '種'), ('类', '類'), ('级', '級'), ('岁', '歲'),
    ('纪', '紀'), ('币', '幣'), ('镑', '鎊'), ('欧', '歐'), ('圆', '圓'), ('门', '門'), ('来', '來'), ('后', '後'),
    ('众', '眾'), ('过', '過'), ('数', '數'), ('国', '國'), ('证', '證'), ('试', '試'), ('带', '帶'), ('规', '規'),
    ('划', '劃'), ('双', '雙'), ('层', '層'), ('阶', '階'), ('辆', '輛'), ('对', '對'), ('组', '組'), ('张', '張'),
    ('页', '頁'), ('顷', '頃'), ('吨', '噸'), ('码', '碼'), ('场', '場'), ('处', '處'), ('员', '員'), ('约', '約'),
    ('设', '設'), ('钟', '鐘'), ('东', '東'), ('龙', '龍'), ('亚', '亞'), ('样', '樣'), ('体', '體'), ('进', '進'),
    ('统', '統'), ('户', '戶'), ('师', '師'), ('节', '節'), ('题', '題'), ('厅', '廳'), ('课', '課'), ('线', '線'),
    ('荐', '薦'), ('产', '產'), ('业', '業'), ('贰', '貳'), ('叁', '參'), ('陆', '陸'), ('们', '們'), ('负', '負'),
    ('邮', '郵'), ('现', '現'), ('讲', '講'), ('参', '參'), ('兰', '蘭'), ('华', '華'), ('医', '醫'), ('为', '為'),
    ('长', '長'), ('绩', '績'), ('应', '應'), ('当', '當'), ('军', '軍'), ('农', '農'), ('峡', '峽'), ('货', '貨'),
    ('达', '達'), ('贯', '貫'), ('经', '經'), ('并', '併'),
];

/// Digits of Han numerals.
pub(crate) fn han_digit(c: char) -> Option<u32> {
    Some(match c {
        '零' => 0,
        '一' | '壹' => 1,
        '二' | '兩' | '貳' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// Multipliers of Han numerals, as powers of ten.
pub(crate) fn han_power(c: char) -> Option<u32> {
    Some(match c {
        '十' | '拾' => 1,
        '百' | '佰' => 2,
        '千' | '仟' => 3,
        '萬' => 4,
        '億' => 8,
        '兆' => 12,
        _ => return None,
    })
}

/// What makes a Han numeral before it a stated count.
pub(crate) const COUNTERS: &[&str] = &[
    "個", "項", "名", "間", "所", "次", "屆", "輪", "年", "月", "日", "號", "條", "段", "章", "節", "款",
    "期", "批", "份", "家", "宗", "種", "類", "位", "人", "歲", "周年", "週年", "天", "星期", "週", "周",
    "小時", "分鐘", "公里", "公頃", "平方", "立方", "米", "公噸", "噸", "公斤", "克", "輛", "架", "艘", "班",
    "對", "組", "支", "座", "幢", "棟", "層", "張", "頁", "冊", "套", "件", "場", "屆", "級", "世紀", "倍",
    "戶", "篇", "部", "隊", "處", "席", "票", "單位", "門", "科", "課", "題", "步", "階段", "學年", "度",
    "頭", "隻", "條", "分", "秒", "瓦", "伏",
];

/// Words that only look like numbers, or whose number says nothing of its own.
/// They are stepped over as a whole, in either language.
pub(crate) const NOT_FIGURES: &[&str] = &[
    "一帶一路",
    "一站式",
    "一程多站",
    "一試多證",
    "一國兩制",
    "一直",
    "一樣",
    "一定",
    "一般",
    "一些",
    "一致",
    "一旦",
    "一併",
    "一切",
    "一向",
    "一面",
    "一方面",
    "一同",
    "一起",
    "一體",
    "一如",
    "一貫",
    "一經",
    "一律",
    "一系列",
    "進一步",
    "統一",
    "唯一",
    "單一",
    "逐一",
    "之一",
    "同一",
    "萬一",
    "第三者",
    "第三方",
    "萬千百十",
    "千方百計",
    "萬眾",
    "四川",
    "四周",
    "四處",
    "四方",
    "四通八達",
    "九龍",
    "九江",
    "三亞",
    "三水",
    "三峽",
    "三農",
    "五金",
    "五邑",
    "十分",
    "百貨",
    "百姓",
    "百業",
    "八達通",
    "零售",
    "零部件",
    "零散",
    "零碳",
    "零負",
    "零/負",
    "零排放",
    "二手",
    "七夕",
    "五四",
    "星期一",
    "星期二",
    "星期三",
    "星期四",
    "星期五",
    "星期六",
    "星期日",
    "兩者",
    "幾個",
    "幾項",
    "數十",
    "數百",
    "數千",
    "千禧",
    "百老匯",
    "億利達",
    "萬豪",
    "三角",
    "三文治",
    "2019冠狀病毒病",
    "covid-19",
];

/// Currencies written before an amount, longest first.
pub(crate) const MONEY_BEFORE: &[(&str, Currency)] = &[
    ("hong kong dollars ", Currency::Hkd),
    ("hk$", Currency::Hkd),
    ("hkd", Currency::Hkd),
    ("港幣", Currency::Hkd),
    ("us$", Currency::Usd),
    ("usd", Currency::Usd),
    ("美金", Currency::Usd),
    ("人民幣", Currency::Rmb),
    ("renminbi", Currency::Rmb),
    ("rmb", Currency::Rmb),
    ("cny", Currency::Rmb),
    ("mop", Currency::Mop),
    ("澳門幣", Currency::Mop),
    ("eur", Currency::Eur),
    ("€", Currency::Eur),
    ("gbp", Currency::Gbp),
    ("£", Currency::Gbp),
    ("¥", Currency::Rmb),
    ("$", Currency::Dollar),
];

/// Currencies written after an amount, longest first.
pub(crate) const MONEY_AFTER: &[(&str, Currency)] = &[
    ("元人民幣", Currency::Rmb),
    ("元港幣", Currency::Hkd),
    ("港元", Currency::Hkd),
    ("港幣", Currency::Hkd),
    ("hong kong dollars", Currency::Hkd),
    ("hkd", Currency::Hkd),
    ("美元", Currency::Usd),
    ("us dollars", Currency::Usd),
    ("usd", Currency::Usd),
    ("人民幣", Currency::Rmb),
    ("renminbi", Currency::Rmb),
    ("yuan", Currency::Rmb),
    ("rmb", Currency::Rmb),
    ("澳門元", Currency::Mop),
    ("patacas", Currency::Mop),
    ("歐元", Currency::Eur),
    ("euros", Currency::Eur),
    ("英鎊", Currency::Gbp),
    ("日圓", Currency::Jpy),
    ("日元", Currency::Jpy),
    ("yen", Currency::Jpy),
    ("圓", Currency::Yuan),
    ("元", Currency::Yuan),
    ("dollars", Currency::Dollar),
];

/// Years counted from the year of the paper.
pub(crate) const RELATIVE_YEARS: &[(&str, i8)] = &[
    ("前年", -2),
    ("去年", -1),
    ("上年度", -1),
    ("上一年", -1),
    ("今年", 0),
    ("本年度", 0),
    ("本年", 0),
    ("明年", 1),
    ("來年", 1),
    ("下年度", 1),
    ("下一年", 1),
    ("後年", 2),
    ("last year", -1),
    ("previous year", -1),
    ("past year", -1),
    ("this year", 0),
    ("current year", 0),
    ("next year", 1),
    ("coming year", 1),
    ("year ahead", 1),
];

/// Months in English, with the abbreviations that are read before or after a digit.
pub(crate) const MONTHS: &[(&str, u8)] = &[
    ("january", 1),
    ("february", 2),
    ("march", 3),
    ("april", 4),
    ("may", 5),
    ("june", 6),
    ("july", 7),
    ("august", 8),
    ("september", 9),
    ("october", 10),
    ("november", 11),
    ("december", 12),
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sept", 9),
    ("sep", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
];

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

/// What stands before a label, such as the number of an annex, that the other
/// language may write as a letter.
pub(crate) const LABELS: &[&str] = &["附件", "附錄", "附表", "annex", "appendix", "schedule", "enclosure"];

/// What a Roman numeral numbers, as in `Chapter IV` for 第四章.
pub(crate) const ROMAN_AFTER: &[&str] =
    &["chapter", "part", "section", "division", "title", "volume", "phase", "stage", "type", "class", "tier"];

/// The name of an era before a year, and the year before its first.
pub(crate) const ERAS: &[(&str, u128)] = &[("中華民國", 1911), ("民國", 1911)];

/// What follows 成 where 成 is not a tenth.
pub(crate) const NOT_TENTHS: &str = "立功為果長員本效就績交都人熟年品分型家因";

/// What follows 年中 where 中 begins another word.
pub(crate) const NOT_MIDDLE: &str = "期國華央小方山醫大型高等文東";
