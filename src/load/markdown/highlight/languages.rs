//! The languages that we know: their names, and for most of them a table.

use super::cursor::TokenClass;

/// How code is read.
#[derive(Clone, Copy)]
pub(super) enum Mode {
    /// By the lexer, with this table.
    Code(&'static Language),
    Css,
    Diff,
    Make,
    Markdown,
    Markup,
    /// Commands after prompts, and what they print.
    Session,
    /// Commands, or a session.
    Shell,
    Yaml,
}

/// What the lexer needs to know of a language. Words are separated by one space.
#[derive(Clone, Copy)]
pub(super) struct Language {
    /// What begins a comment that the end of the line ends.
    pub(super) comments: &'static [&'static str],
    /// What begins and ends other comments.
    pub(super) blocks: &'static [(&'static str, &'static str)],
    /// Longer openings first.
    pub(super) quotes: &'static [QuoteStyle],
    /// What stands before words to make them something else.
    pub(super) prefixes: &'static [(&'static str, TokenClass)],
    pub(super) keywords: &'static str,
    pub(super) constants: &'static str,
    /// What belongs to words besides letters, digits and underscores.
    pub(super) inside: &'static str,
    /// What follows keys; empty: there are none.
    pub(super) key: &'static str,
    pub(super) rules: &'static [WordRule],
}

/// What only some languages have.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum WordRule {
    /// Keywords may be written in any case.
    AnyCase,
    /// The first word is a command.
    Commands,
    /// `--flag`
    Flags,
    /// What stands before `(` is a function.
    Functions,
    /// `#[attribute]`
    HashBrackets,
    /// `<<END` and the lines until `END`
    HereDocuments,
    /// `name!(`
    Macros,
    /// `$(NAME)`
    Makefile,
    NestedComments,
    /// `/x/`
    Regexes,
    /// `[section]`
    Sections,
    /// Comments only begin after a blank.
    SpacedComments,
    /// Capitalised words are types, or constants.
    Types,
}

/// A kind of string.
pub(super) struct QuoteStyle {
    pub(super) open: &'static str,
    pub(super) close: &'static str,
    pub(super) kind: StringKind,
}

/// How a string goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum StringKind {
    /// One character.
    Character,
    /// To the end of the line, with escapes.
    Line,
    /// Over lines, with escapes.
    Lines,
    /// To the end of the line, as it is.
    RawLine,
    /// Over lines, as it is.
    RawLines,
}

impl StringKind {
    pub(super) fn escapes(self) -> bool {
        matches!(self, StringKind::Character | StringKind::Line | StringKind::Lines)
    }

    pub(super) fn is_character(self) -> bool {
        self == StringKind::Character
    }

    pub(super) fn takes_lines(self) -> bool {
        matches!(self, StringKind::Lines | StringKind::RawLines)
    }
}

const fn quote(open: &'static str, close: &'static str, kind: StringKind) -> QuoteStyle {
    QuoteStyle { open, close, kind }
}

impl Mode {
    /// The language with this name, in any case.
    #[rustfmt::skip]
    pub(super) fn named(name: &str) -> Option<Mode> {
        Some(match name.to_ascii_lowercase().as_str() {
            "bash" | "sh" | "shell" | "zsh" | "ksh" | "fish" => Mode::Shell,
            "console" | "shell-session" | "sh-session" | "shellsession" | "terminal" => {
                Mode::Session
            }
            "css" | "scss" | "less" => Mode::Css,
            "diff" | "patch" => Mode::Diff,
            "make" | "makefile" | "mk" => Mode::Make,
            "markdown" | "md" | "mdx" => Mode::Markdown,
            "html" | "htm" | "xhtml" | "vue" | "svelte" => Mode::Markup,
            "xml" | "svg" | "rss" | "xsd" | "plist" => Mode::Markup,
            "yaml" | "yml" => Mode::Yaml,
            other => Mode::Code(table(other)?),
        })
    }
}

