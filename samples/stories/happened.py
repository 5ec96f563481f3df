"""What happened in each story: its deploys, requests and alerts (below evidence/) and the truth (below truth/).

All times are UTC. The edges of an impact are whole minutes, so that a page, a postmortem and a log can agree.
"""
import json

from evidence import (Alert, Deploy, Fault, Stream, at, iso, minutes, ordinary_deploys, requests, version_before,
                      write_access_log, write_alert_group, write_alerts, write_events, write_git_log, write_github,
                      write_jsonl, write_rollups)


def scope(cluster, service):
    return {"cluster": cluster, "service": service}


def truth_of(title, scopes, start, end, trigger, detected, detected_by, mitigated, mitigated_by, *, level="major_outage",
             observed=True, tolerance=120, note=None):
    """`trigger` and `mitigated_by` are (version or None, words)."""
    found = {"title": title, "scopes": scopes, "level": level, "impact": {"start": iso(start), "end": iso(end)},
             "trigger": {"version": trigger[0], "what": trigger[1]}, "detected": {"at": iso(detected), "by": detected_by},
             "mitigated": {"at": iso(mitigated), "version": mitigated_by[0], "by": mitigated_by[1]},
             "seen_in_logs": observed, "tolerance_seconds": tolerance}
    return {**found, "note": note} if note else found


def down(period, cluster, service, seconds, tolerance=120):
    return {"period": period, "cluster": cluster, "service": service, "seconds": seconds, "tolerance_seconds": tolerance}


def slip(file, written, is_, kind):
    return {"file": file, "written": written, "is": is_, "kind": kind}


def two_outages(out):
    """Vendor rules block checkout everywhere (a recorded change); days later health checks fail by themselves."""
    first, first_end = at("2024-10-31 18:40"), at("2024-10-31 19:02")
    second, second_end = at("2024-11-05 01:31"), at("2024-11-05 02:12")
    clusters = ("prod-1", "prod-2", "prod-3")
    targets = {(c, "checkout-api"): ("v7.31.{}", 4) for c in clusters} | {("prod-2", "settlement"): ("v2.14.{}", 0)}
    deploys = ordinary_deploys(11, "2024-10-28", 11, -8, 5, targets,
                               [(at("2024-10-31 17:00"), at("2024-10-31 20:10")), (at("2024-11-04 20:30"), at("2024-11-05 05:00"))])
    for n, c in enumerate(clusters):
        begun = at("2024-10-31 18:37:04") + minutes(.25 * n)
        deploys.append(Deploy(begun, at("2024-10-31 18:38:51"), c, "network-firewall", "rules-2024.44",
                              "Vendor rule set 2024.44 is activated", "infrastructure", "firewall-vendor"))
        deploys.append(Deploy(at("2024-10-31 18:50:20"), at("2024-10-31 19:01:33"), c, "checkout-cache", "standby",
                              "Failover of the checkout cache", "infrastructure", "dramos"))
    deploys.append(Deploy(at("2024-11-05 02:04:12"), at("2024-11-05 02:11:40"), "prod-2", "settlement", "probes-off",
                          "Health checks of the settlement database are switched off, pods restarted", "config", "tnilsson"))
    write_events(out / "deploys.jsonl", "Corvane", deploys)

    cache = [(503, "cache checkout-cache:6379: connection timed out after 2000 ms", 2000, 2080),
             (503, "cache checkout-cache:6379: no connection in the pool", 40, 1900),
             (500, "cart {n}: cannot be read: cache unavailable", 2000, 4100)]
    pods = [(503, "no ready endpoints", 1, 6), (503, "upstream connect error: connection refused", 1, 12),
            (504, "upstream did not answer within 10 s", 10000, 10040)]
    calls = [("POST", "/v2/carts/{n}/checkout", 180), ("GET", "/v2/carts/{n}", 25), ("PUT", "/v2/carts/{n}/items", 40)]
    settle = [("POST", "/settlements", 320), ("GET", "/settlements/{n}", 45)]
    for name, begin, end, busy in (("requests-1.jsonl.gz", at("2024-10-31 12:20"), at("2024-10-31 21:30"), 20),
                                   ("requests-2.jsonl.gz", at("2024-11-04 19:10"), at("2024-11-05 04:40"), 20)):
        streams = []
        for c in clusters:
            faults = [Fault(first, first_end, .96, cache)]
            faults += [Fault(second, second_end, .97, pods)] if c == "prod-2" else []
            streams.append(Stream(c, "checkout-api", busy if c == "prod-2" else 14, calls, faults=faults))
        streams.append(Stream("prod-2", "settlement", 12, settle, faults=[Fault(second, second_end, .98, pods)]))
        write_jsonl(out / name, [row for s in streams for row in requests(11, s, begin, end, -8, deploys)])

    alerts = [Alert("CheckoutErrorRatio", c, "checkout-api", "critical", at("2024-10-31 18:44:10"), at("2024-10-31 19:05:10"),
                    "More than 5 % of the checkouts fail") for c in clusters]
    alerts += [Alert("AppUnreachable", "prod-2", "checkout-api", "critical", at("2024-11-05 01:36:25"), at("2024-11-05 02:15:25"),
                     "app.corvane.example does not answer"),
               Alert("NoReadyPods", "prod-2", "settlement", "critical", at("2024-11-05 01:38:25"), at("2024-11-05 02:13:55"),
                     "No pod of settlement is ready"),
               Alert("DiskWillFillIn4Hours", "prod-1", "log-store", "warning", at("2024-11-02 09:12:40"), at("2024-11-02 10:40:40"),
                     "A disk of log-store fills up")]
    write_alerts(out / "alerts.json", "Corvane", alerts)
    checkout = [scope(c, "checkout-api") for c in clusters]
    return {
        "organisation": "Corvane", "tellings": ["--published", "2024-11-05"],
        "incidents": [
            truth_of("Checkout unavailable in all clusters", checkout, first, first_end,
                     ("rules-2024.44", "the vendor's firewall rules, active at 18:39"), at("2024-10-31 18:44"), "alert CheckoutErrorRatio",
                     first_end, ("standby", "failover of the checkout cache")),
            truth_of("Checkout and settlement unavailable in Prod 2", [scope("prod-2", "checkout-api"), scope("prod-2", "settlement")],
                     second, second_end, (None, "health checks failed on a healthy database; the last release was hours before"),
                     at("2024-11-05 01:36"), "alert AppUnreachable", second_end,
                     ("probes-off", "health checks switched off, pods restarted"))],
        "down_seconds": [down("2024-10", c, "checkout-api", 1320) for c in clusters]
        + [down("2024-11", "prod-2", "checkout-api", 2460), down("2024-11", "prod-2", "settlement", 2460),
           down("2024-11", "prod-1", "checkout-api", 0), down("2024-11", "prod-3", "checkout-api", 0)],
        "slips": [slip("postmortem.txt", "11:40 to 12:02 hours PST", "PDT: 18:40 to 19:02 UTC", "zone"),
                  slip("postmortem.txt", "lasting 49 minutes", "41 minutes", "duration")]}


