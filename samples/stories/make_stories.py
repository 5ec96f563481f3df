#!/usr/bin/env python3
"""Writes all files of the stories but the postmortems from one description each, so that they agree.

usage: samples/stories/make_stories.py

rewrites what was told (incidents.json, history.atom, page*.txt), and below evidence/ and truth/ the logs,
deploys and alerts and what really happened (evidence.py, happened.py). The postmortems are written by hand:
what people get wrong in them is the point of the stories. The organisations are invented. Standard library
only; no clock, and every seed is fixed: a second run changes no byte.
"""
import datetime as dt
import html
import json
import pathlib
import zoneinfo

import happened
import told

HERE = pathlib.Path(__file__).resolve().parent
UTC = dt.timezone.utc


def stamp(instant, millis=0):
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{millis:03d}Z"


class Story:
    def __init__(self, folder, page_id, name, host, zone, incidents):
        self.folder, self.page_id, self.name, self.host = folder, page_id, name, host
        self.zone, self.incidents = zoneinfo.ZoneInfo(zone), incidents

    def local(self, text):
        return dt.datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=self.zone)


def json_update(story, incident, number, post):
    at = story.local(post["at"])
    affected = [
        {"code": component_id(path), "name": path.split(" / ")[-1], "old_status": old, "new_status": new}
        for path, old, new in post.get("components", [])
    ]
    return {
        "id": f"{incident['id'][:8]}u{number:02d}",
        "status": post.get("api_status", post["status"]).lower(),
        "body": post["body"],
        "incident_id": incident["id"],
        # The API's created_at is when the post was typed in; display_at is when it counts.
        "created_at": stamp(at + dt.timedelta(seconds=41), 218),
        "updated_at": stamp(at + dt.timedelta(seconds=41), 218),
        "display_at": stamp(at + dt.timedelta(seconds=12), 204 + number),
        "affected_components": affected or None,
        "deliver_notifications": True,
    }


def component_id(path):
    return "".join(c for c in path.lower() if c.isalnum())[-12:].rjust(12, "0")


def write_json(story):
    groups, incidents = {}, []
    for incident in story.incidents:
        for path in incident["affected"]:
            group, component = path.split(" / ", 1)
            groups.setdefault(group, []).append(component)
    components = []
    for group, members in sorted(groups.items()):
        components.append({"id": component_id(group), "name": group, "status": "operational", "group": True, "group_id": None})
        for member in sorted(set(members)):
            components.append({"id": component_id(f"{group} / {member}"), "name": member, "status": "operational",
                               "group": False, "group_id": component_id(group)})
    for incident in story.incidents:
        posts = incident["posts"]
        first, last = story.local(posts[0]["at"]), story.local(posts[-1]["at"])
        resolved = next(story.local(p["at"]) for p in posts if p["status"] == "Resolved")
        incidents.append({
            "id": incident["id"], "name": incident["title"], "status": posts[-1]["status"].lower(),
            "created_at": stamp(first + dt.timedelta(seconds=41), 218), "updated_at": stamp(last, 500),
            "monitoring_at": None, "resolved_at": stamp(resolved + dt.timedelta(seconds=12), 204),
            "impact": incident["impact"], "shortlink": f"https://{story.host}/i/{incident['id']}",
            "started_at": stamp(first + dt.timedelta(seconds=12), 200), "page_id": story.page_id,
            "incident_updates": [json_update(story, incident, n, p) for n, p in reversed(list(enumerate(posts)))],
            "components": [{"id": component_id(p), "name": p.split(" / ")[-1], "status": "operational",
                            "group": False, "group_id": component_id(p.split(" / ")[0])} for p in incident["affected"]],
        })
    page = {"id": story.page_id, "name": story.name, "url": f"https://{story.host}", "time_zone": story.zone.key,
            "updated_at": incidents[-1]["updated_at"]}
    answer = {"page": page, "components": components, "incidents": list(reversed(incidents))}
    (HERE / story.folder / "incidents.json").write_text(json.dumps(answer, indent=2, ensure_ascii=False) + "\n")


