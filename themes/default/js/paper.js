// On paper: the day of printing, and how long an answer takes instead of a time that passes.
addEventListener("beforeprint", () => {
  const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long" }).format();
  for (const line of document.querySelectorAll("[data-printed]")) {
    line.textContent = line.dataset.printed.replace("{day}", day);
  }
});
