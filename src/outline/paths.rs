//! The steps that led to each state of the beam, as a tree whose leaves are the
//! states. Readings differ for a few markers only, so the tree is a long trunk
//! with a small crown; what no state came by is cleared away now and then, and
//! the memory stays near one node a marker.

use super::beam::{State, Step};

/// No step yet.
pub(super) const NO_NODE: u32 = u32::MAX;

/// Fewer nodes than this are not worth clearing.
const LEAST: usize = 4096;

#[derive(Debug)]
pub(super) struct Paths {
    /// The node before, and the step taken from there.
    nodes: Vec<(u32, Step)>,
    /// Clear when there are so many nodes.
    full: usize,
}

impl Default for Paths {
    fn default() -> Self {
        Self { nodes: Vec::new(), full: LEAST }
    }
}

impl Paths {
    /// Adds a step behind a node, and returns the new node.
    pub fn push(&mut self, before: u32, step: Step) -> u32 {
        self.nodes.push((before, step));
        self.nodes.len() as u32 - 1
    }

    /// All steps that led to a node, first to last.
    pub fn back_from(&self, mut node: u32) -> Vec<Step> {
        let mut steps = Vec::new();
        while let Some(&(before, step)) = self.nodes.get(node as usize) {
            steps.push(step);
            node = before;
        }
        steps.reverse();
        steps
    }

    /// Drops the nodes that no state came by, once they may be half of all.
    pub fn tidy(&mut self, beam: &mut [State]) {
        if self.nodes.len() < self.full {
            return;
        }
        let mut alive = vec![false; self.nodes.len()];
        for state in beam.iter() {
            let mut node = state.node;
            while let Some(seen) = alive.get_mut(node as usize).filter(|seen| !**seen) {
                *seen = true;
                node = self.nodes[node as usize].0;
            }
        }
        // A node stands behind the one before it, so its new place is known by then.
        let mut moved = vec![NO_NODE; self.nodes.len()];
        let mut kept = 0;
        for at in 0..self.nodes.len() {
            if alive[at] {
                let (before, step) = self.nodes[at];
                let before = moved.get(before as usize).copied().unwrap_or(NO_NODE);
                self.nodes[kept] = (before, step);
                moved[at] = kept as u32;
                kept += 1;
            }
        }
        self.nodes.truncate(kept);
        self.full = LEAST.max(kept * 2);
        for state in beam {
            state.node = moved.get(state.node as usize).copied().unwrap_or(NO_NODE);
        }
    }
}
