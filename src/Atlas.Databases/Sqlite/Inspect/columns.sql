-- The columns of ordinary tables.
SELECT l.name,
       c.name,
       c.type,
       c."notnull",
       c.dflt_value,
       c.pk,                 -- position in the primary key, from 1; 0 outside of it
       c.hidden              -- 2 for a virtual generated column, 3 for a stored one
FROM pragma_table_list AS l
JOIN pragma_table_xinfo(l.name, 'main') AS c
WHERE l.schema = 'main' AND l.type = 'table'
ORDER BY l.name, c.cid
