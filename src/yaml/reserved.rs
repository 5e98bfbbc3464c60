//! Values that start with a character YAML keeps for itself: `owner: @ana` is read as it is meant.
//!
//! Before a second reading each such character gives way to one of the same length that the text
//! does not have; every text of the tree gets it back. So all places stay right, and nothing else
//! can change.

/// What YAML refuses as the first character of a value, though people mean it.
const RESERVED: [char; 3] = ['@', '`', '%'];

/// Characters that may start a value and are rare in front matter.
const STAND_INS: &str = "^~;$()<+=/_.QXZJKVWYUqxzjkvwyu0123456789";

/// Which character stands for which.
#[derive(Default)]
pub(super) struct Reserved(Vec<(char, char)>);

/// The stand-ins for the reserved characters of a text; `None` when there is nothing to replace, or
/// no character left for it.
pub(super) fn find(text: &str) -> Option<Reserved> {
    let mut free = STAND_INS.chars().filter(|stand_in| !text.contains(*stand_in));
    let wanted = RESERVED.into_iter().filter(|reserved| text.contains(*reserved));
    let pairs: Option<Vec<_>> =
        wanted.map(|reserved| free.next().map(|stand_in| (reserved, stand_in))).collect();
    pairs.filter(|pairs| !pairs.is_empty()).map(Reserved)
}

impl Reserved {
    /// Whether a character of the file is meant, where the parser refused it.
    pub(super) fn is(character: char) -> bool {
        RESERVED.contains(&character)
    }

    /// The text with stand-ins where a value starts with a reserved character.
    pub(super) fn replaced(&self, text: &str) -> String {
        let mut starts_value = true;
        let mut replaced = String::with_capacity(text.len());
        for character in text.chars() {
            let stand_in =
                self.0.iter().find(|(reserved, _)| starts_value && *reserved == character);
            replaced.push(stand_in.map_or(character, |(_, stand_in)| *stand_in));
            starts_value = matches!(character, ' ' | '\t' | '\n' | '\r' | '[' | '{' | ',');
        }
        replaced
    }

    /// A text of the tree with its own characters again.
    pub(super) fn restored(&self, text: String) -> String {
        self.0.iter().fold(text, |text, (reserved, stand_in)| {
            if text.contains(*stand_in) {
                text.replace(*stand_in, reserved.encode_utf8(&mut [0; 4]))
            } else {
                text
            }
        })
    }
}
