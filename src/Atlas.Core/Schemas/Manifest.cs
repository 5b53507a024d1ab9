using Atlas.Core.Model;
using Atlas.Core.Planning;

namespace Atlas.Core.Schemas;

/// <summary>What a stored document is.</summary>
/// <param name="Format">The format's version, 1.</param>
/// <param name="Driver">The dialect's name.</param>
/// <param name="EngineMajor">The major version of the dev database.</param>
/// <param name="IsSchemaScope">Whether it is one schema, whatever its name; else it is a whole database.</param>
/// <param name="Kinds">The kinds of object that are managed, sorted.</param>
/// <param name="Filters">The include and exclude patterns that were in force, sorted.</param>
/// <param name="Fingerprint">The realm's fingerprint.</param>
public sealed record Manifest(
    int Format, string Driver, string EngineMajor, bool IsSchemaScope, Seq<string> Kinds, Seq<string> Filters,
        Fingerprint Fingerprint)
{
    /// <summary>The only format there is.</summary>
    public const int CurrentFormat = 1;
}
