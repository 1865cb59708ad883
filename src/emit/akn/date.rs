//! Reads a printed date: `2017 年 2 月 23 日`, `二零一七年二月`, `23 February 2017`.

use crate::markers::numeral;
use crate::vocab;

/// A date as far as it is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Printed {
    pub(super) year: u32,
    pub(super) month: u32,
    /// None where only the month is printed.
    pub(super) day: Option<u32>,
}

impl Printed {
    /// `2017-02-23`; the first of the month where no day is printed.
    pub(super) fn first_day(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day.unwrap_or(1))
    }

    /// `2017-02-23`, or `2017-02`.
    pub(super) fn as_printed(self) -> String {
        match self.day {
            Some(_) => self.first_day(),
            None => format!("{:04}-{:02}", self.year, self.month),
        }
    }

    fn checked(year: u32, month: u32, day: Option<u32>) -> Option<Self> {
        let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        let fits = (1..=9999).contains(&year) && day.is_none_or(|d| (1..=days).contains(&d));
        fits.then_some(Self { year, month, day })
    }
}

/// The first date in a line; none where it holds none that exists.
pub(super) fn read(printed: &str) -> Option<Printed> {
    chinese(printed).or_else(|| english(printed))
}

fn chinese(printed: &str) -> Option<Printed> {
    let text: String = printed.chars().filter(|c| !c.is_whitespace()).collect();
    let (year, rest) = text.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let start = year
        .rfind(|c: char| !is_digit(c))
        .and_then(|at| year.get(at..)?.chars().next().map(|c| at + c.len_utf8()));
    let year = number(year.get(start.unwrap_or(0)..)?)?;
    let day = rest.split_once('日').and_then(|(day, _)| number(day));
    Printed::checked(year, number(month)?, day)
}

fn english(printed: &str) -> Option<Printed> {
    let words: Vec<&str> = printed.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let at = words.iter().position(|w| month(w).is_some())?;
    let month = words.get(at).and_then(|w| month(w))?;
    let numbers = |words: &[&str]| -> Vec<u32> {
        words.iter().filter_map(|w| w.trim_end_matches(char::is_alphabetic).parse().ok()).collect()
    };
    let after = numbers(words.get(at + 1..)?);
    let year = *after.iter().find(|n| **n >= 1000)?;
    let before = at.checked_sub(1).and_then(|n| words.get(n..at)).map(numbers);
    let day = before.unwrap_or_default().into_iter().chain(after).find(|n| (1..=31).contains(n));
    Printed::checked(year, month, day)
}

fn month(word: &str) -> Option<u32> {
    let whole = |name: &str| name.eq_ignore_ascii_case(word);
    let short = |name: &str| name.get(..3).is_some_and(|s| s.eq_ignore_ascii_case(word));
    vocab::MONTHS.iter().position(|name| whole(name) || short(name)).and_then(|n| u32::try_from(n + 1).ok())
}

fn is_digit(c: char) -> bool {
    c.is_numeric() || "〇零○一二三四五六七八九十".contains(c)
}

/// Digits, or Han numerals either by place (`二零一七`) or by name (`二十三`).
fn number(text: &str) -> Option<u32> {
    let place = |c: char| match c {
        '〇' | '零' | '○' => Some(0),
        _ => {
            c.to_digit(10).or_else(|| "一二三四五六七八九".chars().position(|d| d == c).map(|n| n as u32 + 1))
        }
    };
    if let Some(digits) = text.chars().map(place).collect::<Option<Vec<u32>>>() {
        let short = !digits.is_empty() && digits.len() <= 4;
        return short.then(|| digits.iter().fold(0, |n, d| n * 10 + d));
    }
    numeral::any(text).ok().filter(|(rest, _)| rest.is_empty()).map(|(_, n)| n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_papers_print_them() {
        for (printed, date) in [
            ("2017年2月23日", Some("2017-02-23")),
            ("2017 年 3 月", Some("2017-03")),
            ("二零一七年十二月二十三日", Some("2017-12-23")),
            ("（討論日期：二○○九年三月）", Some("2009-03")),
            ("23 February 2017", Some("2017-02-23")),
            ("on 1st Mar. 2017", Some("2017-03-01")),
            ("February 23, 2017", Some("2017-02-23")),
            ("March 2017", Some("2017-03")),
            ("2017年2月30日", None),
            ("2017年13月", None),
            ("next March", None),
            ("政制及內地事務局", None),
        ] {
            assert_eq!(read(printed).map(Printed::as_printed).as_deref(), date, "{printed}");
        }
    }
}
