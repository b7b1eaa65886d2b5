#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the generated files of this example from the city's log.

    make.py RAW           writes them
    make.py --check RAW   says whether the committed ones are what it would write

RAW is the log of Kansas City 311 requests, a CSV file with the columns source,
department, category, type, creation_date and creation_time (and others, which
are not read). Exit codes: 0 good, 1 a committed file differs, 2 bad input.
"""

import argparse
import collections
import csv
import datetime
import io
import pathlib
import re
import sys
import zoneinfo

HERE = pathlib.Path(__file__).resolve().parent
ZONE = zoneinfo.ZoneInfo("America/Chicago")
COLUMNS = ("source", "department", "category", "type", "creation_date", "creation_time")

CITIZEN = frozenset(("PHONE", "WEB", "EMAIL", "TWIR", "BOT", "VOICE", "WALK", "FAX", "MAIL"))
INTERNAL = frozenset(("SYS", "INSPE", "EDC", "EIP", "CTI", "CMO", "BIZ", "KCMPD", "KCEPD"))

# The hours within which phone requests arrive; README.md shows the counts.
OPENS, CLOSES = 7, 19
# A holiday counts as closed where the log has no more phone requests than this
# within these hours; an ordinary weekday has 16 (median).
QUIET = 4

# The web form is taken to work as well as the phone for a service with at least
# so many web requests, and at least this share of its citizens' requests.
WEB_REQUESTS, WEB_PER_CENT = 10, 10

# Departments under several spellings are one party; abbreviations are spelt out.
PARTIES = {
    "NCS": "Neighborhood and Community Services (NCS)",
    "NHS": "Neighborhoods and Housing Services (NHS)",
    "KCPD": "Kansas City Police Department (KCPD)",
    "City Managers Office": "City Manager's Office",
    "General Service": "General Services",
    "Housing Community Dev": "Housing and Community Development",
    "Parks and Rec": "Parks and Recreation",
    "Parks & Rec": "Parks and Recreation",
    "Parks & Recreation": "Parks and Recreation",
    "Northeast": "Northeast Alliance Together",
    "Northland": "Northland Neighborhoods, Inc.",
}
SPELLINGS = {"Parks & Rec": "Parks and Rec", "Parks & Recreation": "Parks and Rec"}

Request = collections.namedtuple("Request", "service source time")  # service: a triple


class BadInput(Exception):
    pass


def identifier(text):
    """As `as_identifier` of a LogMapping: lower case, all else one hyphen."""
    return re.sub("[^a-z0-9]+", "-", text.lower())


def service_name(service):
    return " / ".join(service)


def quoted(text):
    return '"%s"' % text.replace("\\", "\\\\").replace('"', '\\"')


def read_log(path):
    requests = []
    with open(path, newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file, strict=True)
        missing = [c for c in COLUMNS if c not in (reader.fieldnames or ())]
        if missing:
            raise BadInput("%s: no column %s; is this the 311 log?" % (path, ", ".join(missing)))
        for row in reader:
            try:
                stamp = "%s %s" % (row["creation_date"], row["creation_time"])
                time = datetime.datetime.strptime(stamp, "%m/%d/%Y %I:%M %p")
            except ValueError as error:
                raise BadInput("%s:%d: %s" % (path, reader.line_num, error)) from None
            if row["source"] not in CITIZEN | INTERNAL | {""}:
                raise BadInput("%s:%d: unknown source %r: add it to CITIZEN with a channel, or to "
                               "INTERNAL" % (path, reader.line_num, row["source"]))
            service = (row["category"], row["type"], row["department"])
            requests.append(Request(service, row["source"], time))
    if not requests:
        raise BadInput("%s: no rows" % path)
    return requests


# --- Opening hours ---------------------------------------------------------------


def nth(year, month, weekday, n):
    first = datetime.date(year, month, 1)
    return first + datetime.timedelta((weekday - first.weekday()) % 7 + 7 * (n - 1))


def observed(date):
    """The weekday on which a federal holiday of a fixed date is kept."""
    return date + datetime.timedelta({5: -1, 6: 1}.get(date.weekday(), 0))


def holidays(year):
    """Federal holidays of these years, and the day after Thanksgiving."""
    thanksgiving = nth(year, 11, 3, 4)
    last_of_may = datetime.date(year, 5, 31)
    return [
        (observed(datetime.date(year, 1, 1)), "New Year's Day"),
        (nth(year, 1, 0, 3), "Martin Luther King Jr. Day"),
        (nth(year, 2, 0, 3), "Presidents' Day"),
        (last_of_may - datetime.timedelta(last_of_may.weekday()), "Memorial Day"),
        (observed(datetime.date(year, 7, 4)), "Independence Day"),
        (nth(year, 9, 0, 1), "Labor Day"),
        (nth(year, 10, 0, 2), "Columbus Day"),
        (observed(datetime.date(year, 11, 11)), "Veterans Day"),
        (thanksgiving, "Thanksgiving"),
        (thanksgiving + datetime.timedelta(1), "Day after Thanksgiving"),
        (observed(datetime.date(year, 12, 25)), "Christmas Day"),
    ]


def closed_days(requests):
    """{date: (name, phone requests on it)}: holidays on which the log is quiet."""
    calls = collections.Counter(
        r.time.date() for r in requests if r.source == "PHONE" and OPENS <= r.time.hour < CLOSES)
    first = min(r.time.date() for r in requests)
    last = max(r.time.date() for r in requests)
    return {
        date: (name, calls[date])
        for year in range(first.year, last.year + 2)
        for date, name in holidays(year)
        if first <= date <= last and calls[date] <= QUIET
    }


def is_open(time, closed):
    return time.weekday() < 5 and OPENS <= time.hour < CLOSES and time.date() not in closed


# --- The files -------------------------------------------------------------------


def header(message, *text):
    lines = ["SPDX-License-Identifier: Apache-2.0"]
    lines += ["proto-file: signpost/v1/%s.proto" % ("catalog" if message == "Catalog" else "mapping"),
              "proto-message: signpost.v1.%s" % message, "",
              "Generated by make.py from the city's log: do not edit, run it again.", ""]
    return "".join(("# %s" % line).rstrip() + "\n" for line in lines + list(text)) + "\n"


def opening_hours_file(closed):
    out = header(
        "Catalog", "When the call centre is staffed, as phone requests in the log show it: Monday to",
        "Friday from %d:00 to %d:00. The holidays are the federal ones and the day after" % (OPENS, CLOSES),
        "Thanksgiving, where the log has at most %d phone requests within these hours" % QUIET,
        "(the number stands behind each; an ordinary weekday has 16). They end with the",
        "log: to decide contacts of later years, add theirs.")
    out += 'opening_hours {\n  id: "staffed-hours"\n  time_zone: "America/Chicago"\n  periods {\n'
    for day in ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"):
        out += "    days: DAY_OF_WEEK_%s\n" % day
    out += '    opens: "%02d:00"\n    closes: "%02d:00"\n  }\n' % (OPENS, CLOSES)
    for date, (name, calls) in sorted(closed.items()):
        out += '  exceptions { from: "%s" description: %s }  # %d\n' % (date, quoted(name), calls)
    return out + "}\n"


def web_override(service_id, established):
    if established:
        outcome = ("completion_probability: 0.92 abandonment_probability: 0.03 "
                   'fallbacks { channel: "phone" probability: 0.05 }')
        readiness = "communications_live: true staff_trained: true"
    else:
        outcome = ("completion_probability: 0.7 abandonment_probability: 0.08 "
                   'fallbacks { channel: "phone" probability: 0.22 }')
        readiness = "communications_live: false staff_trained: false"
    return ('service_channels {\n  service: %s channel: "web" rate_card: "web"\n'
            "  outcome { %s }\n  customer { time { seconds: 240 } } readiness { %s }\n}\n"
            % (quoted(service_id), outcome, readiness))


def services_file(requests, ids):
    citizens = collections.Counter(r.service for r in requests if r.source in CITIZEN)
    web = collections.Counter(r.service for r in requests if r.source == "WEB")
    established = [s for s in ids if web[s] >= WEB_REQUESTS and 100 * web[s] >= WEB_PER_CENT * citizens[s]]
    never = [s for s in ids if not web[s]]
    out = header(
        "Catalog", "The services: each category, type and department of the log is one, because the",
        "same category and type is handled by more than one department.", "",
        "After them the web form where it differs from 20-costs.textproto. Which services",
        "these are is from the log; what follows for the outcome is an ASSUMPTION:",
        "  %d services with at least %d web requests that are at least %d %% of what"
        % (len(established), WEB_REQUESTS, WEB_PER_CENT),
        "  citizens requested: completes as often as the phone.",
        "  %d services without any web request: not ready, and more come back by phone." % len(never))
    for service, service_id in ids.items():
        out += "services {\n  id: %s\n  name: %s\n}\n" % (quoted(service_id), quoted(service_name(service)))
    out += "\n# The web form where customers choose it.\n"
    out += "".join(web_override(ids[s], True) for s in established)
    out += "\n# The web form where the log has no web request.\n"
    out += "".join(web_override(ids[s], False) for s in never)
    return out


def owners_file(ids):
    departments = collections.defaultdict(list)
    names = {}
    for service, service_id in ids.items():
        department = SPELLINGS.get(service[2], service[2])
        departments[identifier(department)].append(service_id)
        names[identifier(department)] = PARTIES.get(department, department)
    out = header(
        "Catalog", "The departments of the log, each Accountable for its services. The log spells",
        "Parks and Recreation in three ways: three departments in the services, one party",
        "here. Who runs the channels: 45-roles.textproto.")
    for party, name in sorted(names.items()):
        out += "parties {\n  id: %s\n  name: %s\n}\n" % (quoted(party), quoted(name))
    for party, services in sorted(departments.items()):
        out += ('\nparticipations {\n  party: %s\n  role: "service-owner"\n'
                "  responsibility: RESPONSIBILITY_ACCOUNTABLE\n" % quoted(party))
        out += "".join("  services: %s\n" % quoted(s) for s in services)
        out += "  aspects: OWNERSHIP_ASPECT_SERVICE_DELIVERY\n  aspects: OWNERSHIP_ASPECT_CONTENT\n}\n"
    return out


def counts_file(requests, closed):
    groups = collections.Counter(
        (r.time.year, "y" if is_open(r.time, closed) else "n") + r.service + (r.source,) for r in requests)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("year", "open", "category", "type", "department", "source", "count"))
    for key in sorted(groups):
        writer.writerow(key + (groups[key],))
    return out.getvalue()


def counts_mapping_file(requests, closed, mapping):
    """The raw log's mapping with another time and a count."""
    earliest = {}
    for r in requests:
        key = "%d %s" % (r.time.year, "y" if is_open(r.time, closed) else "n")
        earliest[key] = min(earliest.get(key, r.time), r.time)
    time = "# One time stands for all of a year in or out of staffed hours: the earliest in the\n"
    time += "# log. Nothing in the catalog tells them apart.\n"
    time += 'fields {\n  field: "time"\n  columns: "year"\n  columns: "open"\n'
    for key, value in sorted(earliest.items()):
        stamp = value.replace(tzinfo=ZONE).isoformat()
        time += "  translations { from: %s to: %s }\n" % (quoted(key), quoted(stamp))
    time += "  required: true\n}\n"
    body = mapping[mapping.index('time_zone:'):]
    body, found = re.subn(r'fields \{\n  field: "time"\n.*?\n\}\n', lambda _: time, body, flags=re.S)
    if found != 1:
        raise BadInput("mapping.textproto: there must be one fields { field: \"time\" ... }")
    body = body.replace("\n\n", '\n\ncount_column: "count"\n\n', 1)
    return header(
        "LogMapping", "counts.csv: requests by year, staffed hours or not, category, type, department and",
        "source. All but the time and the count is mapping.textproto.") + body


