//! What we know of other tools' tags, and what becomes of them.

use super::marks::{Container, Family, FoundLink, Mark};
use super::tags::{ForeignTag, Syntax};
use super::unknown::ForeignTool;
use crate::site::document::{ImageSize, LinkKind, SiteWord};

/// What becomes of a tag.
#[derive(Debug, PartialEq)]
pub(super) enum ForeignFate {
    /// It was text after all.
    Text,
    /// It is gone, and nobody misses it.
    Gone,
    /// This Markdown stands instead of it.
    Becomes(String),
    /// Where a link leads; the surroundings decide how it is written.
    Target(String),
    /// A mark on a line of its own.
    Block(Mark),
    /// A container around nothing but this text.
    Sentence(Container, String),
    /// A mark in the line.
    Inline(Mark),
    /// The text of another file.
    Include(String),
    /// It is unknown: gone but for this text.
    Unknown(ForeignTool, String, String),
    /// Tags are text until `endraw`.
    Raw,
    /// All is gone until `endcomment`.
    Comment,
    /// Code until the tag of this name ends, in this language.
    Code(String),
    /// A code block with the text of another file.
    IncludedCode(String),
    /// A link around what stands up to the closing tag.
    LinkAround(String),
}

/// What becomes of a tag. `closed`: whether its closing tag stands anywhere in the text.
pub(super) fn fate(tag: &ForeignTag<'_>, closed: bool) -> ForeignFate {
    match tag.syntax {
        _ if tag.is_comment() => ForeignFate::Gone,
        Syntax::Comment | Syntax::Percents => ForeignFate::Gone,
        Syntax::Attributes => attributes(tag),
        Syntax::Output => output(tag),
        Syntax::Ruby => ruby(tag),
        Syntax::Liquid | Syntax::Shortcode => template(tag, closed),
    }
}

/// Attribute lists: looks are lost, ids are kept.
fn attributes(tag: &ForeignTag<'_>) -> ForeignFate {
    let braces = format!("{{{}}}", tag.inside);
    match super::attributes::list_at(&braces).and_then(|list| list.id) {
        Some(id) => ForeignFate::Inline(Mark::Anchor(id.to_owned())),
        None => ForeignFate::Gone,
    }
}

/// Variables of site generators are gone; others may be meant as text.
fn output(tag: &ForeignTag<'_>) -> ForeignFate {
    let name = tag.name;
    let first = name
        .trim_start_matches('.')
        .split(['.', ':', ' ', '|', '[', '('])
        .next()
        .unwrap_or_default();
    let generators = [
        "site",
        "page",
        "book",
        "config",
        "base",
        "layout",
        "include",
        "theme",
        "generator",
        "content",
        "Site",
        "Page",
        "Params",
    ];
    let shown = format!("{{{{ {name} }}}}");
    if let Some(fate) = preprocessor(tag).or_else(|| address(name)) {
        fate
    } else if name.eq_ignore_ascii_case("toc") || name.starts_with("/*") || name.starts_with("!--")
    {
        ForeignFate::Gone
    } else if generators.contains(&first) {
        ForeignFate::Unknown(ForeignTool::Template, shown, String::new())
    } else if name.is_empty()
        || name.len() > 100
        || !name.trim_start_matches('$').starts_with(|first: char| first.is_alphabetic())
    {
        ForeignFate::Text
    } else {
        ForeignFate::Unknown(ForeignTool::Variable, shown, String::new())
    }
}

/// `{{ '/leave' | relative_url }}` is an address, and `{{ site.baseurl }}` the start of one, which
/// ours do not have.
fn address(name: &str) -> Option<ForeignFate> {
    const STARTS: [&str; 5] = ["baseurl", "base_url", "basepath", "root_url", "site_url"];
    let (owner, last) = name.rsplit_once('.').unwrap_or(("", name));
    if STARTS.contains(&last.to_ascii_lowercase().as_str()) && !owner.contains([' ', '|']) {
        return Some(ForeignFate::Gone);
    }
    let (text, filter) = name.split_once('|')?;
    let filter = filter.trim().split([':', '|', ' ']).next()?;
    let is_address = ["relative_url", "absolute_url", "url", "prepend"].contains(&filter);
    let text = text.trim();
    let quote = text.chars().next().filter(|quote| is_address && matches!(quote, '"' | '\''))?;
    let target = text.strip_prefix(quote)?.strip_suffix(quote)?;
    Some(ForeignFate::Target(target.to_owned()))
}

