//! Lines that come again: running headers, contents lists and repeated pages are made of them,
//! and a paper without has none of these.

use super::Line;

/// No line stands here.
const FREE: u32 = u32::MAX;

/// Tells each line whether another one reads the same. Everything that looks for repetition then
/// looks at few lines, and keeps no map of all: three of those took 60 instructions a byte.
pub(crate) fn tell(text: &str, lines: &mut [Line]) {
    let content = |line: &Line| text.get(line.span.range()).unwrap_or_default();
    let hasher = foldhash::fast::RandomState::default();
    // Open addressing, at most half full.
    let mut first = vec![FREE; (lines.len() * 2).next_power_of_two()];
    let mask = first.len() - 1;
    for at in 0..lines.len() {
        lines[at].again = false;
        let own = content(&lines[at]);
        if own.is_empty() {
            continue;
        }
        let mut slot = std::hash::BuildHasher::hash_one(&hasher, own) as usize & mask;
        loop {
            let twin = first[slot] as usize;
            if first[slot] == FREE {
                first[slot] = at as u32;
                break;
            }
            if content(&lines[twin]) == own {
                lines[at].again = true;
                lines[twin].again = true;
                break;
            }
            slot = (slot + 1) & mask;
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn lines_that_come_again_are_told() {
        let lines = crate::text::cut("甲\n乙\n\n  甲 \n丙\n\n");
        let again: Vec<bool> = lines.lines.iter().map(|l| l.again).collect();
        assert_eq!(again, [true, false, false, true, false, false]);
    }
}
