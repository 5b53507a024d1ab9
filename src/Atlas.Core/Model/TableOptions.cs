namespace Atlas.Core.Model;

/// <summary>What a table is besides its columns and keys (PostgreSQL); what isn't said is the server's default.</summary>
public sealed record TableOptions
{
    /// <summary>The options of a table of which nothing is said.</summary>
    public static readonly TableOptions Default = new();

    /// <summary>Gets whether changes aren't written to the log, so that a crash empties the table.</summary>
    public bool IsUnlogged { get; init; }

    /// <summary>Gets the access method's name; null for the server's own, heap.</summary>
    public string? AccessMethod { get; init; }

    /// <summary>Gets the storage parameters, sorted by name.</summary>
    public Seq<StorageParameter> Parameters { get; init; } = [];

    /// <summary>Gets whether policies say who sees which rows.</summary>
    public bool IsRowSecured { get; init; }

    /// <summary>Gets whether they say so to the owner too.</summary>
    public bool IsRowSecurityForced { get; init; }

    /// <summary>Gets what tells replicas an old row: FULL or NOTHING; null for the primary key or an index.</summary>
    public string? ReplicaIdentity { get; init; }

    /// <summary>Gets the name of the index that tells replicas an old row; null for none.</summary>
    public string? ReplicaIndex { get; init; }

    /// <summary>Gets the tables whose columns and checks this one has too, in order.</summary>
    public Seq<ObjectName> Inherits { get; init; } = [];
}
