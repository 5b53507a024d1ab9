-- Every object of the schema "main", with what the list of tables knows of it.
SELECT m.type,
       m.name,
       m.tbl_name,
       m.sql,                -- null for the indexes that constraints make
       l.type AS kind,       -- table, view, virtual or shadow; null for what is no table
       l.wr,                 -- 1 for WITHOUT ROWID
       l.strict
FROM sqlite_master AS m
LEFT JOIN pragma_table_list AS l ON l.schema = 'main' AND l.name = m.name AND m.type IN ('table', 'view')
WHERE m.name NOT LIKE 'sqlite\_%' ESCAPE '\'
ORDER BY m.type, m.name
