using Atlas.Core.Model;
using Atlas.Databases.Sqlite.Sql;

namespace Atlas.Databases.Sqlite.Inspect;

/// <summary>Makes views and triggers of their statements, which SQLite keeps as written but for what stands before the
/// name.</summary>
internal static class ObjectReader
{
    /// <summary>Returns all that can be told, with the tables and views that they mention.</summary>
    public static IEnumerable<RealmObject> Read(Catalogue catalogue, string schema)
    {
        var relations = catalogue.Objects.Where(o => o is { Kind: "table" } or { Type: "view" } && !RealmReader.IsOwn(o.Name))
            .Select(o => new ObjectReference(o.Type == "view" ? ObjectKind.View : ObjectKind.Table, new(schema, o.Name)))
            .ToList();
        foreach (var row in catalogue.Objects)
        {
            if ((View(row) ?? (RealmObject?)Trigger(row)) is not { } item) continue;
            var words = Lexer.Read(row.Sql).Where(t => t.IsName || t.Kind == TokenKind.Text).Select(t => t.Value)
                .Append(row.Table).ToHashSet(StringComparer.OrdinalIgnoreCase);
            yield return item with
            {
                DependsOn = [.. relations.Where(r => words.Contains(r.Name.Name) && r != item.In(schema))],
            };
        }
    }

    /// <summary>Returns a view; null for anything else, and for one whose columns have names apart.</summary>
    public static View? View(ObjectRow row)
    {
        if (row.Type != "view") return null;
        var cursor = new Cursor(row.Sql);
        if (!cursor.TryTake("CREATE", "VIEW")) return null;
        TakeName(cursor);
        return cursor.TryTake("AS") ? new View(row.Name, cursor.Rest()) : null;
    }

    /// <summary>Returns a trigger; null for anything else.</summary>
    public static Trigger? Trigger(ObjectRow row)
    {
        if (row.Type != "trigger") return null;
        var cursor = new Cursor(row.Sql);
        if (!cursor.TryTake("CREATE", "TRIGGER")) return null;
        TakeName(cursor);
        var timing = cursor.TryTake("AFTER") ? TriggerTiming.After
            : cursor.TryTake("INSTEAD", "OF") ? TriggerTiming.InsteadOf
            : TriggerTiming.Before;
        cursor.TryTake("BEFORE");
        var on = cursor.Take();
        var columns = new List<string>();
        if (cursor.TryTake("OF"))
        {
            do columns.Add(cursor.Take().Value);
            while (cursor.TryTake(','));
        }

        if (!cursor.TryTake("ON")) return null;
        TakeName(cursor);
        if (cursor.TryTake("FOR", "EACH")) cursor.TryTake("ROW");
        var condition = cursor.TryTake("WHEN") ? Condition(cursor, row.Sql) : null;
        return new Trigger(row.Name, row.Table, timing)
        {
            OnInsert = on.Is("INSERT"),
            OnUpdate = on.Is("UPDATE"),
            OnDelete = on.Is("DELETE"),
            UpdateOf = columns.Order(StringComparer.Ordinal).ToSeq(),
            IsForEachRow = true,
            When = condition,
            Body = cursor.Rest(),
        };
    }

    private static string Condition(Cursor cursor, string sql)
    {
        var start = cursor.Current.Start;
        while (!cursor.IsAtEnd && !cursor.Current.Is("BEGIN")) cursor.Take();
        return sql[start..(cursor.IsAtEnd ? sql.Length : cursor.Current.Start)];
    }

    private static void TakeName(Cursor cursor)
    {
        cursor.Take();
        if (cursor.TryTake('.')) cursor.Take();
    }
}
