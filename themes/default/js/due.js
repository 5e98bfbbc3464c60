// A page carries the day of its next review. When that day has passed since the site was made, the line says so; it never says better.
for (const line of document.querySelectorAll("[data-due]")) {
  // Swedish writes days as the build does: 2026-11-22.
  const today = new Date().toLocaleDateString("sv");
  const { due, late, word } = line.dataset;
  if (today > due) {
    line.dataset.state = "stale";
    line.querySelector(".icon").dataset.icon = "warning";
    line.querySelector(".short").textContent = word;
    line.lastElementChild.textContent = late;
  }
}
