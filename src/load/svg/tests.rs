//! Drawings that run code, and those that only look as if they could.

use super::refusal;

/// A drawing with something in it.
fn drawing(inside: &str) -> String {
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' \
         xmlns:h='http://www.w3.org/1999/xhtml' \
         xmlns:inkscape='http://www.inkscape.org/namespaces/inkscape'>{inside}</svg>"
    )
}

#[test]
fn what_could_run_is_refused() {
    let inside = [
        "<script>1</script>",
        "<s:SCRIPT xmlns:s='http://www.w3.org/2000/svg'/>",
        "<handler/>",
        "<rect onclick='x'/>",
        "<rect ONCLICK='x'/>",
        "<inkscape:x/><rect inkscape:onload='x()'/>",
        "<a xlink:href='java&#115;cript:x()'/>",
        "<a href='&#9;JavaScript:x()'/>",
        "<a href='data:text/html,x'/>",
        "<use href='data:image/svg+xml,x#y'/>",
        "<use href='other.svg#x'/>",
        "<image href='data:text/html,x'/>",
        "<image href='https://other.example/x.png'/>",
        "<animate attributeName='href' to='javascript:x()'/>",
        "<set attributeName='onload' to='x()'/>",
        "<set attributeName='xlink:href' to='x'/>",
        "<h:script/>",
        "<h:iframe src='x'/>",
        "<h:a href='javascript:x()'/>",
        "<h:a onclick='x()'/>",
        "<h:style>a{-moz-binding:url(x)}</h:style>",
        "<h:div onclick='x'/>",
        "<foreignObject><math xmlns='http://www.w3.org/1998/Math/MathML' \
         href='javascript:x()'/></foreignObject>",
        "<style><![CDATA[a{-moz-binding:url(x)}]]></style>",
        "<rect style='width:EXPRESSION(x)'/>",
        "<rect srcdoc='x'/>",
        "<x:y/>",
        "<rect x:y='1'/>",
        "<rect></svg>",
        "&unknown;<rect fill='&unknown;'/>",
        "<?xml-stylesheet href='x'?>",
    ];
    for inside in inside {
        assert!(refusal(&drawing(inside)).is_some(), "{inside}");
    }
    let whole = [
        "<?xml-stylesheet type='text/xsl' href='data:,x'?><svg \
         xmlns='http://www.w3.org/2000/svg'/>",
        "<!DOCTYPE svg [<!ENTITY x '<script/>'>]><svg>&x;</svg>",
        "<!DOCTYPE svg [<!ATTLIST svg onload CDATA 'x()'>]><svg/>",
        "<!DOCTYPE svg SYSTEM 'https://x.example/x.dtd'><svg/>",
        "<!DOCTYPE html><svg/>",
        "<?xml version='1.0' encoding='ISO-2022-JP'?><svg/>",
        "<?xml version='1.0' encoding='UTF-16'?><svg/>",
        "\0<\0s\0v\0g",
        "<html xmlns='http://www.w3.org/1999/xhtml'/>",
        "<x:stylesheet xmlns:x='http://www.w3.org/1999/XSL/Transform'/>",
        "<svg onload=x()>",
        "<svg xmlns='http://www.w3.org/2000/svg'><rect",
    ];
    for text in whole {
        assert!(refusal(text).is_some(), "{text}");
    }
}

#[test]
fn plain_drawings_are_published() {
    let inside = [
        "<a href='https://x.example/on'><text>onload=javascript:</text></a>",
        "<a xlink:href='../policies/'/><a href='#x'/><a href='mailto:a@b.example'/>",
        "<image href='data:image/svg+xml,x'/><image \
         xlink:href='data:image/png;base64,AAAA'/><image href='photo.jpg'/>",
        "<use xlink:href='#x'/><rect fill='url(#x)' style='stroke: url(\"#y\")'/>",
        "<style>@import url(https://fonts.example/x); .a{fill:#fff} \
         @font-face{src:url(data:font/woff2;base64,AA)}</style>",
        "<foreignObject><h:div style='color:red'><h:b>Label</h:b><h:br/></h:div></foreignObject>",
        "<h:style>.a{fill:#fff}</h:style>",
        "<g xmlns:lucid='lucid' lucid:page-tab-id='0_0'/>",
        "<foreignObject><h:a href='https://x.example/ask'>Ask</h:a></foreignObject>",
        "<inkscape:page x='0'/><g inkscape:label='Layer 1' data-name='x' aria-hidden='true'/>",
        "<animate attributeName='opacity' values='0;1' dur='1s'/>",
        "<!-- <script> --><title>A &amp; B &#8212; C</title>",
    ];
    for inside in inside {
        let found = refusal(&drawing(inside)).map(|refusal| refusal.why);
        assert_eq!(found, None, "{inside}");
    }
    for text in [
        "<?xml version='1.0' encoding='utf-8' standalone='no'?><svg/>",
        "",
        "\u{feff}<svg content='&lt;mx&gt;'/>",
    ] {
        assert_eq!(refusal(text).map(|refusal| refusal.why), None, "{text}");
    }
}
