-- How large tables are, as the last VACUUM or ANALYZE saw them; a partitioned one is as large as its partitions together.
-- Reads the catalogue alone: pg_relation_size would wait for whoever holds a table's lock.
WITH RECURSIVE member AS (
    SELECT t.oid AS root, t.oid
    FROM pg_class t
    JOIN pg_namespace n ON n.oid = t.relnamespace
    WHERE t.relkind IN ('r', 'p', 'm')
      AND n.nspname NOT LIKE 'pg\_%'
      AND n.nspname <> 'information_schema'
    UNION ALL
    SELECT m.root, h.inhrelid
    FROM member m
    JOIN pg_inherits h ON h.inhparent = m.oid
)
SELECT
    n.nspname,
    t.relname,
    sum(GREATEST(p.reltuples, 0))::bigint,
    sum(p.relpages + COALESCE((
        SELECT sum(i.relpages)
        FROM pg_index x
        JOIN pg_class i ON i.oid = x.indexrelid
        WHERE x.indrelid = p.oid), 0))::bigint
        * current_setting('block_size')::bigint
FROM member m
JOIN pg_class t ON t.oid = m.root
JOIN pg_namespace n ON n.oid = t.relnamespace
JOIN pg_class p ON p.oid = m.oid
GROUP BY n.nspname, t.relname
-- -1: never looked at; then nothing is known.
HAVING bool_and(p.relkind = 'p' OR p.reltuples >= 0)
ORDER BY n.nspname, t.relname
