using System.Text;
using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Values;

namespace Atlas.Hcl.Functions;

/// <summary>A verb of a format with what stands between its <c>%</c> and its letter.</summary>
/// <param name="Letter">The letter that names the verb.</param>
/// <param name="Flags">Any of <c>+ # 0 -</c> and blank.</param>
/// <param name="Width">The least width in characters; -1 when none is given.</param>
/// <param name="Precision">The digits or characters; -1 when none is given.</param>
/// <param name="Source">The verb as written.</param>
internal sealed record Verb(char Letter, string Flags, int Width, int Precision, string Source)
{
    public bool Has(char flag) => Flags.Contains(flag);
}

/// <summary>Reads a format text and puts arguments into the places of its verbs.</summary>
internal sealed class FormatText
{
    private const int WidthLimit = 10_000;

    private readonly string format;
    private readonly IReadOnlyList<Value> arguments;
    private readonly StringBuilder result = new();
    private int position;
    private int next;
    private int used;

    private FormatText(string format, IReadOnlyList<Value> arguments) =>
        (this.format, this.arguments) = (format, arguments);

    /// <summary>Returns the text with all verbs replaced; throws when arguments are missing or left over.</summary>
    public static string Apply(string format, IReadOnlyList<Value> arguments) =>
        new FormatText(format, arguments).Run();

    private string Run()
    {
        while (position < format.Length)
        {
            var verb = format.IndexOf('%', position);
            result.Append(format, position, (verb < 0 ? format.Length : verb) - position);
            if (verb < 0) break;
            position = verb;
            ReadVerb();
        }

        if (used < arguments.Count)
            throw new FunctionException(
                $"too many arguments: the format uses {used} and {arguments.Count} are given", used + 1);
        return result.ToString();
    }

    private void ReadVerb()
    {
        var start = position++;
        var flagsStart = position;
        while (position < format.Length && "+#0- ".Contains(format[position])) position++;
        var flags = format[flagsStart..position];
        ReadPlace();
        var width = ReadCount();
        var precision = -1;
        if (position < format.Length && format[position] == '.')
        {
            position++;
            precision = Math.Max(ReadCount(), 0);
        }

        ReadPlace();
        if (position >= format.Length) throw new FunctionException($"the verb at offset {start} has no letter", 0);
        var letter = format[position++];
        var verb = new Verb(letter, flags, width, precision, format[start..position]);
        if (letter == '%' && verb.Source == "%%") result.Append('%');
        else if ("vtbdoxXeEfFgGsq".Contains(letter)) result.Append(FormatVerb.Apply(verb, Take(verb), next));
        else throw new FunctionException($"the format has no verb \"{verb.Source}\"", 0);
    }

    /// <summary>Reads <c>[n]</c>, the place of the next argument from 1.</summary>
    private void ReadPlace()
    {
        if (position >= format.Length || format[position] != '[') return;
        position++;
        var place = ReadCount();
        if (place < 1 || position >= format.Length || format[position] != ']')
            throw new FunctionException("a place such as [1] is required after \"%[\"", 0);
        position++;
        next = place - 1;
    }

    /// <summary>Reads digits; -1 when there are none.</summary>
    private int ReadCount()
    {
        if (position >= format.Length || !char.IsAsciiDigit(format[position])) return -1;
        var count = 0;
        for (; position < format.Length && char.IsAsciiDigit(format[position]); position++)
            count = Math.Min(count * 10 + (format[position] - '0'), WidthLimit + 1);
        return count <= WidthLimit
            ? count
            : throw new FunctionException($"a width or precision may be at most {WidthLimit}", 0);
    }

    private Value Take(Verb verb)
    {
        if (next >= arguments.Count)
            throw new FunctionException(
                $"not enough arguments: \"{verb.Source}\" wants number {next + 1} and {arguments.Count} are given", 0);
        used = Math.Max(used, next + 1);
        return arguments[next++];
    }
}
