//! Which languages a text is in, by the characters it uses.

/// Characters that only traditional texts use, each with its simplified form.
const PAIRS: &str = "國国與与會会務务業业發发學学區区個个時时為为產产實实來来對对將将進进開开關关機机動动環环經经濟济體体設设資资員员項项";

/// Below this share of the letters a language is only quoted.
const LEAST_PERCENT: usize = 12;

/// BCP 47 tags, the language with most text first; none for a text without letters.
pub(crate) fn detect(text: &str) -> Vec<&'static str> {
    let (mut han, mut latin, mut hant, mut hans) = (0usize, 0usize, 0usize, 0usize);
    for c in text.chars() {
        match c {
            'a'..='z' | 'A'..='Z' => latin += 1,
            '\u{3400}'..='\u{9fff}' => {
                han += 1;
                // A sample settles the script.
                if hant + hans < 400 {
                    match PAIRS.chars().position(|p| p == c) {
                        Some(at) if at % 2 == 0 => hant += 1,
                        Some(_) => hans += 1,
                        None => {}
                    }
                }
            }
            _ => {}
        }
    }
    // A Han character says about as much as three letters.
    let weight = han * 3 + latin;
    let mut out: Vec<(usize, &'static str)> = Vec::new();
    if weight > 0 && han * 300 / weight >= LEAST_PERCENT {
        out.push((han * 3, if hans > hant { "zh-Hans" } else { "zh-Hant" }));
    }
    if weight > 0 && latin * 100 / weight >= LEAST_PERCENT {
        out.push((latin, "en"));
    }
    out.sort_by_key(|l| std::cmp::Reverse(l.0));
    out.into_iter().map(|l| l.1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_told_by_their_characters() {
        assert_eq!(detect("國際會議與經濟發展"), ["zh-Hant"]);
        assert_eq!(detect("国际会议与经济发展"), ["zh-Hans"]);
        assert_eq!(detect("For information"), ["en"]);
        assert_eq!(detect("在 CEPA 框架下推動金融合作，支持企業發展業務"), ["zh-Hant"]);
        assert_eq!(detect("123"), Vec::<&str>::new());
    }
}
