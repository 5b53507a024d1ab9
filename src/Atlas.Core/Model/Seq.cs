using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Atlas.Core.Model;

/// <summary>An immutable sequence that compares by its elements; its default is the empty sequence.</summary>
[CollectionBuilder(typeof(Seq), nameof(Seq.Create))]
public readonly struct Seq<T>(ImmutableArray<T> items) : IReadOnlyList<T>, IEquatable<Seq<T>>
{
    private ImmutableArray<T> Items => items.IsDefault ? [] : items;

    /// <summary>Gets the number of elements.</summary>
    public int Count => Items.Length;

    /// <summary>Gets whether there is no element.</summary>
    public bool IsEmpty => Items.IsEmpty;

    /// <summary>Gets an element by its position, from 0.</summary>
    public T this[int index] => Items[index];

    /// <summary>Returns the elements in order.</summary>
    public ImmutableArray<T>.Enumerator GetEnumerator() => Items.GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)Items).GetEnumerator();

    /// <summary>Compares element by element.</summary>
    public bool Equals(Seq<T> other) => Items.AsSpan().SequenceEqual(other.Items.AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Seq<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in Items) hash.Add(item);
        return hash.ToHashCode();
    }

    /// <summary>Compares element by element.</summary>
    public static bool operator ==(Seq<T> left, Seq<T> right) => left.Equals(right);

    /// <summary>Compares element by element.</summary>
    public static bool operator !=(Seq<T> left, Seq<T> right) => !left.Equals(right);

    /// <summary>Returns the elements between brackets.</summary>
    public override string ToString() => $"[{string.Join(", ", Items)}]";
}

/// <summary>Makes sequences.</summary>
public static class Seq
{
    /// <summary>Makes a sequence of elements.</summary>
    public static Seq<T> Create<T>(ReadOnlySpan<T> items) => new([.. items]);

    /// <summary>Makes a sequence of anything that can be enumerated.</summary>
    public static Seq<T> ToSeq<T>(this IEnumerable<T> items) => new([.. items]);
}
