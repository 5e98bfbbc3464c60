// "Ask now and usually hear by Monday 10:00": the algorithm of src/govern/answer.rs, on the data that the build put into the page.
// Both pass the table in tests/answers. Zones and their changes of clocks are the browser's own.
const minute = 6e4;
const day = 864e5;
const clocks = {};

// What the clock of a zone shows at a moment, as if it were UTC.
const shown = (zone, time) => {
  clocks[zone] ??= new Intl.DateTimeFormat("sv", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
  return Date.parse(clocks[zone].format(time).replace(" ", "T") + "Z");
};

// The moment at which the clock of a zone shows a time; of two the first, and of none as much later as clocks go forward.
const moment = (zone, clock) => {
  const before = shown(zone, clock - day) - clock + day;
  const after = shown(zone, clock + day) - clock - day;
  const is = (offset) => shown(zone, clock - offset) === clock;
  return clock - (!is(before) && is(after) ? after : before);
};

const date = (zone, time) => Math.floor(shown(zone, time) / day) * day;
const end = (spans) => Math.max(...spans.map(([, to]) => to));

// The spans of the working day that somebody, or whoever stands in, has on a date.
const workingDay = (people, place, midnight, depth = 0) => {
  const { zone, turns, off, cover } = people[place];
  const iso = new Date(midnight).toISOString().slice(0, 10);
  const at = (minutes) => moment(zone, midnight + minutes * minute);
  if (!off.some(([from, to = from]) => from <= iso && iso <= to)) {
    const spans = turns[(new Date(midnight).getUTCDay() + 6) % 7].map((turn) => turn.map(at));
    return spans.filter(([from, to]) => from < to);
  }
  let first = [];
  if (depth === 4) return first;
  const [from, to] = [at(0), at(1440)];
  for (const other of cover) {
    const last = date(people[other].zone, to - 1);
    for (let next = date(people[other].zone, from); next <= last; next += day) {
      const spans = workingDay(people, other, next, depth + 1);
      const starts = spans[0]?.[0];
      if (starts >= from && starts < to && !(first[0]?.[0] <= starts)) first = spans;
    }
  }
  return first;
};

// Working days that are not over yet, in order.
function* duty(people, place, now) {
  const first = date(people[place].zone, now) - 2 * day;
  for (let next = 0; next < 400; next += 1) {
    const spans = workingDay(people, place, first + next * day);
    if (end(spans) > now) yield spans;
  }
}

const expected = (data, now) => {
  const [head, ...rows] = data.split("|");
  const [how, ...asked] = head.trim().split(" ");
  let left = +how.slice(1);
  if (how[0] === "c") return now + left * minute;

  const list = (text, by, make) => (text ? text.split(by).map(make) : []);
  const people = rows.map((row) => {
    const [zone, week, off, cover] = row.split(";");
    const turns = week.split(",").map((turns) => list(turns, " ", (turn) => turn.split("-").map(Number)));
    return { zone, turns, off: list(off, " ", (days) => days.split("/")), cover: list(cover, " ", Number) };
  });

  let place;
  let earliest = Infinity;
  for (const other of asked) {
    const spans = duty(people, other, now).next().value ?? [];
    const starts = Math.min(...spans.filter(([, to]) => to > now).map(([from]) => Math.max(from, now)));
    if (starts < earliest) [place, earliest] = [other, starts];
  }
  if (!place) return;

  if (how[0] === "w") {
    let spent = now;
    left *= minute;
    for (const spans of duty(people, place, now)) {
      for (const [from, to] of spans) {
        spent = Math.max(spent, from);
        if (to - spent >= left) return spent + left;
        left -= Math.max(to - spent, 0);
        spent = Math.max(spent, to);
      }
    }
    return;
  }
  let point;
  for (const spans of duty(people, place, now)) {
    const start = spans[0][0];
    if (point === undefined) {
      point = now < start ? Infinity : now - start;
      if (now < start) left -= 1;
    }
    if (!left) return Math.min(start + point, end(spans));
    left -= 1;
  }
};

// "16:30", "Monday 16:30" or "14 December, 16:30", in the reader's own zone.
const told = (time, now) => {
  // Midnight is the end of a day to whoever waits for it, and not the start of the next.
  time -= minute * !(time - new Date(time).setHours(0, 0, 0, 0));
  // English as the build writes it: "14 December".
  const language = document.documentElement.lang.replace(/^en$/, "en-GB");
  const days = Math.round((new Date(time).setHours(12, 0, 0, 0) - new Date(now).setHours(12, 0, 0, 0)) / day);
  const name = days > 6 ? { day: "numeric", month: "long" } : days && { weekday: "long" };
  const write = (options) => new Intl.DateTimeFormat(language, options).format(time);
  const clock = write({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return name ? `${write(name)} ${clock}` : clock;
};

for (const place of document.querySelectorAll("[data-answer]")) {
  const now = Date.now();
  const time = expected(place.dataset.answer, now);
  if (!time) continue;
  // Paper keeps how long it takes: the time itself passes.
  const own = document.createElement("span");
  const paper = own.cloneNode();
  own.textContent = place.dataset.by.replace("{time}", told(Math.ceil(time / minute) * minute, now));
  [own.className, paper.className] = ["screen-only", "print-only"];
  paper.append(...place.childNodes);
  place.replaceChildren(own, paper);
}
