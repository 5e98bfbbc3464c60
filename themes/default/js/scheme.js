// The switch of colours: as the system, light, dark.
const button = document.querySelector("[data-scheme-switch]");
const order = ["auto", "light", "dark"];

const stored = () => {
  try {
    return localStorage.getItem("scheme");
  } catch {}
};

const show = (scheme) => {
  document.documentElement.style.colorScheme = scheme === "auto" ? "" : scheme;
  for (const meta of document.querySelectorAll("[name=theme-color]")) meta.content = getComputedStyle(document.body).backgroundColor;
  button.setAttribute("aria-label", button.dataset[scheme]);
  button.title = button.dataset[scheme];
  button.firstElementChild.dataset.icon = scheme;
};

if (button) {
  let at = Math.max(0, order.indexOf(stored()));
  show(order[at]);
  button.hidden = false;
  button.addEventListener("click", () => {
    const scheme = order[(at = (at + 1) % 3)];
    try {
      if (scheme === "auto") localStorage.removeItem("scheme");
      else localStorage.setItem("scheme", scheme);
    } catch {}
    show(scheme);
  });
}
