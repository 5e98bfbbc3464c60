//! The way back from a rewritten text to the file that it comes from.

use crate::source::Span;

/// Where the bytes of a rewritten text come from.
#[derive(Debug, Default)]
pub(super) struct Origins {
    pieces: Vec<OriginPiece>,
}

#[derive(Debug)]
struct OriginPiece {
    /// Offset in the rewritten text.
    at: usize,
    /// Where it was in the file.
    from: Span,
    /// Whether it stands for the span as a whole, and is not a copy of it.
    made: bool,
}

impl Origins {
    /// A text that was not rewritten, and begins at `offset` of the file.
    pub(super) fn unchanged(offset: usize, length: usize) -> Self {
        let mut origins = Origins::default();
        origins.copied(0, Span::new(offset, offset + length));
        origins
    }

    /// What begins at `at` is a copy of `from`.
    pub(super) fn copied(&mut self, at: usize, from: Span) {
        match self.pieces.last_mut() {
            Some(last) if !last.made && last.from.end == from.start => last.from.end = from.end,
            _ => self.pieces.push(OriginPiece { at, from, made: false }),
        }
    }

    /// What begins at `at` was made from `from`.
    pub(super) fn made(&mut self, at: usize, from: Span) {
        self.pieces.push(OriginPiece { at, from, made: true });
    }

    fn piece(&self, offset: usize) -> Option<&OriginPiece> {
        let next = self.pieces.partition_point(|piece| piece.at <= offset);
        self.pieces.get(next.saturating_sub(1))
    }

    /// The offset in the file of something that begins at `offset`.
    pub(super) fn start(&self, offset: usize) -> usize {
        let Some(piece) = self.piece(offset) else {
            return offset;
        };
        if piece.made {
            piece.from.start
        } else {
            (piece.from.start + (offset - piece.at)).min(piece.from.end)
        }
    }

    /// The offset in the file of something that ends at `offset`.
    pub(super) fn end(&self, offset: usize) -> usize {
        let Some(piece) = self.piece(offset.saturating_sub(1)) else {
            return offset;
        };
        if piece.made {
            piece.from.end
        } else {
            (piece.from.start + (offset - piece.at)).min(piece.from.end)
        }
    }
}
