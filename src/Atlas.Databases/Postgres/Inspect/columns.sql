-- The columns of ordinary and partitioned tables in the tables' order. $1: schemas, empty for all.
WITH sequences AS (
    -- The sequence of each column that has one; of several the one that its default takes values from.
    SELECT DISTINCT ON (d.refobjid, d.refobjsubid)
        d.refobjid,
        d.refobjsubid,
        s.*,
        sc.relname::text,
        d.deptype,
        -- Whether the column's default takes its values: the pair makes a serial.
        EXISTS (
            SELECT FROM pg_attrdef ad
            JOIN pg_depend u ON u.classid = 'pg_attrdef'::regclass AND u.objid = ad.oid
            WHERE ad.adrelid = d.refobjid AND ad.adnum = d.refobjsubid
              AND u.refclassid = 'pg_class'::regclass AND u.refobjid = s.seqrelid
        ) AS uses_default
    FROM pg_sequence s
    JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = s.seqrelid
    JOIN pg_class sc ON sc.oid = s.seqrelid
    WHERE d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
    ORDER BY d.refobjid, d.refobjsubid, uses_default DESC, s.seqrelid
)
SELECT
    a.attrelid,
    a.attname,
    a.atttypid,
    format_type(a.atttypid, a.atttypmod) AS type,
    a.attnotnull,
    pg_get_expr(ad.adbin, ad.adrelid) AS default_expression,
    -- '': ordinary; 's': stored; 'v': computed when read (18 and later).
    a.attgenerated,
    -- '': none; 'a': always; 'd': by default.
    a.attidentity,
    -- Null where the collation is the type's own.
    CASE
        WHEN a.attcollation = 0 OR a.attcollation = t.typcollation THEN NULL
        WHEN co.collnamespace = 'pg_catalog'::regnamespace THEN co.collname::text
        WHEN pg_collation_is_visible(co.oid) THEN format('"%s"', replace(co.collname, '"', '""'))
        ELSE format('"%s"."%s"', replace(co_schema.nspname, '"', '""'), replace(co.collname, '"', '""'))
    END AS collation,
    de.description AS comment,
    -- The sequence of an identity ('i') or owned by the column ('a').
    seq.seqrelid AS sequence,
    seq.relname AS sequence_name,
    seq.deptype AS sequence_kind,
    seq.uses_default AS sequence_is_default,
    seq.seqtypid = a.atttypid AS sequence_has_type,
    seq.seqstart,
    seq.seqincrement,
    seq.seqmin,
    seq.seqmax,
    seq.seqcache,
    seq.seqcycle,
    -- 'p': plain, 'e': external, 'x': extended, 'm': main; null for the type's own.
    NULLIF(a.attstorage, t.typstorage) AS storage,
    -- 'p': pglz, 'l': lz4, '': the server's default.
    a.attcompression,
    -- -1 up to 16, null from 17 on: the database's default.
    NULLIF(a.attstattarget::int, -1) AS statistics_target,
    a.attoptions IS NOT NULL AS has_options
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef ad ON ad.adrelid = a.attrelid AND ad.adnum = a.attnum
LEFT JOIN pg_collation co ON co.oid = a.attcollation
LEFT JOIN pg_namespace co_schema ON co_schema.oid = co.collnamespace
LEFT JOIN pg_description de
    ON de.classoid = 'pg_class'::regclass AND de.objoid = a.attrelid AND de.objsubid = a.attnum
LEFT JOIN sequences seq ON seq.refobjid = a.attrelid AND seq.refobjsubid = a.attnum
WHERE c.relkind IN ('r', 'p')
  AND NOT c.relispartition
  -- Inherited columns come with the parent.
  AND a.attislocal
  AND a.attnum > 0
  AND NOT a.attisdropped
  AND n.nspname NOT LIKE 'pg\_%'
  AND n.nspname <> 'information_schema'
  AND (cardinality($1::text[]) = 0 OR n.nspname = ANY ($1::text[]))
ORDER BY a.attrelid, a.attnum
