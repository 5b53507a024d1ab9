namespace Atlas.Hcl.Values;

// How a value looks to a person.
public sealed partial class Value
{
    /// <summary>Returns the value on one line, as in <c>{ a = 1, b = ["x", null] }</c> or <c>(unknown string)</c>, for
    /// people; see <see cref="Writing.ValueWriter"/> for source.</summary>
    public override string ToString() => payload switch
    {
        _ when !IsKnown => $"(unknown {Type.Name})",
        null => "null",
        string text => $"\"{text}\"",
        bool truth => truth ? "true" : "false",
        Value[] elements => $"[{string.Join(", ", elements.AsEnumerable())}]",
        SortedList<string, Value> { Count: 0 } => "{}",
        SortedList<string, Value> members => $"{{ {string.Join(", ", members.Select(m => $"{m.Key} = {m.Value}"))} }}",
        _ => payload.ToString() ?? "",
    };
}