/// `{{#include a.md:part}}` and its kin of mdBook.
fn preprocessor(tag: &ForeignTag<'_>) -> Option<ForeignFate> {
    let inside = tag.inside.trim().strip_prefix('#')?;
    let (name, rest) = inside.split_once(char::is_whitespace).unwrap_or((inside, ""));
    if !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return None;
    }
    let path = rest.split_whitespace().next().unwrap_or_default();
    let file = path.split([':', '#']).next().unwrap_or_default();
    Some(match name {
        "include" if is_markdown(file) => ForeignFate::Include(path.to_owned()),
        "title" => ForeignFate::Gone,
        "include" | "playground" | "playpen" | "rustdoc_include" if !file.is_empty() => {
            ForeignFate::IncludedCode(path.to_owned())
        }
        name => {
            let shown = format!("{{{{#{name}}}}}");
            ForeignFate::Unknown(ForeignTool::Template, shown, String::new())
        }
    })
}

fn ruby(tag: &ForeignTag<'_>) -> ForeignFate {
    let text = tag.positional(0).unwrap_or_default();
    match tag.name {
        "end" | "else" | "current_page.data.title" | "yield" | "" => ForeignFate::Gone,
        "warning_text" => ForeignFate::Sentence(callout(SiteWord::Warning, None), text.to_owned()),
        "partial" if !text.is_empty() && !text.starts_with(':') => {
            ForeignFate::Include(partial(text))
        }
        "link_to" if tag.are_texts(2) => ForeignFate::Inline(Mark::Link(FoundLink {
            kind: LinkKind::Page,
            target: tag.positional(1).unwrap_or_default().to_owned(),
            label: text.to_owned(),
            size: ImageSize::default(),
        })),
        name => ForeignFate::Unknown(
            ForeignTool::Ruby,
            format!("<% {name} %>"),
            if text.contains(' ') && tag.are_texts(1) { text.to_owned() } else { String::new() },
        ),
    }
}

/// The file of a partial, which has a `_` in front of its name.
fn partial(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(_, name)| {
        (path.get(..path.len() - name.len()).unwrap_or_default(), name)
    });
    let name = name.trim_start_matches('_');
    let ending = if is_markdown(name) { "" } else { ".md" };
    format!("{folder}_{name}{ending}")
}

fn template(tag: &ForeignTag<'_>, closed: bool) -> ForeignFate {
    let first = tag.positional(0).unwrap_or_default();
    let source = tag.named(&["src", "url", "href", "file", "path", "page"]).unwrap_or(first);
    match tag.name {
        "raw" if tag.closing => ForeignFate::Gone,
        "raw" if closed => ForeignFate::Raw,
        "raw" => ForeignFate::Gone,
        "comment" if !tag.closing && closed => ForeignFate::Comment,
        "highlight" if !tag.closing && closed => ForeignFate::Code(first.to_owned()),
        "mermaid" | "plantuml" | "gravizo" | "goat" if !tag.closing && closed => {
            ForeignFate::Code(tag.name.to_owned())
        }
        "button" | "btn" | "link" | "cta" if !tag.closing && closed && !source.is_empty() => {
            ForeignFate::LinkAround(source.to_owned())
        }
        "param" | "icon" | "fa" | "i18n" | "get" if !tag.closing => {
            ForeignFate::Unknown(tool_of(tag), shown(tag), String::new())
        }
        "ref" | "relref" | "page" | "link" | "post_url" | "link_to" | "download"
            if !source.is_empty() =>
        {
            ForeignFate::Target(target(tag, source))
        }
        "slack_channel" => ForeignFate::Becomes(
            tag.positional(1)
                .map_or_else(|| format!("#{}", first.trim_start_matches('#')), str::to_owned),
        ),
        "figure" | "image" | "img" | "image_with_class" if !source.is_empty() => {
            ForeignFate::Becomes(image(tag, &target(tag, source)))
        }
        "youtube" => ForeignFate::Becomes(video("https://www.youtube.com/watch?v=", tag)),
        "vimeo" => ForeignFate::Becomes(video("https://vimeo.com/", tag)),
        // What stands inside is a link to the same page.
        "content-ref" if closed => ForeignFate::Gone,
        "embed" | "file" | "video" | "content-ref" | "page-ref"
            if !tag.closing && !source.is_empty() =>
        {
            ForeignFate::Becomes(link(shown_name(tag, source), source))
        }
        "include" | "include_relative" | "readfile" | "includefile" | "render"
            if is_markdown(source) =>
        {
            ForeignFate::Include(source.to_owned())
        }
        "code" if !tag.closing && tag.named(&["title"]).is_some_and(|title| !title.is_empty()) => {
            let title = tag.named(&["title"]).unwrap_or_default();
            ForeignFate::Becomes(format!("`{}`", title.replace('`', "'")))
        }
        "toc" | "tabs" | "tabpane" | "steps" | "cards" | "cardpane" | "code" | "stepper"
        | "step" | "columns" | "column" | "content-ref" | "embed" | "end" | "else" | "br" => {
            ForeignFate::Gone
        }
        "tab" => tab(tag),
        name if is_details(name) => details(tag, closed),
        name if is_callout(name) => aside(tag, closed),
        _ if tag.closing => ForeignFate::Gone,
        _ => unknown(tag),
    }
}

