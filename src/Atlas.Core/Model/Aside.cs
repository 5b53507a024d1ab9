namespace Atlas.Core.Model;

/// <summary>A fact about a live database that travels with a value and doesn't count in comparisons.</summary>
/// <param name="Value">The fact; null when there is nothing to say.</param>
public readonly record struct Aside<T>(T? Value) where T : class
{
    /// <summary>Returns true: no two differ.</summary>
    public bool Equals(Aside<T> other) => true;

    /// <inheritdoc/>
    public override int GetHashCode() => 0;
}
