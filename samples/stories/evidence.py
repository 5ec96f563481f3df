"""What the machines of a story wrote: requests, deploys and alerts, and their formats.

A story is a list of deploys, streams of requests with their faults, and alerts (happened.py). Randomness is
`random.Random(seed).random()` alone, whose values are the same on every version of Python; no other function
of a library decides a number.
"""
import csv
import datetime as dt
import gzip
import io
import json
import random
from dataclasses import dataclass, field

UTC = dt.timezone.utc
OPEN_END = "0001-01-01T00:00:00Z"  # Alertmanager's "still firing"
BUSY_BY_HOUR = [55, 50, 46, 45, 48, 55, 66, 80, 95, 106, 112, 115, 113, 112, 114, 115, 112, 105, 97, 90, 83, 76, 68, 61]


def at(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=UTC)


def minutes(n):
    return dt.timedelta(minutes=n)


def iso(instant):
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ")


def slug(name):
    return name.lower().replace(" ", "-")


def between(dice, low, high):
    return low + int(dice.random() * (high - low + 1))


def pick(dice, options):
    return options[int(dice.random() * len(options))]


# ---- deploys ----------------------------------------------------------------------------------------------


@dataclass
class Deploy:
    begun: dt.datetime
    done: dt.datetime
    cluster: str
    service: str
    version: str
    title: str
    kind: str = "code"
    actor: str = "release-bot"
    takes_hold: dt.datetime | None = None  # when the first instance has it, where that is long after `begun`


WORK = ["Tidy up configuration parsing", "Update the base image", "Add a metric for cache misses", "Fix a typo in an error message",
        "Retry the token refresh once", "Bump the client library", "Remove an unused endpoint", "Log the tenant of slow requests",
        "Check the length of names", "Return 422 for an empty body", "Add pagination to the list call"]
SETTINGS = ["Raise the size of the connection pool", "Lower the log level", "Lengthen the cache lifetime", "Add a region to the allow list"]


def ordinary_deploys(seed, first_day, days, zone_hours, per_day, targets, keep_out):
    """A working week's releases. `targets`: {(cluster, service): (pattern, first number)}; `keep_out`: spans
    (from, to) without any."""
    dice, found, numbers = random.Random(seed), [], {key: first for key, (_, first) in targets.items()}
    for day in range(days):
        midnight = at(f"{first_day} 00:00") + dt.timedelta(days=day)
        if midnight.weekday() >= 5:
            continue
        slots = sorted(between(dice, 8 * 60, 17 * 60 + 30) for _ in range(per_day))
        for slot in slots:
            cluster, service = key = pick(dice, list(targets))
            begun = midnight + minutes(slot) - dt.timedelta(hours=zone_hours) + dt.timedelta(seconds=between(dice, 0, 59))
            done = begun + dt.timedelta(seconds=between(dice, 110, 400))
            is_config = dice.random() < .15
            if any(low <= begun < high for low, high in keep_out):
                continue
            if is_config:
                version, title = f"config-{len(found) + 100}", pick(dice, SETTINGS)
            else:  # a release is the same work wherever it is rolled out
                version, title = targets[key][0].format(numbers[key]), WORK[(numbers[key] * 5 + len(service)) % len(WORK)]
                numbers[key] += 1
            found.append(Deploy(begun, done, cluster, service, version, title, "config" if is_config else "code",
                                pick(dice, ["release-bot", "release-bot", "mkeller", "aosei", "jlindt"])))
    return found


def version_before(deploys, cluster, service, moment):
    past = [d for d in deploys if (d.cluster, d.service) == (cluster, service) and d.done <= moment and d.kind != "config"]
    return max(past, key=lambda d: d.done).version


