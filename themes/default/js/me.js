// "For me": a reader says on their own page in People who they are. The browser keeps it, and nobody else learns it.
const place = document.querySelector(".for-me");
const button = document.querySelector("[data-me]");
const read = (name) => {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {}
};
const keep = (name, value) => {
  try {
    if (value) localStorage.setItem(name, JSON.stringify(value));
    else localStorage.removeItem(name);
  } catch {}
};
const me = read("me");

if (button) {
  const { me: mine, forget } = button.dataset;
  const name = document.querySelector("h1").textContent;
  let isMe = me?.href === location.pathname;
  const show = () => (button.textContent = isMe ? forget : mine);
  show();
  button.hidden = false;
  button.addEventListener("click", () => {
    isMe = !isMe;
    keep("me", isMe && { name, href: location.pathname });
    show();
  });
}

const show = async () => {
  const answer = await fetch(me.href);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const link of page.querySelectorAll("main a[href]")) link.href = new URL(link.getAttribute("href"), new URL(me.href, location)).href;
  const sections = [...page.querySelectorAll("main > section")].slice(0, 3);
  for (const heading of page.querySelectorAll("main > section > h2")) {
    const smaller = document.createElement("h3");
    smaller.append(...heading.childNodes);
    heading.replaceWith(smaller);
  }
  const who = document.createElement("a");
  who.href = me.href;
  who.textContent = me.name;
  place.querySelector("h2").append(" · ", who);
  const columns = document.createElement("div");
  columns.className = "columns";
  columns.append(...sections);
  const forget = document.createElement("button");
  forget.className = "button";
  forget.textContent = place.dataset.forget;
  forget.addEventListener("click", () => {
    keep("me");
    place.hidden = true;
  });
  place.append(columns, forget);
  place.hidden = false;
};

if (place && me) show();
document.querySelector("[data-opens-search]")?.addEventListener("click", (event) => {
  event.preventDefault();
  document.querySelector("[data-search]").click();
});
