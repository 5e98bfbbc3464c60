//! Just enough HTML to cut one element out of a page that the program wrote.

/// What stands inside the first element within `<main>` that has this class.
pub fn inside<'a>(html: &'a str, class: &str) -> Option<&'a str> {
    let main = html.get(html.find("<main")?..)?;
    let (name, start) =
        tags(main).find_map(|tag| tag.has_class(class).then_some((tag.name, tag.end)))?;
    let mut depth = 1_usize;
    for tag in tags(main).filter(|tag| tag.start >= start && tag.name == name) {
        depth = if tag.closes { depth - 1 } else { depth + 1 };
        if depth == 0 {
            return main.get(start..tag.start);
        }
    }
    None
}

struct Tag<'a> {
    name: &'a str,
    closes: bool,
    attributes: &'a str,
    start: usize,
    end: usize,
}

impl Tag<'_> {
    fn has_class(&self, class: &str) -> bool {
        let value =
            self.attributes.split("class=\"").nth(1).and_then(|rest| rest.split('"').next());
        !self.closes
            && value.is_some_and(|names| names.split_ascii_whitespace().any(|name| name == class))
    }
}

fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    html.match_indices('<').filter_map(|(start, _)| {
        let rest = html.get(start + 1..)?;
        let closes = rest.starts_with('/');
        let rest = rest.strip_prefix('/').unwrap_or(rest);
        let length = rest.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-')?;
        let close = rest.find('>')?;
        let (name, attributes) = (rest.get(..length)?, rest.get(length..close)?);
        let end = start + 1 + usize::from(closes) + close + 1;
        (length > 0).then_some(Tag { name, closes, attributes, start, end })
    })
}