/// Liquid's tags name paths from the root of the site, with or without a slash in front.
fn target(tag: &ForeignTag<'_>, source: &str) -> String {
    let rooted = ["page", "link", "download", "image", "image_with_class"].contains(&tag.name);
    let complete = source.starts_with(['.', '/', '#'])
        || source.split('/').next().is_some_and(|part| part.contains(':'));
    if tag.syntax == Syntax::Liquid && rooted && !complete {
        format!("/{source}")
    } else {
        source.to_owned()
    }
}

/// What readers see of an unknown tag is what its arguments say in words.
fn unknown(tag: &ForeignTag<'_>) -> ForeignFate {
    const TEXTS: [&str; 11] = [
        "header",
        "heading",
        "title",
        "subtitle",
        "label",
        "text",
        "summary",
        "content",
        "description",
        "caption",
        "footer",
    ];
    let mut texts: Vec<&str> = TEXTS.iter().filter_map(|name| tag.named(&[name])).collect();
    let first = tag.arguments.iter().find(|argument| argument.quoted && argument.name.is_none());
    let is_file = |text: &str| text.contains('.') && !text.contains(' ');
    let first = first.map(|argument| argument.value).filter(|text| !is_file(text));
    texts.splice(0..0, first);
    ForeignFate::Unknown(tool_of(tag), shown(tag), texts.join(" · "))
}

fn tool_of(tag: &ForeignTag<'_>) -> ForeignTool {
    match tag.syntax {
        Syntax::Shortcode => ForeignTool::Shortcode,
        _ => ForeignTool::Template,
    }
}

fn shown(tag: &ForeignTag<'_>) -> String {
    let name = tag.name;
    match tag.syntax {
        Syntax::Shortcode => format!("{{{{< {name} >}}}}"),
        _ => format!("{{% {name} %}}"),
    }
}

/// Whether `![[…]]` means a file that is shown, and not a page.
pub(super) fn is_attachment(target: &str) -> bool {
    let file = target.split('#').next().unwrap_or_default().to_ascii_lowercase();
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_ending =
        (2..=4).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric());
    is_ending && ending != "md"
}

pub(super) fn is_markdown(path: &str) -> bool {
    let file = path.split('#').next().unwrap_or_default().to_ascii_lowercase();
    [".md", ".markdown", ".mdx"].iter().any(|ending| file.ends_with(ending))
}

fn tab(tag: &ForeignTag<'_>) -> ForeignFate {
    if tag.closing {
        return ForeignFate::Block(Mark::Close(Family::Tab));
    }
    let title =
        tag.named(&["title", "name", "label", "header"]).or(tag.positional(0)).unwrap_or_default();
    ForeignFate::Block(Mark::Open(Container::Tab { title: super::lines::unmarked(title) }))
}

fn is_details(name: &str) -> bool {
    ["details", "expand", "collapse", "collapsible", "spoiler", "accordion", "expandable"]
        .contains(&name)
}

fn details(tag: &ForeignTag<'_>, closed: bool) -> ForeignFate {
    if tag.closing {
        return ForeignFate::Block(Mark::Close(Family::Details));
    }
    let words = tag.inside.trim().strip_prefix(tag.name).map(str::trim).unwrap_or_default();
    let bare = (!words.is_empty() && !words.contains(['"', '='])).then_some(words);
    let summary =
        tag.named(&["title", "summary"]).or(bare).or(tag.positional(0)).map(str::to_owned);
    if closed {
        ForeignFate::Block(Mark::Open(Container::Details { summary, open: false }))
    } else {
        ForeignFate::Becomes(summary.unwrap_or_default())
    }
}

