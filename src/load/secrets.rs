//! Keys, tokens and passwords that stand in the text of a page.
//!
//! One pass finds how such words begin; only there is looked closer, and never further than the
//! longest of them.

use crate::diag::Finding;
use crate::diag::catalogue::files;
use crate::source::{Source, Span};
use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::sync::LazyLock;

/// How a token begins, and how much of what follows.
struct Token {
    what: &'static str,
    starts: &'static [&'static str],
    holds: fn(u8) -> bool,
    shortest: usize,
    longest: usize,
}

const TOKENS: &[Token] = &[
    Token {
        what: "an access key of AWS",
        starts: &["AKIA", "ASIA", "ABIA", "ACCA"],
        holds: is_base32,
        shortest: 16,
        longest: 16,
    },
    Token {
        what: "a token of GitHub",
        starts: &["ghp_", "gho_", "ghu_", "ghs_", "ghr_"],
        holds: is_word,
        shortest: 36,
        longest: 255,
    },
    Token {
        what: "a token of GitHub",
        starts: &["github_pat_"],
        holds: is_word,
        shortest: 60,
        longest: 255,
    },
    Token {
        what: "a token of GitLab",
        starts: &["glpat-", "gldt-", "glrt-", "glptt-", "glcbt-", "glsoat-"],
        holds: is_base64url,
        shortest: 20,
        longest: 300,
    },
    Token {
        what: "a token of Slack",
        starts: &["xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-", "xapp-"],
        holds: is_base64url,
        shortest: 24,
        longest: 300,
    },
    Token {
        what: "a webhook of Slack",
        starts: &["hooks.slack.com/services/T"],
        holds: is_path,
        shortest: 36,
        longest: 80,
    },
    Token {
        what: "a key of Stripe",
        starts: &["sk_live_", "rk_live_", "whsec_"],
        holds: is_word,
        shortest: 24,
        longest: 255,
    },
    Token {
        what: "a key of Google",
        starts: &["AIza"],
        holds: is_base64url,
        shortest: 35,
        longest: 35,
    },
    Token {
        what: "a client secret of Google",
        starts: &["GOCSPX-"],
        holds: is_base64url,
        shortest: 28,
        longest: 28,
    },
    Token {
        what: "a token of Google",
        starts: &["ya29."],
        holds: is_base64url,
        shortest: 40,
        longest: 2048,
    },
    Token {
        what: "a key of a language model",
        starts: &["sk-ant-", "sk-proj-"],
        holds: is_base64url,
        shortest: 40,
        longest: 300,
    },
    Token { what: "a token of npm", starts: &["npm_"], holds: is_word, shortest: 36, longest: 36 },
    Token {
        what: "a token of PyPI",
        starts: &["pypi-AgE"],
        holds: is_base64url,
        shortest: 50,
        longest: 300,
    },
    Token {
        what: "a token of Vault",
        starts: &["hvs.", "hvb."],
        holds: is_base64url,
        shortest: 24,
        longest: 300,
    },
    Token {
        what: "a token of Shopify",
        starts: &["shpat_", "shpss_"],
        holds: is_hex,
        shortest: 32,
        longest: 32,
    },
    Token {
        what: "a token of DigitalOcean",
        starts: &["dop_v1_"],
        holds: is_hex,
        shortest: 64,
        longest: 64,
    },
    Token {
        what: "a key of SendGrid",
        starts: &["SG."],
        holds: is_dotted,
        shortest: 60,
        longest: 70,
    },
];

/// Three parts of Base64 with dots between them, of which the first begins as JSON does.
const SIGNED: Token = Token {
    what: "a signed token (JWT)",
    starts: &["eyJ"],
    holds: is_dotted,
    shortest: 60,
    longest: 8192,
};

/// Words in front of a secret that somebody chose, in small letters.
const NAMES: &[&str] = &[
    "password",
    "passwd",
    "passphrase",
    "secret",
    "secret_key",
    "secret-key",
    "secret_access_key",
    "api_key",
    "api-key",
    "apikey",
    "access_token",
    "auth_token",
    "client_secret",
    "private_token",
];

