// Times of meetings: shows each on the reader's own clock.
for (const time of document.querySelectorAll("time[data-yours]")) {
  const at = new Date(time.dateTime);
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const own = at.toLocaleTimeString(document.documentElement.lang, clock);
  if (time.textContent.startsWith(own)) continue;
  // Paper goes to other people.
  const yours = document.createElement("span");
  yours.className = "screen-only";
  yours.textContent = ` (${time.dataset.yours.replace("{time}", own)})`;
  time.append(yours);
}
