//! Where a repository is shown in the web, from the address that git fetches it from.

/// Hosts that show files at addresses of another form.
const OTHERS: [&str; 3] = ["azure.com", "visualstudio.com", "amazonaws.com"];

/// The web address of a remote, without names and passwords: of `git@host:a/b.git`,
/// `ssh://git@host/a/b`, `https://host/a/b.git`. None for folders, and for hosts that show files in
/// another way than most.
pub fn web_address(remote: &str) -> Option<String> {
    let remote = remote.trim();
    let (host, path) = match remote.split_once("://") {
        Some(("https" | "http" | "ssh" | "git" | "git+ssh", rest)) => rest.split_once('/')?,
        Some(_) => return None,
        None => remote.split_once(':').filter(|(host, _)| host.contains('.'))?,
    };
    let host = host.rsplit('@').next().unwrap_or(host);
    let is_web = remote.starts_with("http");
    // The port of ssh says nothing of the web.
    let host = if is_web { host } else { host.split(':').next().unwrap_or(host) };
    let host = host.strip_prefix("ssh.").or(host.strip_prefix("altssh.")).unwrap_or(host);
    let path = path.trim_matches('/');
    let path = path.strip_suffix(".git").unwrap_or(path);
    let is_plain = |text: &str| !text.is_empty() && !text.contains(['?', '#', ' ', '<', '"', '\\']);
    let is_known = !OTHERS.iter().any(|other| host.ends_with(other)) && path.contains('/');
    let scheme = if remote.starts_with("http://") { "http" } else { "https" };
    (is_known && is_plain(host) && is_plain(path)).then(|| format!("{scheme}://{host}/{path}"))
}

#[cfg(test)]
mod tests {
    use super::web_address;

    #[test]
    fn remotes_have_pages_in_the_web() {
        let table = [
            ("git@github.com:acme/hand.git", Some("https://github.com/acme/hand")),
            ("https://ana:secret@gitlab.com/a/b/c.git", Some("https://gitlab.com/a/b/c")),
            ("ssh://git@git.acme.example:2222/a/b", Some("https://git.acme.example/a/b")),
            ("http://git.acme.example:3000/a/b/", Some("http://git.acme.example:3000/a/b")),
            ("ssh://git@altssh.bitbucket.org:443/a/b.git", Some("https://bitbucket.org/a/b")),
            ("git@ssh.dev.azure.com:v3/a/b/c", None),
            ("/srv/git/hand.git", None),
            ("C:\\git\\hand", None),
            ("file:///srv/a/b", None),
            ("https://github.com", None),
        ];
        for (remote, expected) in table {
            assert_eq!(web_address(remote).as_deref(), expected, "{remote}");
        }
    }
}
