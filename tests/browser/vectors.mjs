// Hostile text by kind: each vector is one file of a handbook that must run nothing, whoever writes it. RUN is the code.
export const RUN = "alert(1)";

/** Raw HTML: elements, handlers, nesting tricks, broken markup. */
const HTML = `
<script>RUN</script>
<SCRIPT>RUN</SCRIPT>
<script src="data:,RUN"></script>
<script\\x20type="text/javascript">RUN</script>
<script/x>RUN</script>
<scr<script>ipt>RUN</script>
<script>RUN//
</p><script>RUN</script><p>
<img src=x onerror=RUN>
<img src=x onerror="RUN" alt="x">
<img/src=x/onerror=RUN>
<IMG SRC=x OnErRoR=RUN>
<img src=x onerror\n=RUN>
<img src="x" title="\`" onerror="RUN">
<img src=x:RUN onerror=eval(src)>
<img """><script>RUN</script>">
<img src="javascript:RUN">
<img src="data:text/html,<script>RUN</script>">
<img srcset="x 1x" onerror=RUN>
<image src=x onerror=RUN>
<picture><source srcset=x onerror=RUN><img src=x onerror=RUN></picture>
<svg onload=RUN>
<svg/onload=RUN>
<svg><script>RUN</script></svg>
<svg><script href="data:,RUN"/></svg>
<svg><a xlink:href="javascript:RUN"><text x="9" y="9">x</text></a></svg>
<svg><animate onbegin=RUN attributeName=x dur=1s></svg>
<svg><set attributeName="onmouseover" to="RUN"/></svg>
<svg><use href="data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg' onload='RUN'/>#x"/></svg>
<svg><foreignObject><img src=x onerror=RUN></foreignObject></svg>
<svg><style><img src=x onerror=RUN></style></svg>
<math><mi xlink:href="javascript:RUN">x</mi></math>
<math href="javascript:RUN">x</math>
<math><mtext><table><mglyph><style><img src=x onerror=RUN></style></mglyph></table></mtext></math>
<math><annotation-xml encoding="text/html"><img src=x onerror=RUN></annotation-xml></math>
<iframe src="javascript:RUN"></iframe>
<iframe srcdoc="<script>parent.RUN</script>"></iframe>
<iframe onload=RUN></iframe>
<iframe src="data:text/html,<script>RUN</script>"></iframe>
<object data="javascript:RUN"></object>
<object data="data:text/html,<script>RUN</script>" type="text/html"></object>
<embed src="javascript:RUN">
<embed src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='RUN'/>">
<applet code="x"></applet>
<base href="javascript:RUN//"><a href="x">x</a>
<base href="https://evil.example/">
<link rel=stylesheet href="data:text/css,*{}" onload=RUN>
<link rel=import href="data:text/html,<script>RUN</script>">
<meta http-equiv="refresh" content="0;url=javascript:RUN">
<meta http-equiv="refresh" content="0;url=data:text/html,<script>RUN</script>">
<style>@import "javascript:RUN";</style>
<style onload=RUN></style>
<p style="background:url(javascript:RUN)">x</p>
<p style="width:expression(RUN)">x</p>
<a href="javascript:RUN">x</a>
<a href=" javascript:RUN">x</a>
<a href="java&#9;script:RUN">x</a>
<a href="java&#10;script:RUN">x</a>
<a href="jav&#x0D;ascript:RUN">x</a>
<a href="&#106;avascript:RUN">x</a>
<a href="&#x6A&#x61vascript:RUN">x</a>
<a href="&#1;javascript:RUN">x</a>
<a href="javascript&colon;RUN">x</a>
<a href="javascript&#58;RUN">x</a>
<a href="JaVaScRiPt:RUN">x</a>
<a href="vbscript:RUN">x</a>
<a href="data:text/html,<script>RUN</script>">x</a>
<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">x</a>
<a href="blob:RUN">x</a>
<a href="view-source:javascript:RUN">x</a>
<a href="x" onclick=RUN>x</a>
<a href="x" onfocus=RUN autofocus>x</a>
<a ping="javascript:RUN" href="x">x</a>
<area href="javascript:RUN">
<map name=m><area shape=rect coords=0,0,99,99 href="javascript:RUN"></map><img usemap="#m" src=x>
<form action="javascript:RUN"><input type=submit></form>
<form id=f></form><button form=f formaction="javascript:RUN">x</button>
<input onfocus=RUN autofocus>
<select onfocus=RUN autofocus></select>
<textarea onfocus=RUN autofocus></textarea>
<keygen onfocus=RUN autofocus>
<button onclick=RUN>x</button>
<body onload=RUN>
<body background="javascript:RUN">
<html onmouseover=RUN>
<frameset onload=RUN></frameset>
<details open ontoggle=RUN><summary>x</summary></details>
<marquee onstart=RUN>x</marquee>
<video src=x onerror=RUN></video>
<video><source onerror=RUN src=x></video>
<video poster="javascript:RUN"></video>
<audio src=x onerror=RUN></audio>
<audio controls onloadstart=RUN src=x></audio>
<dialog open onclose=RUN></dialog>
<table background="javascript:RUN"><tr><td>x</td></tr></table>
<table><td onmouseenter=RUN>x</td></table>
<div onpointerenter=RUN>x</div>
<div onanimationstart=RUN style="animation:x">x</div>
<div id="x" tabindex=1 onfocusin=RUN>x</div>
<p contenteditable onblur=RUN>x</p>
<xss onmouseover=RUN>x</xss>
<x-y onclick=RUN>x</x-y>
<template><script>RUN</script></template>
<noscript><p title="</noscript><img src=x onerror=RUN>"></noscript>
<noembed><img title="</noembed><img src=x onerror=RUN>"></noembed>
<title><img title="</title><img src=x onerror=RUN>"></title>
<textarea><img title="</textarea><img src=x onerror=RUN>"></textarea>
<xmp><img title="</xmp><img src=x onerror=RUN>"></xmp>
<plaintext><img src=x onerror=RUN>
<!--><img src=x onerror=RUN>-->
<!---><img src=x onerror=RUN>-->
<!-- --!><img src=x onerror=RUN>-->
<![CDATA[><img src=x onerror=RUN>]]>
<?xml ?><img src=x onerror=RUN>
<!ELEMENT x><img src=x onerror=RUN>
<<img src=x onerror=RUN>
<img src=x onerror=RUN//
<img src='x' alt='"><img src=x onerror=RUN>'>
<p title='"><script>RUN</script>'>x</p>
<p title="&quot;><script>RUN</script>">x</p>
<p id="a' onclick='RUN">x</p>
<code title="</code><script>RUN</script>">x</code>
<kbd lang="x"><img src=x onerror=RUN></kbd>
<a name="x" href="#" onclick=RUN>x</a>
<a id="content"></a><form id=location><input name=href value="javascript:RUN"></form>
<a href="x"title="y"onmouseover="RUN">x</a>
<details><summary><script>RUN</script></summary></details>
<hb-mark onclick=RUN hb-src="javascript:RUN">x</hb-mark>
<img hb-src="javascript:RUN" src=x>
<a hb-href="javascript:RUN">x</a>
<p data-mark="0" mark="0" mark1="1">x</p>
`;

