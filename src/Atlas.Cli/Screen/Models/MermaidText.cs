using System.Text;
using System.Text.RegularExpressions;
using Atlas.Core.Dialects;
using Atlas.Core.Model;

namespace Atlas.Cli.Screen.Models;

/// <summary>Shows a realm as an entity relationship diagram of Mermaid.</summary>
/// <remarks>Source: https://mermaid.js.org/syntax/entityRelationshipDiagram.html.</remarks>
internal static partial class MermaidText
{
    /// <summary>Returns the diagram; ends with a newline.</summary>
    public static string Of(Realm realm, Dialect dialect)
    {
        var text = new StringBuilder("erDiagram\n");
        var tables = realm.Schemas
            .SelectMany(s => s.Tables.Select(t => (Name: new ObjectName(s.Name, t.Name), Table: t))).ToList();
        string Entity(ObjectName name) =>
            Quoted(realm.Schemas.Count > 1 ? $"{name.Schema}.{name.Name}" : name.Name);

        foreach (var (name, table) in tables)
        {
            text.Append($"    {Entity(name)} {{\n");
            foreach (var column in table.Columns)
            {
                var type = Word(dialect.TypeToSql(column.Type, Naming.Unqualified));
                text.Append($"      {type} {Word(column.Name)}{Keys(table, column.Name)}\n");
            }

            text.Append("    }\n");
        }

        foreach (var (name, table) in tables)
            foreach (var key in table.ForeignKeys)
                text.Append($"    {Entity(name)} {Child(table, key)}--{Parent(table, key)} ")
                    .Append($"{Entity(key.References)} : {Quoted(key.Name)}\n");
        return text.ToString();
    }

    private static string Keys(Table table, string column)
    {
        string[] keys =
        [
            .. table.PrimaryKey?.Columns.Contains(column) is true ? ["PK"] : Array.Empty<string>(),
            .. table.ForeignKeys.Any(k => k.Columns.Contains(column)) ? ["FK"] : Array.Empty<string>(),
        ];
        return keys.Length == 0 ? "" : " " + string.Join(", ", keys);
    }

    /// <summary>How many rows may refer to one: at most one when the columns are a key of their own.</summary>
    private static string Child(Table table, ForeignKey key) =>
        table.PrimaryKey is { } primary && primary.Columns.ToHashSet().SetEquals(key.Columns)
        || table.Indexes.Any(i => i.IsUnique && i.Predicate is null
            && i.Parts.Select(p => p.Column).OfType<string>().ToHashSet().SetEquals(key.Columns)) ? "|o" : "}o";

    /// <summary>How many rows one refers to: none or one when a column may be null.</summary>
    private static string Parent(Table table, ForeignKey key) =>
        key.Columns.Any(c => table.Column(c)?.IsNullable is true) ? "o|" : "||";

    private static string Quoted(string name) =>
        Plain().IsMatch(name) ? name : $"\"{name.Replace('"', '\'')}\"";

    /// <summary>Returns a type or column as a word; Mermaid takes neither blanks nor commas in it.</summary>
    private static string Word(string text) => Odd().Replace(text, "_");

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex Plain();

    [GeneratedRegex(@"[^A-Za-z0-9_()\[\]-]")]
    private static partial Regex Odd();
}
