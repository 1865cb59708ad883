//! What one text states and the other does not.

use super::decimal::Decimal;
use super::unit::ratio;
use super::value::{Figure, Strength, Value};
use crate::vocab::figures::UNNAMED_ERA;

/// Figures of two texts that have no like on the other side.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Difference {
    /// Figures of the first text only.
    pub left: Vec<Figure>,
    /// Figures of the second text only.
    pub right: Vec<Figure>,
}

impl Difference {
    /// Whether the texts state the same.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.left.is_empty() && self.right.is_empty()
    }
}

/// Compares what two texts state, as multisets.
///
/// A figure that is on one side only is a difference. A figure that one side
/// merely repeats more often is not, unless the other side repeats another one
/// instead: translators repeat a year or leave it out as their language likes.
/// `year` is the year of the paper, from which 去年 counts, where it is known.
#[must_use]
pub fn differences(left: &[Figure], right: &[Figure], year: Option<u32>) -> Difference {
    let mut used = vec![false; right.len()];
    let mut rest_left: Vec<&Figure> = Vec::new();
    // Exact likes first, so that a lenient one does not take their place; what
    // must be matched before what may be.
    let mut open: Vec<&Figure> = left.iter().collect();
    open.sort_by_key(|f| std::cmp::Reverse(f.strength));
    for exact in [true, false] {
        for figure in std::mem::take(&mut open) {
            let like = |r: &Figure| {
                if exact {
                    plain(r.value) == plain(figure.value)
                } else {
                    alike(&figure.value, &r.value, year)
                }
            };
            let best = right
                .iter()
                .enumerate()
                .filter(|(k, r)| !used.get(*k).copied().unwrap_or(true) && like(r))
                .max_by_key(|(k, r)| (r.strength, std::cmp::Reverse(*k)));
            match best {
                Some((k, _)) => {
                    if let Some(u) = used.get_mut(k) {
                        *u = true;
                    }
                }
                None => open.push(figure),
            }
        }
    }
    // The other language may say what it points at by its place. Where both point at
    // something by number, one stands in the other's place.
    let pointed = |f: &Figure| matches!(f.value, Value::Reference(_));
    let pointers = |figures: &[Figure]| figures.iter().filter(|f| f.value == Value::Pointer).count();
    let (here, there) = (pointers(left), pointers(right));
    let alone_left = open.iter().filter(|f| pointed(f)).count();
    let alone_right = right.iter().zip(&used).filter(|(f, used)| !**used && pointed(f)).count();
    let excused_left = alone_right == 0 && alone_left <= PLACES * there;
    let excused_right = alone_left == 0 && alone_right <= PLACES * here;
    open.retain(|f| !(excused_left && pointed(f)));
    rest_left.append(&mut open);
    rest_left.sort_by_key(|f| f.range.start);
    let rest_right: Vec<&Figure> = right
        .iter()
        .zip(&used)
        .filter(|(f, used)| !(**used || excused_right && pointed(f)))
        .map(|(f, _)| f)
        .collect();

    let absent = |f: &Figure, others: &[Figure]| !others.iter().any(|o| alike(&f.value, &o.value, year));
    let mut out = Difference::default();
    for class in 0..CLASSES {
        let of_class = |list: &[&Figure]| -> Vec<Figure> {
            list.iter().filter(|f| self::class(&f.value) == class).map(|f| (*f).clone()).collect()
        };
        let (l, r) = (of_class(&rest_left), of_class(&rest_right));
        let lost = l.iter().any(|f| f.strength == Strength::Stated && absent(f, right))
            || r.iter().any(|f| f.strength == Strength::Stated && absent(f, left));
        // Both sides have something left over: one stands in the other's place. A loose one
        // is only that where there is nothing else that it could be.
        let only = |list: &[Figure]| list.iter().filter(|f| tells(f)).count() == 1;
        let exchanged = only(&l) && only(&r);
        let telling = |list: &[Figure], others: &[Figure]| -> Vec<Figure> {
            list.iter()
                .filter(|f| {
                    let pointing = matches!(f.value, Value::Reference(_));
                    f.strength == Strength::Stated || tells(f) && (pointing || exchanged || absent(f, others))
                })
                .cloned()
                .collect()
        };
        let (l, r) = (telling(&l, right), telling(&r, left));
        if lost || (!l.is_empty() && !r.is_empty()) {
            out.left.extend(l);
            out.right.extend(r);
        }
    }
    out.left.sort_by_key(|f| f.range.start);
    out.right.sort_by_key(|f| f.range.start);
    out
}

/// A pointer may stand for a paragraph and its article.
const PLACES: usize = 2;

const CLASSES: u8 = 8;

/// Figures of one class can be mistaken for each other.
fn class(value: &Value) -> u8 {
    match value {
        Value::Number(_) | Value::Money(..) | Value::Year(_) | Value::Reference(_) => 0,
        Value::Ratio(..) => 1,
        Value::Month(_) => 2,
        Value::Quarter(_) | Value::Half(_) => 3,
        Value::Time(_) => 4,
        Value::RelativeYear(_) => 5,
        Value::Point(_) => 6,
        Value::Pointer => 7,
    }
}

/// A value, but for what its number counts.
fn plain(value: Value) -> Value {
    match value {
        Value::Year(n) | Value::Reference(n) => Value::Number(n),
        other => other,
    }
}

/// Whether a loose figure still contradicts another loose one of its class.
fn tells(figure: &Figure) -> bool {
    match figure.value {
        _ if figure.strength == Strength::Silent => false,
        Value::Number(n) | Value::Year(n) => n.as_whole().is_none_or(|n| n > 2),
        _ => true,
    }
}

/// Whether two values can state the same.
fn alike(a: &Value, b: &Value, year: Option<u32>) -> bool {
    let era = |y: &Decimal, n: &Decimal| {
        y == n
            || y.as_whole().and_then(|y| y.checked_add(UNNAMED_ERA)) == n.as_whole() && n.as_whole().is_some()
    };
    match (a, b) {
        (Value::Money(x, c), Value::Money(y, d)) => x == y && c.agrees(*d),
        (Value::Year(x), Value::Number(y)) | (Value::Number(y), Value::Year(x)) => era(x, y),
        // A range may name its currency once.
        (Value::Money(x, _) | Value::Reference(x), Value::Number(y))
        | (Value::Number(y), Value::Money(x, _) | Value::Reference(x)) => x == y,
        // 二倍 is 200%.
        (Value::Ratio(..), Value::Number(n)) | (Value::Number(n), Value::Ratio(..)) => {
            let share = ratio(*n, 1);
            share == Some(*a) || share == Some(*b)
        }
        (Value::RelativeYear(offset), Value::Number(n)) | (Value::Number(n), Value::RelativeYear(offset)) => {
            let meant = year.and_then(|y| y.checked_add_signed(i32::from(*offset)));
            meant.is_some_and(|y| n.as_whole() == Some(u128::from(y)))
        }
        _ => a == b,
    }
}
