using System.Text.Json;
using System.Text.Json.Serialization;
using Atlas.Core.Model;

namespace Atlas.Server.Web.Pages;

/// <summary>What the diagram of a version is drawn from.</summary>
/// <param name="Tables">The tables.</param>
/// <param name="Relations">The foreign keys.</param>
internal sealed record DiagramModel(DiagramTable[] Tables, DiagramRelation[] Relations);

/// <summary>A table of a diagram.</summary>
internal sealed record DiagramTable(string Name, string Comment, DiagramColumn[] Columns);

/// <summary>A column of a diagram.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type as SQL.</param>
/// <param name="IsKey">Whether it is part of the primary key.</param>
/// <param name="IsReference">Whether it is part of a foreign key.</param>
/// <param name="IsNullable">Whether it may be null.</param>
internal sealed record DiagramColumn(string Name, string Type, bool IsKey, bool IsReference, bool IsNullable);

/// <summary>A foreign key of a diagram.</summary>
internal sealed record DiagramRelation(string From, string To, string Columns);

/// <summary>Sends what a diagram is drawn from.</summary>
internal static class VersionDiagram
{
    public const string Path = "/schemas/{repo}/versions/{version}/diagram.json";

    public static async Task WriteAsync(Visit visit)
    {
        var content = await VersionContent.OfAsync(visit);
        var tables = from schema in content.Realm.Schemas
                     from table in schema.Tables
                     select (Name: VersionPage.Name(content, new(schema.Name, table.Name)), Table: table);
        var model = new DiagramModel(
            [.. tables.Select(t => Table(content, t.Name, t.Table))],
            [.. from t in tables
                from key in t.Table.ForeignKeys
                select new DiagramRelation(
                    t.Name, VersionPage.Name(content, key.References), string.Join(", ", key.Columns))]);
        await Pipeline.WriteAsync(
            visit.Http, "application/json", JsonSerializer.SerializeToUtf8Bytes(model, DiagramJson.Default.DiagramModel));
    }

    private static DiagramTable Table(VersionContent content, string name, Table table)
    {
        var keys = table.PrimaryKey?.Columns ?? [];
        var references = table.ForeignKeys.SelectMany(k => k.Columns).ToHashSet();
        return new(
            name, table.Comment ?? "",
            [.. table.Columns.Select(c => new DiagramColumn(
                c.Name, content.Dialect.TypeToSql(c.Type, content.Naming), keys.Contains(c.Name),
                references.Contains(c.Name), c.IsNullable))]);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DiagramModel))]
internal sealed partial class DiagramJson : JsonSerializerContext;
