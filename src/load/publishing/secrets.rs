//! Files that hold secrets, and what editors leave behind: neither is ever published.

use super::kinds::{ZIP, ending};
use super::last;
use crate::load::secrets::{contains, is_private_key};

/// Names in small letters, with what is in such a file.
const NAMES: &[(&str, &str)] = &[
    ("id_rsa", PRIVATE_KEY),
    ("id_dsa", PRIVATE_KEY),
    ("id_ecdsa", PRIVATE_KEY),
    ("id_ecdsa_sk", PRIVATE_KEY),
    ("id_ed25519", PRIVATE_KEY),
    ("id_ed25519_sk", PRIVATE_KEY),
    ("credentials", CREDENTIALS),
    ("credentials.json", CREDENTIALS),
    ("credentials.csv", CREDENTIALS),
    ("client_secret.json", CREDENTIALS),
    ("service-account.json", CREDENTIALS),
    ("service_account.json", CREDENTIALS),
    ("secrets.json", CREDENTIALS),
    ("secrets.yaml", CREDENTIALS),
    ("secrets.yml", CREDENTIALS),
    ("kubeconfig", CREDENTIALS),
    (".git-credentials", CREDENTIALS),
    (".dockercfg", CREDENTIALS),
    (".npmrc", CREDENTIALS),
    (".pypirc", CREDENTIALS),
    (".netrc", CREDENTIALS),
    ("_netrc", CREDENTIALS),
    (".pgpass", CREDENTIALS),
    ("htpasswd", "passwords"),
    (".htpasswd", "passwords"),
];

/// Endings with what is in such a file.
const ENDINGS: &[(&str, &str)] = &[
    ("key", PRIVATE_KEY),
    ("pem", PRIVATE_KEY),
    ("p8", PRIVATE_KEY),
    ("p12", PRIVATE_KEY),
    ("pfx", PRIVATE_KEY),
    ("ppk", PRIVATE_KEY),
    ("jks", PRIVATE_KEY),
    ("keystore", PRIVATE_KEY),
    ("kdb", "passwords"),
    ("kdbx", "passwords"),
    ("ovpn", CREDENTIALS),
    ("env", CREDENTIALS),
    ("tfstate", CREDENTIALS),
];

const PRIVATE_KEY: &str = "a private key";
const CREDENTIALS: &str = "credentials";

/// What editors, merges and people leave behind, by the end of the name.
const BACKUPS: [&str; 8] = [".bak", ".orig", ".swp", ".swo", ".save", ".old", "~", ".rej"];

/// Whether a file of this name is a copy that somebody left behind.
pub fn is_backup(name: &str) -> bool {
    let is_autosave = name.len() > 2 && name.starts_with('#') && name.ends_with('#');
    let name = name.to_ascii_lowercase();
    is_autosave || BACKUPS.iter().any(|ending| name.ends_with(ending))
}

/// What a file is to hold by its name. Slides of Keynote end as keys do, and are archives.
pub(super) fn named(path: &str, head: &[u8]) -> Option<&'static str> {
    let name = last(path).to_ascii_lowercase();
    let is_settings = name.starts_with(".env.") || name.contains(".tfstate.");
    let by_name = || NAMES.iter().find(|(known, _)| *known == name).map(|(_, what)| *what);
    let by_ending = || {
        let ending = ending(&name).filter(|ending| ending != "key" || !head.starts_with(ZIP))?;
        ENDINGS.iter().find(|(known, _)| *known == ending).map(|(_, what)| *what)
    };
    by_name().or_else(by_ending).or(is_settings.then_some(CREDENTIALS))
}

/// What a file holds by its first bytes.
pub(super) fn within(head: &[u8]) -> Option<&'static str> {
    let is_account = contains(head, b"\"service_account\"") && contains(head, b"\"private_key\"");
    match () {
        () if is_account => Some("the key of a service account"),
        () if is_private_key(head) => Some(PRIVATE_KEY),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_backup, named, within};

    #[test]
    fn secrets_are_known_by_name() {
        let secret = [
            "id_rsa",
            "ID_ED25519",
            "server.key",
            "a.PEM",
            "x.p12",
            "x.pfx",
            "x.kdbx",
            "x.jks",
            "credentials.json",
            "prod.env",
            ".env",
            ".env.local",
            "a.tfstate",
            "a.tfstate.backup",
            ".npmrc",
            ".pypirc",
            ".netrc",
        ];
        for name in secret {
            assert!(named(&format!("a/{name}"), b"").is_some(), "{name}");
        }
        for name in [
            "id_rsa.pub",
            "key.png",
            "environment.txt",
            "credentials.png",
            "env",
            "keys.csv",
            "secrets.md",
        ] {
            assert_eq!(named(name, b""), None, "{name}");
        }
        assert_eq!(named("slides.key", b"PK\x03\x04"), None);
    }

    #[test]
    fn secrets_are_known_by_content() {
        assert!(within(b"{\"type\": \"service_account\", \"private_key\": \"x\"}").is_some());
        assert_eq!(within(b"{\"type\": \"service_account\"}"), None);
    }

    #[test]
    fn copies_are_known_by_name() {
        for name in ["a.md.bak", "a.save", "a.OLD", "#a#", "a~", "a.orig", "a.swp"] {
            assert!(is_backup(name), "{name}");
        }
        for name in ["bold", "#a", "old.png", "##", "save"] {
            assert!(!is_backup(name), "{name}");
        }
    }
}
