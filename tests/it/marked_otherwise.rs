//! Two languages of one text that mark, part and join it otherwise: nothing of that is
//! a fault, and a fault in such a text is still told, once.

use lcpaper::Source;
use lcpaper::languages::compare;

/// What is found in two texts: code, certainty and message.
fn found(zh: &str, en: &str) -> Vec<String> {
    let (zh, en) = (Source::from_text("zh.txt", zh), Source::from_text("en.txt", en));
    let (a, b) = (zh.parse(), en.parse());
    let shown = |f: &lcpaper::languages::Finding| {
        let d = &f.diagnostic;
        format!("{} {:?} {}", d.code, d.certainty, d.message)
    };
    let one = compare(&a, &b).findings.iter().map(shown).collect();
    // Which stands first makes no difference to how much is found.
    assert_eq!(compare(&b, &a).findings.len(), Vec::len(&one), "{one:#?}");
    one
}

const ZH: &str = "水塘管理規則

第 1 條
本規則依水務條例第三十二條訂定。

第 2 條
申請釣魚證者，應遞交下列文件：
一、申請表一式兩份。
二、身分證明文件副本，經公證人簽署。
三、近三個月內拍攝的半身照片。
四、繳費單據。
前項文件不齊者，應於十四日內補交，逾期不予受理。

第 3 條
釣魚證有效期為三年。期滿前六十日內得申請續期，費用為港幣二百四十元。
持證人應隨身攜帶釣魚證，並於管理員查驗時出示。

第 4 條
違反第二條或第三條規定者，管理員得令其離開水塘範圍，並得沒收其漁具。
";

const EN: &str = "Reservoir Management Rules

Article 1
These Rules are made under section 32 of the Waterworks Ordinance.

Article 2
A person who applies for a fishing licence shall submit the following documents:
1. The application form in two copies.
2. A copy of the identity document, signed by a notary public.
3. A half-length photograph taken within the last three months.
4. The receipt for the fee.
A person whose documents are incomplete shall supply the rest within 14 days, failing which the application is not accepted.

Article 3
A fishing licence is valid for three years. It may be renewed within sixty days before it ends at a fee of HK$240.
The holder shall carry the licence at all times and produce it when a keeper asks for it.

Article 4
Whoever violates Article 2 or Article 3 may be told by a keeper to leave the reservoir area, and the fishing gear may be taken away.
";

/// The English text with something put for something else, which must be there.
fn en(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(EN.to_owned(), |text, (old, new)| {
        assert!(text.contains(old), "{old}");
        text.replace(old, new)
    })
}

#[test]
fn a_list_is_a_list_however_it_is_marked() {
    let unmarked =
        [("1. The app", "The app"), ("2. A copy", "A copy"), ("3. A half", "A half"), ("4. The", "The")];
    let roman = [
        ("1. The app", "(i) The app"),
        ("2. A copy", "(ii) A copy"),
        ("3. A half", "(iii) A half"),
        ("4. The", "(iv) The"),
    ];
    for text in [en(&[]), en(&unmarked), en(&roman)] {
        assert_eq!(found(ZH, &text), [""; 0], "{text}");
    }
}

#[test]
fn a_list_may_stand_in_a_sentence() {
    let sentence = [
        ("documents:\n1. ", "documents:1. "),
        ("copies.\n2. ", "copies.2. "),
        ("public.\n3. ", "public.3. "),
        ("months.\n4. ", "months.4. "),
    ];
    let text = en(&sentence);
    assert_eq!(found(ZH, &text), [""; 0], "{text}");
    // A figure in it is still compared.
    let text = text.replace("three months", "four months");
    assert_eq!(found(ZH, &text).len(), 1, "{text}");
}

#[test]
fn paragraphs_may_be_joined_and_articles_headed() {
    let joined = en(&[("HK$240.\nThe holder", "HK$240. The holder")]);
    assert_eq!(found(ZH, &joined), [""; 0]);
    let headed = en(&[
        ("Article 1\n", "Article 1\n(Source)\n"),
        ("Article 2\n", "Article 2\n(Documents)\n"),
        ("Article 3\n", "Article 3\n(Validity and Renewal)\n"),
        ("Article 4\n", "Article 4\n(Sanctions)\n"),
    ]);
    assert_eq!(found(ZH, &headed), [""; 0], "{headed}");
}

#[test]
fn what_is_lost_is_told_once() {
    let lost = en(&[("2. A copy of the identity document, signed by a notary public.\n", "")]);
    assert_eq!(found(ZH, &lost), ["B001 High item 2 stands in this version only"]);
    let list = "1. The application form in two copies.
2. A copy of the identity document, signed by a notary public.
3. A half-length photograph taken within the last three months.
4. The receipt for the fee.
";
    let lost = en(&[(list, "")]);
    assert_eq!(found(ZH, &lost), ["B001 High item 1 and 3 more behind it stand in this version only"]);
    let lost = en(&[(
        "\nThe holder shall carry the licence at all times and produce it when a keeper asks for it.",
        "",
    )]);
    assert_eq!(found(ZH, &lost), ["B001 Low a paragraph stands in this version only"]);
}

#[test]
fn a_figure_in_anothers_place_is_surer_than_one_that_is_alone() {
    let other = en(&[("HK$240", "HK$420")]);
    assert_eq!(
        found(ZH, &other),
        ["B003 High item 3 says “港幣二百四十元” in one version and “HK$420” in the other"]
    );
    let alone = en(&[("within sixty days before", "before")]);
    assert_eq!(found(ZH, &alone), ["B003 Medium item 3 says “六十” in this version only"]);
    let place = en(&[("violates Article 2 or Article 3", "violates Article 3")]);
    assert_eq!(found(ZH, &place), ["B003 Low item 4 says “第二” in this version only"]);
}

#[test]
fn paragraphs_go_together_by_what_they_speak_of() {
    let zh = "水庫規則\n\n第 1 條\n漁業公司應向政府登記其船隻。\n銀行應向法院申報其貸款。\n學校應為學生購買保險。\n醫院應保存食品證明文件。\n";
    let en = "Reservoir Rules\n\nArticle 1\nA fishing company shall register its ships with the government.\nA bank shall declare its loans to the court.\nA school shall buy insurance for its students.\nA hospital shall keep the certificates of its food.\n";
    assert_eq!(found(zh, en), [""; 0]);
    // All four are of one length, so only their words tell which of them is lost.
    let lost = en.replace("A bank shall declare its loans to the court.\n", "");
    let (zh, en) = (Source::from_text("zh.txt", zh), Source::from_text("en.txt", &lost));
    let (a, b) = (zh.parse(), en.parse());
    let lines: Vec<u32> = compare(&a, &b).findings.iter().map(|f| zh.line(f.diagnostic.span.start)).collect();
    assert_eq!(lines, [5]);
}
