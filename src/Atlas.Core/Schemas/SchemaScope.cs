using Atlas.Core.Dialects;
using Atlas.Core.Model;

namespace Atlas.Core.Schemas;

/// <summary>Checks that a document fits what a URL or the command line is limited to.</summary>
public static class SchemaScope
{
    /// <summary>Refuses a document of several schemas where a URL is bound to one.</summary>
    /// <param name="realm">The document.</param>
    /// <param name="bound">The schema that the URL is bound to; null for a whole database, which takes
    /// everything.</param>
    /// <param name="isDev">Whether it is the dev database's URL.</param>
    /// <exception cref="FailureException">There are several.</exception>
    public static void EnsureFits(Realm realm, string? bound, bool isDev)
    {
        if (bound is null || realm.Schemas.Count <= 1) return;
        throw new FailureException(
            $"cannot use HCL with more than 1 schema when {(isDev ? "dev-url" : "url")} is limited to schema " +
                $"\"{bound}\". " +
            "Use a URL of the whole database, or a document of one schema.");
    }

    /// <summary>Refuses a document that has schemas nobody asked for.</summary>
    /// <param name="realm">The document.</param>
    /// <param name="requested">The schemas that were asked for; empty for all.</param>
    /// <param name="paths">The document's files, for the message.</param>
    /// <exception cref="FailureException">There is one more.</exception>
    public static void EnsureRequested(Realm realm, Seq<string> requested, Seq<string> paths)
    {
        if (requested.IsEmpty) return;
        if (realm.Schemas.FirstOrDefault(s => !requested.Contains(s.Name)) is not { } other) return;
        throw new FailureException(
            $"schema \"{other.Name}\" from paths [{string.Join(", ", paths)}] is not requested (all schemas in HCL " +
                "must be requested). " +
            $"Add --schema {other.Name}, or remove the schema from the files.");
    }
}
