using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Planning;

namespace Atlas.Core.Schemas;

/// <summary>What the registry stores of a version: a manifest, and the realm as canonical HCL.</summary>
/// <param name="Manifest">What the bytes are.</param>
/// <param name="Realm">The realm as a dev database normalised it.</param>
public sealed record SchemaDocument(Manifest Manifest, Realm Realm)
{
    /// <summary>Returns the canonical bytes: UTF-8, LF; equal for equal documents on every machine.</summary>
    public byte[] ToBytes(Dialect dialect) => throw new NotImplementedException();

    /// <summary>Reads bytes; throws <see cref="FailureException"/> when they aren't a document of a format that is known.</summary>
    /// <param name="bytes">The bytes; their digest was checked.</param>
    /// <param name="dialects">The dialects by name.</param>
    public static SchemaDocument Read(byte[] bytes, Func<string, Dialect?> dialects) => throw new NotImplementedException();
}

/// <summary>What a stored document is.</summary>
/// <param name="Format">The format's version, 1.</param>
/// <param name="Driver">The dialect's name.</param>
/// <param name="EngineMajor">The major version of the dev database.</param>
/// <param name="IsSchemaScope">Whether it is one schema, whatever its name; else it is a whole database.</param>
/// <param name="Kinds">The kinds of object that are managed, sorted.</param>
/// <param name="Filters">The include and exclude patterns that were in force, sorted.</param>
/// <param name="Fingerprint">The realm's fingerprint.</param>
public sealed record Manifest(
    int Format, string Driver, string EngineMajor, bool IsSchemaScope, Seq<string> Kinds, Seq<string> Filters, Fingerprint Fingerprint);
