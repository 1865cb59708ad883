//! How the parts of a Word file refer to one another.

use crate::read::error::SourceError;
use crate::read::package::Package;
use crate::read::xml::{Token, Xml};

/// One entry of a part's relationships.
pub(super) struct Relation {
    /// The last step of the relation's type, such as `numbering`.
    pub kind: String,
    /// The other part's name.
    pub target: String,
}

impl Package<'_> {
    /// The part that a relation of this kind leads to.
    pub(super) fn related(&self, relations: &[Relation], kind: &str) -> Result<Option<String>, SourceError> {
        let Some(relation) = relations.iter().find(|r| r.kind == kind) else { return Ok(None) };
        if self.has(&relation.target) {
            return Ok(Some(relation.target.clone()));
        }
        Err(SourceError::Docx {
            path: self.path.to_owned(),
            part: relation.target.clone(),
            reason: "is referred to, but is not in the archive".to_owned(),
        })
    }

    /// The relations of a part; of the package itself for an empty name.
    pub(super) fn relations(&mut self, part: &str) -> Result<Vec<Relation>, SourceError> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let rels = if folder.is_empty() {
            format!("_rels/{file}.rels")
        } else {
            format!("{folder}/_rels/{file}.rels")
        };
        if !self.has(&rels) {
            return Ok(Vec::new());
        }
        let text = self.read(&rels)?;
        let mut xml = Xml::new(self.path, &rels, &text, self.limits);
        let mut out = Vec::new();
        loop {
            match xml.next()? {
                Token::Open(element) if element.local() == "Relationship" => {
                    if element.attr("TargetMode") == Some("External") {
                        continue;
                    }
                    if let (Some(kind), Some(target)) = (element.attr("Type"), element.attr("Target")) {
                        let kind = kind.rsplit('/').next().unwrap_or(kind).to_owned();
                        out.push(Relation { kind, target: joined(folder, target) });
                    }
                }
                Token::End => return Ok(out),
                _ => {}
            }
        }
    }

    /// Whether any part's name starts so.
    pub(super) fn has_prefix(&self, prefix: &str) -> bool {
        self.archive.file_names_raw().any(|name| name.starts_with(prefix.as_bytes()))
    }
}

/// A relation's target as a part name.
fn joined(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|s| !s.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}
