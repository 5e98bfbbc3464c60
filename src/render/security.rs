//! What browsers may do with our pages: the content security policy and the headers around it.

use crate::remote::origin;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// Hosts from which one page, or the whole site, shows something.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hosts {
    /// Hosts of images.
    pub images: BTreeSet<String>,
    /// Hosts of embedded pages.
    pub frames: BTreeSet<String>,
    /// Styles that stand in a page itself, as [`hash_source`] names them.
    pub styles: BTreeSet<String>,
}

impl Hosts {
    /// Adds the host of an image.
    pub fn add_image(&mut self, url: &str) {
        self.images.extend(origin(url));
    }

    /// Adds the host of an embedded page.
    pub fn add_frame(&mut self, url: &str) {
        self.frames.extend(origin(url));
    }

    /// Adds all hosts of another page.
    pub fn add(&mut self, other: &Hosts) {
        self.images.extend(other.images.iter().cloned());
        self.frames.extend(other.frames.iter().cloned());
        self.styles.extend(other.styles.iter().cloned());
    }

    /// The policy for a `meta` element.
    pub fn policy(&self) -> String {
        let images = self.images.iter().fold(String::new(), |list, host| list + " " + host);
        let frames = self.frames.iter().fold(String::new(), |list, host| list + " " + host);
        let styles = self.styles.iter().fold(String::new(), |list, style| list + " " + style);
        let frame_rule =
            if frames.is_empty() { String::new() } else { format!("; frame-src{frames}") };
        format!(
            "default-src 'none'; script-src 'self'; style-src 'self'{styles}; font-src 'self'; \
             img-src 'self' data:{images}; media-src 'self'; \
             connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action \
             'self'{frame_rule}"
        )
    }
}

/// How a policy names a style or script that stands in the page itself.
pub fn hash_source(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// The headers of every answer, for hosts that read `_headers` and for `serve`. `hosts` are those
/// of the whole site: each page narrows them in its own `meta` element.
pub fn headers(hosts: &Hosts) -> [(&'static str, String); 3] {
    [
        ("Content-Security-Policy", format!("{}; frame-ancestors 'none'", hosts.policy())),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("Referrer-Policy", "same-origin".to_owned()),
    ]
}

/// The `_headers` file that several static hosts understand.
pub fn headers_file(hosts: &Hosts) -> String {
    let lines = headers(hosts).map(|(name, value)| format!("  {name}: {value}\n"));
    format!("/*\n{}", lines.concat())
}

#[cfg(test)]
mod tests {
    use super::Hosts;

    #[test]
    fn a_policy_names_plain_hosts_only() {
        let mut hosts = Hosts::default();
        hosts.add_image("https://Img.example/a.png");
        hosts.add_image("https://evil.example; script-src *//x");
        hosts.add_image("https://user@evil.example/x");
        assert_eq!(hosts.images.iter().collect::<Vec<_>>(), ["https://img.example"]);
        assert!(Hosts::default().policy().starts_with("default-src 'none'; script-src 'self'"));
    }
}
