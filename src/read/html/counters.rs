//! CSS counters: each is there for the element that resets it, its later siblings
//! and what stands in them.

use super::style::{Count, LONGEST, Part};

/// Counters in scope at once; more than that are not made.
const MOST_OPEN: usize = 256;

/// One counter that is in scope.
#[derive(Debug)]
struct Counter {
    name: String,
    /// How deep the element stands that made it.
    depth: usize,
    value: i32,
}

/// The counters in scope, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Counters {
    open: Vec<Counter>,
}

impl Counters {
    pub(super) fn reset(&mut self, (name, value): &Count, depth: usize) {
        let full = self.open.len() >= MOST_OPEN;
        let same = self.open.iter_mut().rev().find(|c| c.name == *name).filter(|c| c.depth == depth);
        match same {
            Some(counter) => counter.value = *value,
            None if full => {}
            None => self.open.push(Counter { name: name.clone(), depth, value: *value }),
        }
    }

    pub(super) fn increment(&mut self, (name, by): &Count, depth: usize) {
        let value = self.value(name).unwrap_or(0).saturating_add(*by);
        self.set(&(name.clone(), value), depth);
    }

    pub(super) fn set(&mut self, count: &Count, depth: usize) {
        match self.open.iter_mut().rev().find(|counter| counter.name == count.0) {
            Some(counter) => counter.value = count.1,
            None => self.reset(count, depth),
        }
    }

    /// The value of the innermost counter of a name.
    pub(super) fn value(&self, name: &str) -> Option<i32> {
        self.open.iter().rev().find(|counter| counter.name == name).map(|counter| counter.value)
    }

    /// The element at this depth ends, and with it the counters of its children.
    pub(super) fn leave(&mut self, depth: usize) {
        while self.open.last().is_some_and(|counter| counter.depth > depth) {
            self.open.pop();
        }
    }

    /// What `content` comes to.
    pub(super) fn printed(&self, content: &[Part]) -> String {
        let one = |part: &Part| match part {
            Part::Text(text) => text.clone(),
            Part::Counter(name, style) => style.number(self.value(name).unwrap_or(0)),
            Part::Counters(name, between, style) => {
                let all = self.open.iter().filter(|counter| counter.name == *name);
                let numbers: Vec<String> = all.map(|counter| style.number(counter.value)).collect();
                if numbers.is_empty() { style.number(0) } else { numbers.join(between) }
            }
        };
        content.iter().map(one).collect::<String>().chars().take(LONGEST).collect()
    }
}
