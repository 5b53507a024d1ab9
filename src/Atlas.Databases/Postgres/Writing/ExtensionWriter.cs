using Atlas.Core.Model;

namespace Atlas.Databases.Postgres.Writing;

/// <summary>Writes statements about extensions.</summary>
internal static class ExtensionWriter
{
    public static string Create(Extension extension) =>
        $"CREATE EXTENSION {Quoting.Name(extension.Name)}"
        + (extension.Schema is { } schema ? $" SCHEMA {Quoting.Name(schema)}" : "")
        + (extension.Version is { } version ? $" VERSION {Quoting.Name(version)}" : "");

    public static IEnumerable<string> Alter(Extension from, Extension to)
    {
        var name = Quoting.Name(to.Name);
        if (from.Schema != to.Schema && to.Schema is { } schema)
            yield return $"ALTER EXTENSION {name} SET SCHEMA {Quoting.Name(schema)}";
        if (from.Version != to.Version && to.Version is { } version)
            yield return $"ALTER EXTENSION {name} UPDATE TO {Quoting.Name(version)}";
    }
}
