//! `check --format junit`: JUnit XML, which nearly every CI system can show.
//!
//! A paper is a test suite and a rule is a test case, so that a test's name
//! stays the same from run to run and a history of it means something. A rule
//! fails where one of its findings fails the check; other findings are kept as
//! the test's output. There are no times in it: the same paper gives the same
//! bytes.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::diagnostic::{Diagnostic, Severity};
use crate::emit::Checked;
use crate::rules::RULES;

/// The report as JUnit XML. A finding of severity `fails_from` or worse fails
/// its test.
///
/// # Errors
/// Never in practice: the XML is written into memory.
pub fn junit(papers: &[Checked<'_>], fails_from: Severity) -> io::Result<String> {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let failures: usize = papers.iter().map(|p| failed_rules(p, fails_from)).sum();
    xml.create_element("testsuites")
        .with_attribute(("name", "lcpaper"))
        .with_attribute(("tests", (papers.len() * RULES.len()).to_string().as_str()))
        .with_attribute(("failures", failures.to_string().as_str()))
        .write_inner_content(|xml| papers.iter().try_for_each(|p| suite(xml, p, fails_from)))?;
    let mut bytes = xml.into_inner();
    bytes.push(b'\n');
    String::from_utf8(bytes).map_err(io::Error::other)
}

fn failed_rules(paper: &Checked<'_>, fails_from: Severity) -> usize {
    let fails = |code| paper.diagnostics.iter().any(|d| d.code == code && d.severity >= fails_from);
    RULES.iter().filter(|rule| fails(rule.code)).count()
}

fn suite(xml: &mut Writer<Vec<u8>>, paper: &Checked<'_>, fails_from: Severity) -> io::Result<()> {
    xml.create_element("testsuite")
        .with_attribute(("name", clean(paper.path).as_str()))
        .with_attribute(("tests", RULES.len().to_string().as_str()))
        .with_attribute(("failures", failed_rules(paper, fails_from).to_string().as_str()))
        .write_inner_content(|xml| {
            for rule in RULES {
                let findings: Vec<_> = paper.diagnostics.iter().filter(|d| d.code == rule.code).collect();
                let name = format!("{} {}", rule.code, rule.name);
                let case = xml
                    .create_element("testcase")
                    .with_attribute(("classname", clean(paper.path).as_str()))
                    .with_attribute(("name", name.as_str()));
                if findings.is_empty() {
                    case.write_empty()?;
                } else {
                    case.write_inner_content(|xml| outcome(xml, paper, &findings, fails_from))?;
                }
            }
            Ok(())
        })?;
    Ok(())
}

fn outcome(
    xml: &mut Writer<Vec<u8>>,
    paper: &Checked<'_>,
    findings: &[&Diagnostic],
    fails_from: Severity,
) -> io::Result<()> {
    let (failing, other): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        findings.iter().partition(|d| d.severity >= fails_from);
    let lines = |some: &[&Diagnostic]| clean(&some.iter().map(|d| line(paper, d)).collect::<String>());
    if let Some(first) = failing.first() {
        xml.create_element("failure")
            .with_attribute(("message", clean(&first.message).as_str()))
            .with_attribute(("type", first.rule))
            .write_text_content(BytesText::new(&lines(&failing)))?;
    }
    if !other.is_empty() {
        xml.create_element("system-out").write_text_content(BytesText::new(&lines(&other)))?;
    }
    Ok(())
}

/// One finding as compilers print it, with its help below.
fn line(paper: &Checked<'_>, finding: &Diagnostic) -> String {
    let at = paper.source().position(finding.span.start);
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    let help = finding.help.as_ref().map_or_else(String::new, |h| format!("  help: {h}\n"));
    format!(
        "{}:{}:{}: {severity}[{}]: {}\n{help}",
        paper.path, at.line, at.column, finding.code, finding.message
    )
}

/// XML 1.0 has no way to write most control characters, not even escaped; they
/// become the replacement character.
pub(crate) fn clean(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' | '\n' | '\r' => c,
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
            _ => c,
        })
        .collect()
}