#[rustfmt::skip]
fn table(name: &str) -> Option<&'static Language> {
    Some(match name {
        "c" | "h" => &C,
        "cpp" | "c++" | "cc" | "cxx" | "hpp" => &CPP,
        "csharp" | "cs" | "c#" => &CSHARP,
        "dockerfile" | "docker" | "containerfile" => &DOCKERFILE,
        "elixir" | "ex" | "exs" => &ELIXIR,
        "go" | "golang" => &GO,
        "graphql" | "gql" => &GRAPHQL,
        "hcl" | "tf" | "terraform" => &HCL,
        "ini" | "cfg" | "conf" | "properties" | "dotenv" | "env" | "editorconfig" => &INI,
        "java" => &JAVA,
        "javascript" | "js" | "jsx" | "mjs" | "cjs" | "node" => &JAVASCRIPT,
        "json" | "jsonc" | "json5" | "geojson" => &JSON,
        "kotlin" | "kt" | "kts" => &KOTLIN,
        "lua" => &LUA,
        "perl" | "pl" => &PERL,
        "php" => &PHP,
        "powershell" | "ps" | "ps1" | "pwsh" => &POWERSHELL,
        "python" | "py" | "python3" | "starlark" | "bazel" => &PYTHON,
        "r" => &R,
        "ruby" | "rb" | "erb" => &RUBY,
        "rust" | "rs" => &RUST,
        "scala" => &SCALA,
        "sql" | "psql" | "mysql" | "postgresql" | "plsql" | "sqlite" => &SQL,
        "swift" => &SWIFT,
        "toml" => &TOML,
        "typescript" | "ts" | "tsx" | "mts" => &TYPESCRIPT,
        _ => return None,
    })
}

const CHARACTER: QuoteStyle = quote("'", "'", StringKind::Character);
const DOUBLE: QuoteStyle = quote("\"", "\"", StringKind::Line);
const SINGLE: QuoteStyle = quote("'", "'", StringKind::Line);
const DOUBLES: QuoteStyle = quote("\"", "\"", StringKind::Lines);
const SINGLES: QuoteStyle = quote("'", "'", StringKind::Lines);
const RAW_SINGLES: QuoteStyle = quote("'", "'", StringKind::RawLines);
const BACKTICKS: QuoteStyle = quote("`", "`", StringKind::Lines);
const RAW_BACKTICKS: QuoteStyle = quote("`", "`", StringKind::RawLines);
const TRIPLE: QuoteStyle = quote("\"\"\"", "\"\"\"", StringKind::Lines);
const TRIPLE_SINGLE: QuoteStyle = quote("'''", "'''", StringKind::Lines);
const RAW_TRIPLE: QuoteStyle = quote("\"\"\"", "\"\"\"", StringKind::RawLines);
const RAW_TRIPLE_SINGLE: QuoteStyle = quote("'''", "'''", StringKind::RawLines);

const NONE: Language = Language {
    comments: &[],
    blocks: &[],
    quotes: &[DOUBLE, SINGLE],
    prefixes: &[],
    keywords: "",
    constants: "",
    inside: "",
    key: "",
    rules: &[],
};

const CURLY: Language = Language {
    comments: &["//"],
    blocks: &[("/*", "*/")],
    quotes: &[DOUBLE, CHARACTER],
    rules: &[WordRule::Types, WordRule::Functions],
    constants: "true false null",
    ..NONE
};

pub(super) static BASH: Language = Language {
    comments: &["#"],
    quotes: &[DOUBLES, RAW_SINGLES],
    prefixes: &[("$", TokenClass::Property)],
    keywords: "if then elif else fi for while until do done case esac in function select time \
        return exit break continue export local readonly declare unset alias source eval exec trap \
        shift set",
    constants: "true false",
    inside: "-./~+:@%,",
    rules: &[
        WordRule::SpacedComments,
        WordRule::Commands,
        WordRule::Flags,
        WordRule::HereDocuments,
    ],
    ..NONE
};

