// Code blocks: a button that copies, and the keyboard reaches blocks that scroll.
const { copy, copied } = document.documentElement.dataset;

for (const block of document.querySelectorAll(".text pre")) {
  if (block.scrollWidth > block.clientWidth) block.tabIndex = 0;
  if (!navigator.clipboard || !copy) continue;
  const frame = document.createElement("div");
  const button = document.createElement("button");
  frame.className = "code";
  button.type = "button";
  button.textContent = copy;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(block.textContent.trimEnd());
    button.textContent = copied;
    setTimeout(() => (button.textContent = copy), 1500);
  });
  block.replaceWith(frame);
  frame.append(block, button);
}
