using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Registry.Access;
using Atlas.Server.Web.Slices;
using RazorSlices;

namespace Atlas.Server.Web.Pages;

/// <summary>One version: who pushed it, where it runs, and its schema.</summary>
/// <param name="Frame">What stands around it.</param>
/// <param name="Version">The version.</param>
/// <param name="View">Which view of the schema is shown.</param>
/// <param name="Schema">What that view shows.</param>
/// <param name="Previous">The version pushed before; null for the first.</param>
/// <param name="RunsOn">The databases that run it; may be empty.</param>
public sealed record VersionView(
    Frame Frame, ResolvedVersion Version, SchemaView View, ShownSchema Schema, string? Previous, Seq<Target> RunsOn)
    : IFramed;

/// <summary>The views of a schema.</summary>
public enum SchemaView
{
    /// <summary>Its tables with their comments.</summary>
    Documentation,

    /// <summary>Tables and their relations, drawn.</summary>
    Diagram,

    /// <summary>As it is stored.</summary>
    Hcl,

    /// <summary>As the statements that build it.</summary>
    Sql,
}

/// <summary>A schema as one of its views shows it.</summary>
/// <param name="Tables">Every table by schema and name; may be empty.</param>
/// <param name="Open">The table that is shown in full; null for none.</param>
/// <param name="Text">The text of the view, cut where it is long; empty for views that aren't text.</param>
/// <param name="IsCut">Whether the text goes on.</param>
public sealed record ShownSchema(Seq<TableEntry> Tables, ShownTable? Open, string Text, bool IsCut);

/// <summary>A table in the list of tables.</summary>
/// <param name="Name">Its name, with the schema where there are several.</param>
/// <param name="Comment">Its comment; empty for none.</param>
/// <param name="Columns">How many columns it has.</param>
/// <param name="References">The tables that its foreign keys lead to, each once.</param>
public sealed record TableEntry(string Name, string Comment, int Columns, Seq<string> References);

/// <summary>A table in full.</summary>
/// <param name="Name">Its name, with the schema where there are several.</param>
/// <param name="Table">The table.</param>
/// <param name="Types">The types of its columns as SQL, in their order.</param>
/// <param name="ReferencedBy">The tables whose foreign keys lead here.</param>
public sealed record ShownTable(string Name, Table Table, Seq<string> Types, Seq<string> ReferencedBy);

/// <inheritdoc cref="VersionView"/>
internal sealed class VersionPage : IPage
{
    private const int LongestText = 120_000;

    public static PageShape Shape => new("/schemas/{repo}/versions/{version}", Section.Schemas, Scopes.Read);

    public static async Task<RazorSlice> ShowAsync(Visit visit)
    {
        var content = await VersionContent.OfAsync(visit);
        var version = content.Version;
        var targets = await visit.Registry.ListDatabasesAsync(
            new(null, [version.Repo]), new(1, 1000), visit.Cancelled);
        var view = Enum.TryParse<SchemaView>(visit.Query("view"), ignoreCase: true, out var asked) ? asked : default;
        var frame = visit.Frame(
            Section.Schemas, version.Version, $"/repos/{Uri.EscapeDataString(version.Repo)}/resolve?version=" +
                Uri.EscapeDataString(version.Version),
            new Crumb("Schemas", "/schemas"), new Crumb(version.Repo, At.Schema(version.Repo)));
        return VersionViewSlice.Create(new(
            frame, version, view, Shown(content, view, visit.Query("table")), await PreviousAsync(visit, version),
            targets.Items.Where(t => t.CurrentVersion == version.Version).ToSeq()));
    }

    private static ShownSchema Shown(VersionContent content, SchemaView view, string? open)
    {
        var text = view switch
        {
            SchemaView.Hcl => content.Hcl,
            SchemaView.Sql => content.Sql(),
            _ => "",
        };
        var isCut = text.Length > LongestText;
        if (isCut) text = text[..(text.LastIndexOf('\n', LongestText) + 1)];
        var tables = view is SchemaView.Documentation ? Tables(content) : [];
        return new(tables, open is null || tables.IsEmpty ? null : Table(content, open), text, isCut);
    }

    private static Seq<TableEntry> Tables(VersionContent content) =>
        (from schema in content.Realm.Schemas
         from table in schema.Tables
         select new TableEntry(
             Name(content, new(schema.Name, table.Name)), table.Comment ?? "", table.Columns.Count,
             table.ForeignKeys.Select(k => Name(content, k.References)).Distinct().ToSeq())).ToSeq();

    private static ShownTable? Table(VersionContent content, string name) =>
        (from schema in content.Realm.Schemas
         from table in schema.Tables
         let full = new ObjectName(schema.Name, table.Name)
         where Name(content, full) == name
         select new ShownTable(
             name, table, table.Columns.Select(c => content.Dialect.TypeToSql(c.Type, content.Naming)).ToSeq(),
             Referring(content, full))).FirstOrDefault();

    private static Seq<string> Referring(VersionContent content, ObjectName to) =>
        (from schema in content.Realm.Schemas
         from table in schema.Tables
         where table.ForeignKeys.Any(k => k.References == to)
         select Name(content, new(schema.Name, table.Name))).ToSeq();

    internal static string Name(VersionContent content, ObjectName name) =>
        content.Naming is Naming.Unqualified || content.Realm.Schemas.Count < 2
            ? name.Name
            : $"{name.Schema}.{name.Name}";

    /// <summary>Returns the version pushed before; the list is newest first, so its place is known.</summary>
    private static async Task<string?> PreviousAsync(Visit visit, ResolvedVersion version)
    {
        var newest = await visit.Registry.ListVersionsAsync(version.Repo, new(1, 1), visit.Cancelled);
        if (newest.Items.IsEmpty) return null;
        var place = newest.Items[0].Sequence - version.Sequence;
        var before = await visit.Registry.ListVersionsAsync(
            version.Repo, new((int)place + 2, 1), visit.Cancelled);
        return before.Items.Count == 1 && before.Items[0].Sequence < version.Sequence ? before.Items[0].Version : null;
    }
}