fn is_callout(name: &str) -> bool {
    ["alert", "hint", "admonition", "callout", "notice", "box", "pageinfo"].contains(&name)
        || kind(name).is_some()
}

fn aside(tag: &ForeignTag<'_>, closed: bool) -> ForeignFate {
    if tag.closing {
        return ForeignFate::Block(Mark::Close(Family::Callout));
    }
    let named = tag.named(&["style", "type", "color", "kind", "level", "context", "status"]);
    let positional = || {
        tag.arguments
            .iter()
            .filter(|argument| argument.name.is_none())
            .map(|argument| argument.value)
    };
    let kind = named
        .and_then(kind)
        .or_else(|| positional().find_map(kind))
        .or_else(|| kind(tag.name).filter(|_| tag.name != "hint"))
        .unwrap_or(SiteWord::Note);
    let heading = positional().find(|value| !value.is_empty() && !is_look(value));
    let title =
        tag.named(&["title", "heading", "text"]).or(heading).filter(|title| !title.is_empty());
    if closed {
        ForeignFate::Block(Mark::Open(callout(kind, title)))
    } else {
        ForeignFate::Sentence(callout(kind, None), title.unwrap_or_default().to_owned())
    }
}

/// Words that say how a callout looks, and are no title.
fn is_look(value: &str) -> bool {
    kind(value).is_some()
        || ["slim", "no-icon", "icon", "default", "end", "inline"].contains(&value)
}

pub(super) fn callout(kind: SiteWord, title: Option<&str>) -> Container {
    Container::Callout { kind, title: title.map(str::to_owned) }
}

/// The kind of callout that a word of another tool means.
pub(super) fn kind(word: &str) -> Option<SiteWord> {
    Some(match word.to_ascii_lowercase().as_str() {
        "note" | "info" | "information" | "seealso" | "abstract" | "summary" | "question"
        | "example" | "quote" | "primary" | "tldr" | "faq" | "cite" | "todo" | "secondary" => {
            SiteWord::Note
        }
        "tip" | "success" | "check" | "done" | "help" | "hint" => SiteWord::Tip,
        "important" | "attention" => SiteWord::Important,
        "warning" | "warn" => SiteWord::Warning,
        "danger" | "caution" | "error" | "failure" | "fail" | "missing" | "bug" => {
            SiteWord::Caution
        }
        _ => return None,
    })
}

/// What a link to a file or page is called; without a text it is called as what it leads to.
fn shown_name<'t>(tag: &ForeignTag<'t>, source: &'t str) -> &'t str {
    let named = tag.named(&["caption", "title", "name"]).filter(|name| !name.is_empty());
    let is_page = matches!(tag.name, "page-ref" | "content-ref" | "file");
    named.unwrap_or(if is_page { "" } else { source })
}

pub(super) fn link(text: &str, target: &str) -> String {
    format!("[{}](<{}>)", bracketed(text), angled(target))
}

/// An image, and below it what its caption says.
fn image(tag: &ForeignTag<'_>, source: &str) -> String {
    let position = if tag.name == "image_with_class" { 2 } else { 1 };
    let captions = ["title", "caption"].iter().filter_map(|name| tag.named(&[name]));
    let captions: Vec<&str> = captions.filter(|text| !text.trim().is_empty()).collect();
    let alt = tag.named(&["alt"]).or(tag.positional(position)).unwrap_or_default();
    let image = format!("![{}](<{}>)", bracketed(alt), angled(source));
    if captions.is_empty() {
        return image;
    }
    let caption = captions.join(": ").replace('*', "\\*");
    format!("{image}<br>*{}*", caption.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn video(base: &str, tag: &ForeignTag<'_>) -> String {
    let id = tag.named(&["id", "v"]).or(tag.positional(0)).unwrap_or_default();
    let url = if id.contains("://") { id.to_owned() } else { format!("{base}{id}") };
    format!("<{}>", angled(&url).replace(' ', "%20"))
}

/// A text for between square brackets, on one line.
pub(super) fn bracketed(text: &str) -> String {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    one_line.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
}

/// A target for between angle brackets.
pub(super) fn angled(target: &str) -> String {
    target.replace(['<', '>', '\n'], "")
}
