use super::{Strength, Value, differences, figures};

fn stated(text: &str) -> Vec<String> {
    figures(text).iter().filter(|f| f.strength == Strength::Stated).map(|f| f.value.to_string()).collect()
}

/// What differs between two texts, as `left | right` in the words of the texts.
fn diff(zh: &str, en: &str) -> String {
    let d = differences(&figures(zh), &figures(en), Some(2017));
    if d.is_empty() {
        return String::new();
    }
    let show = |text: &str, list: &[super::Figure]| {
        list.iter().map(|f| text[f.range.clone()].to_owned()).collect::<Vec<_>>().join(", ")
    };
    format!("{} | {}", show(zh, &d.left), show(en, &d.right))
}

#[test]
fn numbers_in_every_writing() {
    for (text, expected) in [
        ("1,234 個", "1234"),
        ("１，２３４個", "1234"),
        ("一千二百個項目", "1200"),
        ("一百二個", "120"),
        ("一千零五個", "1005"),
        ("十五名", "15"),
        ("二十名", "20"),
        ("廿三個", "23"),
        ("2.4萬個", "24000"),
        ("2.4万个", "24000"),
        ("1.2億人", "120000000"),
        ("2億3,000萬個", "230000000"),
        ("一萬二千三百人", "12300"),
        ("三萬億項", "3000000000000"),
        ("seventy-seven items", "77"),
        ("two hundred and forty items", "240"),
        ("one thousand two hundred", "1200"),
        ("3.5 million people", "3500000"),
        ("第二十二次", "22"),
        ("the 22nd meeting", "22"),
        ("the Twenty-second Meeting", "22"),
        ("21世紀", "21"),
        ("二零一七年", "2017"),
        ("二〇一七年", "2017"),
        ("二○一七年", "2017"),
        ("第 4 段", "4"),
        ("「十三五」規劃", "13"),
        ("“十四五”规划", "14"),
    ] {
        assert_eq!(stated(text).join(" "), expected, "{text}");
    }
}

#[test]
fn money_and_shares() {
    for (text, expected) in [
        ("2,400萬元", "Yuan 24000000"),
        ("$24 million", "Dollar 24000000"),
        ("HK$24m", "Hkd 24000000"),
        ("約為 2 億港元", "Hkd 200000000"),
        ("港幣2億元", "Hkd 200000000"),
        ("人民幣1.5億元", "Rmb 150000000"),
        ("RMB 150 million", "Rmb 150000000"),
        ("1.5億元人民幣", "Rmb 150000000"),
        ("1至2億元", "Yuan 100000000 Yuan 200000000"),
        ("$100 to $200 million", "Dollar 100000000 Dollar 200000000"),
        ("三成", "3/10"),
        ("七成半", "3/4"),
        ("30 per cent", "3/10"),
        ("30%", "3/10"),
        ("30至40%", "3/10 2/5"),
        ("百分之三十", "3/10"),
        ("三分之一", "1/3"),
        ("one-third of them", "1/3"),
        ("two thirds", "2/3"),
        ("5個百分點", "1/20"),
    ] {
        assert_eq!(stated(text).join(" "), expected, "{text}");
    }
}

#[test]
fn dates_and_periods() {
    for (text, expected) in [
        ("2017 年 2 月 23 日", "2017 month 2 23"),
        ("23 February 2017", "23 month 2 2017"),
        ("2017-02-23", "2017 month 2 23"),
        ("23.2.2017", "23 month 2 2017"),
        ("去年 9 月", "year -1 month 9"),
        ("September last year", "month 9 year -1"),
        ("last September", "year -1 month 9"),
        ("in May this year", "month 5"),
        ("It may march on.", ""),
        ("2018 年第三季", "2018 quarter 3"),
        ("the third quarter of 2018", "quarter 3 2018"),
        ("Q3 2018", "quarter 3 2018"),
        ("本年上半年", "half 1"),
        ("the first half of this year", "half 1"),
        ("2017-2018 年度", "2017 2018"),
        ("2017-18 年度", "2017 2018"),
        ("2016/17", "2016 2017"),
        ("上午9時30分", "9:30"),
        ("9:30 a.m.", "9:30"),
        ("上午九時四十五分", "9:45"),
        ("清晨五時", "5:00"),
        ("5 a.m.", "5:00"),
        ("下午2時半", "2:30"),
        ("2:30 pm", "2:30"),
    ] {
        assert_eq!(stated(text).join(" "), expected, "{text}");
    }
    assert_eq!(diff("今年年中", "mid this year"), "");
    assert_eq!(diff("今年年中", "in the middle of this year"), "");
    assert_eq!(diff("2015年中期回顧", "2015 Mid-term Review"), "");
    assert_eq!(diff("明年年中", "mid this year"), "明年 | this year");
    assert_eq!(diff("今年年底", "mid this year"), "年底 | mid");
}

