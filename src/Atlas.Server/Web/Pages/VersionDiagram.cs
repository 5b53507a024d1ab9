using System.Text.Json;
using System.Text.Json.Serialization;
using Atlas.Core.Model;

namespace Atlas.Server.Web.Pages;

/// <summary>What the diagram of a version is drawn from.</summary>
/// <param name="Tables">The tables.</param>
/// <param name="Relations">The foreign keys.</param>
internal sealed record DiagramModel(DiagramTable[] Tables, DiagramRelation[] Relations);

/// <summary>A table of a diagram.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Comment">Its comment; empty for none.</param>
/// <param name="Columns">Its columns; those that went stand last.</param>
/// <param name="Change">What became of it between two versions: <c>added</c>, <c>removed</c> or <c>changed</c>; empty for
/// nothing, and where one version is drawn.</param>
internal sealed record DiagramTable(string Name, string Comment, DiagramColumn[] Columns, string Change);

/// <summary>A column of a diagram.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type as SQL.</param>
/// <param name="IsKey">Whether it is part of the primary key.</param>
/// <param name="IsReference">Whether it is part of a foreign key.</param>
/// <param name="IsNullable">Whether it may be null.</param>
/// <param name="Change">What became of it, as of a table.</param>
internal sealed record DiagramColumn(
    string Name, string Type, bool IsKey, bool IsReference, bool IsNullable, string Change);

/// <summary>A foreign key of a diagram.</summary>
/// <param name="From">The table that it is of.</param>
/// <param name="To">The table that it leads to.</param>
/// <param name="Columns">Its columns, by commas.</param>
/// <param name="Change">What became of it, as of a table.</param>
internal sealed record DiagramRelation(string From, string To, string Columns, string Change);

/// <summary>Sends what a diagram is drawn from: one version, or two and what became of the first.</summary>
internal static class VersionDiagram
{
    public const string Path = "/schemas/{repo}/versions/{version}/diagram.json";
    public const string ComparedPath = "/schemas/{repo}/compare.json";

    public static async Task WriteAsync(Visit visit) =>
        await SendAsync(visit, Of(await VersionContent.OfAsync(visit)));

    public static async Task WriteComparedAsync(Visit visit)
    {
        var (repo, from, to) = ComparePage.Asked(visit);
        await SendAsync(visit, Between(
            Of(await VersionContent.OfAsync(visit, repo, from)), Of(await VersionContent.OfAsync(visit, repo, to))));
    }

    /// <summary>Puts two diagrams into one: what is in both, what came, and what went.</summary>
    internal static DiagramModel Between(DiagramModel before, DiagramModel after)
    {
        var old = before.Tables.ToDictionary(t => t.Name);
        var tables = after.Tables.Select(t => old.Remove(t.Name, out var was) ? Between(was, t) : Marked(t, "added")).ToList();
        tables.AddRange(old.Values.Select(t => Marked(t, "removed")));
        var lines = before.Relations.ToHashSet();
        var relations = after.Relations.Select(r => lines.Remove(r) ? r : r with { Change = "added" }).ToList();
        relations.AddRange(lines.Select(r => r with { Change = "removed" }));
        var touched = relations.Where(r => r.Change.Length > 0).Select(r => r.From).ToHashSet();
        return new(
            [.. tables.Select(t => t.Change.Length == 0 && touched.Contains(t.Name) ? t with { Change = "changed" } : t)],
            [.. relations]);
    }

    private static DiagramTable Between(DiagramTable before, DiagramTable after)
    {
        var old = before.Columns.ToDictionary(c => c.Name);
        var columns = after.Columns.Select(c => !old.Remove(c.Name, out var was) ? c with { Change = "added" }
            : was == c ? c : c with { Change = "changed" }).ToList();
        columns.AddRange(old.Values.Select(c => c with { Change = "removed" }));
        var isChanged = before.Comment != after.Comment || columns.Exists(c => c.Change.Length > 0);
        return after with { Columns = [.. columns], Change = isChanged ? "changed" : "" };
    }

    private static DiagramTable Marked(DiagramTable table, string change) => table with
    {
        Change = change, Columns = [.. table.Columns.Select(c => c with { Change = change })],
    };

    private static DiagramModel Of(VersionContent content)
    {
        var tables = from schema in content.Realm.Schemas
                     from table in schema.Tables
                     select (Name: VersionPage.Name(content, new(schema.Name, table.Name)), Table: table);
        return new(
            [.. tables.Select(t => Table(content, t.Name, t.Table))],
            [.. from t in tables
                from key in t.Table.ForeignKeys
                select new DiagramRelation(
                    t.Name, VersionPage.Name(content, key.References), string.Join(", ", key.Columns), "")]);
    }

    private static Task SendAsync(Visit visit, DiagramModel model) => Pipeline.WriteAsync(
        visit.Http, "application/json", JsonSerializer.SerializeToUtf8Bytes(model, DiagramJson.Default.DiagramModel));

    private static DiagramTable Table(VersionContent content, string name, Table table)
    {
        var keys = table.PrimaryKey?.Columns ?? [];
        var references = table.ForeignKeys.SelectMany(k => k.Columns).ToHashSet();
        return new(
            name, table.Comment ?? "",
            [.. table.Columns.Select(c => new DiagramColumn(
                c.Name, content.Dialect.TypeToSql(c.Type, content.Naming), keys.Contains(c.Name),
                references.Contains(c.Name), c.IsNullable, ""))],
            "");
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DiagramModel))]
internal sealed partial class DiagramJson : JsonSerializerContext;