def starts_and_ends(name, text):
    """Counts stand for a whole year only where nothing changes within one."""
    dates = r"(?:live_from|retire_from|valid_from|valid_to) \{ seconds: (\d+) \}"
    for seconds in re.findall(dates, text):
        time = datetime.datetime.fromtimestamp(int(seconds), ZONE)
        if (time.month, time.day, time.time()) != (1, 1, datetime.time(0)):
            raise BadInput("%s: %s is %s: channels and rules must start and end at midnight of "
                           "1 January, local time" % (name, seconds, time.isoformat()))


def make(requests):
    for name in ("10-channels.textproto", "70-rules.textproto"):
        starts_and_ends(name, (HERE / "catalog" / name).read_text(encoding="utf-8"))
    ids = {s: identifier(service_name(s)) for s in sorted({r.service for r in requests})}
    twice = [i for i, n in collections.Counter(ids.values()).items() if n > 1]
    if twice:
        raise BadInput("two services with the id %s" % ", ".join(sorted(twice)))
    closed = closed_days(requests)
    mapping = (HERE / "mapping.textproto").read_text(encoding="utf-8")
    return {
        "catalog/15-opening-hours.textproto": opening_hours_file(closed),
        "catalog/30-services.textproto": services_file(requests, ids),
        "catalog/40-owners.textproto": owners_file(ids),
        "counts.csv": counts_file(requests, closed),
        "counts_mapping.textproto": counts_mapping_file(requests, closed, mapping),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--check", action="store_true", help="compare with the committed files, write nothing")
    parser.add_argument("raw", metavar="RAW", help="the log of 311 requests, CSV")
    arguments = parser.parse_args()
    try:
        files = make(read_log(arguments.raw))
    except (BadInput, OSError, UnicodeDecodeError, csv.Error) as error:
        print("make.py: %s" % error, file=sys.stderr)
        return 2
    differing = 0
    for name, text in files.items():
        path, data = HERE / name, text.encode("utf-8")
        same = path.is_file() and path.read_bytes() == data
        if not same and not arguments.check:
            path.write_bytes(data)
        differing += not same
        state = "same" if same else "DIFFERS: run make.py without --check" if arguments.check else "written"
        print("%-36s %8d bytes  %s" % (name, len(data), state))
    return 1 if arguments.check and differing else 0


if __name__ == "__main__":
    sys.exit(main())