def write_events(path, organisation, deploys):
    rows = [{"kind": "deploy", "at": iso(d.begun), "until": iso(d.done), "organisation": organisation, "cluster": d.cluster,
             "service": d.service, "version": d.version, "deploy_kind": d.kind, "title": d.title, "actor": d.actor}
            for d in sorted(deploys, key=lambda d: d.begun)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


def write_github(path, owner, deploys):
    """The answers of GET /repos/{owner}/{repo}/deployments of all repositories, each with its statuses."""
    dice, answer = random.Random(len(deploys)), []
    for n, d in enumerate(sorted(deploys, key=lambda d: d.begun)):
        number = 2_340_017_000 + 37 * n
        url = f"https://api.github.com/repos/{owner}/{d.service}/deployments/{number}"
        person = {"login": "release-bot[bot]" if d.actor == "release-bot" else d.actor,
                  "type": "Bot" if d.actor == "release-bot" else "User"}
        steps = [("queued", d.begun), ("in_progress", d.begun + dt.timedelta(seconds=between(dice, 6, 25))), ("success", d.done)]
        statuses = [{"id": number * 10 + k, "state": state, "description": "", "environment": d.cluster, "creator": person,
                     "created_at": iso(when), "updated_at": iso(when), "deployment_url": url}
                    for k, (state, when) in enumerate(steps)]
        task = {"code": "deploy", "rollback": "deploy:rollback", "migration": "deploy:migration"}.get(d.kind, f"deploy:{d.kind}")
        answer.append({"id": number, "url": url, "sha": "".join(f"{int(dice.random() * 16 ** 10):010x}" for _ in range(4)),
                       "ref": d.version, "task": task, "payload": {"version": d.version}, "original_environment": d.cluster,
                       "environment": d.cluster, "description": d.title, "creator": person, "created_at": iso(d.begun),
                       "updated_at": iso(d.done), "statuses_url": f"{url}/statuses",
                       "repository_url": f"https://api.github.com/repos/{owner}/{d.service}",
                       "transient_environment": False, "production_environment": True, "statuses": statuses[::-1]})
    path.write_text(json.dumps(answer[::-1], indent=1) + "\n")


def write_git_log(path, organisation, deploys, zone_hours):
    """`git log --first-parent --pretty=fuller --date=iso-strict --decorate=short` of each repository's branch."""
    zone, lines = dt.timezone(dt.timedelta(hours=zone_hours)), []
    for service in sorted({d.service for d in deploys}):
        lines.append(f"# repository: {service}")
        dice = random.Random(f"{path.name}/{service}")
        history = sorted((d for d in deploys if d.service == service), key=lambda d: d.begun, reverse=True)
        for n, d in enumerate(history):
            names = ["HEAD -> production"] * (n == 0) + [f"tag: {d.version}"] * (d.kind != "config")
            person = "Release Bot <release-bot" if d.actor == "release-bot" else f"{d.actor} <{d.actor}"
            person += f"@{slug(organisation)}.example>"
            written = d.begun - dt.timedelta(seconds=between(dice, 600, 200_000 if d.actor == "release-bot" else 1_200))
            subject = f"config: {d.title[0].lower()}{d.title[1:]}" if d.kind == "config" else d.title
            lines += [f"commit {''.join(f'{int(dice.random() * 16 ** 10):010x}' for _ in range(4))}"
                      + (f" ({', '.join(names)})" if names else ""),
                      f"Author:     {person}", f"AuthorDate: {written.astimezone(zone).isoformat()}",
                      f"Commit:     {person}", f"CommitDate: {d.begun.astimezone(zone).isoformat()}", "", f"    {subject}", ""]
    path.write_text("\n".join(lines))


# ---- requests ---------------------------------------------------------------------------------------------


@dataclass
class Fault:
    start: dt.datetime
    end: dt.datetime
    share: float                    # of the requests that fail
    messages: list                  # (status, message, least ms, most ms)
    traffic: float = 1              # requests that still come, as a share of the usual


@dataclass
class Stream:
    cluster: str
    service: str
    per_minute: float
    paths: list                     # (method, path, usual ms)
    baseline: float = .003
    messages: list = field(default_factory=lambda: [(502, "bad gateway", 40, 900), (500, "internal error", 10, 300)])
    faults: list = field(default_factory=list)


def count_of_minute(dice, stream, minute, zone_hours):
    local = (minute.hour + zone_hours) % 24
    busy = BUSY_BY_HOUR[local] + (BUSY_BY_HOUR[(local + 1) % 24] - BUSY_BY_HOUR[local]) * minute.minute / 60
    traffic = next((f.traffic for f in stream.faults if f.start <= minute < f.end), 1)
    expected = stream.per_minute * busy / 100 * traffic
    noise = sum(dice.random() for _ in range(12)) - 6  # about normal
    return max(0, int(expected + noise * expected ** .5 + .5))


def version_at(dice, deploys, stream, moment):
    """Instances of a release come one after the other while it is rolled out."""
    version = "unknown"
    for d in sorted(deploys, key=lambda d: d.done):
        begun = d.takes_hold or d.begun
        if (d.cluster, d.service) != (stream.cluster, stream.service) or moment < begun or d.kind == "config":
            continue
        if moment >= d.done or dice.random() < (moment - begun) / (d.done - begun):
            version = d.version
    return version


def requests(seed, stream, first, last, zone_hours, deploys):
    dice = random.Random(f"{seed}/{stream.cluster}/{stream.service}")
    minute = first
    while minute < last:
        for second in sorted(dice.random() for _ in range(count_of_minute(dice, stream, minute, zone_hours))):
            moment = minute + dt.timedelta(milliseconds=int(second * 60_000))
            method, path, usual = pick(dice, stream.paths)
            path = path.format(n=between(dice, 10_000, 99_999))
            fault = next((f for f in stream.faults if f.start <= moment < f.end), None)
            if dice.random() < (fault.share if fault else stream.baseline):
                status, message, low, high = pick(dice, fault.messages if fault else stream.messages)
                took = between(dice, low, high)
            else:
                status, message = pick(dice, [200] * 30 + [204, 304, 404, 429]), "request served"
                took = int(usual * (.6 + .35 / (1.02 - dice.random())))
            yield {"time": moment, "level": "error" if status >= 500 else "warn" if status == 429 else "info",
                   "cluster": stream.cluster, "service": stream.service, "version": version_at(dice, deploys, stream, moment),
                   "method": method, "path": path, "status": status, "duration_ms": took,
                   "msg": message.format(n=between(dice, 10_000, 99_999), took=took)}
        minute += minutes(1)


def write_jsonl(path, rows):
    text = "".join(json.dumps({**row, "time": row["time"].strftime("%Y-%m-%dT%H:%M:%S.") +
                               f"{row['time'].microsecond // 1000:03d}Z"}) + "\n"
                   for row in sorted(rows, key=lambda row: row["time"]))
    if path.suffix != ".gz":
        path.write_text(text)
        return
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=packed, mtime=0, compresslevel=9) as out:
        out.write(text.encode())
    path.write_bytes(packed.getvalue())