static C: Language = Language {
    prefixes: &[("#", TokenClass::Attribute)],
    keywords: "auto break case const continue default do else enum extern for goto if inline \
        register restrict return sizeof static struct switch typedef union volatile while",
    constants: "NULL true false bool char double float int long short signed size_t unsigned void \
        int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t",
    ..CURLY
};

static CPP: Language = Language {
    quotes: &[quote("R\"(", ")\"", StringKind::RawLines), DOUBLE, CHARACTER],
    keywords: "alignas alignof auto break case catch class co_await co_return co_yield concept \
        const const_cast consteval constexpr constinit continue decltype default delete do \
        dynamic_cast else enum explicit export extern final for friend goto if inline mutable \
        namespace new noexcept operator override private protected public register \
        reinterpret_cast requires return sizeof static static_assert static_cast struct switch \
        template this throw try typedef typeid typename union using virtual volatile while",
    constants: "NULL nullptr true false bool char double float int long short signed size_t \
        unsigned void",
    ..C
};

static CSHARP: Language = Language {
    quotes: &[
        RAW_TRIPLE,
        quote("$@\"", "\"", StringKind::RawLines),
        quote("@\"", "\"", StringKind::RawLines),
        DOUBLE,
        CHARACTER,
    ],
    prefixes: &[("#", TokenClass::Attribute)],
    keywords: "abstract as async await base break case catch checked class const continue default \
        delegate do else enum event explicit extern finally fixed for foreach from get if implicit \
        in init interface internal is join let lock namespace new operator orderby out override \
        params partial private protected public readonly record ref required return sealed select \
        set sizeof stackalloc static struct switch this throw try typeof unchecked unsafe using \
        var virtual volatile when where while with yield",
    constants: "true false null bool byte char decimal double dynamic float int long object sbyte \
        short string uint ulong ushort void",
    ..CURLY
};

static DOCKERFILE: Language = Language {
    comments: &["#"],
    prefixes: &[("$", TokenClass::Property)],
    keywords: "FROM AS RUN CMD LABEL MAINTAINER EXPOSE ENV ADD COPY ENTRYPOINT VOLUME USER WORKDIR \
        ARG ONBUILD STOPSIGNAL HEALTHCHECK SHELL",
    inside: "-./",
    key: "=",
    rules: &[WordRule::SpacedComments, WordRule::Flags, WordRule::HereDocuments],
    ..NONE
};

static ELIXIR: Language = Language {
    comments: &["#"],
    quotes: &[TRIPLE, TRIPLE_SINGLE, DOUBLES, SINGLES],
    prefixes: &[("@", TokenClass::Attribute), (":", TokenClass::Constant)],
    keywords: "after alias and case catch cond def defdelegate defexception defguard defimpl \
        defmacro defmacrop defmodule defp defprotocol defstruct do else end fn for if import in \
        not or quote raise receive require rescue super throw try unless unquote use when with",
    constants: "true false nil",
    inside: "?!",
    key: ":",
    rules: &[WordRule::Types, WordRule::Functions],
    ..NONE
};

static GO: Language = Language {
    quotes: &[DOUBLE, CHARACTER, RAW_BACKTICKS],
    keywords: "break case chan const continue default defer else fallthrough for func go goto if \
        import interface map package range return select struct switch type var",
    constants: "true false nil iota any bool byte complex128 complex64 error float32 float64 int \
        int16 int32 int64 int8 rune string uint uint16 uint32 uint64 uint8 uintptr",
    ..CURLY
};

static GRAPHQL: Language = Language {
    comments: &["#"],
    quotes: &[RAW_TRIPLE, DOUBLE],
    prefixes: &[("@", TokenClass::Attribute), ("$", TokenClass::Property)],
    keywords: "directive enum extend fragment implements input interface mutation on query \
        repeatable scalar schema subscription type union",
    constants: "true false null",
    key: ":",
    rules: &[WordRule::Types, WordRule::Functions],
    ..NONE
};

