-- The triggers that people made; partitions have copies of their parents' ones. $1: schemas, empty for all.
SELECT
    t.oid,
    t.tgrelid,
    n.nspname,
    c.relname,
    t.tgname,
    obj_description(t.oid, 'pg_trigger') AS comment,
    -- Bits: 1 for each row, 2 before, 4 insert, 8 delete, 16 update, 32 truncate, 64 instead of.
    t.tgtype::int AS kind,
    ARRAY(
        SELECT a.attname::text
        FROM unnest(t.tgattr::int2[]) AS k (attnum)
        JOIN pg_attribute a ON a.attrelid = t.tgrelid AND a.attnum = k.attnum
        ORDER BY a.attname COLLATE "C"
    ) AS columns,
    -- The condition speaks of two rows, which only the whole definition can spell.
    CASE WHEN t.tgqual IS NOT NULL THEN
        substring(pg_get_triggerdef(t.oid) FROM ' FOR EACH (?:ROW|STATEMENT) WHEN \((.*)\) EXECUTE (?:FUNCTION|PROCEDURE) ')
    END AS condition,
    fn.nspname AS function_schema,
    f.proname AS function_name,
    -- Texts with a zero byte behind each.
    t.tgargs,
    t.tgoldtable,
    t.tgnewtable,
    t.tgconstraint <> 0 AS is_constraint,
    t.tgdeferrable,
    t.tginitdeferred,
    rn.nspname AS from_schema,
    r.relname AS from_table,
    -- 'O': fires unless a replica applies the change, 'R': only then, 'A': always, 'D': never.
    t.tgenabled
FROM pg_trigger t
JOIN pg_class c ON c.oid = t.tgrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_proc f ON f.oid = t.tgfoid
JOIN pg_namespace fn ON fn.oid = f.pronamespace
LEFT JOIN pg_class r ON r.oid = t.tgconstrrelid
LEFT JOIN pg_namespace rn ON rn.oid = r.relnamespace
WHERE NOT t.tgisinternal AND t.tgparentid = 0
  AND n.nspname NOT LIKE 'pg\_%'
  AND n.nspname <> 'information_schema'
  AND (cardinality($1::text[]) = 0 OR n.nspname = ANY ($1::text[]))
  AND NOT EXISTS (
      SELECT FROM pg_depend d
      WHERE d.classid = 'pg_trigger'::regclass AND d.objid = t.oid AND d.deptype = 'e')
