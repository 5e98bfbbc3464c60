//! Which commits another one builds on.

use super::Commit;

/// A set of commits, by their numbers.
#[derive(Clone, Debug)]
pub struct Ancestors {
    is_in: Vec<bool>,
}

impl Ancestors {
    /// Children stand before their parents, so one pass is enough.
    pub(super) fn of(commits: &[Commit], number: usize) -> Self {
        let mut is_in = vec![false; commits.len()];
        if let Some(own) = is_in.get_mut(number) {
            *own = true;
        }
        for (child, commit) in commits.iter().enumerate().skip(number) {
            if is_in.get(child) == Some(&true) {
                commit.parents.iter().for_each(|parent| mark(&mut is_in, *parent));
            }
        }
        Ancestors { is_in }
    }

    /// Whether a commit is among them.
    pub fn contains(&self, number: usize) -> bool {
        self.is_in.get(number) == Some(&true)
    }
}

fn mark(is_in: &mut [bool], number: usize) {
    if let Some(entry) = is_in.get_mut(number) {
        *entry = true;
    }
}

#[cfg(test)]
mod tests {
    use super::{Ancestors, Commit};

    #[test]
    fn the_other_branch_of_a_merge_is_no_ancestor() {
        let with_parents =
            |parents: &[usize]| Commit { parents: parents.to_vec(), ..Commit::default() };
        let commits =
            [with_parents(&[1, 2]), with_parents(&[3]), with_parents(&[3]), with_parents(&[])];
        let numbers = |number| {
            let ancestors = Ancestors::of(&commits, number);
            (0..9).filter(|other| ancestors.contains(*other)).collect::<Vec<_>>()
        };
        assert_eq!(numbers(0), [0, 1, 2, 3]);
        assert_eq!(numbers(1), [1, 3]);
        assert_eq!(numbers(2), [2, 3]);
        assert_eq!(numbers(9), [0; 0]);
    }
}
