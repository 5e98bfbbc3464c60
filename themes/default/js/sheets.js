// Sheets over a page on small screens, for the navigation and the headings: the focus goes in, stays in and comes back.
const sheets = document.querySelectorAll(".side, .outline");

for (const sheet of sheets) {
  const hold = (isOpen) => {
    for (const other of document.querySelectorAll(".skip, .site-head, .outline-bar, main, .site-foot, .side, .outline")) other.inert = isOpen && other !== sheet;
  };
  sheet.addEventListener("beforetoggle", ({ newState }) => newState === "closed" && hold(false));
  sheet.addEventListener("toggle", ({ newState }) => {
    if (newState === "closed") return;
    hold(true);
    sheet.querySelector("button").focus();
  });
}

// A wide window shows them beside the text.
addEventListener("resize", () => {
  for (const sheet of sheets)
    if (sheet.matches(":popover-open") && !sheet.querySelector("button").checkVisibility()) sheet.hidePopover();
});