/// How a block with a private key begins, up to its kind.
const BLOCK: &str = "-----BEGIN ";

/// How the first line of such a block ends, and how far away that is at most.
const FENCE_END: &str = "PRIVATE KEY-----";
const LONGEST_FENCE: usize = 40;

/// How many bytes of a key's first lines are looked at, and of the whole of it.
const BLOCK_HEAD: usize = 400;
const LONGEST_BLOCK: usize = 8000;

/// Values of chosen secrets are this long, in bytes.
const CHOSEN: std::ops::RangeInclusive<usize> = 16..=200;

/// Bits for each letter of a chosen secret: words of a language have less, keys and generated
/// passwords more.
const CHOSEN_BITS: f64 = 3.6;

/// Bits for each letter of a token: `xxxx` and `0123` have less.
const TOKEN_BITS: f64 = 3.0;

/// How many letters of a secret a finding shows.
const SHOWN: usize = 4;

/// All beginnings, and which of them stands where in the tables.
struct Starts {
    finder: AhoCorasick,
    kinds: Vec<Start>,
}

#[derive(Clone, Copy)]
enum Start {
    Token(&'static Token, &'static str),
    Signed,
    Name,
    Block,
}

static STARTS: LazyLock<Option<Starts>> = LazyLock::new(|| {
    let tokens = TOKENS.iter().flat_map(|token| {
        token.starts.iter().map(move |start| (*start, Start::Token(token, start)))
    });
    let names = NAMES.iter().map(|name| (*name, Start::Name));
    let signed = SIGNED.starts.iter().map(|start| (*start, Start::Signed));
    let (starts, kinds): (Vec<_>, Vec<_>) =
        tokens.chain(signed).chain(names).chain([(BLOCK, Start::Block)]).unzip();
    let mut builder = AhoCorasickBuilder::new();
    let builder = builder.ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest);
    Some(Starts { finder: builder.build(starts).ok()?, kinds })
});

/// One secret in a text.
struct Secret {
    what: &'static str,
    span: Span,
}

/// A finding for each secret in a text. They show the text with the secret blotted out, so that no
/// report carries it further.
pub(super) fn judge(source: &Source) -> Vec<Finding> {
    let secrets = find(source.text());
    if secrets.is_empty() {
        return Vec::new();
    }
    let shown = Source::new(source.path(), blotted(source.text(), &secrets));
    let finding = |secret: &Secret| {
        let place = shown.at(secret.span);
        files::likely_secret(
            place,
            secret.what,
            &source.slice(secret.span).chars().take(SHOWN).collect::<String>(),
        )
    };
    secrets.iter().map(finding).collect()
}

fn find(text: &str) -> Vec<Secret> {
    let Some(starts) = STARTS.as_ref() else {
        return Vec::new();
    };
    let mut end = 0;
    let mut secrets: Vec<Secret> = Vec::new();
    for found in starts.finder.find_iter(text) {
        let Some(start) =
            starts.kinds.get(found.pattern().as_usize()).filter(|_| found.start() >= end)
        else {
            continue;
        };
        let secret = match *start {
            Start::Token(token, start) => token.at(text, found.start(), start),
            Start::Signed => signed(text, found.start()),
            Start::Name => chosen(text, found.end()),
            Start::Block => block(text, found.start()),
        };
        end = secret.as_ref().map_or(end, |secret| secret.span.end);
        secrets.extend(secret);
    }
    secrets
}

impl Token {
    /// The token that begins at an offset with one of its starts.
    fn at(&self, text: &str, from: usize, start: &str) -> Option<Secret> {
        let before = from.checked_sub(1).and_then(|before| text.as_bytes().get(before).copied());
        // Each run of such letters is looked at once, however many beginnings are in it.
        let rest =
            text.get(from..)?.strip_prefix(start).filter(|_| !before.is_some_and(is_dotted))?;
        let length =
            rest.bytes().take(self.longest + 1).take_while(|byte| (self.holds)(*byte)).count();
        let body = rest.get(..length)?.trim_end_matches(['.', '-', '_', '/']);
        let is_long = (self.shortest..=self.longest).contains(&body.len());
        let is_one = is_long && is_random(body, TOKEN_BITS);
        is_one.then(|| Secret {
            what: self.what,
            span: Span::new(from, from + start.len() + body.len()),
        })
    }
}

