-- How large tables are, as the last VACUUM or ANALYZE saw them. Reads pg_class alone: pg_relation_size would wait for
-- whoever holds a table's lock.
SELECT n.nspname,
       t.relname,
       t.reltuples::bigint,  -- -1: never looked at, and left out
       (t.relpages + COALESCE((SELECT sum(i.relpages)
                                 FROM pg_index x
                                 JOIN pg_class i ON i.oid = x.indexrelid
                                WHERE x.indrelid = t.oid), 0))
         * current_setting('block_size')::bigint
  FROM pg_class t
  JOIN pg_namespace n ON n.oid = t.relnamespace
 WHERE t.relkind IN ('r', 'm')
   AND t.reltuples >= 0
   AND n.nspname NOT LIKE 'pg\_%'
   AND n.nspname <> 'information_schema'
 ORDER BY n.nspname, t.relname
