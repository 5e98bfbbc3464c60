//! What a library does on input that nobody thought of must not end a build.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    static IS_SILENT: Cell<bool> = const { Cell::new(false) };
}

/// The result of `work`; `None` when it panicked.
///
/// The layout is a port that indexes and unwraps freely, and readers only miss a drawing. Nothing
/// is shared with `work`, so nothing can be left half done. A program that was compiled to abort on
/// panics would still end; our profiles unwind.
pub(super) fn caught<T>(work: impl FnOnce() -> T) -> Option<T> {
    silence();
    IS_SILENT.set(true);
    let result = catch_unwind(AssertUnwindSafe(work)).ok();
    IS_SILENT.set(false);
    result
}

/// From now on panics within [`caught`] print nothing; all others print as before.
fn silence() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let other = take_hook();
        set_hook(Box::new(move |panic| {
            if !IS_SILENT.get() {
                other(panic);
            }
        }));
    });
}
