//! `lcpaper.toml` in the editor: mistakes, what may be written where, and rules to be ignored.

use std::path::Path;

use lsp_types::{CompletionItem, CompletionItemKind, Diagnostic, Documentation, Position};
use ropey::Rope;
use serde::Deserialize;
use toml::Spanned;

use super::analysis::Text;
use super::client::Client;
use super::findings::mistake;
use super::paths;
use super::position::Encoding;
use crate::config::{CONFIG_NAME, Config, ConfigError, KEYS};
use crate::rules::RULES;

/// Whether a text is a configuration and no paper.
pub fn is_config(uri: &str) -> bool {
    paths::name_of(uri) == CONFIG_NAME
}

/// The mistake in a configuration, if there is one.
pub fn check(text: &Text, encoding: Encoding) -> Vec<Diagnostic> {
    let path = paths::path_of(&text.uri).unwrap_or_else(|| Path::new(CONFIG_NAME).to_owned());
    let Err(error) = Config::from_text(&path, &text.rope.to_string()) else { return Vec::new() };
    let ConfigError::Mistake { at, message, .. } = &error else { return Vec::new() };
    let rope = &text.rope;
    let line = (at.line as usize - 1).min(rope.len_lines() - 1);
    let start = rope.line_to_char(line) + at.column as usize - 1;
    // The rest of the line, which the mistake is in.
    let end = encoding.char_at(rope, Position::new(line as u32, u32::MAX));
    vec![mistake(encoding.range(rope, start, end.max(start)), message.clone())]
}

/// Where to add a rule to those that are ignored, and what to write there; none where it is among them, or
/// the text is no TOML.
pub fn ignoring(text: &str, code: &str) -> Option<(usize, String)> {
    #[derive(Deserialize)]
    struct Lists {
        ignore: Option<Spanned<Vec<Spanned<String>>>>,
    }
    let lists: Lists = toml::from_str(text).ok()?;
    let Some(ignored) = lists.ignore else { return Some((0, format!("ignore = [\"{code}\"]\n"))) };
    if ignored.get_ref().iter().any(|known| known.get_ref() == code) {
        return None;
    }
    Some(match ignored.get_ref().last() {
        Some(last) => (last.span().end, format!(", \"{code}\"")),
        None => (ignored.span().start + 1, format!("\"{code}\"")),
    })
}

/// What may be written at a position.
pub fn completions(text: &Text, position: Position, client: &Client) -> Vec<CompletionItem> {
    let rope: &Rope = &text.rope;
    let before = rope.slice(..client.encoding.char_at(rope, position)).to_string();
    // Of a value that is begun on an earlier line the name stands there.
    let header = before.rfind("\n[").map_or(usize::from(before.starts_with('[')), |at| at + 2);
    let (table, body) = if header == 0 {
        ("", &*before)
    } else {
        let behind = &before[header..];
        let (name, body) = behind.split_once('\n').unwrap_or((behind, ""));
        (name.trim_matches(['[', ']', ' ', '\r']), body)
    };
    let in_severity = table == "severity" || table.ends_with(".severity");
    let quoted = body.rsplit('\n').next().is_some_and(|line| line.matches('"').count() % 2 == 1);
    let Some(key) = open_key(body) else {
        if in_severity {
            return rules(client, true);
        }
        let keys = KEYS.iter().filter(|key| key.table == table || (key.table.is_empty() && key.heads));
        let item = |key: &crate::config::Key| CompletionItem {
            label: key.written.to_owned(),
            kind: Some(CompletionItemKind::PROPERTY),
            documentation: Some(Documentation::String(key.about.to_owned())),
            ..CompletionItem::default()
        };
        return keys.map(item).collect();
    };
    let word = |word: &str| CompletionItem {
        label: word.to_owned(),
        kind: Some(CompletionItemKind::VALUE),
        insert_text: (!quoted).then(|| format!("\"{word}\"")),
        ..CompletionItem::default()
    };
    match key {
        _ if in_severity => ["error", "warning", "info"].map(word).into(),
        "select" | "ignore" => rules(client, quoted),
        "deny" => vec![word("warnings")],
        _ => Vec::new(),
    }
}

/// The key whose value is being written at the end of a text: its list is not closed, or it stands on the
/// last line.
fn open_key(body: &str) -> Option<&str> {
    let at = body.rfind('=')?;
    let value = &body[at + 1..];
    let is_open = value.matches('[').count() > value.matches(']').count();
    (is_open || !value.contains('\n')).then(|| body[..at].rsplit('\n').next().unwrap_or_default().trim())
}

/// The codes of the rules, `bare` or in quotation marks.
fn rules(client: &Client, bare: bool) -> Vec<CompletionItem> {
    let item = |rule: &&crate::rules::Rule| CompletionItem {
        label: rule.code.to_owned(),
        kind: Some(CompletionItemKind::ENUM_MEMBER),
        detail: Some(format!("{}: {}", rule.name, rule.summary)),
        documentation: Some(Documentation::MarkupContent(client.marked(rule.explanation.to_owned()))),
        insert_text: (!bare).then(|| format!("\"{}\"", rule.code)),
        ..CompletionItem::default()
    };
    RULES.iter().map(item).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_added_to_the_list_that_is_there() {
        let with = |text: &str| {
            let (at, insert) = ignoring(text, "N007").unwrap();
            format!("{}{insert}{}", &text[..at], &text[at..])
        };
        assert_eq!(with(""), "ignore = [\"N007\"]\n");
        assert_eq!(with("ignore = []"), "ignore = [\"N007\"]");
        assert_eq!(with("# 中\nignore = [ \"T\" ] # x"), "# 中\nignore = [ \"T\", \"N007\" ] # x");
        assert_eq!(
            with("[severity]\nN001 = \"info\"\n"),
            "ignore = [\"N007\"]\n[severity]\nN001 = \"info\"\n"
        );
        assert_eq!(ignoring("ignore = [\"N007\"]", "N007"), None);
        assert_eq!(ignoring("ignore = [", "N007"), None);
    }

    #[test]
    fn the_key_of_a_value_is_found_across_lines() {
        assert_eq!(open_key("ignore = [\"N"), Some("ignore"));
        assert_eq!(open_key("ignore = [\n  \"N001\",\n  "), Some("ignore"));
        assert_eq!(open_key("ignore = [\"N001\"]\nde"), None);
        assert_eq!(open_key("deny = "), Some("deny"));
        assert_eq!(open_key(""), None);
    }
}
