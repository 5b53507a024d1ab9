-- How many of the two triggers are there, and how many of them fire ('D' is disabled).
SELECT count(*), count(*) FILTER (WHERE t.evtenabled <> 'D')
FROM pg_event_trigger t
WHERE t.evtname IN ('atlas_guard_changes', 'atlas_guard_drops')