def write_atom(story):
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<feed xml:lang="en-US" xmlns="http://www.w3.org/2005/Atom">',
             f"  <id>tag:{story.host},2005:/history</id>",
             f'  <link rel="alternate" type="text/html" href="https://{story.host}"/>',
             f"  <title>{story.name} Status - Incident History</title>"]
    newest = max(story.local(i["posts"][-1]["at"]) for i in story.incidents)
    lines += [f"  <updated>{newest.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}</updated>", f"  <author><name>{story.name}</name></author>"]
    for number, incident in enumerate(reversed(story.incidents)):
        posts = [p for p in incident["posts"]]
        content = ""
        for post in reversed(posts):
            at = story.local(post["at"])
            body = html.escape(post["body"]).replace("\n", "<br />")
            content += (f"<p><small>{at:%b} <var data-var='date'>{at:%d}</var>, <var data-var='time'>{at:%H:%M}</var> "
                        f"{at:%Z}</small><br><strong>{post['status']}</strong> - {body}</p>")
        first, last = story.local(posts[0]["at"]), story.local(posts[-1]["at"])
        lines += ["  <entry>", f"    <id>tag:{story.host},2005:Incident/{7000 + number}</id>",
                  f"    <published>{first.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}</published>",
                  f"    <updated>{last.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}</updated>",
                  f'    <link rel="alternate" type="text/html" href="https://{story.host}/incidents/{incident["id"]}"/>',
                  f"    <title>{html.escape(incident['title'])}</title>",
                  f'    <content type="html">{html.escape(content)}</content>', "  </entry>"]
    (HERE / story.folder / "history.atom").write_text("\n".join(lines + ["</feed>"]) + "\n")


def affected_line(incident):
    groups = {}
    for path in incident["affected"]:
        group, component = path.split(" / ", 1)
        groups.setdefault(group, []).append(component)
    return ", ".join(f"{group} ({', '.join(members)})" for group, members in groups.items())


def write_pages(story):
    for number, incident in enumerate(story.incidents, start=1):
        out = [incident["title"], "", f"Incident Report for {story.name}", ""]
        for post in reversed(incident["posts"]):
            at = story.local(post["at"])
            out += [post["status"], "", post["body"], f"Posted {at:%b %d, %Y - %H:%M %Z}", ""]
        out[-1] = f"This incident affected: {affected_line(incident)}."
        name = "page.txt" if len(story.incidents) == 1 else f"page-{number}.txt"
        (HERE / story.folder / name).write_text("\n".join(out) + "\n")


STALE_POSTMORTEM = """Summary

On September 8, 2025, after release 4.18 was deployed to Prod 3, the schema change that ships with it was not applied. Usage reports of Halden Freight and of a few other customers on Prod 3 showed old figures or none.

The application itself was reachable at all times; the nightly jobs that fill the reports skipped their work because a column was missing.

Impact

  • Reports were outdated, or empty for the latest days.
  • For the accounts concerned the figures end around September 5.
  • The service was not down at any time.
  • The gaps have been filled since.

Root Cause

The migration runner asks for an advisory lock before it changes the schema. A second runner, left over from an aborted rollout, still held it. The request is made without waiting, so it failed at once, and the runner wrote one warning and went on. Nothing alerted on that warning.

Remediation

Release 4.18 was deployed again on Prod 3. This time the lock was free and the migration finished. The report jobs were then run for the missing days.

Preventive Actions

  • Wait for the migration lock and retry instead of giving up.
  • Log a skipped migration as an error.
  • Page the owning team when a migration is skipped in production."""

