//! The tools whose folders are read as they are, and what their settings are called.

use super::Neighbour;
use super::scripts::{
    docusaurus, docusaurus_sidebars, eleventy, gatsby, nextra, starlight, vitepress,
};
use super::tools::{
    book, gitbook, hugo, jekyll, jupyter_book, middleman, mkdocs, myst, myst_toc, sphinx, tech_docs,
};
use crate::source::Source;
use strum::{EnumIter, IntoStaticStr};

/// A tool that publishes or exports folders of Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Tool {
    /// mdBook.
    Mdbook,
    /// MkDocs, with Material or without.
    Mkdocs,
    /// Docusaurus.
    Docusaurus,
    /// Hugo, with Docsy or another theme.
    Hugo,
    /// GitBook, synced with git.
    Gitbook,
    /// An export of Notion.
    Notion,
    /// An export of Confluence.
    Confluence,
    /// A vault of Obsidian.
    Obsidian,
    /// The wiki of Azure DevOps.
    AzureWiki,
    /// A wiki of GitHub.
    GithubWiki,
    /// Starlight.
    Starlight,
    /// `VitePress`.
    Vitepress,
    /// An export of Outline.
    Outline,
    /// The repository of a Wiki.js.
    #[strum(serialize = "wiki.js")]
    WikiJs,
    /// The GOV.UK Tech Docs Template.
    TechDocs,
    /// Jekyll.
    Jekyll,
    /// `MyST`, Jupyter Book, and Sphinx with `MyST`.
    Myst,
    /// Eleventy.
    Eleventy,
    /// Nextra, and Next.js with pages of MDX.
    Nextra,
    /// Gatsby.
    Gatsby,
}

impl Tool {
    /// What the command line calls it.
    pub fn id(self) -> &'static str {
        self.into()
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Tool::Mdbook => "mdBook",
            Tool::Mkdocs => "MkDocs",
            Tool::Docusaurus => "Docusaurus",
            Tool::Hugo => "Hugo",
            Tool::Gitbook => "GitBook",
            Tool::Notion => "Notion",
            Tool::Confluence => "Confluence",
            Tool::Obsidian => "Obsidian",
            Tool::AzureWiki => "Azure DevOps wiki",
            Tool::GithubWiki => "GitHub wiki",
            Tool::Starlight => "Starlight",
            Tool::Vitepress => "VitePress",
            Tool::Outline => "Outline",
            Tool::WikiJs => "Wiki.js",
            Tool::TechDocs => "Tech Docs Template",
            Tool::Jekyll => "Jekyll",
            Tool::Myst => "MyST",
            Tool::Eleventy => "Eleventy",
            Tool::Nextra => "Nextra",
            Tool::Gatsby => "Gatsby",
        }
    }
}

/// Reads one tool's file.
type Reader = fn(&Source) -> Neighbour;

/// The settings of a tool.
#[derive(Clone, Copy)]
pub struct SettingsFile {
    /// The path below the handbook's folder.
    pub name: &'static str,
    /// Whose they are.
    pub tool: Tool,
    read: Reader,
}

impl SettingsFile {
    const fn new(name: &'static str, tool: Tool, read: Reader) -> Self {
        SettingsFile { name, tool, read }
    }

    /// What it says; none where it is not the tool's after all.
    pub fn read(&self, source: &Source) -> Option<Neighbour> {
        Some((self.read)(source)).filter(|read| *read != Neighbour::default())
    }
}

