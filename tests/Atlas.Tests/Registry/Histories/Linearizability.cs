namespace Atlas.Tests.Registry.Histories;

/// <summary>One call as a client saw it.</summary>
/// <typeparam name="TState">What the thing that was called is like.</typeparam>
/// <param name="Shown">What was called, for people.</param>
/// <param name="Begin">When the call was made.</param>
/// <param name="End">When it returned; null when the client never heard, so that it may or may not have happened, then or later.</param>
/// <param name="Result">What it returned; null where the client never heard.</param>
/// <param name="Apply">What it does to the thing, and what it then returns.</param>
public sealed record Call<TState>(string Shown, long Begin, long? End, string? Result, Func<TState, (TState Next, string Result)> Apply);

/// <summary>Decides whether a history is linearisable: whether every call can be given one moment between its begin and its end, so that in
/// the order of these moments each returns what the model says. Source: Wing and Gong, 1993, with the memory of Lowe, 2017.</summary>
public static class Linearizability
{
    /// <summary>Returns the order that explains a history of at most 64 calls; null when there is none.</summary>
    public static IReadOnlyList<string>? Explain<TState>(IReadOnlyList<Call<TState>> calls, TState initial)
        where TState : notnull
    {
        if (calls.Count > 64) throw new ArgumentException("A history has at most 64 calls.", nameof(calls));
        var order = new List<string>();
        return Search(calls, initial, 0, [], order) ? order : null;
    }

    private static bool Search<TState>(
        IReadOnlyList<Call<TState>> calls, TState state, ulong done, HashSet<(ulong, TState)> seen, List<string> order)
        where TState : notnull
    {
        if (calls.Select((c, i) => (c, i)).All(x => x.c.End is null || Has(done, x.i))) return true;
        if (!seen.Add((done, state))) return false;

        // Whatever began after another had returned comes after it.
        var first = calls.Where((c, i) => !Has(done, i)).Min(c => c.End ?? long.MaxValue);
        for (var i = 0; i < calls.Count; i++)
        {
            if (Has(done, i) || calls[i].Begin > first) continue;
            var (next, result) = calls[i].Apply(state);
            if (calls[i].Result is { } said && said != result) continue;
            order.Add(calls[i].Shown);
            if (Search(calls, next, done | (1UL << i), seen, order)) return true;
            order.RemoveAt(order.Count - 1);
        }

        return false;
    }

    private static bool Has(ulong set, int index) => (set & (1UL << index)) != 0;
}
