// Images that are shown smaller than they are open large, by a click or by the keyboard; Esc, the button and any click close.
const dialog = document.querySelector(".zoomed");

const open = (image, button) => {
  const large = new Image();
  large.src = image.currentSrc;
  large.alt = dialog.ariaLabel = image.alt;
  dialog.querySelector("img")?.remove();
  dialog.append(large);
  // Some browsers give a button that is clicked no focus, and so nothing to come back to.
  button.focus();
  dialog.showModal();
};

const look = () => {
  for (const image of document.querySelectorAll(".text img[alt]:not([alt=''])")) {
    if (image.closest("a, button, summary") || image.naturalWidth <= image.clientWidth * 1.1) continue;
    const button = document.createElement("button");
    const shown = image.closest("picture") ?? image;
    button.type = "button";
    button.className = "zoom";
    button.setAttribute("aria-haspopup", "dialog");
    button.addEventListener("click", () => open(image, button));
    shown.replaceWith(button);
    button.append(shown);
  }
};

dialog.addEventListener("click", () => dialog.close());
look();
addEventListener("resize", look);
// Images load when they come near.
document.addEventListener("load", look, true);