def stale_reports(out):
    """A release whose migration is skipped: nothing fails, no alert fires, the logs show nothing."""
    start, end = at("2025-09-08 18:23"), at("2025-09-10 13:38")
    targets = {("prod-1", "usage-reports-ur"): ("4.17.{}", 2), ("prod-3", "web-console"): ("9.2.{}", 10),
               ("prod-1", "web-console"): ("9.2.{}", 10), ("prod-3", "billing-export"): ("1.40.{}", 0)}
    deploys = ordinary_deploys(12, "2025-09-01", 12, -4, 5, targets, [(at("2025-09-08 17:30"), at("2025-09-08 19:00"))])
    deploys += [Deploy(at("2025-09-03 15:04:31"), at("2025-09-03 15:08:52"), "prod-3", "usage-reports-ur", "4.17.2", "Release 4.17.2"),
                Deploy(at("2025-09-08 18:16:09"), at("2025-09-08 18:20:41"), "prod-3", "usage-reports-ur", "4.18", "Release 4.18"),
                Deploy(at("2025-09-10 13:21:18"), at("2025-09-10 13:25:27"), "prod-3", "usage-reports-ur", "4.18-2",
                       "Release 4.18 once more", actor="hbrandt")]
    for c in ("prod-1", "prod-3"):
        write_git_log(out / f"deploys-{c}.log", "Tallowmere", [d for d in deploys if d.cluster == c], -4)
    reports = [Stream(c, "usage-reports-ur", rate, [], baseline=.002) for c, rate in (("prod-1", 40), ("prod-3", 30))]
    write_rollups(out / "rollups.csv", 12, reports, at("2025-09-07 04:00"), at("2025-09-11 04:00"), -4)
    write_alert_group(out / "alerts.json", "Tallowmere", [
        Alert("DiskWillFillIn4Hours", "prod-1", "log-store", "warning", at("2025-09-09 07:31:15"), at("2025-09-09 08:20:15"),
              "A disk of log-store fills up")])
    return {
        "organisation": "Tallowmere", "tellings": [],
        "file_options": {f"deploys-{c}.log": ["--cluster", c] for c in ("prod-1", "prod-3")},
        "incidents": [truth_of("Usage reports show old figures", [scope("prod-3", "usage-reports-ur")], start, end,
                               ("4.18", "its schema change was skipped"), at("2025-09-10 12:47"), "ticket of a customer", end,
                               ("4.18-2", "4.18 deployed again, report jobs run for the missing days"), level="degraded", observed=False)],
        "down_seconds": [down("2025-09", "prod-3", "usage-reports-ur", 0, 0)],
        "slips": [slip("postmortem.md", "09/10/2025 9:12pm", "9:12 am", "meridiem")]}


