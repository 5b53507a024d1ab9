using Atlas.Core.Model;

namespace Atlas.Databases.Postgres.Writing;

/// <summary>Writes statements about views and materialised views.</summary>
internal static class ViewWriter
{
    public static string Create(string name, View view, bool replaces)
    {
        List<string> options = [];
        if (view.IsInvoker) options.Add("security_invoker = true");
        if (view.IsBarrier) options.Add("security_barrier = true");
        return $"CREATE {(replaces ? "OR REPLACE " : "")}VIEW {name}"
            + (options.Count == 0 ? "" : $" WITH ({string.Join(", ", options)})")
            + $" AS {view.Definition}"
            + (view.CheckOption is { } check ? $" WITH {check} CHECK OPTION" : "");
    }

    /// <summary>Returns what makes the indexes those of the other one; the rows stay.</summary>
    public static IEnumerable<string> Alter(string schema, MaterializedView from, MaterializedView to, Names names)
    {
        foreach (var index in from.Indexes.Where(i => !IsIn(i, to)))
            yield return IndexWriter.Drop(schema, to.Name, index, names, isConcurrent: false).Sql;
        foreach (var clause in ParameterWriter.Changes(from.Parameters, to.Parameters))
            yield return $"ALTER MATERIALIZED VIEW {names.Of(schema, to.Name)} {clause}";
        foreach (var index in to.Indexes.Where(i => !IsIn(i, from)))
            yield return IndexWriter.Create(schema, to.Name, index, names).Sql;

        static bool IsIn(Index index, MaterializedView view) =>
            view.Indexes.Any(i => i with { Comment = index.Comment } == index);
    }

    /// <summary>Returns the columns of a view of either kind; none for anything else.</summary>
    public static Seq<ViewColumn> Columns(RealmObject item) => item switch
    {
        View view => view.Columns,
        MaterializedView view => view.Columns,
        _ => [],
    };
}
