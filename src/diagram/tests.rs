//! Drawings of small diagrams, and of what must not get into one.

use super::draw;

/// All that is in a drawing.
fn drawn(source: &str) -> String {
    let drawing = draw(source).unwrap_or_else(|why| panic!("{source}: {why}"));
    format!("<svg {}>{}</svg>", drawing.attributes, drawing.content)
}

/// The texts in a drawing, in order.
fn texts(source: &str) -> Vec<String> {
    let svg = drawn(source);
    let pieces = svg.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text);
    pieces.filter(|text| !text.trim().is_empty()).map(str::to_owned).collect()
}

#[test]
fn every_kind_shows_its_words() {
    for (source, words) in [
        ("flowchart LR\nA[One] -->|then| B{Two?}", "One Two? then"),
        ("graph TD; a-->b", "a b"),
        (
            "stateDiagram-v2\n[*] --> On\nOn --> Off: stop\nnote right of Off: why",
            "On Off why stop",
        ),
        ("sequenceDiagram\nAna->>Bo: Hello", "Ana Ana Bo Bo Hello"),
        ("pie\n\"Tea\": 3\n\"Milk\": 1", "Tea Milk 75% 25%"),
        ("classDiagram\nAnimal <|-- Duck", "Animal Duck"),
        ("erDiagram\nSHIP ||--o{ CREW : has", "SHIP CREW has"),
        ("gantt\ndateFormat YYYY-MM-DD\nsection Now\nDive: 2026-01-01, 3d", "Now Dive"),
        ("flowchart LR\nC++ -->|a+b| D", "C++ a+b D"),
        (
            "gantt\ndateFormat YYYY-MM-DD\nDive: x, 2026-01-01, 3d\nUp: milestone, m, after x",
            "Dive Up",
        ),
        ("timeline\n2002 : Founded", "2002 Founded"),
        ("mindmap\n  root\n    leaf", "root leaf"),
        ("journey\nsection Go\nTea: 5: Ana", "Go Tea Ana"),
        ("gitGraph\ncommit id: \"first\"", "main first"),
    ] {
        let texts = texts(source);
        for word in words.split(' ') {
            assert!(texts.iter().any(|text| text == word), "{word} in {source}: {texts:?}");
        }
    }
}

#[test]
fn labels_are_plain_text() {
    for (label, lines) in [
        ("\"a<br/>b <b>c</b>\"", vec!["a", "b c"]),
        ("\"1 &lt; 2 #35; #quot;x#quot;\"", vec!["1 &lt; 2 # \"x\""]),
        ("\"`**bold** text`\"", vec!["bold text"]),
        ("fa:fa-car Car", vec!["Car"]),
        ("\"a < b\"", vec!["a &lt; b"]),
        ("\"Größe 大小\"", vec!["Größe 大小"]),
    ] {
        assert_eq!(texts(&format!("flowchart LR\nA[{label}]")), lines, "{label}");
    }
}

#[test]
fn nothing_active_gets_through() {
    for source in [
        "flowchart TD\nA[\"<script>alert(1)</script>\"] --> B[\"<img src=x onerror=alert(1)>\"]",
        "flowchart TD\nA --> B\nclick A \"javascript:alert(1)\" \"tip\"\nclick B call alert(1)",
        "%%{init: {\"themeCSS\": \".node{background:url(https://evil.example/x)}\"}}%%\n\
         flowchart TD\nA --> B",
        "flowchart TD\nA\nstyle A fill:url(https://evil.example/y),stroke:red",
        "flowchart TD\nA\nclassDef x fill:#fff\" onload=\"alert(1)\nclass A x",
        "classDiagram\nclass A\nlink A \"javascript:alert(1)\"\ncallback A \"alert\"",
        "classDiagram\nclass A\nstyle A fill:url(https://evil.example/y)",
        "sequenceDiagram\nparticipant A as <script>alert(1)</script>\nA->>B: \"><svg onload=x>",
        "gantt\ndateFormat YYYY-MM-DD\nx: a, 2026-01-01, 3d\nclick a href \"javascript:x()\"",
        "mindmap\n  root((<a href=\"javascript:x()\" onclick=\"x()\">a</a>))",
        "pie title <style>*{}</style>\n\"<foreignObject/>\": 1",
        "block-beta\na[\"x\"]\nstyle a fill:#fff;behavior:url(x)",
    ] {
        let Ok(drawing) = draw(source) else { continue };
        let svg = drawing.content;
        let tags: Vec<&str> =
            svg.split('<').map(|piece| piece.split('>').next().unwrap()).collect();
        for sign in ["script", "javascript", " on", "style=", "url(", "href", " id=", "foreign"] {
            assert!(!tags.iter().any(|tag| tag.contains(sign)), "{sign} in {svg}");
        }
    }
}