/// The files that are looked for; the first one that says something counts.
pub const FILES: [SettingsFile; 50] = [
    SettingsFile::new("mkdocs.yml", Tool::Mkdocs, mkdocs),
    SettingsFile::new("mkdocs.yaml", Tool::Mkdocs, mkdocs),
    SettingsFile::new("book.toml", Tool::Mdbook, book),
    SettingsFile::new("config/tech-docs.yml", Tool::TechDocs, tech_docs),
    SettingsFile::new("config/tech-docs.yml.erb", Tool::TechDocs, tech_docs),
    SettingsFile::new(".gitbook.yaml", Tool::Gitbook, gitbook),
    SettingsFile::new(".gitbook.yml", Tool::Gitbook, gitbook),
    SettingsFile::new("docusaurus.config.js", Tool::Docusaurus, docusaurus),
    SettingsFile::new("docusaurus.config.ts", Tool::Docusaurus, docusaurus),
    SettingsFile::new("docusaurus.config.mjs", Tool::Docusaurus, docusaurus),
    SettingsFile::new("astro.config.mjs", Tool::Starlight, starlight),
    SettingsFile::new("astro.config.ts", Tool::Starlight, starlight),
    SettingsFile::new(".vitepress/config.mts", Tool::Vitepress, vitepress),
    SettingsFile::new(".vitepress/config.ts", Tool::Vitepress, vitepress),
    SettingsFile::new(".vitepress/config.mjs", Tool::Vitepress, vitepress),
    SettingsFile::new(".vitepress/config.js", Tool::Vitepress, vitepress),
    SettingsFile::new(".vitepress/config/index.ts", Tool::Vitepress, vitepress),
    SettingsFile::new(".vitepress/config/index.mts", Tool::Vitepress, vitepress),
    SettingsFile::new("docs/.vitepress/config.mts", Tool::Vitepress, vitepress),
    SettingsFile::new("docs/.vitepress/config.ts", Tool::Vitepress, vitepress),
    SettingsFile::new("docs/.vitepress/config.mjs", Tool::Vitepress, vitepress),
    SettingsFile::new("docs/.vitepress/config.js", Tool::Vitepress, vitepress),
    SettingsFile::new("docs/.vitepress/config/index.ts", Tool::Vitepress, vitepress),
    SettingsFile::new("docs/.vitepress/config/index.mts", Tool::Vitepress, vitepress),
    SettingsFile::new("hugo.toml", Tool::Hugo, hugo),
    SettingsFile::new("hugo.yaml", Tool::Hugo, hugo),
    SettingsFile::new("hugo.yml", Tool::Hugo, hugo),
    SettingsFile::new("config/_default/hugo.toml", Tool::Hugo, hugo),
    SettingsFile::new("config.toml", Tool::Hugo, hugo),
    SettingsFile::new("config.yaml", Tool::Hugo, hugo),
    SettingsFile::new("myst.yml", Tool::Myst, myst),
    SettingsFile::new("_toc.yml", Tool::Myst, jupyter_book),
    SettingsFile::new("docs/_toc.yml", Tool::Myst, jupyter_book),
    SettingsFile::new("conf.py", Tool::Myst, sphinx),
    SettingsFile::new("docs/conf.py", Tool::Myst, sphinx),
    SettingsFile::new("source/conf.py", Tool::Myst, sphinx),
    SettingsFile::new("docs/source/conf.py", Tool::Myst, sphinx),
    SettingsFile::new("_config.yml", Tool::Jekyll, jekyll),
    SettingsFile::new("_config.yaml", Tool::Jekyll, jekyll),
    SettingsFile::new(".eleventy.js", Tool::Eleventy, eleventy),
    SettingsFile::new("eleventy.config.js", Tool::Eleventy, eleventy),
    SettingsFile::new("eleventy.config.mjs", Tool::Eleventy, eleventy),
    SettingsFile::new("eleventy.config.cjs", Tool::Eleventy, eleventy),
    SettingsFile::new("eleventy.config.ts", Tool::Eleventy, eleventy),
    SettingsFile::new("next.config.js", Tool::Nextra, nextra),
    SettingsFile::new("next.config.mjs", Tool::Nextra, nextra),
    SettingsFile::new("next.config.ts", Tool::Nextra, nextra),
    SettingsFile::new("gatsby-config.js", Tool::Gatsby, gatsby),
    SettingsFile::new("gatsby-config.mjs", Tool::Gatsby, gatsby),
    SettingsFile::new("gatsby-config.ts", Tool::Gatsby, gatsby),
];

/// What tools have beside their settings: lists of pages, and what is no page.
pub const BESIDE: [SettingsFile; 5] = [
    SettingsFile::new("sidebars.js", Tool::Docusaurus, docusaurus_sidebars),
    SettingsFile::new("sidebars.ts", Tool::Docusaurus, docusaurus_sidebars),
    SettingsFile::new("sidebars.mjs", Tool::Docusaurus, docusaurus_sidebars),
    SettingsFile::new("toc.yml", Tool::Myst, myst_toc),
    SettingsFile::new("config.rb", Tool::TechDocs, middleman),
];
