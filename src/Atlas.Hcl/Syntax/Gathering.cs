namespace Atlas.Hcl.Syntax;

/// <summary>Gathers lists whose lengths show at their ends only, lists inside of lists included, in one array that is
/// used again and again: what stays is an array of the right length for each.</summary>
internal sealed class Gathering<T>
{
    private T[] items = new T[64];
    private int count;

    /// <summary>Begins a list; the result goes to <see cref="Since"/> and <see cref="End"/>.</summary>
    public int Begin() => count;

    /// <summary>Adds to the list that was begun last.</summary>
    public void Add(T item)
    {
        if (count == items.Length) Array.Resize(ref items, count * 2);
        items[count++] = item;
    }

    /// <summary>Returns what the list holds so far; valid until the next call.</summary>
    public ReadOnlySpan<T> Since(int begin) => items.AsSpan(begin, count - begin);

    /// <summary>Ends the list that was begun last and returns it.</summary>
    public T[] End(int begin)
    {
        T[] list = [.. Since(begin)];
        count = begin;
        return list;
    }
}