STORIES = [
    Story("stale-reports", "tm4k2p9d7wqx", "Tallowmere", "status.tallowmere.example", "America/New_York", [{
        "id": "q7c0v3nn5ktd", "title": "Usage reports show old figures", "impact": "minor",
        "affected": ["Prod 3 / Usage Reports (UR)"],
        "posts": [
            {"at": "2025-09-10 09:12", "status": "Investigating",
             "body": "Some customers see old figures in their usage reports. We are looking into it. Please expect an update within 15 minutes.",
             "components": [("Prod 3 / Usage Reports (UR)", "operational", "degraded_performance")]},
            {"at": "2025-09-10 09:29", "status": "Monitoring",
             "body": "A fix has been rolled out and the missing figures are being computed."},
            {"at": "2025-09-10 09:41", "status": "Resolved", "body": "This incident has been resolved.",
             "components": [("Prod 3 / Usage Reports (UR)", "degraded_performance", "operational")]},
            {"at": "2025-09-24 16:05", "status": "Postmortem", "body": STALE_POSTMORTEM},
        ]}]),
    Story("two-outages", "cv8n1m5r0ahz", "Corvane", "status.corvane.example", "America/Los_Angeles", [
        {"id": "h2x9d4s8k1bt", "title": "Checkout unavailable in all clusters", "impact": "critical",
         "affected": ["Prod 1 / Checkout API", "Prod 2 / Checkout API", "Prod 3 / Checkout API"],
         "posts": [
             {"at": "2024-10-31 11:52", "status": "Investigating",
              "body": "We see failing checkouts in all clusters and are investigating. Next update within 15 minutes.",
              "components": [(f"Prod {n} / Checkout API", "operational", "major_outage") for n in (1, 2, 3)]},
             {"at": "2024-10-31 11:58", "status": "Identified",
              "body": "The cause is known and we are failing over. We will post again within 5 minutes."},
             {"at": "2024-10-31 12:05", "status": "Monitoring",
              "body": "Checkouts succeed again. We keep watching.",
              "components": [(f"Prod {n} / Checkout API", "major_outage", "degraded_performance") for n in (1, 2, 3)]},
             {"at": "2024-10-31 12:30", "status": "Resolved", "body": "This incident has been resolved.",
              "components": [(f"Prod {n} / Checkout API", "degraded_performance", "operational") for n in (1, 2, 3)]},
         ]},
        {"id": "w5e7y0j3u6pr", "title": "Checkout and settlement unavailable in Prod 2", "impact": "critical",
         "affected": ["Prod 2 / Checkout API", "Prod 2 / Settlement"],
         "posts": [
             {"at": "2024-11-04 17:45", "status": "Investigating",
              "body": "Checkout and settlement do not answer in Prod 2. We are investigating.",
              "components": [("Prod 2 / Checkout API", "operational", "major_outage"),
                             ("Prod 2 / Settlement", "operational", "major_outage")]},
             {"at": "2024-11-04 18:00", "status": "Update", "api_status": "Investigating",
              "body": "We are still working on it & expect to post the next update in 30 minutes."},
             {"at": "2024-11-04 18:20", "status": "Monitoring", "body": "Both services answer again.",
              "components": [("Prod 2 / Checkout API", "major_outage", "operational"),
                             ("Prod 2 / Settlement", "major_outage", "operational")]},
             {"at": "2024-11-04 19:00", "status": "Resolved", "body": "This incident has been resolved."},
         ]}]),
    Story("schema-switch", "qm3x6b9t2nvd", "Quillmoor", "status.quillmoor.example", "Europe/Berlin", [told.SCHEMA_SWITCH]),
    Story("long-restore", "pw7g1j5c8rka", "Pellworth", "status.pellworth.example", "America/Chicago", [told.LONG_RESTORE]),
    Story("queue-migration", "dm2h4v0z6yfu", "Dunmarrow", "status.dunmarrow.example", "America/New_York", [told.QUEUE_MIGRATION]),
]

if __name__ == "__main__":
    for story in STORIES:
        (HERE / story.folder).mkdir(exist_ok=True)
        write_json(story)
        write_atom(story)
        write_pages(story)
    happened.write_all(HERE)
