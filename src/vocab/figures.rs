//! The words that figures are written with, Chinese and English side by side.
//!
//! Chinese words stand in traditional characters: [`SIMPLIFIED`] folds the
//! simplified ones into them before anything is compared.

mod english;
mod money;
mod refer;
mod time;

pub(crate) use english::{CARDINALS, DENOMINATORS, IMPLIED, LOOSE, ORDINALS, ROMAN_AFTER, SCALES};
pub use money::Currency;
pub(crate) use money::{MONEY_AFTER, MONEY_BEFORE};
pub(crate) use refer::{
    NOT_POINTERS, POINTED_AT, POINTED_IN, POINTERS, POINTERS_BACK, POINTING, POINTING_BACK, POINTING_ON,
    POINTING_OUT, RANGE,
};
pub(crate) use time::{ERAS, HALF_DAYS, LASTING, MEASURES, MONTHS, NOT_MIDDLE, RELATIVE_YEARS, UNNAMED_ERA};

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
    ('达', '達'), ('该', '該'), ('开', '開'), ('别', '別'), ('贯', '貫'), ('经', '經'), ('并', '併'),
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
    "第三人",
    "第三國",
    "第三地",
    "third person",
    "third countr",
    "third part",
    "四捨五入",
    "萬千百十",
    "千方百計",
    "萬眾",
    "四川",
    "四周",
    "四週",
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
    "最後年",
    "百老匯",
    "億利達",
    "萬豪",
    "三角",
    "三文治",
    "2019冠狀病毒病",
    "covid-19",
];

/// What stands before the count of what is listed: 下列七種.
pub(crate) const LIST_OF: &[&str] = &["下列", "左列", "以下", "如下"];

/// What a Chinese share is out of, before its number: 百分之三.
pub(crate) const OUT_OF: &[(&str, u128)] = &[("百分之", 100), ("千分之", 1000), ("萬分之", 10_000)];

/// What stands behind a number that is the denominator of a share.
pub(crate) const SHARE_OF: &str = "分之";

/// What stands before a label, such as the number of an annex, that the other
/// language may write as a letter.
pub(crate) const LABELS: &[&str] =
    &["附件", "附錄", "附表", "annex", "appendix", "schedule", "enclosure", "attachment"];

/// What follows 成 where 成 is not a tenth.
pub(crate) const NOT_TENTHS: &str = "立功為果長員本效就績交都人熟年品分型家因";
