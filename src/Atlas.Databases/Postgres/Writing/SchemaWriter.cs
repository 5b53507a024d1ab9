using Atlas.Core.Model;
using Atlas.Core.Diff;
using Atlas.Core.Planning;

namespace Atlas.Databases.Postgres.Writing;

/// <summary>Writes CREATE SCHEMA and DROP SCHEMA.</summary>
internal static class SchemaWriter
{
    public static IEnumerable<Statement> Add(AddSchema change)
    {
        yield return new Statement($"CREATE SCHEMA {Quoting.Name(change.Schema.Name)}",
            $"add new schema named \"{change.Schema.Name}\"");
        if (change.Schema.Comment is { } comment) yield return CommentWriter.Schema(change.Schema.Name, comment);
    }

    /// <summary>Drops what is known to be in the schema, then the schema, without CASCADE: what isn't known makes it
    /// fail.</summary>
    public static IEnumerable<Statement> Drop(DropSchema change, Names names)
    {
        var schema = change.Schema;

        // One statement, since the tables may refer to one another.
        if (!schema.Tables.IsEmpty)
        {
            yield return new Statement(
                $"DROP TABLE {string.Join(", ", schema.Tables.Select(t => names.Of(schema.Name, t.Name)))}",
                $"drop the tables of schema named \"{schema.Name}\"")
            {
                Hazards = schema.Tables.Select(t => Hazards.DropsTable(t.Name)).ToSeq(),
            };
        }

        foreach (var type in schema.Enums) yield return EnumWriter.Drop(new DropEnum(schema.Name, type), names);
        yield return new Statement($"DROP SCHEMA {Quoting.Name(schema.Name)}", $"drop schema named \"{schema.Name}\"");
    }
}