AGENTS = ["Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "okhttp/4.12.0",
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15"]


def write_access_log(path, rows):
    dice, lines = random.Random(path.name), []
    for row in sorted(rows, key=lambda row: row["time"]):
        size = between(dice, 120, 9000) if row["status"] < 500 else 157
        lines.append(f'192.0.2.{between(dice, 1, 254)} - - [{row["time"]:%d/%b/%Y:%H:%M:%S} +0000] '
                     f'"{row["method"]} {row["path"]} HTTP/1.1" {row["status"]} {size} "-" "{pick(dice, AGENTS)}"\n')
    path.write_text("".join(lines))


def write_rollups(path, seed, streams, first, last, zone_hours):
    """minute,cluster,service,requests,errors,slow of every minute of every stream."""
    out, dice = io.StringIO(), random.Random(seed)
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["minute", "cluster", "service", "requests", "errors", "slow"])
    minute = first
    while minute < last:
        for s in streams:
            fault = next((f for f in s.faults if f.start <= minute < f.end), None)
            n = count_of_minute(dice, s, minute, zone_hours)
            errors = sum(dice.random() < (fault.share if fault else s.baseline) for _ in range(n))
            slow = sum(dice.random() < (.3 if fault else .01) for _ in range(n - errors))
            table.writerow([minute.strftime("%Y-%m-%dT%H:%MZ"), s.cluster, s.service, n, errors, slow])
        minute += minutes(1)
    path.write_text(out.getvalue())


# ---- alerts -----------------------------------------------------------------------------------------------


@dataclass
class Alert:
    name: str
    cluster: str
    service: str
    severity: str
    start: dt.datetime
    end: dt.datetime | None         # None: still firing
    summary: str


def payloads(organisation, alerts):
    """Two notifications for each alert, firing and resolved, as Alertmanager's webhook sends them."""
    host, sent = slug(organisation), []
    for alert in sorted(alerts, key=lambda a: a.start):
        labels = {"alertname": alert.name, "cluster": alert.cluster, "service": alert.service, "severity": alert.severity}
        dice = random.Random(json.dumps(labels) + iso(alert.start))
        shown = {"labels": labels, "annotations": {"summary": alert.summary}, "startsAt": iso(alert.start),
                 "generatorURL": f"https://metrics.{host}.example/graph?g0.expr={alert.name}",
                 "fingerprint": f"{int(dice.random() * 16 ** 12):012x}{len(alert.name):04x}"}
        for state, end, when in [("firing", OPEN_END, alert.start), ("resolved", alert.end and iso(alert.end), alert.end)]:
            if when:
                sent.append((when, {
                    "version": "4", "groupKey": f'{{}}:{{alertname="{alert.name}", cluster="{alert.cluster}"}}', "truncatedAlerts": 0,
                    "status": state, "receiver": "on-call", "groupLabels": {k: labels[k] for k in ("alertname", "cluster")},
                    "commonLabels": labels, "commonAnnotations": shown["annotations"],
                    "externalURL": f"https://alerts.{host}.example", "alerts": [{"status": state, **shown, "endsAt": end}]}))
    return [payload for _, payload in sorted(sent, key=lambda pair: pair[0])]


def write_alerts(path, organisation, alerts):
    """One payload per line, as a receiver appends them."""
    path.write_text("".join(json.dumps(payload) + "\n" for payload in payloads(organisation, alerts)))


def write_alert_group(path, organisation, alerts):
    """One document: the last notification of one group that holds all alerts."""
    sent = payloads(organisation, alerts)
    last = {p["alerts"][0]["fingerprint"]: p["alerts"][0] for p in sent}
    is_open = any(a["status"] == "firing" for a in last.values())
    path.write_text(json.dumps({**sent[-1], "groupKey": "{}:{}", "status": "firing" if is_open else "resolved", "groupLabels": {},
                                "commonLabels": {}, "commonAnnotations": {}, "alerts": list(last.values())}, indent=1) + "\n")