/** Addresses that run code where something opens them. */
const ADDRESSES = ["javascript:RUN", "JAVASCRIPT:RUN", "java\tscript:RUN", " javascript:RUN", "javascript&colon;RUN",
  "&#106;avascript:RUN", "javascript%3ARUN", "data:text/html,<script>RUN</script>", "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
  "data:image/svg+xml,<svg onload=RUN>", "vbscript:RUN", "blob:https://x/y", "\u0001javascript:RUN", "x\" onerror=\"RUN", "x' onerror='RUN", "x><script>RUN</script>"];

/** Places in Markdown where an address stands. */
const LINKS = [(url) => `[x](<${url}>)`, (url) => `[x](${url})`, (url) => `![x](<${url}>)`, (url) => `[x]: <${url}>\n\n[x] ![x]`, (url) => `<${url}>`,
  (url) => `[[${url}]]`, (url) => `[[a|${url}]]`];

/** Text that would be markup if it were not escaped. */
const TEXTS = ["<script>RUN</script>", "<img src=x onerror=RUN>", "\"><img src=x onerror=RUN>", "'><svg onload=RUN>", "</title><script>RUN</script>",
  "javascript:RUN", "--><script>RUN</script>", "]]><script>RUN</script>", "{{ '<img src=x onerror=RUN>' | safe }}", "&lt;img src=x onerror=RUN&gt;"];

