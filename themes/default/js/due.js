// A page carries the day of its next review. When that day has passed since the site was made, the line says so; it never says better.
for (const line of document.querySelectorAll("[data-due]")) {
  const now = new Date();
  const pad = (number) => String(number).padStart(2, "0");
  const today = `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
  const { due, late, word } = line.dataset;
  if (today > due) {
    line.dataset.state = "stale";
    line.querySelector(".icon").dataset.icon = "warning";
    line.querySelector(".short").textContent = word;
    line.lastElementChild.textContent = late;
  }
}