static HCL: Language = Language {
    comments: &["#", "//"],
    quotes: &[DOUBLE],
    keywords: "resource data variable output module provider terraform locals moved import check \
        backend for in if else endif endfor dynamic content lifecycle",
    constants: "true false null string number bool list map set object tuple any",
    inside: "-",
    key: "=",
    rules: &[WordRule::Functions, WordRule::HereDocuments],
    ..CURLY
};

static INI: Language = Language {
    comments: &["#", ";"],
    quotes: &[DOUBLE],
    constants: "true false yes no on off",
    inside: "-.",
    key: "=",
    rules: &[WordRule::Sections, WordRule::SpacedComments, WordRule::AnyCase],
    ..NONE
};

static JAVA: Language = Language {
    quotes: &[TRIPLE, DOUBLE, CHARACTER],
    prefixes: &[("@", TokenClass::Attribute)],
    keywords: "abstract assert break case catch class const continue default do else enum extends \
        final finally for goto if implements import instanceof interface native new package \
        permits private protected public record return sealed static strictfp super switch \
        synchronized this throw throws transient try var volatile while yield",
    constants: "true false null boolean byte char double float int long short void",
    ..CURLY
};

static JAVASCRIPT: Language = Language {
    quotes: &[DOUBLE, SINGLE, BACKTICKS],
    prefixes: &[("@", TokenClass::Attribute)],
    keywords: "as async await break case catch class const continue debugger default delete do \
        else export extends finally for from function get if import in instanceof let new of \
        return set static super switch this throw try typeof var void while with yield",
    constants: "true false null undefined NaN Infinity",
    inside: "$",
    key: ":",
    rules: &[WordRule::Types, WordRule::Functions, WordRule::Regexes],
    ..CURLY
};

static JSON: Language = Language {
    comments: &["//"],
    blocks: &[("/*", "*/")],
    constants: "true false null Infinity NaN",
    inside: "$",
    key: ":",
    ..NONE
};

static KOTLIN: Language = Language {
    quotes: &[RAW_TRIPLE, DOUBLE, CHARACTER],
    prefixes: &[("@", TokenClass::Attribute), ("$", TokenClass::Property)],
    keywords: "abstract actual annotation as break by catch class companion const constructor \
        continue crossinline data do else enum expect external final finally for fun get if import \
        in infix init inline inner interface internal is it lateinit noinline object open operator \
        out override package private protected public reified return sealed set super suspend \
        tailrec this throw try typealias val var vararg when where while",
    rules: &[WordRule::Types, WordRule::Functions, WordRule::NestedComments],
    ..CURLY
};

static LUA: Language = Language {
    comments: &["--"],
    blocks: &[("--[[", "]]"), ("--[=[", "]=]")],
    quotes: &[
        DOUBLE,
        SINGLE,
        quote("[[", "]]", StringKind::RawLines),
        quote("[=[", "]=]", StringKind::RawLines),
    ],
    keywords: "and break do else elseif end for function goto if in local not or repeat return \
        then until while",
    constants: "true false nil self",
    rules: &[WordRule::Functions],
    ..NONE
};

pub(super) static MAKE: Language = Language {
    comments: &["#"],
    prefixes: &[("$", TokenClass::Property)],
    keywords: "ifeq ifneq ifdef ifndef else endif include -include sinclude define endef export \
        unexport override vpath",
    inside: "-./",
    rules: &[WordRule::SpacedComments, WordRule::Flags, WordRule::Makefile],
    ..NONE
};

