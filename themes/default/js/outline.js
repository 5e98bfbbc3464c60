// "On this page": marks the heading that is being read, and closes the sheet after a choice.
const outline = document.getElementById("hb:outline");

if (outline) {
  const links = new Map();
  for (const link of outline.querySelectorAll("a")) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) links.set(heading, link);
  }

  const mark = () => {
    let current;
    for (const heading of links.keys()) if (heading.getBoundingClientRect().top < 97) current = heading;
    const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    if (atEnd && scrollY > 0) current = [...links.keys()].at(-1);
    for (const [heading, link] of links) {
      if (heading === current) {
        if (link.getAttribute("aria-current")) continue;
        link.setAttribute("aria-current", "true");
        outline.scrollTop = link.offsetTop - outline.clientHeight / 2;
      } else link.removeAttribute("aria-current");
    }
  };

  let frame;
  addEventListener("scroll", () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(mark);
  }, { passive: true });
  mark();

  outline.addEventListener("click", (event) => {
    if (event.target.closest("a") && outline.matches(":popover-open")) outline.hidePopover();
  });
}
