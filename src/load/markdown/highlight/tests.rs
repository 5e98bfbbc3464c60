//! What the lexers say of code in each language, and that they never lose or make up anything.

use super::cursor::TokenClass;
use super::highlighted;
use super::languages::NAMES;
use crate::html::unescape;
use proptest::prelude::{Strategy, any, prop_oneof};
use proptest::{prop_assert_eq, proptest};
use std::time::{Duration, Instant};
use strum::IntoEnumIterator;

/// HTML with short spans: `[k fn]` for `<span class="k">fn</span>`.
fn short(html: &str) -> String {
    html.replace("<span class=\"", "[").replace("\">", " ").replace("</span>", "]")
}

#[test]
fn unknown_languages_are_only_escaped() {
    for (language, code, expected) in [
        ("klingon", "<b>", "&lt;b&gt;"),
        ("", "a & b", "a &amp; b"),
        ("../../etc/x.rs", "fn a", "fn a"),
    ] {
        assert_eq!(highlighted(language, code), expected, "{language}");
    }
    assert_eq!(highlighted("rust", "fn"), "<span class=\"k\">fn</span>");
    let long = "1 ".repeat(200_000);
    assert_eq!(highlighted("json", &long), long);
}

#[test]
#[rustfmt::skip]
fn each_language_has_its_own_ways() {
    let table = [
        ("rust", "#[derive(Debug)] fn a<'a>(x: &'a str) -> Vec<u8> { println!(\"{}\\n\", 'x'); \
            r#\"a\"b\"# } // yes", "[a #[derive(Debug)]] [k fn] a&lt;[a 'a]&gt;(x: &amp;[a 'a] [b \
            str]) -&gt; [t Vec]&lt;[b u8]&gt; { [f println!]([s \"{}][e \\n][s \"], [s 'x']); [s \
            r#\"a\"b\"#] } [c // yes]"),
        ("bash", "# set up\nexport KEY=\"$HOME/x\" && git commit -m 'it is' --amend | wc \
            -l\nNODE_ENV=test npm run if\nif [ -f ./a.sh ]; then sudo ./a.sh \"${A:-b}\"; fi\ncat \
            <<'EOF' > x\ndon't $HOME\nEOF\nls", "[c # set up]\n[k export] KEY=[s \"][p $HOME][s \
            /x\"] &amp;&amp; [f git] commit [a -m] [s 'it is'] [a --amend] | [f wc] [a -l]\n[p \
            NODE_ENV]=test [f npm] run if\n[k if] [ [a -f] ./a.sh ]; [k then] [f sudo] [f ./a.sh] \
            [s \"][p ${A:-b}][s \"]; [k fi]\n[f cat] [s &lt;&lt;'EOF'] &gt; x\n[s don't \
            $HOME\nEOF]\n[f ls]"),
        ("sh", "$ ls -l\na b", "[o $] [f ls] [a -l]\na b"),
        ("console", "user@host:~$ make \\\n  all\nit's done\n# root", "[o user@host:~$] [f \
            make] \\\n  all\nit's done\n[c # root]"),
        ("python", "@cached\ndef f(x: int = 1_000.5e-3) -> None:\n    \"\"\"Doc.\"\"\"\n    return \
            f\"a\\n{x}\" if x is None else Foo.match(MAX)  # why", "[a @cached]\n[k def] [f f](x: \
            [b int] = [n 1_000.5e-3]) -&gt; [b None]:\n    [s \"\"\"Doc.\"\"\"]\n    [k return] \
            f[s \"a][e \\n][s {x}\"] [k if] x [k is] [b None] [k else] [t Foo].[f match]([b MAX])  \
            [c # why]"),
        ("javascript", "const re = /\"\\//g; let a = { b: `x\n${y}`, c: null }; obj.delete(1) // \
            'x'", "[k const] re = [e /\"\\//]g; [k let] a = { [p b]: [s `x\n${y}`], [p c]: [b \
            null] }; obj.[f delete]([n 1]) [c // 'x']"),
        ("typescript", "interface A<T> { readonly name: string }", "[k interface] [t A]&lt;[t \
            T]&gt; { [k readonly] [p name]: [b string] }"),
        ("json", "{\"a\": [1.5e3, true, \"b\\\"c\"], \"d\" : null} // x", "{[p \"a\"]: [[n 1.5e3], \
            [b true], [s \"b][e \\\"][s c\"]], [p \"d\"] : [b null]} [c // x]"),
        ("yaml", "# c\na: &x \"b\" # d\n\"k\": [1, yes, {c: 'it''s'}]\nurl: http://x.y/#z\ntext: \
            |\n  a: b\n\n- -1.5: *x", "[c # c]\n[p a]: [a &amp;x] [s \"b\"] [c # d]\n[p \"k\"]: \
            [[n 1], [b yes], {[p c]: [s 'it'][s 's']}]\n[p url]: [s http://x.y/#z]\n[p text]: |\n  \
            [s a: b]\n\n- [p -1.5]: [a *x]"),
        ("toml", "[a.b]\nc-d = 'C:\\' # x\ne = [1, 2]", "[t [a.b]]\n[p c-d] = [s 'C:\\'] [c # \
            x]\n[p e] = [[n 1], [n 2]]"),
        ("ini", "[core]\npath = it's", "[t [core]]\n[p path] = it's"),
        ("html", "<!-- a --><p class=\"x\" hidden>&amp; a < b</p><script>let a = \
            '<';</script><style>a{b:c}</style><br/>", "[c &lt;!-- a --&gt;][g &lt;p] [a \
            class]=[s \"x\"] [a hidden][g &gt;][e &amp;amp;] a &lt; b[g &lt;/p][g &gt;][g \
            &lt;script][g &gt;][k let] a = [s '&lt;'];[g &lt;/script][g &gt;][g &lt;style][g \
            &gt;][g a]{[p b]:c}[g &lt;/style][g &gt;][g &lt;br][g /&gt;]"),
        ("xml", "<?xml version=\"1.0\"?><a:b c='d'><![CDATA[<x>]]></a:b>", "[a &lt;?xml \
            version=\"1.0\"?&gt;][g &lt;a:b] [a c]=[s 'd'][g &gt;][s \
            &lt;![CDATA[&lt;x&gt;]]&gt;][g &lt;/a:b][g &gt;]"),
        ("css", "/* a */ @media (min-width: 10px) { a.b:hover, #c { color: #fff; margin: -1em 50% \
            var(--x) !important } }", "[c /* a */] [k @media] (min-width: [n 10px]) { [g a][g \
            .b][g :hover], [g #c] { [p color]: [n #fff]; [p margin]: -1em [n 50%] [f var]([p --x]) \
            [k !important] } }"),
        ("scss", "// a\n$a: 1px; .b { &:hover { width: $a } }", "[c // a]\n[p $a]: [n 1px]; [g .b] \
            { &amp;[g :hover] { [p width]: [p $a] } }"),
        ("sql", "SELECT count(*) FROM \"a\" WHERE b = 'it''s' -- c", "[k SELECT] [f count](*) [k \
            FROM] [s \"a\"] [k WHERE] b = [s 'it'][s 's'] [c -- c]"),
        ("diff", "--- a\n+++ b\n@@ -1 +1 @@\n-x\n+y\n z", "[h --- a]\n[h +++ b]\n[h @@ -1 +1 \
            @@]\n[d -x]\n[i +y]\n z"),
        ("go", "func (a *A) B() error { return fmt.Errorf(\"%w\", `x\n`) }", "[k func] (a *[t A]) \
            [f B]() [b error] { [k return] fmt.[f Errorf]([s \"%w\"], [s `x\n`]) }"),
        ("c", "#include <a.h>\nint main(void) { return 'a'; /* x */ }", "[a #include] \
            &lt;a.h&gt;\n[b int] [f main]([b void]) { [k return] [s 'a']; [c /* x */] }"),
        ("csharp", "var x = @\"C:\\\"; string? y = $\"{x}\";", "[k var] x = [s @\"C:\\\"]; [b \
            string]? y = $[s \"{x}\"];"),
        ("java", "@Override public String a() { return null; }", "[a @Override] [k public] [t \
            String] [f a]() { [k return] [b null]; }"),
        ("ruby", "def a? = @b.map { |c| \"#{c}\" } # d\nx :y, z: 1", "[k def] a? = [p @b].map { \
            |c| [s \"#{c}\"] } [c # d]\nx [b :y], [p z]: [n 1]"),
        ("php", "<?php echo $a->b(\"c $d\"); ?>", "&lt;?php [k echo] [p $a]-&gt;[f b]([s \"c ][p \
            $d][s \"]); ?&gt;"),
        ("powershell", "Get-Item -Path $env:TEMP # x", "[t Get-Item] [a -Path] [p $env]:[b TEMP] \
            [c # x]"),
        ("hcl", "resource \"a\" \"b\" {\n  count = var.x == null ? 1 : length(y)\n}", "[k \
            resource] [s \"a\"] [s \"b\"] {\n  [p count] = var.x == [b null] ? [n 1] : [f \
            length](y)\n}"),
        ("dockerfile", "FROM node:20 AS build\nRUN --mount=x npm ci # no", "[k FROM] node:[n 20] \
            [k AS] build\n[k RUN] [a --mount]=x npm ci [c # no]"),
        ("make", ".PHONY: all\nA := $(B)\nall: a.o\n\tcc -o $@ \"x\"", "[f .PHONY]: all\n[p A] := \
            [p $(B)]\n[f all]: a.o\n\tcc [a -o] [p $@] [s \"x\"]"),
        ("graphql", "query A($b: ID!) { c(d: $b) @include(if: true) }", "[k query] [f A]([p $b]: \
            [b ID]!) { [f c]([p d]: [p $b]) [a @include]([p if]: [b true]) }"),
        ("elixir", "@doc \"x\"\ndef a(b), do: {:ok, b}", "[a @doc] [s \"x\"]\n[k def] [f a](b), [k \
            do]: {[b :ok], b}"),
        ("lua", "--[[ a\nb ]] local x = [[c]] -- d", "[c --[[ a\nb ]]] [k local] x = [s [[c]]] [c \
            -- d]"),
        ("kotlin", "/* a /* b */ c */ val x = \"$y\"", "[c /* a /* b */ c */] [k val] x = [s \"][p \
            $y][s \"]"),
        ("swift", "@objc func a() -> Int? { nil }", "[a @objc] [k func] [f a]() -&gt; [t Int]? { \
            [b nil] }"),
        ("perl", "my @a = ($b, %c); $x =~ /'/; # d", "[k my] [p @a] = ([p $b], [p %c]); [p $x] =~ \
            [e /'/]; [c # d]"),
        ("r", "x <- read.csv(\"a\") # b", "x &lt;- [f read.csv]([s \"a\"]) [c # b]"),
        ("scala", "case class A(b: Int)", "[k case] [k class] [f A](b: [t Int])"),
        ("cpp", "auto s = R\"(\"a)\"; std::move(x);", "[k auto] s = [s R\"(\"a)\"]; std::[f \
            move](x);"),
        ("markdown", "# A\n- b `c` **d** *e*\n```sh\nx\n```\n> q", "[h # A]\n[o -] b [s `c`] [m \
            **d**] *e*\n[s ```sh]\n[s x]\n[s ```]\n[o &gt;] q"),
    ];
    for (language, code, expected) in table {
        assert_eq!(short(&highlighted(language, code)), expected, "{language}: {code}");
    }
}

