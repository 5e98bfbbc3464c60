// Says of people whether they are at work now, by the clock of where they are: data of src/govern/rota.rs.
for (const line of document.querySelectorAll("[data-clock]")) {
  const [zone, week, off] = line.dataset.clock.split(";");
  const [date, time] = new Date().toLocaleString("sv", { timeZone: zone }).split(" ");
  const [hours, minutes] = time.split(":").map(Number);
  const now = hours * 60 + minutes;
  // Turns may last past midnight.
  const at = [0, 1].flatMap((before) => {
    const day = new Date(Date.parse(date) - before * 864e5);
    const iso = day.toISOString().slice(0, 10);
    if (off.split(" ").some((days) => iso >= days.slice(0, 10) && iso <= days.slice(-10))) return [];
    const turns = week.split(",")[(day.getUTCDay() + 6) % 7].match(/\d+-\d+/g) ?? [];
    return turns.map((turn) => turn.split("-").map((minute) => minute - before * 1440)).filter(([from, to]) => from <= now && now < to);
  });
  const clock = (minute) => new Date(minute * 6e4).toISOString().slice(11, 16);
  const { working, resting } = line.dataset;
  const city = zone.split("/").pop().replaceAll("_", " ");
  line.textContent = (at.length ? working : resting).replace("{zone}", city).replace("{time}", clock(now)).replace("{until}", () => clock(at[0][1]));
  line.hidden = false;
}
