#!/usr/bin/env python3
"""Ingests each story into a database of its own and compares what faultline says with the truth.

usage: samples/stories/check_stories.py FAULTLINE [STORY...]

FAULTLINE is the binary. For every story it reads the tellings (STORY/), then the machines' files
(evidence/STORY/), and holds `incidents`, `show` and `sla` of `--format json` against truth/STORY.json. One line
each: right, wrong, or not there where the answer lacks what is asked for; slips are told apart as seen or not
seen and count for nothing. Exits with 1 where anything is wrong or not there.
"""
import argparse
import collections
import datetime as dt
import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
RIGHT, WRONG, ABSENT, SEEN, UNSEEN = "right", "wrong", "not there", "seen", "not seen"


class Report:
    def __init__(self, story):
        self.story, self.counts = story, collections.Counter()

    def say(self, verdict, what, detail=""):
        self.counts[verdict] += 1
        print(f"{self.story:16} {verdict:10} {what}" + (f": {detail}" if detail else ""))

    def compare(self, what, wanted, found):
        if found is None:
            self.say(ABSENT, what, f"wanted {wanted}")
        else:
            self.say(RIGHT if wanted == found else WRONG, what, f"{found}" if wanted == found else f"{found}, wanted {wanted}")

    def is_fine(self):
        return not self.counts[WRONG] and not self.counts[ABSENT]


class Faultline:
    def __init__(self, binary, database):
        self.binary, self.database = str(pathlib.Path(binary).resolve()), database

    def run(self, *arguments):
        return subprocess.run([self.binary, *arguments, "--db", self.database], cwd=HERE, capture_output=True, text=True)

    def json(self, *arguments):
        answer = self.run(*arguments, "--format", "json")
        try:
            return json.loads(answer.stdout)
        except json.JSONDecodeError:
            return None


