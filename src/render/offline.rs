//! The style of documents that need no other file.

use crate::render::renderer::Renderer;
use crate::render::security::hash_source;

/// The style sheets of a page and of paper, with the icons and without fonts, which would be other
/// files, and without what would end the element.
pub fn style(renderer: &Renderer<'_>) -> String {
    let assets = renderer.theme.assets().iter();
    let sheets = assets.filter(|asset| {
        ["-/theme.", "-/code.", "-/page.", "-/print.", "-/paper."]
            .iter()
            .any(|name| asset.path.starts_with(name))
            && asset.path.ends_with(".css")
    });
    let css: String = sheets.map(|asset| String::from_utf8_lossy(&asset.bytes)).collect();
    with_icons(renderer, &without_fonts(&css)).replace("</", "<\\/")
}

/// The icons as part of the sheet.
fn with_icons(renderer: &Renderer<'_>, css: &str) -> String {
    let icons = renderer.theme.assets().iter().find(|asset| asset.path.starts_with("-/icons."));
    let Some(icons) = icons else {
        return css.to_owned();
    };
    let picture = String::from_utf8_lossy(&icons.bytes).replace('\n', "").replace('"', "'");
    let coded = picture.replace('#', "%23").replace('<', "%3C").replace('>', "%3E");
    let link = format!("url({})", icons.path.trim_start_matches("-/"));
    css.replace(&link, &format!("url(\"data:image/svg+xml,{coded}\")"))
}

fn without_fonts(css: &str) -> String {
    let mut parts = css.split("@font-face{");
    let first = parts.next().unwrap_or_default().to_owned();
    let rest = parts.filter_map(|part| Some(part.split_once('}')?.1));
    rest.fold(first, |all, part| all + part)
}

/// How a policy names that style.
pub fn style_hash(renderer: &Renderer<'_>) -> String {
    hash_source(&style(renderer))
}