#[test]
fn words_that_only_look_like_numbers_state_nothing() {
    for text in [
        "「一帶一路」沿線國家",
        "一站式服務",
        "「一程多站」路線",
        "「一試多證」項目",
        "「一國兩制」方針",
        "「萬千百十」的發展目標",
        "粵港澳三地，兩地政府，雙方一直進一步統一",
        "萬一四川九龍三亞",
        "PM2.5 and RQFII, 5G, H7N9",
        "粵港澳區域性PM2.5聯合研究",
        "the Belt and Road, one-stop, both sides, the two governments, one country, two systems",
        "（一）旅遊合作",
        "（詳見附件一）",
        "(see Annex 1)",
        "三四個百花齊放",
        "成立五金百貨",
    ] {
        assert!(stated(text).is_empty(), "{text}: {:?}", figures(text));
    }
}

#[test]
fn like_statements_agree() {
    for (zh, en) in [
        ("推出 2 億元的計劃", "launched the scheme with a provision of $200 million"),
        ("批出超過 240 個項目，當中超過三成", "over 240 projects were approved, of which more than 30% were"),
        ("慶祝特區成立 20 周年", "the 20th anniversary of the establishment"),
        ("除了三個自貿區片區外", "Apart from the three areas of the free trade zone"),
        ("除了三個自貿區片區外", "Apart from the 3 areas"),
        (
            "《2015年中期回顧研究》及《確立2020年減排目標研究》，總結2015年",
            "the 2015 Mid-term Review and targets for 2020",
        ),
        ("去年11月", "in November 2016"),
        ("第十三個五年規劃綱要（「十三五」規劃）", "the 13th Five-Year Plan (the 13th Five-Year Plan)"),
        ("目前已有10所", "Ten associations have been set up so far; to date, ten"),
        ("落實《2016-2020年合作協議》", "the Co-operation Agreement 2016-2020"),
        ("銀發〔2015〕374", "Yinfa [2015] No. 374"),
        ("「二十一世紀海上絲綢之路」", "21st Century Maritime Silk Road"),
        ("五大機場", "the five major airports"),
        ("首批", "the first batch"),
        ("依第四章及第六章規定", "as provided in Chapter IV and Chapter VI"),
        ("第三期工程", "Phase III works"),
        ("中華民國一百年八月十五日", "August 15, 2011"),
        ("格式二及格式二之一", "Forms 2 and 2-1"),
        // Years of an era, with and without its name.
        ("中華民國九十七年五月至九十九年六月", "May 2008 to June 2010"),
        ("一百零三年度預算", "the 2014 budget"),
        ("服務滿四十年", "forty years of service"),
        // Money and shares of other countries and in words.
        ("新臺幣六萬元以下罰款", "a fine of up to NT60,000"),
        ("新臺幣六萬元以下罰款", "a fine of up to NT$60,000"),
        ("百分之四十二點三五分派", "forty-two point three five percent (42.35%) is shared out"),
        ("萬分之二至萬分之五", "between 0.02 and 0.05 percent"),
        ("加重三倍計算", "weighted by 300%"),
        ("零．三五毫米", "0.35 mm"),
        ("一點二公尺以上", "no less than 120 cm"),
        ("零點五公里", "500 metres"),
        ("以九五折計算", "at a discount of 5%"),
        ("以八折計算", "at 80% of the price"),
        ("加重百分之十五", "1.15 times as much"),
        ("加計百分之十", "110% of it"),
        ("三分之二以上", "2/3 or more"),
        ("民國九十七年", "in the year 97"),
        ("銀元三百元", "three hundred yuan"),
        ("最末一月或二月", "the last one or two months"),
        ("住戶數十六戶以下", "no more than 16 households"),
        ("連續三十年", "for three decades"),
        ("處八月以下停業", "suspended for up to eight months"),
        // Places that are pointed at by number, or by where they stand.
        ("依第七條之二第三項規定", "as provided in paragraph 3 of Article 7-2"),
        ("依第七條之二規定", "under Article7-2"),
        ("依第七條之二規定", "under Article 7.2"),
        ("依第七條第三項規定", "as provided in Item III of Article 7"),
        ("依前項規定", "as provided in paragraph 4"),
        ("前條第三項", "paragraph 3 of Article 12"),
        ("依第二項發出的牌照", "licences so issued"),
        ("前條規定的牌照", "licences under the preceding Article 7"),
        ("紀念五一八事件", "in memory of the May 18 incident"),
        ("總人數百分之三十ｘ40％", "30% of all × 40%"),
        ("前二項費用", "the costs of paragraphs 3 and 4"),
        ("前二項費用", "the costs of the two preceding paragraphs"),
        ("第七條之二及第八條之一", "Articles 7-2 and 8-1"),
        ("詳見附件三", "see Annex C"),
        ("第三級管制", "Level III control"),
        ("第二類及第三類", "types II and III"),
        ("申請書一式三份", "the application form in triplicate"),
        ("每半年檢查一次", "inspected semiannually"),
        ("分下列五類", "is classified as follows"),
        ("第三人", "another person"),
        ("第三款至第六款", "subparagraphs 3, 4, 5 or 6"),
        ("第三級至第五級", "grades 3, 4 and 5"),
        // A list in a sentence.
        ("得查帳或約談", "may (1) inspect the books or (2) call for a meeting"),
        ("應具下列資格：年滿二十歲。", "shall qualify as follows:1. being 20 years old.2. living here"),
        ("五日內", "within five (5) days"),
    ] {
        let en_first = en.replace("Ten associations", "10 associations");
        assert_eq!(diff(zh, &en_first), "", "{zh} / {en}");
    }
}

