// Views: tables that sort by a click on a head, and lists that a field narrows down.
const language = document.documentElement.lang;
const order = new Intl.Collator(language, { numeric: true });

const value = (row, at) => {
  const cell = row.cells[at];
  const text = cell.textContent.trim();
  // "1,234", however the language groups digits.
  const plain = cell.matches(".number") ? text.replace(/(?<=\d)\D(?=\d{3})/g, "") : text;
  return cell.querySelector("time")?.dateTime ?? cell.dataset.sort ?? plain;
};

for (const table of document.querySelectorAll("main .table > table")) {
  const body = table.tBodies[0];
  if (!table.tHead || table.closest(".text, .chart")) continue;
  const heads = [...table.tHead.rows[0].cells].map((head) => head.textContent.trim());
  for (const row of table.rows) for (const [at, cell] of [...row.cells].entries()) cell.dataset.label = heads[at] ?? "";
  if (body.rows.length < 3) continue;
  for (const [at, head] of [...table.tHead.rows[0].cells].entries()) {
    if (!heads[at]) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.ariaSort === "ascending";
      for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
      head.ariaSort = down ? "descending" : "ascending";
      const rows = [...body.rows].sort((left, right) => order.compare(value(left, at), value(right, at)) * (down ? -1 : 1));
      body.append(...rows);
    });
  }
}

for (const field of document.querySelectorAll("[data-narrows]")) {
  const list = document.getElementById(field.dataset.narrows);
  const plain = (text) => text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  const parts = [...list.querySelectorAll("li, tbody tr")].map((part) => [part, plain(part.textContent)]);
  const groups = [...list.querySelectorAll("details")].map((group) => [group, group.open]);
  field.parentElement.hidden = false;
  field.addEventListener("input", () => {
    const words = plain(field.value).split(/\s+/).filter(Boolean);
    for (const [part, text] of parts) part.hidden = !words.every((word) => text.includes(word));
    for (const [group, wasOpen] of groups) group.open = words.length ? !!group.querySelector("li:not([hidden])") : wasOpen;
  });
}

