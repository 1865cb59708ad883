//! ARCHITECTURE.md against the code: the arrows between the rooms are those of its table, and no
//! file depends on itself by way of others.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// A file of `src/`, as a module: `["tree", "join"]`.
type Module = Vec<String>;

/// What a file says of others.
#[derive(Default)]
struct File {
    path: String,
    /// What a name means here: `use a::b as name`.
    names: HashMap<String, Module>,
    /// `use a::*`.
    globs: Vec<Module>,
    /// The paths that it goes by.
    paths: Vec<Module>,
    /// Its modules that are there for tests alone.
    tests: Vec<String>,
}

struct House {
    files: BTreeMap<Module, File>,
}

impl House {
    fn of(src: &Path) -> Self {
        let mut paths = Vec::new();
        sources(src, &mut paths);
        let mut files = BTreeMap::new();
        for path in paths {
            let inside = path.strip_prefix(src).unwrap().with_extension("");
            let mut module: Module = inside.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
            module.pop_if(|last| *last == "mod" || *last == "lib");
            let mut file = read(&fs::read_to_string(&path).unwrap());
            file.path = path.strip_prefix(src).unwrap().to_str().unwrap().to_owned();
            files.insert(module, file);
        }
        let tests = |(module, file): (&Module, &File)| -> Vec<Module> {
            file.tests.iter().map(|name| module.iter().chain([name]).cloned().collect()).collect()
        };
        for test in files.iter().flat_map(tests).collect::<Vec<_>>() {
            files.remove(&test);
        }
        Self { files }
    }

    /// The file in which a path ends, as seen from a module.
    fn resolve(&self, from: &Module, path: &[String], depth: usize) -> Option<&Module> {
        let (first, mut rest) = path.split_first()?;
        let mut at = match first.as_str() {
            "crate" | "lcpaper" => Module::new(),
            "self" => from.clone(),
            "super" => from[..from.len().checked_sub(1)?].to_vec(),
            _ => {
                rest = path;
                from.clone()
            }
        };
        while let Some((next, behind)) = rest.split_first() {
            if next == "super" {
                at.pop();
            } else {
                let mut inner = at.clone();
                inner.push(next.clone());
                if self.files.contains_key(&inner) {
                    at = inner;
                } else if let Some(meant) = self.files.get(&at).and_then(|file| file.names.get(next)) {
                    // A name that stands for another path, unless it is of another crate.
                    if depth > 8 || meant == path {
                        return None;
                    }
                    let mut whole = meant.clone();
                    whole.extend_from_slice(behind);
                    return self.resolve(&at, &whole, depth + 1);
                } else if rest.len() == path.len() {
                    // Neither a module nor a name: a crate, or something of this file.
                    return None;
                } else {
                    let globs = self.files.get(&at).map_or(&[][..], |file| &file.globs);
                    let through = globs.iter().filter_map(|glob| {
                        let mut whole = glob.clone();
                        whole.extend_from_slice(rest);
                        self.resolve(&at, &whole, depth + 1).filter(|&found| *found != *glob)
                    });
                    if let Some(found) = through.into_iter().next() {
                        return Some(found);
                    }
                    break;
                }
            }
            rest = behind;
        }
        self.files.get_key_value(&at).map(|(module, _)| module)
    }

    /// Which file needs which.
    fn arrows(&self) -> BTreeMap<&Module, BTreeSet<&Module>> {
        let to = |from: &Module, file: &File| {
            file.paths
                .iter()
                .filter_map(|path| self.resolve(from, path, 0))
                .filter(|to| *to != from)
                .collect()
        };
        self.files.iter().map(|(from, file)| (from, to(from, file))).collect()
    }
}

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

/// The words and signs of a Rust text, without comments, strings, and what is only for tests.
fn tokens(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |at| at + 2)
        } else if let Some(length) = raw_string(rest) {
            length
        } else if c == '"' {
            string(rest)
        } else if c == '\'' {
            character(rest)
        } else if c.is_alphanumeric() || c == '_' {
            let word = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            out.push(rest[..word].to_owned());
            word
        } else if rest.starts_with("::") {
            out.push("::".to_owned());
            2
        } else {
            if !c.is_whitespace() {
                out.push(c.to_string());
            }
            c.len_utf8()
        };
        rest = &rest[length..];
    }
    out
}

fn raw_string(text: &str) -> Option<usize> {
    let behind = text.strip_prefix("br").or(text.strip_prefix('r'))?;
    let hashes = behind.len() - behind.trim_start_matches('#').len();
    let end = format!("\"{}", "#".repeat(hashes));
    let inside = behind[hashes..].strip_prefix('"')?;
    Some(text.len() - inside.len() + inside.find(&end)? + end.len())
}

fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// A character, or the sign of a lifetime.
fn character(text: &str) -> usize {
    let inside = &text[1..];
    if inside.starts_with('\\') {
        return 3 + inside[2..].find('\'').unwrap_or(0) + 1;
    }
    let length = inside.chars().next().map_or(0, char::len_utf8);
    if inside[length..].starts_with('\'') { length + 2 } else { 1 }
}

/// Takes out what is only for tests, and names the modules among it.
fn without_tests(tokens: &[String]) -> (Vec<String>, Vec<String>) {
    let (mut out, mut modules) = (Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        let Some(behind) = test_attribute(&tokens[at..]) else {
            out.push(token.clone());
            at += 1;
            continue;
        };
        at += behind;
        if let [keyword, name, end, ..] = &tokens[at..]
            && keyword == "mod"
            && end == ";"
        {
            modules.push(name.clone());
        }
        let mut depth = 0;
        while let Some(token) = tokens.get(at) {
            at += 1;
            depth += i32::from(token == "{") - i32::from(token == "}");
            if depth == 0 && matches!(token.as_str(), "}" | ";") {
                break;
            }
        }
    }
    (out, modules)
}

/// The length of `#[cfg(test)]` or `#[cfg(all(test, …))]`.
fn test_attribute(tokens: &[String]) -> Option<usize> {
    let begins = |with: &[&str]| tokens.iter().take(with.len()).eq(with);
    let test =
        begins(&["#", "[", "cfg", "(", "test", ")"]) || begins(&["#", "[", "cfg", "(", "all", "(", "test"]);
    tokens.iter().position(|t| t == "]").filter(|_| test).map(|at| at + 1)
}

fn read(text: &str) -> File {
    let (tokens, tests) = without_tests(&tokens(text));
    let mut file = File { tests, ..File::default() };
    // The words that are no part of a `use`, and what is passed on by one.
    let mut words = BTreeSet::new();
    let mut passed_on = Vec::new();
    // Modules that are written inside the file, by the braces around them.
    let (mut braces, mut inside) = (0, Vec::new());
    let mut at = 0;
    while at < tokens.len() {
        let before = at.checked_sub(1).map(|at| tokens[at].as_str());
        let token = tokens[at].as_str();
        if token == "use" {
            let end = at + tokens[at..].iter().position(|t| t == ";").unwrap();
            let mut found = Vec::new();
            used(&tokens[at + 1..end], &mut 0, &Module::new(), &mut found);
            for (name, mut path) in found {
                if let Some(first) = path.first_mut().filter(|first| *first == "super" && !inside.is_empty())
                {
                    "self".clone_into(first);
                }
                if name == "*" {
                    file.globs.push(path.clone());
                } else {
                    file.names.insert(name.clone(), path.clone());
                }
                if matches!(before, Some("pub" | ")")) {
                    passed_on.push((name, path));
                } else {
                    file.paths.push(path);
                }
            }
            at = end;
        } else if token == "mod" {
            if tokens.get(at + 2).is_some_and(|t| t == "{") {
                inside.push(braces);
            }
            at += 1;
        } else if token == "{" {
            braces += 1;
        } else if token == "}" {
            braces -= 1;
            inside.pop_if(|outside| *outside == braces);
        } else if is_word(token) && before != Some("in") {
            words.insert(token);
            let mut path = vec![token.to_owned()];
            while let Some([colons, next]) = tokens.get(at + 1..at + 3)
                && colons == "::"
                && is_word(next)
            {
                path.push(next.clone());
                at += 2;
            }
            if path.len() > 1 {
                file.paths.push(path);
            }
        }
        at += 1;
    }
    // What is only passed on is needed by those who ask for it, not here.
    passed_on.retain(|(name, _)| words.contains(name.as_str()));
    file.paths.extend(passed_on.into_iter().map(|(_, path)| path));
    file
}

