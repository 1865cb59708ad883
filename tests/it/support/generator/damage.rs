//! Papers with hurt markers: what typing, scanning and editing do to numbers.

use super::{Paper, Random};

impl Paper {
    /// The same paper with about one in `one_in` of its markers hurt, by a seed.
    /// Its rows are no longer known.
    pub fn damaged(mut self, seed: u64, one_in: usize) -> Self {
        let mut random = Random::new(seed ^ 0x6461_6d61_6765_0000);
        // From the last on, so that the places of the others hold.
        for span in self.markers.iter().rev() {
            if random.one_in(one_in) {
                let hurt = hurt(&mut random, &self.text[span.clone()]);
                self.text.replace_range(span.clone(), &hurt);
            }
        }
        self.rows.clear();
        self.markers.clear();
        self
    }
}

/// What becomes of a marker such as `12. `, `（三）`, `B. ` or `(a) `.
fn hurt(random: &mut Random, marker: &str) -> String {
    let bare = marker.trim_end();
    match random.below(6) {
        // Lost.
        0 => String::new(),
        // Another number.
        1 => marker
            .chars()
            .map(|c| match c {
                '0'..='8' => char::from(c as u8 + 1),
                '9' => '1',
                '一' => '二',
                '三' => '五',
                'a'..='h' | 'A'..='G' => char::from(c as u8 + 1),
                c => c,
            })
            .collect(),
        // Half of it lost: a bracket, a full stop.
        2 => bare.chars().take(bare.chars().count() - 1).collect(),
        // In the other width.
        3 => marker
            .chars()
            .map(|c| match c {
                '(' => '（',
                ')' => '）',
                '（' => '(',
                '）' => ')',
                '.' => '．',
                c => c,
            })
            .collect(),
        // Twice, as when a line is copied.
        4 => format!("{marker}{marker}"),
        // On a line of its own.
        _ => format!("{bare}\n"),
    }
}
