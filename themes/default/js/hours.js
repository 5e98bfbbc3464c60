// Charts of working hours: turns them to the reader's own clock.
for (const chart of document.querySelectorAll("[data-ahead]")) {
  const minutes = (time) => ((time % 1440) + 1440) % 1440;
  const shift = minutes(720 - new Date().getTimezoneOffset() - chart.dataset.ahead) - 720;
  for (const drawing of chart.querySelectorAll("svg")) drawing.setAttribute("viewBox", `${-shift} 0 1440 10`);
  for (const time of chart.querySelectorAll("[data-at]")) {
    time.textContent = new Date(minutes(+time.dataset.at + shift) * 6e4).toISOString().slice(11, 16);
  }
  const head = chart.querySelector("[data-yours]");
  head.textContent = head.dataset.yours;
}
