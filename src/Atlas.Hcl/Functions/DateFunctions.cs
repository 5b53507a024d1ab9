using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Values;
using static Atlas.Hcl.Functions.Define;

namespace Atlas.Hcl.Functions;

internal static class DateFunctions
{
    public static IEnumerable<Function> All =>
    [
        Function("formatdate", [OfString("format"), OfString("time")],
            a => Value.String(DateLayout.Format(a.Text(0), Time(a, 1)))),
        Function("timeadd", [OfString("timestamp"), OfString("duration")], Add),
    ];

    private static Value Add(Arguments arguments)
    {
        var duration = Duration.Parse(arguments.Text(1)) ??
            throw new FunctionException($"\"{arguments.Text(1)}\" is no duration such as \"1h30m\" or \"-10s\"", 1);
        try
        {
            return Value.String(Rfc3339.Format(Time(arguments, 0) + duration));
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new FunctionException("the time is not in the years 1 to 9999", 1);
        }
    }

    private static DateTimeOffset Time(Arguments arguments, int index) =>
        Rfc3339.Parse(arguments.Text(index)) ??
        throw new FunctionException($"\"{arguments.Text(index)}\" is no time such as \"2006-01-02T15:04:05Z\"", index);
}
