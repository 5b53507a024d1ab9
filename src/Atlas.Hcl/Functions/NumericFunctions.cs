using System.Numerics;
using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Values;
using static Atlas.Hcl.Functions.Define;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Hcl.Functions;

internal static class NumericFunctions
{
    private const int RangeLimit = 1024;

    public static IEnumerable<Function> All =>
    [
        Function("abs", [OfNumber("num")], a => Value.Number(a.Number(0).Abs())),
        Function("ceil", [OfNumber("num")], a => Value.Number(a.Number(0).Ceiling())),
        Function("floor", [OfNumber("num")], a => Value.Number(a.Number(0).Floor())),
        Function("log", [OfNumber("num"), OfNumber("base")],
            a => Double(Math.Log(Double(a, 0)) / Math.Log(Double(a, 1)))),
        Function("pow", [OfNumber("num"), OfNumber("power")], a => Double(Math.Pow(Double(a, 0), Double(a, 1)))),
        Function("max", [], a => Value.Number(Some(a).Max()), rest: OfNumber("numbers")),
        Function("min", [], a => Value.Number(Some(a).Min()), rest: OfNumber("numbers")),
        Function("signum", [OfNumber("num")], a => Value.Number(a.Number(0).Sign)),
        Function("sum", [new("list", new ListType(ValueType.Number))], Sum),
        Function("parseint", [OfString("number"), OfNumber("base")], ParseInteger),
        Function("range", [], Range, rest: OfNumber("params")),
    ];

    private static double Double(Arguments arguments, int index) => arguments.Number(index).ToDouble();

    private static Value Double(double result) =>
        Number.From(result) is { } number
            ? Value.Number(number)
            : throw new FunctionException("the result is not a number");

    private static IEnumerable<Number> Some(Arguments arguments) =>
        arguments.Count > 0
            ? arguments.From(0).Select(a => a.AsNumber())
            : throw new FunctionException("at least one number is required");

    private static Value Sum(Arguments arguments)
    {
        var elements = arguments.Sequence(0);
        if (elements.Count == 0) throw new FunctionException("the list has no elements to add", 0);
        if (elements.Any(e => e.IsNull)) throw new FunctionException("an element of the list is null", 0);
        return Value.Number(elements.Aggregate(Number.Zero, (sum, e) => sum + e.AsNumber()));
    }

    private static Value ParseInteger(Arguments arguments)
    {
        var (text, numberBase) = (arguments.Text(0), arguments.Whole(1));
        if (numberBase is < 2 or > 62) throw new FunctionException("the base must be a whole number from 2 to 62", 1);
        var digits = text.AsSpan(text.StartsWith('-') || text.StartsWith('+') ? 1 : 0);
        var result = BigInteger.Zero;
        foreach (var character in digits)
        {
            var digit = DigitOf(character, numberBase);
            if (digit < 0 || digit >= numberBase) throw NotInBase(text, numberBase);
            result = result * numberBase + digit;
        }

        if (digits.IsEmpty) throw NotInBase(text, numberBase);
        return Value.Number(Number.From(text.StartsWith('-') ? -result : result));
    }

    /// <summary>Digits go on with a-z, then A-Z; up to base 36 the case is free.</summary>
    private static int DigitOf(char character, int numberBase) => character switch
    {
        >= '0' and <= '9' => character - '0',
        >= 'a' and <= 'z' => character - 'a' + 10,
        >= 'A' and <= 'Z' => character - 'A' + (numberBase <= 36 ? 10 : 36),
        _ => -1,
    };

    private static FunctionException NotInBase(string text, int numberBase) =>
        new($"\"{text}\" is no whole number in base {numberBase}", 0);

    private static Value Range(Arguments arguments)
    {
        if (arguments.Count is 0 or > 3)
            throw new FunctionException("a limit, or a start, a limit and perhaps a step are required");
        var start = arguments.Count == 1 ? Number.Zero : arguments.Number(0);
        var limit = arguments.Number(arguments.Count == 1 ? 0 : 1);
        var step = arguments.Count == 3 ? arguments.Number(2) : Number.From(start <= limit ? 1 : -1);
        if (start == limit) return Value.List(ValueType.Number, []);
        if (step.Sign == 0) throw new FunctionException("the step must not be zero", 2);
        if (step.Sign > 0 != start < limit)
            throw new FunctionException(step.Sign > 0
                ? "the start must be less than the limit when the step is positive"
                : "the start must be greater than the limit when the step is negative");

        var numbers = new List<Value>();
        for (var number = start; step.Sign > 0 ? number < limit : number > limit; number += step)
        {
            if (numbers.Count == RangeLimit)
                throw new FunctionException($"the range has more than {RangeLimit} numbers");
            numbers.Add(Value.Number(number));
        }

        return Value.List(ValueType.Number, numbers);
    }
}
