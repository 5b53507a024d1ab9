using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Values;
using static Atlas.Hcl.Functions.Define;

namespace Atlas.Hcl.Functions;

internal static class FormatFunctions
{
    public static IEnumerable<Function> All =>
    [
        Function("format", [OfString("format")],
            a => Value.String(FormatText.Apply(a.Text(0), [.. a.From(1)])), rest: OfAnyOrNull("args")),
        Function("formatlist", [OfString("format")], FormatList, rest: OfAnyOrNull("args")),
    ];

    /// <summary>Formats once per element of the lists, which must be equally long; other arguments repeat.</summary>
    private static Value FormatList(Arguments arguments)
    {
        var count = -1;
        for (var i = 1; i < arguments.Count; i++)
        {
            if (!IsSequence(arguments[i])) continue;
            var length = arguments[i].Elements.Count;
            if (count >= 0 && length != count)
                throw new FunctionException(
                    $"all lists must be equally long: one has {count} elements, another {length}", i);
            count = length;
        }

        var given = arguments.From(1).ToList();
        var format = arguments.Text(0);
        return ListOf(Enumerable.Range(0, count < 0 ? 1 : count).Select(row =>
            FormatText.Apply(format, [.. given.Select(a => IsSequence(a) ? a.Elements[row] : a)])));
    }

    private static bool IsSequence(Value value) => !value.IsNull && value.Type is (ListType or SetType or TupleType);
}