/// A token of three parts. In the path of an address it tells where a link leads, and lets nobody
/// in.
fn signed(text: &str, from: usize) -> Option<Secret> {
    let is_path = text.get(..from)?.ends_with('/');
    let secret =
        SIGNED.starts.iter().find_map(|start| SIGNED.at(text, from, start)).filter(|_| !is_path)?;
    let parts: Vec<&str> = text.get(secret.span.range())?.split('.').collect();
    // What is signed is JSON, too; shops write other things behind such a beginning.
    let is_signed = parts.iter().filter(|part| part.len() >= 10).count() == 3
        && parts.get(1).is_some_and(|part| part.starts_with("eyJ"));
    is_signed.then_some(secret)
}

/// The value behind a name such as `password`: in quotes or up to a blank, with letters and digits
/// as only machines choose them.
fn chosen(text: &str, after_name: usize) -> Option<Secret> {
    let rest = text.get(after_name..)?;
    let value = rest.strip_prefix(['"', '\'']).unwrap_or(rest).trim_start_matches(' ');
    let value = value.strip_prefix([':', '='])?.trim_start_matches([' ', '=', '>']);
    let quote = value.chars().next().filter(|first| matches!(first, '"' | '\''));
    let value = quote.map_or(value, |quote| value.strip_prefix(quote).unwrap_or(value));
    let ends = |byte: u8| {
        byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b'`' | b'<' | b',' | b';')
    };
    let length = value.bytes().take(CHOSEN.end() + 1).take_while(|byte| !ends(*byte)).count();
    let (start, value) = (after_name + (rest.len() - value.len()), value.get(..length)?);
    let is_opaque = value
        .bytes()
        .all(|byte| is_base64url(byte) || matches!(byte, b'+' | b'/' | b'=' | b'!' | b'@' | b'#'));
    let has = |is: fn(&u8) -> bool| value.as_bytes().iter().any(is);
    let is_mixed = has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic);
    let is_path = value.contains('/') && !value.contains(['+', '=']);
    // Kubernetes and others write texts so; what counts is what they say.
    let encoded = encoded_words(value);
    let said = encoded.as_deref().unwrap_or(value);
    let is_one = CHOSEN.contains(&length)
        && is_opaque
        && is_mixed
        && !is_path
        && !said.contains(' ')
        && is_random(said, CHOSEN_BITS);
    is_one.then(|| Secret { what: "a password or key", span: Span::new(start, start + length) })
}

/// The text that a value is as Base64; none where it is no text.
fn encoded_words(value: &str) -> Option<String> {
    let bytes = STANDARD.decode(value).ok()?;
    let is_text = bytes.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ');
    String::from_utf8(bytes).ok().filter(|_| is_text)
}

/// A block with a private key, up to the end of its first line of key.
fn block(text: &str, from: usize) -> Option<Secret> {
    let end = text.floor_char_boundary(from.saturating_add(BLOCK_HEAD).min(text.len()));
    let head = text.get(from..end)?;
    let at = head.find(FENCE_END).filter(|at| *at < LONGEST_FENCE)?;
    let far = text.floor_char_boundary(from.saturating_add(LONGEST_BLOCK).min(text.len()));
    let is_key =
        || is_private_key(head.as_bytes()) && !is_shortened(text.get(from..far).unwrap_or(head));
    is_key().then(|| {
        let body = head
            .get(at..)
            .and_then(|rest| rest.find(is_line_end))
            .map_or(head.len(), |end| at + end + 1);
        let key = head.get(body..).unwrap_or("").trim_start_matches(is_line_end);
        let start = end - key.len();
        let length = key.find(is_line_end).unwrap_or(key.len());
        Secret { what: "a private key", span: Span::new(start, start + length) }
    })
}

fn is_line_end(letter: char) -> bool {
    matches!(letter, '\n' | '\r')
}

