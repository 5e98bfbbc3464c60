// Charts of working hours: turns them to the reader's own clock, and back for paper, which goes to other people.
const minutes = (time) => ((time % 1440) + 1440) % 1440;
const turn = (chart, shift, name) => {
  for (const drawing of chart.querySelectorAll("svg")) drawing.setAttribute("viewBox", `${-shift} 0 1440 10`);
  for (const time of chart.querySelectorAll("[data-at]")) {
    time.textContent = new Date(minutes(+time.dataset.at + shift) * 6e4).toISOString().slice(11, 16);
  }
  chart.querySelector("[data-yours]").textContent = name;
};

for (const chart of document.querySelectorAll("[data-ahead]")) {
  const head = chart.querySelector("[data-yours]");
  const { textContent: theirs, dataset: { yours } } = head;
  const show = () => turn(chart, minutes(720 - new Date().getTimezoneOffset() - chart.dataset.ahead) - 720, yours);
  addEventListener("beforeprint", () => turn(chart, 0, theirs));
  addEventListener("afterprint", show);
  show();
}
