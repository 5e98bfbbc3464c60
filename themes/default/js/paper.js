// On paper: the day of printing, and how long an answer takes instead of a time that passes.
addEventListener("beforeprint", () => {
  const language = document.documentElement.lang.replace(/^en$/, "en-GB");
  const day = new Date().toLocaleDateString(language, { dateStyle: "long" });
  for (const line of document.querySelectorAll("[data-printed]")) {
    line.textContent = line.dataset.printed.replace("{day}", day);
  }
});
