-- What the server process $1 does at this moment, as anybody may see it: one row.
SELECT
    -- Whom it waits for; a prepared transaction has no process.
    ARRAY(
        SELECT CASE WHEN b.pid = 0 THEN 'a prepared transaction'
            ELSE concat('server process ', b.pid, ' (',
                concat_ws(', ',
                    NULLIF(a.application_name, ''),
                    'user ' || a.usename,
                    a.state,
                    'in a transaction for ' || date_trunc('second', clock_timestamp() - a.xact_start)),
                ')')
            END
        FROM unnest(pg_blocking_pids($1)) AS b (pid)
        LEFT JOIN pg_stat_activity a ON a.pid = b.pid
        ORDER BY b.pid
    ) AS blockers,
    (
        SELECT p.phase
            || CASE WHEN p.blocks_total > 0 THEN ': ' || 100 * p.blocks_done / p.blocks_total || ' %'
                WHEN p.tuples_total > 0 THEN ': ' || 100 * p.tuples_done / p.tuples_total || ' %'
                ELSE ''
            END
        FROM pg_stat_progress_create_index p
        WHERE p.pid = $1
    ) AS progress
