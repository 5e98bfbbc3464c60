//! The elements and attributes that a plain drawing is made of: SVG 2 without scripts and foreign
//! documents, a little XHTML for the labels of diagrams, and the notes that drawing programs leave
//! for themselves.

/// The namespace of SVG.
pub(super) const SVG: &str = "http://www.w3.org/2000/svg";
/// The namespace of XHTML.
pub(super) const XHTML: &str = "http://www.w3.org/1999/xhtml";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Elements of SVG, separated by blanks.
const ELEMENTS: &str = "a animate animateMotion animateTransform circle clipPath defs desc ellipse \
    feBlend \
    feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting \
    feDisplacementMap feDistantLight \
    feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge \
    feMergeNode feMorphology feOffset \
    fePointLight feSpecularLighting feSpotLight feTile feTurbulence filter font font-face \
    font-face-name font-face-src \
    foreignObject g glyph hkern image line linearGradient marker mask metadata missing-glyph mpath \
    path pattern polygon \
    polyline radialGradient rect set stop style svg switch symbol text textPath title tref tspan \
    use view vkern";

/// Elements of XHTML in the labels of diagrams.
const LABELS: &str = "a b br code div em font h1 h2 h3 h4 h5 h6 hr i li ol p pre span strong style \
    sub sup table tbody td th thead tr u ul";

/// Attributes of both, separated by blanks.
const ATTRIBUTES: &str = "accent-height accumulate additive alignment-baseline alphabetic \
    amplitude arabic-form ascent \
    attributeName attributeType azimuth baseProfile baseFrequency baseline-shift bbox begin bias \
    by calcMode cap-height \
    class clip clip-path clip-rule clipPathUnits color color-interpolation \
    color-interpolation-filters color-profile \
    color-rendering content contentScriptType contentStyleType cursor cx cy d descent \
    diffuseConstant direction display \
    divisor dominant-baseline dur dx dy edgeMode elevation enable-background end exponent face \
    fill fill-opacity fill-rule \
    filter filterRes filterUnits flood-color flood-opacity font-family font-size font-size-adjust \
    font-stretch font-style \
    font-variant font-weight format fr from fx fy g1 g2 glyph-name glyphRef gradientTransform \
    gradientUnits hanging height \
    horiz-adv-x horiz-origin-x horiz-origin-y href id ideographic image-rendering in in2 intercept \
    isolation k k1 k2 k3 k4 \
    kernelMatrix kernelUnitLength kerning keyPoints keySplines keyTimes lang lengthAdjust \
    letter-spacing lighting-color \
    limitingConeAngle marker-end marker-mid marker-start markerHeight markerUnits markerWidth mask \
    mask-type \
    maskContentUnits maskUnits mathematical max media method min mix-blend-mode mode name \
    numOctaves offset opacity operator \
    order orient orientation origin overflow overline-position overline-thickness p-id paint-order \
    panose-1 path pathLength \
    patternContentUnits patternTransform patternUnits pointer-events points pointsAtX pointsAtY \
    pointsAtZ preserveAlpha \
    preserveAspectRatio primitiveUnits r radius rel refX refY rendering-intent repeatCount \
    repeatDur requiredExtensions \
    requiredFeatures restart result role rotate rx ry scale seed shape-rendering slope spacing \
    specularConstant \
    specularExponent spreadMethod startOffset stdDeviation stemh stemv stitchTiles stop-color \
    stop-opacity \
    strikethrough-position strikethrough-thickness stroke stroke-dasharray stroke-dashoffset \
    stroke-linecap \
    stroke-linejoin stroke-miterlimit stroke-opacity stroke-width style surfaceScale \
    systemLanguage t tabindex tableValues \
    target targetX targetY text-anchor text-decoration text-rendering textLength title to \
    transform transform-origin type \
    u1 u2 underline-position underline-thickness unicode unicode-bidi unicode-range units-per-em \
    v-alphabetic v-hanging \
    v-ideographic v-mathematical values vector-effect version vert-adv-y vert-origin-x \
    vert-origin-y viewBox viewTarget \
    visibility white-space width widths word-spacing writing-mode x x-height x1 x2 \
    xChannelSelector y y1 y2 yChannelSelector \
    z zoomAndPan align bgcolor border cellpadding cellspacing colspan rowspan size valign host \
    agent etag modified d2Version \
    crossorigin";

/// What drawing programs note for themselves: browsers do nothing with it.
#[rustfmt::skip]
const NOTES: [&str; 22] = [
    "http://sodipodi.sourceforge.net/", "http://www.inkscape.org/",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://creativecommons.org/ns#",
    "http://web.resource.org/cc/", "http://purl.org/dc/", "http://ns.adobe.com/", "&ns_",
    "http://www.bohemiancoding.com/sketch/", "https://sketch.com", "http://www.serif.com/",
    "http://www.figma.com/", "https://www.figma.com/", "http://vectornator.io",
    "https://boxy-svg.com", "http://svgjs.", "http://krita.org/",
    "http://schemas.microsoft.com/visio/", "http://www.openclipart.org/", "http://purl.org/",
    "lucid", "http://www.omnigroup.com/",
];

/// Whether an element belongs to a plain drawing.
pub(super) fn has_element(namespace: &str, name: &str) -> bool {
    match namespace {
        SVG => lists(ELEMENTS, name),
        XHTML => lists(LABELS, name),
        other => is_note(other),
    }
}

/// Whether an attribute belongs to a plain drawing. Handlers (`on…`) are in no list.
pub(super) fn has_attribute(namespace: &str, name: &str) -> bool {
    let is_handler = name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on"));
    match namespace {
        "" => {
            lists(ATTRIBUTES, name)
                || ["data-", "aria-"].iter().any(|start| name.starts_with(start))
        }
        XLINK => {
            matches!(name, "href" | "type" | "title" | "show" | "actuate" | "role" | "arcrole")
        }
        XML => matches!(name, "space" | "lang" | "id"),
        other => is_note(other) && !is_handler,
    }
}

fn is_note(namespace: &str) -> bool {
    NOTES.iter().any(|start| namespace.starts_with(start))
}

fn lists(names: &str, name: &str) -> bool {
    names.split_ascii_whitespace().any(|known| known == name)
}