/// Whether bytes hold the beginning of a private key: the fence, and a line of the key. Examples
/// have dots there.
pub(super) fn is_private_key(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let behind = |fence: &str| text.find(fence).and_then(|at| text.get(at + fence.len()..));
    let key = behind(FENCE_END).filter(|_| text.contains(BLOCK));
    key.is_some_and(|key| {
        let mut lines =
            key.split(['\n', '\r', '\\']).map(|line| line.trim_start_matches('n').trim());
        lines.find(|line| !line.is_empty() && !line.contains(':')).is_some_and(|line| {
            line.len() >= 40
                && line.bytes().all(|byte| is_base64url(byte) || matches!(byte, b'+' | b'/' | b'='))
                && is_random(line, TOKEN_BITS)
        })
    })
}

/// Whether a block leaves out a part of its key, and says so: dots, or words in brackets.
fn is_shortened(block: &str) -> bool {
    let mut lines = block.split(['\n', '\r', '\\']).map(|line| line.trim_start_matches('n').trim());
    let key = lines.by_ref().skip(1).take_while(|line| !line.contains("-----"));
    let is_left_out =
        |line: &str| line.contains("...") || line.contains('…') || line.starts_with(['<', '[']);
    let mut key = key.filter(|line| !line.is_empty());
    key.any(is_left_out)
}

/// Whether one text is within another.
pub(super) fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|part| part == wanted)
}

/// Whether a text was made by chance, and is no example for one.
fn is_random(text: &str, bits: f64) -> bool {
    const EXAMPLES: [&str; 13] = [
        "example",
        "xxxx",
        "0000",
        "1234567",
        "abcdefg",
        "your",
        "changeme",
        "placeholder",
        "password",
        "passphrase",
        "secret",
        "sample",
        "dummy",
    ];
    let lower = text.to_ascii_lowercase();
    !EXAMPLES.iter().any(|example| lower.contains(example)) && entropy(text) >= bits
}

/// Bits for each byte, by how often each occurs.
fn entropy(text: &str) -> f64 {
    let mut counts = [0_u32; 256];
    for byte in text.bytes() {
        if let Some(count) = counts.get_mut(usize::from(byte)) {
            *count += 1;
        }
    }
    let total = f64::from(counts.iter().sum::<u32>().max(1));
    let shares = counts.iter().filter(|count| **count > 0).map(|count| f64::from(*count) / total);
    shares.map(|share| -share * share.log2()).sum()
}

/// The same text with stars for all but the first letters of each secret; no offset changes.
fn blotted(text: &str, secrets: &[Secret]) -> String {
    let is_hidden = |at: usize| {
        let before = secrets.partition_point(|secret| secret.span.start <= at);
        let secret = before.checked_sub(1).and_then(|index| secrets.get(index));
        secret.is_some_and(|secret| (secret.span.start + SHOWN..secret.span.end).contains(&at))
    };
    let is_key = |at: usize, letter: char| letter.is_ascii() && is_hidden(at);
    text.char_indices().map(|(at, letter)| if is_key(at, letter) { '*' } else { letter }).collect()
}