#[test]
fn colours_of_authors_can_be_read() {
    let svg = drawn(
        "flowchart LR\nA[Dark] --> B[Light]\nstyle A fill:#333\nclassDef pale fill:#ffe,stroke:red\n\
         class B pale\nlinkStyle 0 stroke:#00f",
    );
    assert!(svg.contains("fill=\"#fff\">Dark"), "{svg}");
    assert!(svg.contains("fill=\"#000\">Light"), "{svg}");
    assert!(svg.contains("stroke=\"#ff0000\""), "{svg}");
    assert!(svg.contains("stroke=\"#0000ff\""), "{svg}");
}

#[test]
fn boxes_lie_in_their_groups_and_nowhere_else() {
    let svg = drawn(
        "flowchart LR\nsubgraph one [First]\na --> b\nend\nsubgraph two [Second]\nc\nend\n\
         b --> c\none --> two\nd --> c",
    );
    let number = |tag: &str, key: &str| -> f64 {
        let value = tag.split(&format!(" {key}=\"")).nth(1).unwrap();
        value.split('"').next().unwrap().parse().unwrap()
    };
    let rects: Vec<[f64; 4]> = svg
        .split("<rect")
        .skip(1)
        .filter(|tag| tag.contains("--sunken") || tag.contains("--raised"))
        .map(|tag| {
            let (x, y) = (number(tag, "x"), number(tag, "y"));
            [x, y, x + number(tag, "width"), y + number(tag, "height")]
        })
        .collect();
    let has = |a: [f64; 4], b: [f64; 4]| a[0] < b[0] && a[1] < b[1] && a[2] > b[2] && a[3] > b[3];
    let apart = |a: [f64; 4], b: [f64; 4]| a[2] < b[0] || b[2] < a[0] || a[3] < b[1] || b[3] < a[1];
    let [one, two, a, b, c, d] = *rects else { panic!("{svg}") };
    assert!(has(one, a) && has(one, b) && has(two, c), "{svg}");
    assert!(apart(one, two) && apart(one, c) && apart(two, a) && apart(two, b), "{svg}");
    assert!(apart(one, d) && apart(two, d), "{svg}");
}

#[test]
fn labels_take_several_lines_and_arrows_go_on() {
    for source in [
        "flowchart TB\nsubgraph \"a\nb\"\nA[\"`one\ntwo`\"]\nend\nB[(three\nfour)]",
        "flowchart LR\nA[\"one two\"]\n  --> B[\"three\"] -->\nC",
        "sequenceDiagram\npar\nA->>B: one two\nand\nB->>A: three\nend",
    ] {
        let svg = drawn(source);
        assert!(svg.contains("one") && svg.contains("three"), "{source}: {svg}");
    }
}

#[test]
fn the_same_source_gives_the_same_bytes() {
    for source in [
        "flowchart TD\nA --> B & C --> D\nsubgraph s\nB\nC\nend\nD --> A\nD --> D",
        "sequenceDiagram\nA->>+B: x\nB->>+C: y\nloop z\nC->>+D: z\nend\nD->>+A: w",
        "gantt\ndateFormat YYYY-MM-DD\nsection a\nx: 2026-11-01, 60d",
        "erDiagram\nA ||--o{ B : x\nB ||--o{ C : y\nC ||--o{ A : z",
    ] {
        let first = drawn(source);
        assert!((0..8).all(|_| drawn(source) == first), "{source}");
    }
}

#[test]
fn what_is_not_drawn_says_why() {
    let deep = "subgraph x\n".repeat(40);
    let long = "A --> B\n".repeat(500);
    let wide: String = (0..200).map(|at| format!("A{at} --> B{at}\n")).collect();
    for (source, why) in [
        ("", "it is empty"),
        ("nonsense", "`nonsense` is no kind of diagram"),
        ("flowchart LR\nA[x", "line 2 of it: "),
        (&format!("flowchart LR\n{deep}"), "it is nested more than 32 deep"),
        (&format!("flowchart LR\nA{}", "(".repeat(99)), "it is nested more than 32 deep"),
        (&format!("flowchart LR\n{long}"), "it has more than 400 lines or 20000 bytes"),
        (&format!("flowchart LR\n{wide}"), "it has more than 300 boxes and arrows"),
        ("gantt\ndateFormat YYYY-MM-DD\nx: 0001-01-01, 9999-12-31", "it covers more than 20 years"),
        ("packet-beta\n0-999999999: \"a\"", "it has a number of more than 4 digits"),
        // The library panics here.
        ("sankey-beta\na,b,1e300\nb,a,1\n", "it cannot be laid out"),
    ] {
        let said = draw(source).err().unwrap_or_default();
        assert!(said.starts_with(why), "{source}: {said}");
    }
}

#[test]
fn screen_readers_get_the_name() {
    let name = |source: &str| draw(source).unwrap().name;
    assert_eq!(name("flowchart LR\nA"), None);
    assert_eq!(
        name("flowchart LR\naccTitle: How\naccDescr: From a to b.\nA").as_deref(),
        Some("How: From a to b.")
    );
    assert_eq!(name("---\ntitle: What\n---\nflowchart LR\nA").as_deref(), Some("What"));
}