#[test]
fn every_name_is_known() {
    for name in NAMES.split(' ') {
        assert!(
            super::Mode::named(name).is_some()
                && super::Mode::named(&name.to_uppercase()).is_some(),
            "{name}"
        );
    }
}

#[test]
fn the_theme_styles_each_class() {
    let style = include_str!("../../../../themes/default/views/code.css");
    let code: String = style.lines().filter(|line| line.starts_with("pre ")).collect();
    for class in TokenClass::iter() {
        assert!(code.contains(&format!(".{}", class.letter())), "{class:?}");
    }
}

fn text_of(html: &str) -> String {
    let mut out = String::new();
    for part in html.split('<') {
        out.push_str(part.split_once('>').map_or(part, |(_, text)| text));
    }
    unescape(&out)
}

fn code() -> impl Strategy<Value = String> {
    let pieces = "[\"'`#$@:<>{}()\\[\\]/*\\\\=!|&;,.%~^?+\\-\n\r\t a-cA-C_0-9é😀]{0,60}";
    prop_oneof![2 => pieces.prop_map(String::from), 1 => any::<String>(), 2 => proptest::collection::vec(pieces_of_code(), 0..30).prop_map(|all| all.concat())]
}

fn pieces_of_code() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(vec![
        "\"\"\"",
        "<<EOF\n",
        "\nEOF\n",
        "/*",
        "*/",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        "${",
        "$(",
        "r#\"",
        "'''",
        "\\",
        "\n",
        "a: |\n",
        "  ",
        "=begin",
        "#[",
        "--[[",
        "$ ",
        "```",
        "**",
        "key: ",
        "= ",
        "'\\''",
        "`",
        "@\"",
        "😀",
        "<style>",
        "{",
        "}",
        ";",
        "<a b='",
        "&amp;",
        "1e+",
        "fn a(",
        "[x]\n",
        "-- ",
        "//",
        "<%",
    ])
}

