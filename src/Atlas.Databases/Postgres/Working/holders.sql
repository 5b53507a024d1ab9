-- What a concurrent build or drop waits for however long it lasts: transactions that are open for more than the time $1,
-- the oldest first. Replication slots hold back VACUUM only.
SELECT concat('server process ', a.pid, ' (',
        concat_ws(', ', NULLIF(a.application_name, ''), 'user ' || a.usename, a.state), '), in a transaction for ',
        date_trunc('second', clock_timestamp() - a.xact_start)) AS holder,
    a.xact_start AS since
FROM pg_stat_activity a
WHERE a.datname = current_database()
  AND a.pid <> pg_backend_pid()
  AND a.backend_type = 'client backend'
  AND a.xact_start < clock_timestamp() - $1::interval
UNION ALL
SELECT concat('prepared transaction ', quote_literal(p.gid), ' of ', p.owner, ', prepared for ',
        date_trunc('second', clock_timestamp() - p.prepared)),
    p.prepared
FROM pg_prepared_xacts p
WHERE p.database = current_database()
ORDER BY since
LIMIT 10