def schema_switch(out):
    """A release switches the write path to a new schema, a lock stops all writes, the way back needs the lock too."""
    start, end = at("2025-03-18 13:09"), at("2025-03-18 13:32")
    targets = {("prod-1", "ingest-api"): ("v3.18.{}", 2), ("prod-1", "query-api"): ("v5.6.{}", 0),
               ("prod-2", "ingest-api"): ("v3.18.{}", 1), ("prod-2", "query-api"): ("v5.5.{}", 8)}
    deploys = ordinary_deploys(13, "2025-03-12", 8, 1, 6, targets, [(at("2025-03-18 11:50"), at("2025-03-18 15:00"))])
    before = version_before(deploys, "prod-1", "ingest-api", start)
    deploys += [Deploy(at("2025-03-18 12:58:03"), at("2025-03-18 13:02:36"), "prod-1", "ingest-api", "v3.19.0",
                       "Switch the primary write path to the new metadata schema", "migration", "pvarga"),
                Deploy(at("2025-03-18 13:15:22"), at("2025-03-18 13:31:48"), "prod-1", "ingest-api", before,
                       f"Back to {before} and the old metadata schema", "rollback", "pvarga", at("2025-03-18 13:30:50"))]
    write_github(out / "deploys.json", "quillmoor", deploys)
    locked = [(503, "write rejected: lock wait timeout after {took} ms on table series_meta", 5000, 5060),
              (503, "write queue is full (4096 waiting)", 1, 9), (503, "no database connection within 1500 ms", 1500, 1540)]
    faults = [Fault(start, at("2025-03-18 13:17"), .98, locked), Fault(at("2025-03-18 13:17"), at("2025-03-18 13:19"), .3, locked),
              Fault(at("2025-03-18 13:19"), end, .98, locked)]
    streams = [Stream("prod-1", "ingest-api", 40, [("POST", "/v1/series", 24), ("POST", "/v1/events", 18), ("POST", "/v1/logs", 30)],
                      faults=faults),
               Stream("prod-1", "query-api", 12, [("POST", "/v1/query", 120), ("GET", "/v1/labels", 15), ("GET", "/v1/series/{n}", 60)])]
    write_jsonl(out / "requests.jsonl.gz",
                [row for s in streams for row in requests(13, s, at("2025-03-18 06:30"), at("2025-03-18 16:00"), 1, deploys)])
    write_alerts(out / "alerts.json", "Quillmoor", [
        Alert("IngestErrorRatio", "prod-1", "ingest-api", "critical", at("2025-03-18 13:13:05"), at("2025-03-18 13:36:05"),
              "More than 5 % of the writes fail"),
        Alert("DataIsStale", "prod-1", "query-api", "warning", at("2025-03-18 13:20:35"), at("2025-03-18 13:41:35"),
              "The newest sample is older than 10 minutes"),
        Alert("CertificateExpiresSoon", "prod-2", "query-api", "warning", at("2025-03-18 08:00:20"), at("2025-03-19 09:15:20"),
              "The certificate of query.quillmoor.example ends within 14 days")])
    return {
        "organisation": "Quillmoor", "tellings": [],
        "incidents": [truth_of("Ingest rejects data in Prod 1", [scope("prod-1", "ingest-api"), scope("prod-1", "query-api")], start, end,
                               ("v3.19.0", "the schema switch"), at("2025-03-18 13:13"), "alert IngestErrorRatio", end,
                               (before, "rollback, complete once the session with the lock was ended"),
                               note="query-api answered throughout, on old data: degraded")],
        "down_seconds": [down("2025-03", "prod-1", "ingest-api", 1380)],
        "slips": [slip("postmortem.md", "CEST", "CET: 13:09 to 13:32 UTC", "zone"),
                  slip("postmortem.md", "lasted 32 minutes", "23 minutes", "duration")]}


