//! Ways by which readers report what is wrong or missing: a form, an issue, a mail or a channel.

use crate::site::Site;

/// What is reported. All its texts are encoded for the query of an address.
pub struct ReportText<'t> {
    /// In a few words.
    pub subject: &'t str,
    /// What else there is to say; may be empty.
    pub body: &'t str,
    /// What stands for a name in the braces of a template.
    pub value: &'t dyn Fn(&str) -> String,
}

impl ReportText<'_> {
    /// The way that handbook.yaml names, else the issues of a repository on GitHub, else a mail to
    /// whom `owner` finds, if readers may know people.
    pub fn address<'m>(
        &self,
        site: &Site,
        owner: impl FnOnce() -> Option<&'m str>,
    ) -> Option<String> {
        let config = site.config();
        let settings = &config.feedback;
        let named = |template: &String| filled(template, self.value);
        let repository = config.repository.as_ref().map(|repository| repository.url.as_str());
        let github = repository.filter(|url| url.starts_with("https://github.com/"));
        let issue = || github.map(|url| format!("{url}/issues/new?title={}", self.query()));
        let owner = || owner().filter(|_| config.audiences.shows_people());
        let form = settings.form.as_ref().or(settings.issue.as_ref()).map(named);
        form.or_else(|| settings.mail.as_deref().map(|mail| self.mail(mail)))
            .or_else(|| settings.chat.as_ref().map(named))
            .or_else(issue)
            .or_else(|| owner().map(|mail| self.mail(mail)))
    }

    fn mail(&self, mail: &str) -> String {
        format!("mailto:{mail}?subject={}", self.query())
    }

    /// Subject and body, behind the name of the first.
    fn query(&self) -> String {
        let name = if self.body.is_empty() { "" } else { "&body=" };
        [self.subject, name, self.body].concat()
    }
}

/// A template of an address with what stands for its names: in one pass, so that what is filled in
/// is not looked at again.
pub fn filled(template: &str, value: &dyn Fn(&str) -> String) -> String {
    let mut pieces = template.split('{');
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (name, rest) = piece.split_once('}').unwrap_or((piece, ""));
        filled += &value(name);
        filled += rest;
    }
    filled
}
