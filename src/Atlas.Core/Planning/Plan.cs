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
    /// <summary>Gets whether there is nothing to do.</summary>
    public bool IsEmpty => Statements.IsEmpty;

    /// <summary>Gets whether all statements may run in one transaction.</summary>
    public bool IsTransactional => !Statements.Any(s => s.IsOutsideTransaction);
}
