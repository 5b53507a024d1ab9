using Atlas.Core.Diff;
using Atlas.Core.Model;

namespace Atlas.Core.Planning;

/// <summary>An ordered list of statements that leads from one realm to another.</summary>
/// <param name="From">The fingerprint of the realm it starts at.</param>
/// <param name="To">The fingerprint of the realm it arrives at.</param>
/// <param name="Changes">The changes in execution order.</param>
/// <param name="Statements">The statements in execution order; empty when there is nothing to do.</param>
public sealed record Plan(Fingerprint From, Fingerprint To, Seq<Change> Changes, Seq<Statement> Statements)
{
    /// <summary>Gets the name that it was written and kept under; null for a computed one.</summary>
    public string? Name { get; init; }

    /// <summary>Gets the queries that must answer true before the first statement runs; may be empty.</summary>
    public Seq<Statement> Assertions { get; init; } = [];

    /// <summary>Gets whether one true assertion is enough; else all must be.</summary>
    public bool IsOneAssertionEnough { get; init; }

    /// <summary>Gets the fingerprint after each statement, in order; empty where nobody tried it.</summary>
    public Seq<Fingerprint> States { get; init; } = [];

    /// <summary>Gets its address in the registry; null for one that isn't there.</summary>
    public string? Url { get; init; }

    /// <summary>Gets the identity of its transition and text; null for one that isn't in the registry.</summary>
    public Digest? Digest { get; init; }

    /// <summary>Gets how many statements of the whole plan were done before; 0 unless it goes on after a
    /// stop.</summary>
    public int Finished { get; init; }

    /// <summary>Gets whether it can go on after a stop between two statements: the registry keeps it, and somebody
    /// tried what each statement makes.</summary>
    public bool IsResumable => Url is not null && Digest is not null && States.Count == Statements.Count;

    /// <summary>Gets whether there is nothing to do.</summary>
    public bool IsEmpty => Statements.IsEmpty;

    /// <summary>Gets whether all statements may run in one transaction.</summary>
    public bool IsTransactional => !Statements.Any(s => s.IsOutsideTransaction);
}