#[test]
fn unlike_statements_differ() {
    for (zh, en, expected) in [
        ("約 990 個實習崗位", "about 980 placements", "990 | 980"),
        ("2,400萬元", "$25 million", "2,400萬元 | $25 million"),
        ("2,400萬元", "US$24 million", "2,400萬元 | US$24 million"),
        ("第四章", "Chapter V", "第四 | V"),
        ("民國八十年", "1992", "民國八十 | 1992"),
        ("超過三成", "over 40%", "三成 | 40%"),
        ("第二十三次", "the 22nd meeting", "第二十三 | 22nd"),
        ("三個片區", "four areas", "三 | four"),
        ("2017年 2 月 23 日", "24 February 2017", "23 | 24"),
        ("去年9月", "in October last year", "9月 | October"),
        ("前年9月", "in September last year", "前年 | last year"),
        ("2018 年第三季", "the second quarter of 2018", "第三季 | second quarter"),
        ("2015年及2020年，2020年", "2015 and 2020, and 2015", "2020 | 2015"),
        ("共 77 項", "the items", "77 | "),
        ("上半年", "the second half of the year", "上半年 | second half"),
        ("九十七年五月", "May 2009", "九十七 | 2009"),
        ("新臺幣六萬元", "NT$70,000", "新臺幣六萬元 | NT$70,000"),
        ("依第二項規定", "as provided in paragraph 1", "第二 | 1"),
        ("依第八條規定", "as provided here", "第八 | "),
        ("前條第三項", "paragraph 4 of the preceding article", "第三 | 4"),
        ("第七條之二", "Article 8-2", "第七 | 8"),
        ("五日內", "within six (6) days", "五 | six, 6"),
        ("五日內", "within five (6) days", " | 6"),
        ("組長七人，專員八人，科員八人", "seven chiefs, seven officers and eight clerks", "八 | seven"),
        ("萬分之二", "0.03 percent", "萬分之二 | 0.03 percent"),
        ("前三條所定", "as provided in the preceding two articles", "前三條 | preceding two"),
        ("第七條之三", "Article 7-2", "之三 | 2"),
        ("詳見附件三", "see Attachment 2", "附件三 | Attachment 2"),
        ("二年內，三親等內", "within three years, of the third degree", "二 | three"),
        ("第一款至第六款", "subparagraphs 2 to 6", "第一 | 2"),
        ("第六款至第八款及第十一款，第九款", "subparagraph 9, 6 to 9 or 11", "第八 | 9"),
        ("書記一人至五人，辦事員二人至六人", "1 to 6 secretaries and 2 to 6 clerks", "五 | 6"),
        ("一點一公尺", "100 cm", "一點一 | 100"),
        ("以九五折計算", "at a discount of 10%", "九五折 | 10%"),
        ("下列七種", "the following six kinds", "七 | six"),
        ("三分之二", "3/4", "三分之二 | 3/4"),
    ] {
        assert_eq!(diff(zh, en), expected, "{zh} / {en}");
    }
}

#[test]
fn ranges_are_bytes_of_the_text_as_given() {
    let text = "投資 ２，４００ 萬元。";
    let found = figures(text);
    assert_eq!(found.len(), 1);
    assert_eq!(&text[found[0].range.clone()], "２，４００ 萬元");
    assert!(matches!(found[0].value, Value::Money(..)));
}
