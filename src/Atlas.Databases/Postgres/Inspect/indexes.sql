-- The indexes of tables and materialised views, one row for each. $1: schemas, empty for all.
WITH part AS (
    -- What the parts of each index are, all indexes at once: asked one by one they cost most of the time.
    SELECT
        i.indexrelid,
        array_agg(a.attname::text ORDER BY k.n) FILTER (WHERE k.n <= i.indnkeyatts) AS columns,
        -- Null for a plain column.
        array_agg(CASE WHEN k.attnum = 0 THEN pg_get_indexdef(i.indexrelid, k.n::int, false) END ORDER BY k.n)
            FILTER (WHERE k.n <= i.indnkeyatts) AS expressions,
        -- Bit 1: descending; bit 2: nulls first.
        array_agg(i.indoption[k.n - 1]::int ORDER BY k.n) FILTER (WHERE k.n <= i.indnkeyatts) AS options,
        -- Null for the default class; parameters follow in parentheses.
        array_agg(
            CASE WHEN oc.opcdefault AND ia.attoptions IS NULL THEN NULL
                ELSE
                    CASE WHEN oc.opcnamespace = 'pg_catalog'::regnamespace THEN '' ELSE quote_ident(ocn.nspname) || '.' END
                    || quote_ident(oc.opcname)
                    || COALESCE('(' || array_to_string(ia.attoptions, ', ') || ')', '')
            END ORDER BY k.n) FILTER (WHERE k.n <= i.indnkeyatts) AS operator_classes,
        -- Null where the collation is the column's own, or the default for an expression.
        array_agg(
            CASE WHEN i.indcollation[k.n - 1] IN (0, COALESCE(a.attcollation, 'pg_catalog."default"'::regcollation)) THEN NULL
                WHEN co.collnamespace = 'pg_catalog'::regnamespace THEN co.collname::text
                WHEN pg_collation_is_visible(co.oid) THEN format('"%s"', replace(co.collname, '"', '""'))
                ELSE format('"%s"."%s"', replace(con_schema.nspname, '"', '""'), replace(co.collname, '"', '""'))
            END ORDER BY k.n) FILTER (WHERE k.n <= i.indnkeyatts) AS collations,
        -- The columns that the index carries besides its key.
        COALESCE(array_agg(a.attname::text ORDER BY k.n) FILTER (WHERE k.n > i.indnkeyatts), '{}') AS include
    FROM pg_index i
    JOIN pg_class c ON c.oid = i.indrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (attnum, n)
    LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum AND k.attnum > 0
    LEFT JOIN pg_attribute ia ON ia.attrelid = i.indexrelid AND ia.attnum = k.n AND ia.attoptions IS NOT NULL
    LEFT JOIN pg_opclass oc ON oc.oid = i.indclass[k.n - 1]
    LEFT JOIN pg_namespace ocn ON ocn.oid = oc.opcnamespace
    LEFT JOIN pg_collation co ON co.oid = i.indcollation[k.n - 1]
    LEFT JOIN pg_namespace con_schema ON con_schema.oid = co.collnamespace
    WHERE n.nspname NOT LIKE 'pg\_%'
      AND n.nspname <> 'information_schema'
      AND (cardinality($1::text[]) = 0 OR n.nspname = ANY ($1::text[]))
    GROUP BY i.indexrelid
)
SELECT
    i.indrelid,
    n.nspname,
    c.relname AS table_name,
    c.relkind,
    ic.relname,
    i.indisunique,
    i.indisprimary,
    -- 'p', 'u' or 'x' where a constraint owns the index, else null.
    con.contype,
    am.amname,
    pg_get_expr(i.indpred, i.indrelid) AS predicate,
    i.indnullsnotdistinct,
    COALESCE(CASE WHEN con.contype = 'x' THEN obj_description(con.oid, 'pg_constraint') END, de.description) AS comment,
    -- An index left behind by a failed concurrent build.
    NOT i.indisvalid AS is_invalid,
    ic.reltablespace <> 0 AS has_tablespace,
    i.indisclustered,
    -- An exclusion constraint's.
    con.condeferrable,
    con.condeferred,
    ic.reloptions,
    part.columns,
    part.expressions,
    part.options,
    part.operator_classes,
    part.collations,
    -- Null but for an exclusion constraint.
    (
        SELECT array_agg(
            CASE WHEN o.oprnamespace = 'pg_catalog'::regnamespace THEN o.oprname::text
                ELSE 'OPERATOR(' || quote_ident(os.nspname) || '.' || o.oprname || ')'
            END ORDER BY k.n)
        FROM unnest(con.conexclop) WITH ORDINALITY AS k (oid, n)
        JOIN pg_operator o ON o.oid = k.oid
        JOIN pg_namespace os ON os.oid = o.oprnamespace
    ) AS operators,
    -- The columns that the index carries besides its key.
    part.include
FROM pg_index i
JOIN pg_class ic ON ic.oid = i.indexrelid
JOIN pg_class c ON c.oid = i.indrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_am am ON am.oid = ic.relam
LEFT JOIN pg_constraint con ON con.conindid = i.indexrelid AND con.conrelid = i.indrelid AND con.contype IN ('p', 'u', 'x')
JOIN part ON part.indexrelid = i.indexrelid
LEFT JOIN pg_description de ON de.classoid = 'pg_class'::regclass AND de.objoid = i.indexrelid AND de.objsubid = 0
WHERE c.relkind IN ('r', 'p', 'm')
  -- The index of a partition that is a part of its parent's one comes with that.
  AND NOT EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid = i.indexrelid)
  AND n.nspname NOT LIKE 'pg\_%'
  AND n.nspname <> 'information_schema'
  AND (cardinality($1::text[]) = 0 OR n.nspname = ANY ($1::text[]))
ORDER BY i.indrelid, ic.relname COLLATE "C"