proptest! {
    #[test]
    fn nothing_is_lost_and_nothing_made_up(text in code()) {
        for language in NAMES.split(' ') {
            prop_assert_eq!(text_of(&highlighted(language, &text)), text.as_str(), "{}", language);
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "how time grows is what is tested")]
fn time(language: &str, piece: &str, bytes: usize) -> Duration {
    let text = piece.repeat(bytes / piece.len());
    let start = Instant::now();
    std::hint::black_box(highlighted(language, &text));
    start.elapsed()
}

#[test]
fn time_grows_with_the_text() {
    let languages = [
        "bash",
        "console",
        "css",
        "html",
        "javascript",
        "make",
        "markdown",
        "rust",
        "toml",
        "yaml",
    ];
    let pieces = [
        "\"a\" ", "'", "`", "/*", "<<A ", "<!--", "<a b=\"", "${", "=/a", "{a, ", "a: ", "**a `",
        "#[", "a   ", "<script>", "r#\"", "'\\",
    ];
    // Ten times the text takes about ten times the time; where it is a hundred times, that is
    // seconds.
    let grows = |language: &str, piece: &str| {
        time(language, piece, 160_000)
            < time(language, piece, 16_000) * 20 + Duration::from_millis(100)
    };
    for language in languages {
        for piece in pieces {
            // Other programs take the machine now and then, but not five times at the same piece.
            assert!((0..5).any(|_| grows(language, piece)), "{language}: {piece:?}");
        }
    }
}
