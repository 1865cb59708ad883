//! Which languages a text is in, by the characters it uses.

use crate::text::census::Letters;

/// Characters that only traditional texts use, each with its simplified form.
const PAIRS: &str = "國国與与會会務务業业發发學学區区個个時时為为產产實实來来對对將将進进開开關关機机動动環环經经濟济體体設设資资員员項项";

/// Below this share of the letters a language is only quoted.
const LEAST_PERCENT: usize = 12;

/// So many characters of [`PAIRS`] settle the script.
const SAMPLE: usize = 100;

/// BCP 47 tags, the language with most text first; none for a text without letters.
pub(crate) fn detect(text: &str, letters: Letters) -> Vec<&'static str> {
    let Letters { han, latin } = letters;
    // A Han character says about as much as three letters.
    let weight = han * 3 + latin;
    let mut out: Vec<(usize, &'static str)> = Vec::with_capacity(2);
    if weight > 0 && han * 300 / weight >= LEAST_PERCENT {
        out.push((han * 3, if is_simplified(text.as_bytes()) { "zh-Hans" } else { "zh-Hant" }));
    }
    if weight > 0 && latin * 100 / weight >= LEAST_PERCENT {
        out.push((latin, "en"));
    }
    out.sort_by_key(|l| std::cmp::Reverse(l.0));
    out.into_iter().map(|l| l.1).collect()
}

/// Whether the first characters of [`PAIRS`] in a text are mostly simplified.
fn is_simplified(bytes: &[u8]) -> bool {
    let (mut hant, mut hans, mut at) = (0usize, 0usize, 0);
    while let Some(&[lead, second, third]) = bytes.get(at..at + 3).and_then(|b| b.first_chunk()) {
        // All of PAIRS take three bytes; what begins otherwise is stepped over.
        if !(0xe4..=0xe9).contains(&lead) {
            at += 1;
            continue;
        }
        at += 3;
        let pair = SCRIPT[slot(second, third)];
        if pair.lead == lead {
            (hant, hans) = (hant + usize::from(!pair.simplified), hans + usize::from(pair.simplified));
            // The sample is full, or can no longer turn.
            let left = SAMPLE.saturating_sub(hant + hans);
            if left == 0 || hant >= hans + left || hans > hant + left {
                break;
            }
        }
    }
    hans > hant
}

/// One character of [`PAIRS`] where its last two bytes put it; `lead` is 0 where none is.
#[derive(Clone, Copy)]
struct Script {
    lead: u8,
    simplified: bool,
}

/// The low twelve bits of a character's code point: what its last two bytes hold.
const fn slot(second: u8, third: u8) -> usize {
    ((second & 0x3f) as usize) << 6 | (third & 0x3f) as usize
}

/// [`PAIRS`] by [`slot`]: one look-up a character instead of up to 64 comparisons.
static SCRIPT: [Script; 4096] = {
    let mut table = [Script { lead: 0, simplified: false }; 4096];
    let bytes = PAIRS.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let slot = slot(bytes[at + 1], bytes[at + 2]);
        assert!(table[slot].lead == 0, "two characters of PAIRS share their last two bytes");
        table[slot] = Script { lead: bytes[at], simplified: at / 3 % 2 == 1 };
        at += 3;
    }
    table
};

#[cfg(test)]
mod tests {
    fn detect(text: &str) -> Vec<&'static str> {
        super::detect(text, crate::text::cut(text).letters)
    }

    #[test]
    fn scripts_are_told_by_their_characters() {
        assert_eq!(detect("國際會議與經濟發展"), ["zh-Hant"]);
        assert_eq!(detect("国际会议与经济发展"), ["zh-Hans"]);
        assert_eq!(detect("For information"), ["en"]);
        assert_eq!(detect("在 CEPA 框架下推動金融合作，支持企業發展業務"), ["zh-Hant"]);
        assert_eq!(detect("123"), Vec::<&str>::new());
    }
}