RESTORE_SERVICES = {"public-api": 60, "web-console": 45, "search": 20, "webhooks": 12, "exports": 5, "notifications": 15}


def long_restore(out):
    """A storage fault and ten hours of restore; no release is near in this cluster."""
    start, end = at("2025-06-17 14:14"), at("2025-06-18 00:20")
    prod_1 = {("prod-1", s): ("2025.24.{}", 0) for s in RESTORE_SERVICES}
    prod_2 = {("prod-2", s): ("2025.24.{}", 0) for s in RESTORE_SERVICES}
    deploys = ordinary_deploys(14, "2025-06-12", 8, -5, 4, prod_1, [(at("2025-06-17 13:00"), at("2025-06-18 01:00"))])
    deploys += ordinary_deploys(15, "2025-06-12", 8, -5, 4, prod_2, [(at("2025-06-16 20:00"), at("2025-06-18 15:00"))])
    deploys.append(Deploy(at("2025-06-17 13:31:07"), at("2025-06-17 13:36:18"), "prod-1", "search", "2025.25.0",
                          "Return 422 for an empty body"))
    write_github(out / "deploys.json", "pellworth", deploys)
    faults = [Fault(start, at("2025-06-17 16:00"), .97, []), Fault(at("2025-06-17 16:00"), at("2025-06-18 00:04"), .95, [], .6),
              Fault(at("2025-06-18 00:04"), end, .8, [], .8)]
    streams = [Stream("prod-2", s, rate, [], baseline=.003, faults=faults) for s, rate in RESTORE_SERVICES.items()]
    write_rollups(out / "rollups.csv", 14, streams, at("2025-06-16 11:00"), at("2025-06-18 06:00"), -5)
    write_alerts(out / "alerts.json", "Pellworth", [
        Alert("PublicApiDown", "prod-2", "public-api", "critical", at("2025-06-17 14:18:15"), at("2025-06-18 00:24:15"),
              "The public API does not answer the probe"),
        Alert("VolumeErrors", "prod-2", "storage", "critical", at("2025-06-17 14:19:30"), at("2025-06-18 00:11:30"),
              "Volumes return errors"),
        Alert("SnapshotCopyCorrupt", "prod-2", "storage", "warning", at("2025-06-17 17:20:45"), None,
              "A chunk of the nearest snapshot copy cannot be read")])
    services = [scope("prod-2", s) for s in RESTORE_SERVICES]
    return {
        "organisation": "Pellworth", "tellings": [],
        "incidents": [truth_of("All services of Prod 2 unavailable", services, start, end, (None, "a fault of the storage"),
                               at("2025-06-17 14:18"), "alert PublicApiDown", end, (None, "restore from a snapshot"))],
        "down_seconds": [down("2025-06", "prod-2", s, 36360, 300) for s in RESTORE_SERVICES],
        "late_promises": {"made": 11, "late": 4},
        "slips": [slip("postmortem.txt", "11 hours and 6 minutes", "10 hours and 6 minutes", "duration"),
                  slip("postmortem.txt", "06/17/2025 12:20 am", "12:20 pm", "meridiem")]}


