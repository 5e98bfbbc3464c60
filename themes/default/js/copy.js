// Copies code, links to headings, the page's address and its Markdown, and says so; over plain HTTP too.
const { copy, copied } = document.documentElement.dataset;
const said = document.createElement("p");
said.className = "said";
said.role = "status";
document.body.append(said);

const write = async (text) => {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea");
  field.value = text;
  (document.querySelector("dialog[open]") ?? document.body).append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
};

const put = async (text) => {
  await write(await text);
  said.textContent = copied;
  setTimeout(() => (said.textContent = ""), 2000);
};

const read = async (address) => (await fetch(address)).text();

for (const block of document.querySelectorAll(".text pre")) {
  const frame = document.createElement("div");
  const button = document.createElement("button");
  frame.className = /\n./.test(block.textContent) ? "code" : "code line";
  button.textContent = copy;
  button.addEventListener("click", () => put(block.textContent.trimEnd()));
  block.replaceWith(frame);
  frame.append(button, block);
}

document.addEventListener("click", ({ target }) => {
  const anchor = target.closest(".anchor");
  if (anchor) return put(anchor.href);
  const button = target.closest("[data-copies]");
  if (button) put(button.dataset.copies ? read(button.dataset.copies) : location.href);
});
for (const button of document.querySelectorAll("[data-copies]")) button.parentElement.hidden = false;