static PERL: Language = Language {
    comments: &["#"],
    prefixes: &[
        ("$", TokenClass::Property),
        ("@", TokenClass::Property),
        ("%", TokenClass::Property),
    ],
    keywords: "and cmp do else elsif eq for foreach ge given gt if last le local lt my ne next no \
        not or our package redo require return sub unless until use when while xor",
    constants: "undef __FILE__ __LINE__ STDIN STDOUT STDERR",
    rules: &[
        WordRule::SpacedComments,
        WordRule::Functions,
        WordRule::HereDocuments,
        WordRule::Regexes,
    ],
    ..NONE
};

static PHP: Language = Language {
    comments: &["//", "#"],
    quotes: &[DOUBLES, SINGLES],
    prefixes: &[("$", TokenClass::Property)],
    keywords: "abstract and array as break callable case catch class clone const continue declare \
        default do echo else elseif empty enum extends final finally fn for foreach function \
        global goto if implements include include_once instanceof insteadof interface isset list \
        match namespace new or print private protected public readonly require require_once return \
        static switch throw trait try unset use var while xor yield",
    constants: "true false null TRUE FALSE NULL bool float int iterable mixed object self parent \
        string void",
    rules: &[WordRule::Types, WordRule::Functions, WordRule::HereDocuments],
    ..CURLY
};

static POWERSHELL: Language = Language {
    comments: &["#"],
    blocks: &[("<#", "#>")],
    quotes: &[
        quote("@\"", "\"@", StringKind::RawLines),
        quote("@'", "'@", StringKind::RawLines),
        quote("\"", "\"", StringKind::RawLines),
        RAW_SINGLES,
    ],
    prefixes: &[("$", TokenClass::Property)],
    keywords: "begin break catch class continue do dynamicparam else elseif end enum exit filter \
        finally for foreach function hidden if in param process return static switch throw trap \
        try until using while",
    inside: "-",
    rules: &[WordRule::AnyCase, WordRule::Flags, WordRule::Types, WordRule::SpacedComments],
    ..NONE
};

static PYTHON: Language = Language {
    comments: &["#"],
    quotes: &[TRIPLE, TRIPLE_SINGLE, DOUBLE, SINGLE],
    prefixes: &[("@", TokenClass::Attribute)],
    keywords: "and as assert async await break case class continue def del elif else except \
        finally for from global if import in is lambda match nonlocal not or pass raise return try \
        while with yield",
    constants: "True False None self cls bool bytes dict float int list object set str tuple",
    rules: &[WordRule::Types, WordRule::Functions],
    ..NONE
};

static R: Language = Language {
    comments: &["#"],
    quotes: &[DOUBLES, SINGLES, RAW_BACKTICKS],
    keywords: "break else for function if in next repeat return while library require",
    constants: "TRUE FALSE NULL NA NaN Inf T F",
    inside: ".",
    rules: &[WordRule::Functions],
    ..NONE
};

static RUBY: Language = Language {
    comments: &["#"],
    blocks: &[("=begin", "=end")],
    quotes: &[DOUBLES, SINGLES, BACKTICKS],
    prefixes: &[
        ("@@", TokenClass::Property),
        ("@", TokenClass::Property),
        ("$", TokenClass::Property),
        (":", TokenClass::Constant),
    ],
    keywords: "alias and attr_accessor attr_reader attr_writer begin break case class def defined? \
        do else elsif end ensure extend for if in include module next not or prepend private \
        protected public raise redo require require_relative rescue retry return super then undef \
        unless until when while yield",
    constants: "true false nil self __FILE__",
    inside: "?!",
    key: ":",
    rules: &[
        WordRule::SpacedComments,
        WordRule::Types,
        WordRule::Functions,
        WordRule::HereDocuments,
        WordRule::Regexes,
    ],
};

