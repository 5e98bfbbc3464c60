// The button that goes from the system's colours to light and to dark, and remembers it.
const button = document.querySelector("[data-scheme-switch]");
const order = ["", "light", "dark"];

const stored = () => {
  try {
    return localStorage.getItem("scheme");
  } catch {}
};

const show = (scheme) => {
  document.documentElement.style.colorScheme = scheme;
  for (const meta of document.querySelectorAll("[name=theme-color]")) meta.content = getComputedStyle(document.body).backgroundColor;
  const name = scheme || "auto";
  button.title = button.dataset[name];
  button.setAttribute("aria-label", button.title);
  button.firstElementChild.dataset.icon = name;
};

if (button) {
  let at = Math.max(0, order.indexOf(stored()));
  show(order[at]);
  button.hidden = false;
  button.addEventListener("click", () => {
    at = (at + 1) % 3;
    try {
      localStorage.setItem("scheme", order[at]);
    } catch {}
    show(order[at]);
  });
}