def queue_migration(out):
    """Job runners with a truncated tag crash; the editor, which waits for them, fails five minutes later."""
    start, end = at("2025-08-20 14:22"), at("2025-08-20 14:46")
    targets = {("prod-1", "workflow-editor"): ("5.12.{}", 0), ("prod-1", "connectors"): ("0.88.{}", 3),
               ("prod-2", "workflow-editor"): ("5.12.{}", 0), ("prod-2", "job-runner"): ("2.38.{}", 1)}
    deploys = ordinary_deploys(16, "2025-08-14", 8, -4, 5, targets, [(at("2025-08-20 12:45"), at("2025-08-20 16:30"))])
    deploys += [Deploy(at("2025-08-18 14:50:26"), at("2025-08-18 14:54:49"), "prod-1", "job-runner", "2.39", "Release 2.39"),
                Deploy(at("2025-08-20 13:29:10"), at("2025-08-20 13:31:02"), "prod-1", "job-queue", "queue-2",
                       "Create the new job queue, unused", "infrastructure", "ibaker"),
                Deploy(at("2025-08-20 14:15:14"), at("2025-08-20 14:17:32"), "prod-1", "job-runner", "2.4",
                       "Move the job runners to the new queue", "infrastructure", "ibaker"),
                Deploy(at("2025-08-20 14:42:05"), at("2025-08-20 14:45:11"), "prod-1", "job-runner", "2.39", "Job runners back to 2.39",
                       "rollback", "ibaker")]
    write_events(out / "deploys.jsonl", "Dunmarrow", deploys)
    waits = [(504, "", 0, 0), (504, "", 0, 0), (502, "", 0, 0)]
    editor = Stream("prod-1", "workflow-editor", 17,
                    [("GET", "/editor/workflows/{n}", 90), ("POST", "/editor/workflows/{n}/open", 240), ("GET", "/editor/assets/app.js", 4),
                     ("PUT", "/editor/workflows/{n}/draft", 70)], faults=[Fault(start, end, .93, waits)])
    write_access_log(out / "workflow-editor.access.log",
                     requests(16, editor, at("2025-08-20 08:00"), at("2025-08-20 17:00"), -4, deploys))
    crash = [(500, "queue driver 'streams' is unknown to this release, exiting", 3, 20),
             (500, "cannot register at queue jobs-2: protocol 7 is not supported", 5, 40)]
    runner = Stream("prod-1", "job-runner", 4, [("RUN", "job/{n}", 900)],
                    messages=[(500, "job {n} failed, will be tried again", 300, 2000)],
                    faults=[Fault(at("2025-08-20 14:17"), at("2025-08-20 14:45"), 1, crash)])
    rows = []
    for row in requests(16, runner, at("2025-08-20 08:00"), at("2025-08-20 17:00"), -4, deploys):
        done = row["msg"] == "request served"
        rows.append({"time": row["time"], "level": "info" if done else "error", "cluster": "prod-1", "service": "job-runner",
                     "version": row["version"], "duration_ms": row["duration_ms"],
                     "msg": f"job {row['path'].split('/')[1]} done" if done else row["msg"]})
    write_jsonl(out / "job-runner.jsonl", rows)
    write_alert_group(out / "alerts.json", "Dunmarrow", [
        Alert("QueueDepthHigh", "prod-1", "job-runner", "critical", at("2025-08-20 14:31:20"), at("2025-08-20 15:08:20"),
              "More than 50000 jobs wait"),
        Alert("CertificateExpiresSoon", "prod-2", "connectors", "warning", at("2025-08-19 06:00:50"), None,
              "The certificate of hooks.dunmarrow.example ends within 14 days")])
    return {
        "organisation": "Dunmarrow", "tellings": [],
        "file_options": {"workflow-editor.access.log": ["--cluster", "prod-1", "--service", "workflow-editor"]},
        "incidents": [truth_of("Workflow editor unavailable", [scope("prod-1", "workflow-editor")], start, end,
                               ("2.4", "job runners with tag 2.4 in place of 2.40"), at("2025-08-20 14:26"), "report of a customer",
                               at("2025-08-20 14:45"), ("2.39", "rollback of the tag"), tolerance=300,
                               note="the job runners themselves fail from 14:17 to 14:45")],
        "down_seconds": [down("2025-08", "prod-1", "workflow-editor", 1440)],
        "slips": [slip("postmortem.md", "08/20/2025 10:26pm", "10:26 am", "meridiem"),
                  slip("postmortem.md", "18 minutes", "8 minutes from the report to the post", "duration")]}


HAPPENED = {"two-outages": two_outages, "stale-reports": stale_reports, "schema-switch": schema_switch,
            "long-restore": long_restore, "queue-migration": queue_migration}


def write_all(here):
    for story, happen in HAPPENED.items():
        folder = here / "evidence" / story
        folder.mkdir(parents=True, exist_ok=True)
        (here / "truth").mkdir(exist_ok=True)
        (here / "truth" / f"{story}.json").write_text(json.dumps({"story": story, **happen(folder)}, indent=2) + "\n")
