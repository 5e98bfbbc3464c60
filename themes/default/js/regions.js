// Boxes that scroll sideways can be reached with the keyboard; those that need not scroll are no stops.
const regions = document.querySelectorAll(".table, .text pre, .text > table, .drawing");
const look = () => {
  for (const region of regions) region.scrollWidth > region.clientWidth ? (region.tabIndex = 0) : region.removeAttribute("tabindex");
};
look();
addEventListener("resize", look);
