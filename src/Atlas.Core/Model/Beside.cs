using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Atlas.Core.Model;

/// <summary>What is known beside an object's definition: what it stands on, and who may use it.</summary>
/// <remarks>
/// It is no part of the object: any two compare equal, so that it makes no difference and is in no fingerprint.
/// </remarks>
[CollectionBuilder(typeof(Beside), nameof(Beside.Create))]
public readonly struct Beside<T>(ImmutableArray<T> items) : IReadOnlyList<T>, IEquatable<Beside<T>>
{
    private ImmutableArray<T> Items => items.IsDefault ? [] : items;

    /// <summary>Gets the number of elements.</summary>
    public int Count => Items.Length;

    /// <summary>Gets an element by its position, from 0.</summary>
    public T this[int index] => Items[index];

    /// <summary>Returns the elements in order.</summary>
    public ImmutableArray<T>.Enumerator GetEnumerator() => Items.GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)Items).GetEnumerator();

    /// <summary>Returns true: what stands beside a definition is no difference.</summary>
    public bool Equals(Beside<T> other) => true;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Beside<T>;

    /// <inheritdoc/>
    public override int GetHashCode() => 0;
}

/// <summary>Makes what stands beside a definition.</summary>
public static class Beside
{
    /// <summary>Makes it of elements in any order; each counts once.</summary>
    public static Beside<T> Create<T>(ReadOnlySpan<T> items) => new([.. items.ToArray().Distinct().Order()]);
}
