using Atlas.Core.Model;
using Atlas.Hcl.Values;

namespace Atlas.Core.States;

/// <summary>A state that a data source of the project file declares; the kinds are a closed family.</summary>
public abstract record DeclaredState
{
    private protected DeclaredState() { }
}

/// <summary>Schema files with input variables.</summary>
/// <param name="Paths">Files and folders.</param>
/// <param name="Variables">The input variables.</param>
public sealed record DeclaredHcl(Seq<string> Paths, IReadOnlyDictionary<string, Value> Variables) : DeclaredState;

/// <summary>SQL that a program printed.</summary>
/// <param name="Name">The data source, for messages.</param>
/// <param name="Sql">The SQL.</param>
public sealed record DeclaredSql(string Name, string Sql) : DeclaredState;

/// <summary>Several states side by side.</summary>
/// <param name="Parts">The parts in load order.</param>
public sealed record DeclaredComposite(Seq<CompositePart> Parts) : DeclaredState;

/// <summary>One part of a composite state.</summary>
/// <param name="Schema">The schema it becomes; null for a part at the scope of the database.</param>
/// <param name="Url">Where it comes from.</param>
public sealed record CompositePart(string? Schema, string Url);
