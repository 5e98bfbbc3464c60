// `?` shows the keys that work everywhere.
const keys = document.getElementById("hb:keys");
const buttons = document.querySelectorAll("[data-keys]");

for (const button of buttons) {
  button.parentElement.hidden = false;
  button.addEventListener("click", () => keys.showModal());
}
addEventListener("keydown", ({ key, target }) => {
  if (key === "?" && !target.closest("dialog, input, select, textarea, [contenteditable]")) keys?.showModal();
});
