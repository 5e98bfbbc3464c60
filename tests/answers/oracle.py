"""The oracle of the table of expected answers: works cases.tsv out a second time, another way, and writes it.

    python3 tests/answers/oracle.py            # writes cases.tsv
    python3 tests/answers/oracle.py --check    # says which rows differ

It shares nothing with the program. Where that turns turns of a clock into moments and walks along them, this one looks at every single
minute of two years, asks zoneinfo what each person's clock shows in it, and counts. Slow (about two minutes), and hard to get wrong in the
same way. Needs Python 3.9 or later, and on systems without a zone database `pip install tzdata`.
"""

import functools
import json
import pathlib
import re
import sys
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

HERE = pathlib.Path(__file__).parent
TODAY = date(2026, 3, 1)
BEGIN = datetime(2026, 3, 1, tzinfo=timezone.utc)
MINUTES = 400 * 24 * 60
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def load(name):
    text = (HERE / name).read_text()
    return json.loads("\n".join(line for line in text.split("\n") if not line.startswith("#")))


HANDBOOK, PEOPLE = load("handbook.yaml"), load("people.yaml")


def week(text):
    """Turns by weekday, in minutes."""
    turns = [[] for _ in range(7)]
    if text == "always":
        return [[(0, 1440)] for _ in range(7)]
    for part in text.lower().split(";"):
        days, times = part.strip().split(" ", 1)
        first, last = (days.split("-") * 2)[:2]
        index = DAYS.index(first)
        while True:
            for time in times.split(","):
                a, b = (int(t[:2]) * 60 + int(t[3:]) for t in time.strip().split("-"))
                turns[index].append((a, b if b > a else b + 1440))
            if DAYS[index] == last:
                break
            index = (index + 1) % 7
    return turns


def find(name):
    kind, _, id = name.rpartition(":")
    for group in {"team": ["teams"], "role": ["roles"]}.get(kind, ["people", "teams", "roles"]):
        if id in PEOPLE[group]:
            return group, id
    raise KeyError(name)


def whoever(name):
    """Those who are asked in the end, in order."""
    group, id = find(name)
    if group == "roles":
        return whoever(PEOPLE["roles"][id])
    if group == "teams":
        team = PEOPLE["teams"][id]
        members = sorted(team["members"])
        if "lead" in team:
            members = [team["lead"]] + [m for m in members if m != team["lead"]]
        living = [m for m in members if is_there(m)]
        return living or (whoever(team["cover"]) if "cover" in team else [])
    if "left" in PEOPLE["people"][id] and date.fromisoformat(PEOPLE["people"][id]["left"]) < TODAY:
        cover = PEOPLE["people"][id].get("cover")
        return whoever(cover) if cover else []
    return [id]


def is_there(id):
    person = PEOPLE["people"][id]
    started = date.fromisoformat(person.get("starts", "0001-01-01")) <= TODAY
    return started and TODAY <= date.fromisoformat(person.get("left", "9999-12-31"))


def off(id, day):
    person = PEOPLE["people"][id]
    if day.isoformat() in HANDBOOK["holidays"].get(person.get("holidays"), []):
        return True
    if "starts" in person and day < date.fromisoformat(person["starts"]):
        return True
    for away in person.get("away", []):
        away = {"from": away, "to": away} if isinstance(away, str) else away
        if date.fromisoformat(away["from"]) <= day <= date.fromisoformat(away["to"]):
            return True
    return False


@functools.lru_cache(None)
def clock(zone):
    """For each minute: the day and the minute of the day that the clock of a zone shows."""
    zone = ZoneInfo(zone)
    shown = []
    for minute in range(MINUTES):
        local = (BEGIN + timedelta(minutes=minute)).astimezone(zone)
        shown.append((local.date(), local.hour * 60 + local.minute))
    return shown


@functools.lru_cache(None)
def own(zone, hours):
    """The minutes of each day's work, by the day on which the work begins."""
    turns, days = week(hours), {}
    for minute, (day, at) in enumerate(clock(zone)):
        before = day - timedelta(days=1)
        if any(a <= at < b for a, b in turns[day.weekday()]):
            days.setdefault(day, []).append(minute)
        elif any(a <= at + 1440 < b for a, b in turns[before.weekday()]):
            days.setdefault(before, []).append(minute)
    return days


