use super::*;

fn all(line: &str) -> Vec<(Style, u32, usize)> {
    let mut out = Vec::new();
    readings(line, &mut |r| out.push((r.style, r.value, r.len)));
    out
}

#[test]
fn every_family_is_read() {
    for (line, style, value, len) in [
        ("12. 推動", Style::Decimal, 12, 3),
        ("12.推動", Style::Decimal, 12, 3),
        ("１２．推動", Style::Decimal, 12, 9),
        ("12、推動", Style::Decimal, 12, 5),
        ("12 推動", Style::Decimal, 12, 2),
        ("14A. 推動", Style::Decimal, 14, 4),
        ("l3. 推動", Style::Decimal, 13, 3),
        ("1) 推動", Style::DecimalParen, 1, 2),
        ("(3) 推動", Style::DecimalParens, 3, 3),
        ("（三）旅遊", Style::HanParens, 3, 9),
        ("( 三 ) 旅遊", Style::HanParens, 3, 7),
        ("㈢旅遊", Style::HanParens, 3, 3),
        ("⼀、旅遊", Style::HanComma, 1, 6),
        ("一．旅遊", Style::HanComma, 1, 6),
        ("—、旅遊", Style::HanComma, 1, 6),
        ("第十二條 本", Style::Article, 12, 12),
        ("第 一 章 總則", Style::Chapter, 1, 11),
        ("Chapter 2 Aims", Style::Chapter, 2, 9),
        ("CHAPTER 1 – GENERAL", Style::Chapter, 1, 13),
        ("A. Aims", Style::UpperLetterDot, 1, 2),
        ("(b) aims", Style::LowerLetterParens, 2, 3),
        ("①推動", Style::Circled, 1, 3),
    ] {
        assert!(all(line).contains(&(style, value, len)), "{line}: {:?}", all(line));
    }
}

#[test]
fn ambiguous_line_starts_keep_every_reading() {
    assert_eq!(
        all("(i) first").iter().map(|r| r.0).collect::<Vec<_>>(),
        [Style::LowerRomanParens, Style::LowerLetterParens]
    );
    assert_eq!(all("1.2 aims").len(), 2);
    assert_eq!(all("V. Aims").len(), 2);
}

#[test]
fn prose_is_no_candidate() {
    for line in
        ["2017 年", "12月", "12", "e.g. this", "本文件", "990 個", "3,000 tonnes", "2017171. x", "1... 5"]
    {
        assert_eq!(all(line), [], "{line}");
    }
}
