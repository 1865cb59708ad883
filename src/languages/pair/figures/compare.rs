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
    let mut pairs = Pairs { sides: [left, right], used: [vec![false; left.len()], vec![false; right.len()]] };
    let inside = |f: &Figure| f.strength == Strength::Inside;
    // Exact likes first, so that a lenient one does not take their place.
    pairs.take(|a, b| !inside(a) && !inside(b) && a.value == b.value);
    pairs.take(|a, b| !inside(a) && !inside(b) && plain(a.value) == plain(b.value));
    pairs.take(|a, b| !inside(a) && !inside(b) && fits(a, b, year));
    pairs.take(|a, b| inside(a) && inside(b) && a.value == b.value);
    // What a range holds the other language may list: then nothing else is left over beside the range.
    let [in_left, in_right] = [0, 1].map(|side| !pairs.open(side).into_iter().any(tells));
    let listed = |range: &Figure, one: &Figure| {
        inside(range) && !inside(one) && plain(range.value) == plain(one.value)
    };
    pairs.take(|a, b| in_left && listed(a, b) || in_right && listed(b, a));
    let [open, rest_right] = [0, 1].map(|side| pairs.open(side));
    // The other language may say what it points at by its place. Where both point at
    // something by number, one stands in the other's place.
    let pointed = |f: &Figure| matches!(f.value, Value::Reference(_));
    let pointers = |figures: &[Figure]| figures.iter().filter(|f| f.value == Value::Pointer).count();
    let (here, there) = (pointers(left), pointers(right));
    let alone_left = open.iter().filter(|f| pointed(f)).count();
    let alone_right = rest_right.iter().filter(|f| pointed(f)).count();
    let excused = |alone: usize, others: usize, pointers: usize| others == 0 && alone <= PLACES * pointers;
    let excused = [excused(alone_left, alone_right, there), excused(alone_right, alone_left, here)];
    let without = |figures: Vec<&Figure>, excused: bool| -> Vec<Figure> {
        figures.into_iter().filter(|f| !(excused && pointed(f))).cloned().collect()
    };
    let (rest_left, rest_right) = (without(open, excused[0]), without(rest_right, excused[1]));

    let absent = |f: &Figure, others: &[Figure]| !others.iter().any(|o| fits(f, o, year));
    let mut out = Difference::default();
    for class in 0..CLASSES {
        let of_class = |list: &[Figure]| -> Vec<Figure> {
            list.iter().filter(|f| self::class(&f.value) == class).cloned().collect()
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

/// Which figures of two texts have a like in the other.
struct Pairs<'f> {
    sides: [&'f [Figure]; 2],
    used: [Vec<bool>; 2],
}

impl<'f> Pairs<'f> {
    /// Pairs those that are left over and are alike; what must be matched before what may be.
    fn take(&mut self, alike: impl Fn(&Figure, &Figure) -> bool) {
        let [left, right] = self.sides;
        let [used_left, used_right] = &mut self.used;
        let mut order: Vec<_> = left.iter().zip(used_left).enumerate().collect();
        order.sort_by_key(|(_, (f, _))| std::cmp::Reverse(f.strength));
        for (at, (figure, own)) in order.into_iter().filter(|(_, (_, own))| !**own) {
            let others = right.iter().zip(used_right.iter_mut()).enumerate();
            let open = others.filter(|(_, (other, used))| !**used && alike(figure, other));
            // Of several, the one that stands most nearly in the same place of the order.
            let nearest = |to: usize| std::cmp::Reverse(to.abs_diff(at));
            if let Some((_, (_, other))) = open.max_by_key(|(to, (other, _))| (nearest(*to), other.strength))
            {
                (*own, *other) = (true, true);
            }
        }
    }

    /// The figures of a side that have no like.
    fn open(&self, side: usize) -> Vec<&'f Figure> {
        let (Some(figures), Some(used)) = (self.sides.get(side), self.used.get(side)) else {
            return Vec::new();
        };
        figures.iter().zip(used).filter(|(_, used)| !**used).map(|(f, _)| f).collect()
    }
}

/// A pointer may stand for a paragraph and its article.
const PLACES: usize = 2;

const CLASSES: u8 = 9;

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
        Value::Pointer | Value::Places(_) => 7,
        Value::Label(_) => 8,
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
        _ if figure.strength == Strength::Stated => true,
        _ if figure.strength < Strength::Loose => false,
        Value::Number(n) | Value::Year(n) => n.as_whole().is_none_or(|n| n > 2),
        _ => true,
    }
}

/// Whether two figures can state the same.
fn fits(a: &Figure, b: &Figure, year: Option<u32>) -> bool {
    // 一月或二月 may be one month or two.
    let months = |a: &Figure, b: &Figure| match (a.value, b.value) {
        (Value::Month(m), Value::Number(n)) => {
            b.strength == Strength::Stated && n.as_whole() == Some(u128::from(m))
        }
        _ => false,
    };
    alike(&a.value, &b.value, year) || months(a, b) || months(b, a)
}

/// Whether two values can state the same.
fn alike(a: &Value, b: &Value, year: Option<u32>) -> bool {
    let era = |y: &Decimal, n: &Decimal| {
        y == n
            || y.as_whole().and_then(|y| y.checked_add(UNNAMED_ERA)) == n.as_whole() && n.as_whole().is_some()
    };
    let more = |n: u128, d: u128| Value::Ratio(n.saturating_add(d), d);
    match (a, b) {
        (Value::Money(x, c), Value::Money(y, d)) => x == y && c.agrees(*d),
        (Value::Year(x), Value::Number(y)) | (Value::Number(y), Value::Year(x)) => era(x, y),
        // A range may name its currency once.
        (
            Value::Money(x, _) | Value::Reference(x) | Value::Label(x),
            Value::Number(y) | Value::Reference(y),
        )
        | (Value::Number(y), Value::Money(x, _) | Value::Reference(x) | Value::Label(x)) => x == y,
        // 二倍 is 200%, and 15% more 1.15 times as much.
        (Value::Ratio(n, d), Value::Number(x)) | (Value::Number(x), Value::Ratio(n, d)) => {
            let share = ratio(*x, 1);
            share == Some(Value::Ratio(*n, *d)) || share == Some(more(*n, *d))
        }
        (Value::Ratio(n, d), Value::Ratio(m, e)) => a == b || *b == more(*n, *d) || *a == more(*m, *e),
        (Value::Number(x), Value::Number(y)) => {
            x == y || x.is_in_other_unit(*y) || x.in_era() == Some(*y) || y.in_era() == Some(*x)
        }
        (Value::RelativeYear(offset), Value::Number(n)) | (Value::Number(n), Value::RelativeYear(offset)) => {
            let meant = year.and_then(|y| y.checked_add_signed(i32::from(*offset)));
            meant.is_some_and(|y| n.as_whole() == Some(u128::from(y)))
        }
        _ => a == b,
    }
}
