"""The status-page posts of the stories schema-switch, long-restore and queue-migration, in local page time."""

SWITCH = ["Prod 1 / Ingest API", "Prod 1 / Query API"]
RESTORE = [f"Prod 2 / {name}" for name in ("Public API", "Web Console", "Search", "Webhooks", "Exports", "Notifications")]
QUEUE = ["Prod 1 / Workflow Editor"]


def changes(paths, old, new):
    return [(path, old, new) for path in paths]


SCHEMA_SWITCH = {
    "id": "n6r2w8c4y0ge", "title": "Ingest rejects data in Prod 1", "impact": "critical", "affected": SWITCH,
    "posts": [
        {"at": "2025-03-18 14:19", "status": "Investigating",
         "body": "Ingest in Prod 1 answers most requests with 503. Agents keep their data and send it again. "
                 "Next update within 15 minutes.",
         "components": changes(SWITCH[:1], "operational", "major_outage")
                       + changes(SWITCH[1:], "operational", "degraded_performance")},
        {"at": "2025-03-18 14:29", "status": "Identified",
         "body": "A lock that a schema switch left behind stops all writes. We are going back to the old schema."},
        {"at": "2025-03-18 14:36", "status": "Monitoring",
         "body": "Ingest accepts data again and the agents are sending what they kept.",
         "components": changes(SWITCH[:1], "major_outage", "operational")
                       + changes(SWITCH[1:], "degraded_performance", "operational")},
        {"at": "2025-03-18 15:10", "status": "Resolved", "body": "This incident has been resolved. No data was lost."},
    ]}

QUEUE_MIGRATION = {
    "id": "b3z7f1k9v5mx", "title": "Workflow editor unavailable", "impact": "critical", "affected": QUEUE,
    "posts": [
        {"at": "2025-08-20 10:34", "status": "Investigating",
         "body": "The workflow editor does not open in Prod 1. We are investigating. Next update within 10 minutes.",
         "components": changes(QUEUE, "operational", "major_outage")},
        {"at": "2025-08-20 10:41", "status": "Identified",
         "body": "The job runners were started with a wrong image. We are putting the right one back."},
        {"at": "2025-08-20 10:50", "status": "Monitoring",
         "body": "The editor opens again. Jobs that waited are being worked off.",
         "components": changes(QUEUE, "major_outage", "operational")},
        {"at": "2025-08-20 11:15", "status": "Resolved", "body": "This incident has been resolved."},
    ]}


# (time, words, minutes promised). The posts of 10:02, 11:40, 14:51 and 16:58 come after the time promised before them.
HOURLY = [
    ("2025-06-17 10:02", "The storage that holds customer records in Prod 2 returns errors on most volumes. The vendor is with us.", 30),
    ("2025-06-17 10:30", "Volumes cannot be repaired in place. We have decided to restore them from last night's snapshot.", 60),
    ("2025-06-17 11:40", "The restore runs. The first volume is at 12 percent.", 60),
    ("2025-06-17 12:38", "The restore stopped on a corrupt chunk and was started again from the copy in the second site.", 60),
    ("2025-06-17 13:37", "Three of eleven volumes are back. Services stay off until all of them are.", 60),
    ("2025-06-17 14:51", "Five of eleven volumes are back.", 60),
    ("2025-06-17 15:49", "Eight of eleven volumes are back. There is no reliable estimate for the rest yet.", 60),
    ("2025-06-17 16:58", "Ten of eleven volumes are back. The search index is being built again next to it.", 60),
    ("2025-06-17 17:56", "All volumes are restored. We replay the changes made since the snapshot.", 60),
    ("2025-06-17 18:55", "The replay is nearly done. Services will be started one after the other.", 45),
]

LONG_RESTORE = {
    "id": "y4t8q2l6d0sj", "title": "All services of Prod 2 unavailable", "impact": "critical", "affected": RESTORE,
    "posts": [
        {"at": "2025-06-17 09:27", "status": "Investigating",
         "body": "No service of Prod 2 answers reliably. We are investigating. Next update within 30 minutes.",
         "components": changes(RESTORE, "operational", "major_outage")},
        *[{"at": at, "status": "Identified" if n == 0 else "Update", "api_status": "Identified",
           "body": f"{words} Next update within {minutes} minutes."} for n, (at, words, minutes) in enumerate(HOURLY)],
        {"at": "2025-06-17 19:25", "status": "Monitoring",
         "body": "All services of Prod 2 answer again. Searches may be slow while caches fill.",
         "components": changes(RESTORE, "major_outage", "degraded_performance")},
        {"at": "2025-06-17 21:05", "status": "Resolved",
         "body": "This incident has been resolved. We will publish what we learned.",
         "components": changes(RESTORE, "degraded_performance", "operational")},
    ]}