fn is_word(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// The names and paths of a tree of `use`.
fn used(tokens: &[String], at: &mut usize, before: &Module, out: &mut Vec<(String, Module)>) {
    let mut path = before.clone();
    while let Some(token) = tokens.get(*at) {
        *at += 1;
        match token.as_str() {
            "::" => {}
            "{" => {
                while tokens.get(*at).is_some_and(|t| t != "}") {
                    used(tokens, at, &path, out);
                    *at += usize::from(tokens.get(*at).is_some_and(|t| t == ","));
                }
                *at += 1;
                return;
            }
            "*" => return out.push(("*".to_owned(), path)),
            "self" if !path.is_empty() => {}
            "as" => {
                out.push((tokens[*at].clone(), path));
                *at += 1;
                return;
            }
            word => path.push(word.to_owned()),
        }
        if tokens.get(*at).is_none_or(|t| t == "," || t == "}") {
            break;
        }
    }
    if let Some(name) = path.last() {
        out.push((name.clone(), path));
    }
}

/// The room of a file: a folder of `src/`, or a file beside them.
fn room(module: &Module) -> &str {
    match module.as_slice() {
        [] => "lib",
        [first, ..] => first,
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The table of ARCHITECTURE.md: rooms from the ground up, each with those that it goes by.
fn table() -> Vec<(String, BTreeSet<String>)> {
    let page = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let (_, behind) = page.split_once("## The arrows").unwrap();
    let rows = behind.lines().skip_while(|l| !l.starts_with("| `")).take_while(|l| l.starts_with("| `"));
    let named = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    rows.map(|row| {
        let cells: Vec<&str> = row.split('|').collect();
        (named(cells[1]).remove(0), named(cells[2]).into_iter().collect())
    })
    .collect()
}

#[test]
fn the_arrows_between_the_rooms_are_those_of_the_table() {
    let house = House::of(&root().join("src"));
    let mut found: BTreeMap<&str, BTreeMap<&str, &str>> = BTreeMap::new();
    for (from, to) in house.arrows() {
        let goes_by = found.entry(room(from)).or_default();
        goes_by.extend(to.iter().map(|to| (room(to), house.files[from].path.as_str())));
        goes_by.remove(room(from));
    }
    let table = table();
    let mut wrong = String::new();
    let mut below: BTreeSet<&str> = BTreeSet::new();
    for (room, wanted) in &table {
        let goes_by = found.remove(room.as_str()).unwrap_or_default();
        for (to, file) in &goes_by {
            if !wanted.contains(*to) {
                writeln!(wrong, "{room} goes by {to} in src/{file}: the table has no such arrow").unwrap();
            } else if !below.contains(to) {
                writeln!(wrong, "{room} goes by {to}, which does not stand above it in the table").unwrap();
            }
        }
        for to in wanted.iter().filter(|to| !goes_by.contains_key(to.as_str())) {
            writeln!(wrong, "{room} does not go by {to} any more").unwrap();
        }
        below.insert(room);
    }
    for room in found.keys() {
        writeln!(wrong, "{room} is not in the table").unwrap();
    }
    assert!(wrong.is_empty(), "ARCHITECTURE.md and the code differ:\n{wrong}");
}

#[test]
fn no_file_goes_by_itself_through_others() {
    let house = House::of(&root().join("src"));
    let mut arrows = house.arrows();
    // What goes by nothing that is left is in no circle; what nothing left goes by is in none either.
    loop {
        let before = arrows.len();
        let left: BTreeSet<&Module> = arrows.keys().copied().collect();
        let needed: BTreeSet<&Module> = arrows.values().flatten().copied().collect();
        arrows.retain(|from, to| {
            to.retain(|to| left.contains(to));
            !to.is_empty() && needed.contains(from)
        });
        if arrows.len() == before {
            break;
        }
    }
    let path = |module: &&Module| house.files[*module].path.as_str();
    let left: Vec<String> = arrows
        .iter()
        .map(|(from, to)| format!("{} -> {}", path(from), to.iter().map(path).collect::<Vec<_>>().join(", ")))
        .collect();
    assert!(left.is_empty(), "a circle of files:\n{}", left.join("\n"));
}

#[test]
fn paths_are_read_in_every_form() {
    let file = read(
        "use a::{self, b::{c as d, e}, f::*}; pub use g::h; mod i { } \
         // use j::k;\n /* l::m */ const N: &str = \"o::p\"; const Q: &str = r#\"r::s\"#; const T: char = '\"';\n\
         #[cfg(test)] mod tests; #[cfg(test)] mod inner { use u::v; } fn w<'x>() { super::y::z::<A>(); h(); }",
    );
    let paths: BTreeSet<String> = file.paths.iter().map(|path| path.join("::")).collect();
    let wanted = ["a", "a::b::c", "a::b::e", "a::f", "g::h", "super::y::z"];
    assert_eq!(paths, wanted.map(str::to_owned).into());
    assert_eq!(file.names["d"].join("::"), "a::b::c");
    assert_eq!(file.tests, ["tests"]);
}
