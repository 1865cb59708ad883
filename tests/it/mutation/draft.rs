//! A paper's lines under the knife. Every line remembers which line of the
//! fixture it was, so that an expectation can be written down before the edit
//! has moved it.

/// A line of the fixture, or its second copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Id {
    /// Line of the fixture, from 0.
    pub line: usize,
    /// Whether this is the second copy.
    pub copy: bool,
}

/// The line itself, not a copy.
pub fn at(line: usize) -> Id {
    Id { line, copy: false }
}

/// The second copy of a line.
pub fn copy_of(line: usize) -> Id {
    Id { line, copy: true }
}

/// One of the findings that a fault may give: the code, and the lines it may stand at.
#[derive(Debug, Clone)]
pub struct Accept {
    pub code: &'static str,
    pub at: Vec<Id>,
}

/// All the findings that are right for one fault.
pub type Expect = Vec<Accept>;

/// A single right finding.
pub fn only(code: &'static str, at: Id) -> Expect {
    vec![Accept { code, at: vec![at] }]
}

/// Lines under the knife.
#[derive(Clone)]
pub struct Draft {
    lines: Vec<(Option<Id>, String)>,
}

impl Draft {
    pub fn new(lines: &[String]) -> Self {
        Self { lines: lines.iter().enumerate().map(|(i, l)| (Some(at(i)), l.clone())).collect() }
    }

    /// Where a line stands now, from 0.
    pub fn place(&self, id: Id) -> Option<usize> {
        self.lines.iter().position(|l| l.0 == Some(id))
    }

    /// The text, with a line end after every line.
    pub fn text(&self) -> String {
        self.lines.iter().fold(String::new(), |mut out, l| {
            out.push_str(&l.1);
            out.push('\n');
            out
        })
    }

    /// What a line says now.
    pub fn line(&self, line: usize) -> &str {
        &self.lines[self.place(at(line)).expect("the line is there")].1
    }

    /// Gives a line another text.
    pub fn replace(&mut self, line: usize, text: String) {
        let place = self.place(at(line)).expect("the line is there");
        self.lines[place].1 = text;
    }

    /// Takes a stretch of lines out, and one of two blank lines that then meet.
    pub fn cut(&mut self, start: usize, end: usize) -> Vec<(Option<Id>, String)> {
        let from = self.place(at(start)).expect("the first line is there");
        let to = self.place(at(end - 1)).expect("the last line is there") + 1;
        let out: Vec<_> = self.lines.drain(from..to).collect();
        let blank = |l: Option<&(Option<Id>, String)>| l.is_some_and(|l| l.1.trim().is_empty());
        if from > 0 && blank(self.lines.get(from - 1)) && blank(self.lines.get(from)) {
            self.lines.remove(from);
        }
        out
    }

    /// Two stretches of lines, the first before the second, change places.
    pub fn exchange(&mut self, first: (usize, usize), second: (usize, usize)) {
        let place = |line| self.place(at(line)).expect("the line is there");
        let (a, b) = (place(first.0), place(first.1 - 1) + 1);
        let (c, e) = (place(second.0), place(second.1 - 1) + 1);
        let between = self.lines[a..e].to_vec();
        let (early, rest) = between.split_at(b - a);
        let (middle, late) = rest.split_at(c - b);
        let turned: Vec<_> = [late, middle, early].concat();
        self.lines.splice(a..e, turned);
    }

    /// Puts lines after a line.
    pub fn insert_after(&mut self, line: usize, lines: Vec<(Option<Id>, String)>) {
        let place = self.place(at(line)).expect("the line is there") + 1;
        self.lines.splice(place..place, lines);
    }

    /// Puts lines before a line.
    pub fn insert_before(&mut self, line: usize, lines: Vec<(Option<Id>, String)>) {
        let place = self.place(at(line)).expect("the line is there");
        self.lines.splice(place..place, lines);
    }

    /// A stretch of lines once more, marked as a second copy.
    pub fn copied(&self, start: usize, end: usize) -> Vec<(Option<Id>, String)> {
        let from = self.place(at(start)).expect("the first line is there");
        let to = self.place(at(end - 1)).expect("the last line is there") + 1;
        self.lines[from..to].iter().map(|(id, l)| (id.map(|id| Id { copy: true, ..id }), l.clone())).collect()
    }
}

/// A blank line that was not in the fixture.
pub fn blank_line() -> (Option<Id>, String) {
    (None, String::new())
}