@functools.lru_cache(None)
def midnight(zone):
    """The first minute of each day."""
    first = {}
    for minute, (day, _) in enumerate(clock(zone)):
        first.setdefault(day, minute)
    return first


def zone_of(id):
    return PEOPLE["people"][id].get("timezone", HANDBOOK["timezone"])


@functools.lru_cache(None)
def working_day(id, day, depth=0):
    """The minutes that somebody works on a day, or whoever stands in."""
    person = PEOPLE["people"][id]
    if not off(id, day):
        return tuple(own(zone_of(id), person.get("working_hours", HANDBOOK["working_hours"])).get(day, ()))
    starts = midnight(zone_of(id))
    if depth == 4 or "cover" not in person or day not in starts or day + timedelta(days=1) not in starts:
        return ()
    window = range(starts[day], starts[day + timedelta(days=1)])
    best = ()
    for other in whoever(person["cover"]):
        if other == id:
            continue
        for step in range(-2, 3):
            work = working_day(other, day + timedelta(days=step), depth + 1)
            if work and work[0] in window and (not best or work[0] < best[0]):
                best = work
    return best


def duty(id, now):
    """Working days that are not over."""
    local = clock(zone_of(id))[now][0]
    for step in range(-2, 100):
        work = working_day(id, local + timedelta(days=step))
        if work and work[-1] >= now:
            yield work


def answer(asked, whom, within, hours):
    now = int((asked - BEGIN).total_seconds() // 60)
    count, unit = re.fullmatch(r"(\d+) ?(.+)", within).groups()
    count = int(count)
    if unit in ("m", "h") and hours == "always":
        return now + count * (60 if unit == "h" else 1), "-"
    if hours not in ("", "always"):
        people = {"desk": {"timezone": HANDBOOK["timezone"], "working_hours": hours}}
        PEOPLE["people"].update(people)
        working_day.cache_clear()
        asked_people = ["desk"]
    else:
        asked_people = whoever(whom)
    best = None
    for id in asked_people:
        for work in duty(id, now):
            start = min(minute for minute in work if minute >= now)
            if best is None or start < best[0]:
                best = (start, id)
            break
    if best is None:
        return None, "-"
    id = best[1]
    by = "-" if id == "desk" else id
    if unit in ("working day", "working days"):
        days = []
        for work in duty(id, now):
            days.append(work)
            if len(days) > count:
                break
        if now < days[0][0]:
            return days[count - 1][-1] + 1, by
        point = now - days[0][0]
        return min(days[count][-1] + 1, days[count][0] + point), by
    left, seen = count * (1 if unit == "m" else 60), set()
    for work in duty(id, now):
        for minute in work:
            if minute >= now and minute not in seen:
                seen.add(minute)
                left -= 1
                if left == 0:
                    return minute + 1, by
    return None, by


def rows():
    """What is asked: a time (UTC), whom, within what, the promise's own hours, and why the row is there."""
    yield from [line.split("\t") for line in (HERE / "questions.tsv").read_text().split("\n") if line and line[0] != "#"]


def stamp(moment):
    return moment.strftime("%Y-%m-%dT%H:%MZ")


def main():
    out = ["# asked\twhom\twithin\thours\tanswer\tby\twhy"]
    for asked, whom, within, hours, why in rows():
        hours = "" if hours == "-" else hours
        at = datetime.strptime(asked, "%Y-%m-%dT%H:%MZ").replace(tzinfo=timezone.utc)
        minute, by = answer(at, whom, within, hours)
        told = "-" if minute is None else stamp(BEGIN + timedelta(minutes=minute))
        out.append("\t".join([asked, whom, within, hours or "-", told, by, why]))
    text = "\n".join(out) + "\n"
    path = HERE / "cases.tsv"
    if "--check" in sys.argv:
        old = path.read_text().split("\n")
        differ = [f"was {a}\nis  {b}" for a, b in zip(old, text.split("\n")) if a != b]
        print("\n".join(differ) or f"{len(out) - 1} rows agree")
        sys.exit(bool(differ))
    path.write_text(text)
    print(f"{len(out) - 1} rows written")


if __name__ == "__main__":
    main()
