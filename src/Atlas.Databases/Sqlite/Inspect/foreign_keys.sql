-- The column pairs of every foreign key; the first one that was declared has the highest id.
SELECT l.name,
       f.id,
       f."table",
       f."from",
       f."to",               -- null when the statement names no columns: the primary key is meant
       f.on_update,
       f.on_delete
FROM pragma_table_list AS l
JOIN pragma_foreign_key_list(l.name, 'main') AS f
WHERE l.schema = 'main' AND l.type = 'table'
ORDER BY l.name, f.id DESC, f.seq