/** Places in Markdown, ours and other tools', where text stands. */
const PLACES = [(text) => `# ${text}`, (text) => `## A {#x" onclick="RUN}\n\n${text}`, (text) => `a[^1]\n\n[^1]: ${text}`, (text) => `| a |\n|---|\n| ${text} |`,
  (text) => `\`\`\`${text}\nx\n\`\`\``, (text) => `\`\`\`js\n${text}\n\`\`\``, (text) => `\`${text}\``, (text) => `> [!NOTE] ${text}\n> ${text}`, (text) => `> [!${text}]\n> x`,
  (text) => `- [ ] ${text}`, (text) => `Term\n: ${text}`, (text) => `![${text}](x.png "${text}")`, (text) => `[a](b.md '${text}')`, (text) => `:::note ${text}\n${text}\n:::`,
  (text) => `!!! note "${text}"\n    ${text}`, (text) => `{{< alert title="${text}" >}}${text}{{< /alert >}}`, (text) => `{% hint style="${text}" %}\n${text}\n{% endhint %}`,
  (text) => `<Tabs><TabItem label="${text.replaceAll('"', "&quot;")}">\n${text}\n</TabItem></Tabs>`, (text) => `=== "${text}"\n    x`, (text) => `\`\`\`mermaid\n${text}\n\`\`\``,
  (text) => `\`\`\`handbook\nview: "${text.replaceAll('"', "'")}"\n\`\`\``, (text) => `\`\`\`handbook\ninclude: "${text.replaceAll('"', "'")}"\n\`\`\``, (text) => `<!-- handbook: ignore ${text} -->`];

/** Keys of front matter with text of an author. */
const KEYS = ["title", "nav_title", "description", "tags", "owner", "ask", "version", "approver", "classification", "reviewed_by", "review_note", "superseded_by",
  "review_exempt", "type", "status", "urgency"];

/** Commands of formulas that take text. */
const COMMANDS = ["operatorname", "operatorname*", "text", "textbf", "textit", "mbox", "hbox", "mathrm", "mathbf", "mathit", "tag", "label", "href", "url", "class", "style"];

/** Drawings that run code when they are opened. */
const DRAWINGS = [`<svg xmlns="http://www.w3.org/2000/svg" onload="RUN"/>`, `<svg xmlns="http://www.w3.org/2000/svg"><script>RUN</script></svg>`,
  `<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="#s"?><svg xmlns="http://www.w3.org/2000/svg"><x:stylesheet id="s" version="1.0" xmlns:x="http://www.w3.org/1999/XSL/Transform"><x:template match="/"><script xmlns="http://www.w3.org/1999/xhtml">RUN</script></x:template></x:stylesheet></svg>`,
  `<!DOCTYPE svg [<!ATTLIST svg onload CDATA "RUN">]><svg xmlns="http://www.w3.org/2000/svg"/>`,
  `<!DOCTYPE svg [<!ENTITY x "<script xmlns='http://www.w3.org/2000/svg'>RUN</script>">]><svg xmlns="http://www.w3.org/2000/svg">&x;</svg>`,
  `<svg xmlns="http://www.w3.org/2000/svg"><foreignObject><body xmlns="http://www.w3.org/1999/xhtml" onload="RUN"/></foreignObject></svg>`,
  `<svg xmlns="http://www.w3.org/2000/svg"><foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="javascript:parent.RUN"/></foreignObject></svg>`,
  `<svg xmlns="http://www.w3.org/2000/svg"><animate onbegin="RUN" attributeName="x" dur="1s"/></svg>`, `<html xmlns="http://www.w3.org/1999/xhtml"><script>RUN</script></html>`,
  `${" ".repeat(70_000)}<svg xmlns="http://www.w3.org/2000/svg" onload="RUN"/>`, `<svg xmlns="http://www.w3.org/2000/svg"><rect/><rect></svg><script>RUN</script>`];

const ready = (text) => text.replaceAll("RUN", RUN);
const quoted = (text) => JSON.stringify(text);

/** All vectors: their kind, and the files of the handbook that they are. */
export const vectors = () => {
  const list = [];
  const add = (kind, text) => list.push({ kind, text: ready(text) });
  for (const html of HTML.trim().split("\n")) {
    add("html", html);
    add("html in a line", `A line with ${html} in it.`);
  }
  for (const html of HTML.trim().split("\n").filter((_, number) => number % 4 === 0)) add("html in a list", `- ${html}\n\n  ${html}`);
  for (const place of LINKS) for (const url of ADDRESSES) add("address", place(url));
  for (const place of PLACES) for (const text of TEXTS) add("text", place(text));
  for (const key of KEYS) for (const text of TEXTS.slice(0, 7)) add("front matter", `---\n${key}: ${quoted(text)}\n---\n\nText.`);
  for (const command of COMMANDS)
    for (const text of TEXTS.slice(0, 4)) add("math", `$\\${command}{${text}}$\n\n$$\\${command}{${text}}{${text}}$$`);
  return list;
};

/** Hostile drawings, as files. */
export const drawings = () => DRAWINGS.map(ready);

/** Hostile names of files. */
export const names = () => ["<img src=x onerror=RUN>.md", "\"><svg onload=RUN>.md", "a' onclick='RUN.md", "{{ RUN }}.md"].map(ready);