static RUST: Language = Language {
    quotes: &[
        quote("r##\"", "\"##", StringKind::RawLines),
        quote("r#\"", "\"#", StringKind::RawLines),
        quote("r\"", "\"", StringKind::RawLines),
        DOUBLES,
        CHARACTER,
    ],
    prefixes: &[("'", TokenClass::Attribute)],
    keywords: "as async await break const continue crate dyn else enum extern fn for if impl in \
        let loop match mod move mut pub ref return static struct super trait type unsafe use where \
        while",
    constants: "true false self Self bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 \
        u64 u128 usize",
    rules: &[
        WordRule::HashBrackets,
        WordRule::Types,
        WordRule::Functions,
        WordRule::Macros,
        WordRule::NestedComments,
    ],
    ..CURLY
};

static SCALA: Language = Language {
    quotes: &[RAW_TRIPLE, DOUBLE, CHARACTER],
    prefixes: &[("@", TokenClass::Attribute)],
    keywords: "abstract case catch class def do else enum export extends extension final finally \
        for given if implicit import inline lazy match new object opaque override package private \
        protected return sealed super then this throw trait try type using val var while with \
        yield",
    rules: &[WordRule::Types, WordRule::Functions, WordRule::NestedComments],
    ..CURLY
};

static SQL: Language = Language {
    comments: &["--"],
    blocks: &[("/*", "*/")],
    quotes: &[
        RAW_SINGLES,
        quote("\"", "\"", StringKind::RawLine),
        quote("`", "`", StringKind::RawLine),
    ],
    keywords: "add all alter analyze and any as asc begin between by cascade case cast check \
        column commit constraint create cross database default delete desc distinct drop else end \
        except exists explain extension foreign from full function grant group having if ilike in \
        index inner insert intersect into is join key lateral left like limit materialized natural \
        not offset on or order outer over partition primary procedure references returning returns \
        revoke right rollback schema select sequence set table temporary then to transaction \
        trigger truncate union unique update using vacuum values view when where window with",
    constants: "true false null bigint blob boolean bytea char date decimal double float int \
        integer interval json jsonb numeric real serial smallint text time timestamp timestamptz \
        uuid varchar",
    rules: &[WordRule::AnyCase, WordRule::Functions],
    ..NONE
};

static SWIFT: Language = Language {
    quotes: &[TRIPLE, quote("#\"", "\"#", StringKind::RawLines), DOUBLE],
    prefixes: &[("@", TokenClass::Attribute), ("#", TokenClass::Attribute)],
    keywords: "actor any as associatedtype async await break case catch class continue convenience \
        default defer deinit do else enum extension fallthrough fileprivate final for func get \
        guard if import in indirect init inout internal is lazy let mutating nonisolated open \
        operator override private protocol public repeat required rethrows return set some static \
        struct subscript super switch throw throws try typealias var weak where while",
    constants: "true false nil self Self",
    rules: &[WordRule::Types, WordRule::Functions, WordRule::NestedComments],
    ..CURLY
};

static TOML: Language = Language {
    comments: &["#"],
    quotes: &[TRIPLE, RAW_TRIPLE_SINGLE, DOUBLE, quote("'", "'", StringKind::RawLine)],
    constants: "true false inf nan",
    inside: "-.",
    key: "=",
    rules: &[WordRule::Sections],
    ..NONE
};

pub(super) static TYPESCRIPT: Language = Language {
    keywords: "abstract as asserts async await break case catch class const continue debugger \
        declare default delete do else enum export extends finally for from function get if \
        implements import in infer instanceof interface is keyof let namespace new of private \
        protected public readonly return satisfies set static super switch this throw try type \
        typeof var void while with yield",
    constants: "true false null undefined NaN Infinity any bigint boolean never number object \
        string symbol unknown",
    ..JAVASCRIPT
};

/// All names, for tests.
#[cfg(test)]
pub(super) const NAMES: &str = "bash sh shell zsh console c cpp csharp css scss diff patch \
    dockerfile elixir go graphql hcl terraform html ini java javascript js jsx mjs json jsonc \
    json5 kotlin lua make markdown perl php powershell python r ruby erb rust scala sql swift toml \
    typescript ts tsx xml svg yaml yml";