def dig(value, *keys):
    """value[key][key]... or None where one of them is not there."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def instant(text):
    try:
        return dt.datetime.fromisoformat(text.replace("Z", "+00:00"))
    except (AttributeError, ValueError):
        return None


def slug(name):
    words = "".join(c if c.isalnum() else " " for c in (name or "").lower()).split()
    return "-".join(words)


def ingest(faultline, report, story, truth):
    calls = [[story, *truth["tellings"]]]
    for path in sorted((HERE / "evidence" / story).iterdir()):
        options = ["--organisation", truth["organisation"], *truth.get("file_options", {}).get(path.name, [])]
        calls.append([f"evidence/{story}/{path.name}", *options])
    for call in calls:
        answer = faultline.run("ingest", *call)
        complaint = next((line for line in answer.stderr.splitlines() if line.strip()), "")
        if answer.returncode or "no reader" in complaint:
            report.say(ABSENT, f"ingest {' '.join(call)}", complaint or f"exit {answer.returncode}")


def compare_moment(report, what, wanted, found, tolerance):
    """Right where the interval of the answer, widened by the tolerance, holds the wanted instant, and its best is as near."""
    best = instant(dig(found, "best"))
    if best is None:
        report.say(ABSENT, what, f"wanted {wanted}")
        return
    off = (best - instant(wanted)).total_seconds()
    earliest, latest = instant(dig(found, "earliest")) or best, instant(dig(found, "latest")) or best
    slack = dt.timedelta(seconds=tolerance)
    is_right = abs(off) <= tolerance and earliest - slack <= instant(wanted) <= latest + slack
    report.say(RIGHT if is_right else WRONG, what, f"{found['best']}, {off:+.0f} s")


def compare_suspicion(report, what, wanted_version, found):
    """A version wants the verdict "trigger" with it in the lead; None wants no plausible deploy."""
    verdict = dig(found, "verdict")
    if verdict is None:
        report.say(ABSENT, what, f"wanted {wanted_version or 'no plausible deploy'}")
        return
    leader = next((s for s in found.get("candidates") or [] if not s.get("none")), {})
    told = f"{verdict}, {leader.get('version', 'no suspect')} {leader.get('probability', '')}".rstrip()
    if wanted_version is None:
        is_right = verdict in ("none", "no_plausible_deploy", "no plausible deploy")
    else:
        is_right = verdict in ("trigger", "mitigation") and leader.get("version") == wanted_version
    report.say(RIGHT if is_right else WRONG, what, told if is_right else f"{told}; wanted {wanted_version or 'no plausible deploy'}")


def compare_incident(report, truth, shown):
    name, tolerance = truth["title"], truth["tolerance_seconds"]
    for milestone, wanted in (("impact_start", truth["impact"]["start"]), ("detected", truth["detected"]["at"]),
                              ("mitigated", truth["mitigated"]["at"]), ("impact_end", truth["impact"]["end"])):
        compare_moment(report, f"{name}: {milestone}", wanted, dig(shown, "milestones", milestone), tolerance)
    compare_suspicion(report, f"{name}: trigger", truth["trigger"]["version"], dig(shown, "trigger"))
    if truth["mitigated"]["version"]:
        compare_suspicion(report, f"{name}: mitigation", truth["mitigated"]["version"], dig(shown, "mitigation"))

    windows = dig(shown, "windows") or []
    wanted_scopes = {(slug(s["cluster"]), slug(s["service"])) for s in truth["scopes"]}
    fused = [w for w in windows if w.get("ledger") == "fused"]
    found_scopes = {(slug(s.get("cluster")), slug(s.get("service"))) for w in fused for s in w.get("scope", []) if s.get("service")}
    missing = wanted_scopes - found_scopes
    report.say(WRONG if missing else RIGHT, f"{name}: scopes", ", ".join("/".join(s) for s in sorted(missing or wanted_scopes)))
    order = ["operational", "unknown", "maintenance", "degraded", "partial_outage", "major_outage"]
    levels = [w["level"] for w in fused if w.get("level") in order]
    report.compare(f"{name}: level", truth["level"], max(levels, key=order.index) if levels else None)
    observed = any(w.get("ledger") == "observed" for w in windows)
    if truth["seen_in_logs"] and not observed:
        report.say(ABSENT, f"{name}: an observed window")
    else:
        report.compare(f"{name}: seen in logs", truth["seen_in_logs"], observed)


def compare_sla(report, truth, answer):
    found = {(row.get("period"), slug(dig(row, "scope", "cluster")), slug(dig(row, "scope", "service"))): row.get("down_seconds")
             for row in dig(answer, "rows") or []}
    for row in truth["down_seconds"]:
        what = f"sla {row['period']} {row['cluster']}/{row['service']}"
        seconds = found.get((row["period"], slug(row["cluster"]), slug(row["service"])))
        if seconds is None:
            report.say(ABSENT, what, f"wanted {row['seconds']} s down")
        else:
            is_right = abs(seconds - row["seconds"]) <= row["tolerance_seconds"]
            report.say(RIGHT if is_right else WRONG, what, f"{seconds} s down, wanted {row['seconds']}")


def compare_tellings(report, truth, all_shown):
    if "late_promises" in truth:
        promises = [p for shown in all_shown for p in dig(shown, "promises") or []]
        late = sum("late" in str(p.get("verdict", "")) for p in promises)
        report.compare("promised updates made, late", (truth["late_promises"]["made"], truth["late_promises"]["late"]),
                       (len(promises), late) if promises else None)
    told = json.dumps([[dig(s, "findings"), dig(s, "durations")] for s in all_shown], ensure_ascii=False)
    for slip in truth["slips"]:
        words = [slip["written"], slip["written"].removeprefix("lasting ").removeprefix("lasted ")]
        zone = slip["written"].split()[-1]
        is_seen = any(word in told for word in words) or (slip["kind"] == "zone" and f"'{zone}'" in told)
        report.say(SEEN if is_seen else UNSEEN, f"slip {slip['kind']} '{slip['written']}'", f"is {slip['is']}")


def check(binary, story):
    report, truth = Report(story), json.loads((HERE / "truth" / f"{story}.json").read_text())
    with tempfile.TemporaryDirectory() as folder:
        faultline = Faultline(binary, str(pathlib.Path(folder) / "story.db"))
        ingest(faultline, report, story, truth)
        ids = {i.get("title"): i.get("id") for i in dig(faultline.json("incidents"), "incidents") or []}
        extra = set(ids) - {i["title"] for i in truth["incidents"]}
        report.say(WRONG if extra else RIGHT, "no other incident", ", ".join(sorted(str(t) for t in extra)))
        all_shown = []
        for incident in truth["incidents"]:
            if incident["title"] not in ids:
                report.say(ABSENT, incident["title"])
                continue
            all_shown.append(faultline.json("show", ids[incident["title"]]))
            compare_incident(report, incident, all_shown[-1])
        compare_sla(report, truth, faultline.json("sla"))
        compare_tellings(report, truth, all_shown)
    print(f"{story:16} " + ", ".join(f"{report.counts[v]} {v}" for v in (RIGHT, WRONG, ABSENT, SEEN, UNSEEN) if report.counts[v]) + "\n")
    return report.is_fine()


def main():
    stories = sorted(path.stem for path in (HERE / "truth").glob("*.json"))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("faultline", help="the binary")
    parser.add_argument("story", nargs="*", help=f"default: all of {', '.join(stories)}")
    arguments = parser.parse_args()
    if not pathlib.Path(arguments.faultline).is_file():
        parser.error(f"no such file: {arguments.faultline}")
    unknown = set(arguments.story) - set(stories)
    if unknown:
        parser.error(f"no such story: {', '.join(sorted(unknown))}; there are {', '.join(stories)}")
    return 0 if all([check(arguments.faultline, story) for story in arguments.story or stories]) else 1


if __name__ == "__main__":
    sys.exit(main())
