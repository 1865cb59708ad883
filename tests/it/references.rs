//! Which words refer to an annex, paragraph or item of this paper, and which
//! may mean another document. A false alarm here is worse than silence.

use lcpaper::Source;

const ZH: &str = "資料文件\n\n立法會工商事務委員會\n\n灣區合作計劃\n\n目的\n\n本文件向委員簡介灣區合作的工作計劃。\n\n\
     2. 〇〇〇\n\n3. 請委員備悉本文件的內容。\n\n工業貿易署\n\n2018 年 3 月\n";

const EN: &str = "For information\n\nLegislative Council Panel on Commerce and Industry\n\n\
     Pilot Scheme for Small Exporters\n\nPurpose\n\nThis paper briefs Members on the pilot scheme.\n\n\
     2. 〇〇〇\n\n3. Members are invited to note the content of this paper.\n\n\
     Commerce Bureau\n\nJune 2018\n";

/// What the R rules say of a sentence in the body of a paper with these annexes.
fn findings(paper: &str, sentence: &str, annexes: &[&str]) -> Vec<String> {
    let mut text = paper.replace("〇〇〇", sentence);
    for (at, label) in annexes.iter().enumerate() {
        text += &if paper == ZH {
            format!(
                "\n{label}\n\n第 {at} 組工作\n\n1. 興建大橋 {at}。\n2. 興建鐵路 {at}。\n3. 興建隧道 {at}。\n"
            )
        } else {
            format!(
                "\n{label}\n\nMeasures of Group {at}\n\n1. Give loans {at}.\n2. Share costs {at}.\n3. Hold fairs {at}.\n"
            )
        };
    }
    let source = Source::from_text("paper.txt", text);
    let found = source.parse().check();
    found.into_iter().filter(|d| matches!(d.code, "R001" | "R003")).map(|d| d.message).collect()
}

#[test]
fn annexes_of_this_paper_are_missed() {
    for (paper, sentence, annexes, missing) in [
        (ZH, "雙方簽署工作計劃，詳見附件。", &[][..], "“附件” is missing: the paper has no annex"),
        (ZH, "雙方簽署工作計劃(附件)。", &[], "“附件” is missing: the paper has no annex"),
        (ZH, "內容載於附件一及附件二。", &["附件一"], "“附件二” is missing: the paper has one annex"),
        (ZH, "內容載於附件一至三。", &["附件一", "附件二"], "“附件三” is missing: the paper has 2 annexes"),
        (ZH, "內容載於附件 A 及 B。", &["附件 A"], "“附件 B” is missing: the paper has one annex"),
        (EN, "The plan is at Annex.", &[], "“Annex” is missing: the paper has no annex"),
        (
            EN,
            "The plan is at Annexes A and B.",
            &["Annex A"],
            "“Annex B” is missing: the paper has one annex",
        ),
        (EN, "Please refer to Annex C.", &["Annex A"], "“Annex C” is missing: the paper has one annex"),
        (
            EN,
            "The plan in the Annex to this paper is new.",
            &[],
            "“Annex” is missing: the paper has no annex",
        ),
    ] {
        assert_eq!(findings(paper, sentence, annexes), [missing], "{sentence}");
    }
}

#[test]
fn numbers_behind_the_last_dangle() {
    for (paper, sentence, annexes, message) in [
        (ZH, "見上文第 2 段及下文第 5 段。", &[][..], "there is no paragraph 5: the paper ends with 3"),
        (ZH, "見上文第 2 至 5 段。", &[], "there is no paragraph 5: the paper ends with 3"),
        (ZH, "如上文第二段所述，及下文第十段。", &[], "there is no paragraph 10: the paper ends with 3"),
        (ZH, "工程詳見附件第 2 至 9 項。", &["附件"], "there is no item 9: the annex ends with 3"),
        (EN, "It is stated in paragraph 9 above.", &[], "there is no paragraph 9: the paper ends with 3"),
        (EN, "Items 2 and 9 of the Annex are late.", &["Annex"], "there is no item 9: the annex ends with 3"),
    ] {
        assert_eq!(findings(paper, sentence, annexes), [message], "{sentence}");
    }
}

#[test]
fn what_is_there_is_not_missed() {
    for (paper, sentence, annexes) in [
        (ZH, "見上文第 1 段及下文第 3 段。", &[][..]),
        (ZH, "工程詳見附件第 1 至 3 項。", &["附件"]),
        (ZH, "內容載於附件一至三。", &["附件一", "附件二", "附件三"]),
        (EN, "It is stated in paragraphs 1 and 3.", &[]),
        (EN, "Items 1 and 3 of the Annex are late.", &["Annex"]),
        (EN, "The plan is at Annexes A to C.", &["Annex A", "Annex B", "Annex C"]),
    ] {
        assert_eq!(findings(paper, sentence, annexes), [""; 0], "{sentence}");
    }
}

#[test]
fn other_documents_are_left_alone() {
    for (paper, sentence) in [
        (ZH, "雙方按《貿易協議》附件一的規定執行。"),
        (ZH, "雙方按《貿易協議》的附件一執行，並參閱該協議附件。"),
        (ZH, "雙方按 CEPA 附件 1 執行，公約附件二不適用。"),
        (ZH, "《貿易協議》及附件二已經簽署。"),
        (ZH, "附件一般以電郵送交，附件三份。"),
        (ZH, "「詳見附件三」是文件的用語。"),
        (ZH, "見報告第 25 段及該文件第 30 段。"),
        (ZH, "公路第 5 段工程已經展開。"),
        (EN, "The plan is set out in Annex 1 to the Agreement."),
        (EN, "The plan follows Annex I of the Convention. Species in Annex I are protected."),
        (EN, "These are Annex 2 countries."),
        (EN, "It is stated in paragraph 45 of the report, and in paragraph 4.2 above."),
        (EN, "Item 12 of the Annex to the Agreement is in force."),
    ] {
        assert_eq!(findings(paper, sentence, &[]), [""; 0], "{sentence}");
    }
}