fn is_base32(byte: u8) -> bool {
    byte.is_ascii_uppercase() || matches!(byte, b'2'..=b'7')
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

fn is_hex(byte: u8) -> bool {
    byte.is_ascii_hexdigit()
}

fn is_base64url(byte: u8) -> bool {
    is_word(byte) || byte == b'-'
}

fn is_dotted(byte: u8) -> bool {
    is_base64url(byte) || byte == b'.'
}

fn is_path(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'/'
}

#[cfg(test)]
mod tests {
    use super::{Engine, STANDARD, find, judge};
    use crate::source::Source;

    /// Letters without pattern, so that no file of ours holds a whole token.
    fn chance(length: usize) -> String {
        "q7Rk2Zt9Wm4Xb8Ln3Vp6Hs5Jd1Gc".chars().cycle().take(length).collect()
    }

    fn found(text: &str) -> Vec<(&'static str, String)> {
        find(text)
            .iter()
            .map(|secret| (secret.what, text.get(secret.span.range()).unwrap_or("?").to_owned()))
            .collect()
    }

    #[test]
    fn secrets_are_found_whole() {
        let (upper, hex) = (
            chance(16).to_ascii_uppercase().replace(['1', '8', '9'], "7"),
            "4f9a1c7be2d05386".repeat(2),
        );
        let key = chance(64);
        let cases = [
            (format!("AKIA{upper}"), "an access key of AWS"),
            (format!("ghp_{}", chance(36)), "a token of GitHub"),
            (format!("glpat-{}", chance(20)), "a token of GitLab"),
            (format!("xoxb-{}", chance(30)), "a token of Slack"),
            (format!("sk_live_{}", chance(24)), "a key of Stripe"),
            (format!("AIza{}", chance(35)), "a key of Google"),
            (format!("shpat_{hex}"), "a token of Shopify"),
            (format!("eyJ{}.eyJ{}.{}", chance(30), chance(30), chance(43)), "a signed token (JWT)"),
        ];
        for (secret, what) in cases {
            for text in [
                secret.clone(),
                format!("Use `{secret}` here."),
                format!("({secret}),"),
                format!("é {secret}\nx"),
            ] {
                assert_eq!(found(&text), [(what, secret.clone())], "{text}");
            }
        }
        let chosen = [
            "password = \"?\"",
            "PASSWORD: ?",
            "api_key: '?',",
            "\"client_secret\": \"?\"",
            "DB_PASSWORD=? x",
        ];
        for text in chosen {
            let secret = chance(24);
            assert_eq!(
                found(&text.replace('?', &secret)),
                [("a password or key", secret)],
                "{text}"
            );
        }
        let block = format!("-----BEGIN RSA {} KEY-----\n{key}\n{key}\n", "PRIVATE");
        assert_eq!(found(&block), [("a private key", key)]);
    }

    #[test]
    fn words_and_examples_are_no_secrets() {
        let silent = [
            "AKIAIOSFODNN7EXAMPLE".to_owned(),
            format!("ghp_{}", "x".repeat(36)),
            format!("MAKIA{}", chance(16).to_ascii_uppercase()),
            format!("AKIA{}", chance(40)),
            "password: your-password-goes-here-2024".to_owned(),
            "password = \"$DATABASE_PASSWORD_2\"".to_owned(),
            "The password: correct horse battery staple".to_owned(),
            "secret: https://vault.example/path/to/secret/42".to_owned(),
            "api_key: <paste-1-here-please>".to_owned(),
            "access_token=0123456789012345678901".to_owned(),
            "password: temp-password-4827-bzk".to_owned(),
            format!("password: {}", STANDARD.encode("a plain text, number 5")),
            format!("password: {}", STANDARD.encode("9d41c7b2e05a")),
            "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----".to_owned(),
            format!("-----BEGIN {} KEY-----\n{}\n", "PRIVATE", "x".repeat(64)),
            format!("-----BEGIN {} KEY-----\n{}\n...\n-----END", "PRIVATE", chance(64)),
            format!("-----BEGIN {} KEY-----\\n{}\\n<more>\\n-----END", "PRIVATE", chance(64)),
            format!("https://links.example/eyJ{}.eyJ{}.{}", chance(30), chance(30), chance(43)),
            format!("?id=eyJ{}.{}.{}", chance(30), chance(30), chance(43)),
            format!("-----BEGIN CERTIFICATE-----\n{}\n", chance(64)),
            "Keep secrets in the password manager; reset passwords at https://id.example/"
                .to_owned(),
        ];
        for text in silent {
            assert_eq!(found(&text), [], "{text}");
        }
    }

    #[test]
    fn no_report_carries_a_secret_further() {
        let secret = format!("glpat-{}", chance(20));
        let source = Source::new("a.md", format!("é {secret} é\n"));
        let findings = judge(&source);
        let [finding] = findings.as_slice() else { panic!("{findings:?}") };
        assert_eq!(finding.location().source().text(), format!("é glpa{} é\n", "*".repeat(22)));
        assert_eq!(finding.message(), "`glpa…` looks like a token of GitLab");
    }

    #[test]
    fn time_grows_with_the_text() {
        for part in ["eyJ", "password=", "-----BEGIN ", "AKIA", "SG.", "secret: a1", "xoxb-"] {
            assert!(found(&part.repeat(100_000)).len() < 2, "{part}");
        }
    }
}
