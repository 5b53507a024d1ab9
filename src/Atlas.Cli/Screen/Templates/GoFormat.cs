using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Atlas.Cli.Screen.Templates;

/// <summary>Formats values as Go's Sprintf does: verbs, flags, width, precision, <c>*</c> and explicit argument
/// numbers.</summary>
internal sealed class GoFormat
{
    private readonly string _format;
    private readonly IReadOnlyList<TemplateValue> _arguments;
    private readonly StringBuilder _output = new();
    private int _at;
    private int _next;
    private bool _hasNumbers;

    private GoFormat(string format, IReadOnlyList<TemplateValue> arguments) =>
        (_format, _arguments) = (format, arguments);

    public static string Format(string format, IReadOnlyList<TemplateValue> arguments) =>
        new GoFormat(format, arguments).Run();

    private string Run()
    {
        while (_at < _format.Length)
        {
            var percent = _format.IndexOf('%', _at);
            if (percent < 0) percent = _format.Length;
            _output.Append(_format, _at, percent - _at);
            _at = percent + 1;
            if (percent < _format.Length) Verb();
        }
        if (!_hasNumbers && _next < _arguments.Count)
            _output.Append("%!(EXTRA ").AppendJoin(", ", _arguments.Skip(_next).Select(Described)).Append(')');
        return _output.ToString();
    }

    private void Verb()
    {
        var start = _at;
        while (_at < _format.Length && "+-# 0".Contains(_format[_at])) _at++;
        var flags = _format[start.._at];
        ArgumentNumber();
        var width = Amount();
        if (width < 0) (flags, width) = (flags + "-", -width);
        int? precision = null;
        if (_at < _format.Length && _format[_at] == '.')
        {
            _at++;
            ArgumentNumber();
            precision = Amount() is { } given and >= 0 ? given : 0;
        }
        ArgumentNumber();
        if (_at >= _format.Length)
        {
            _output.Append("%!(NOVERB)");
            return;
        }
        Rune.DecodeFromUtf16(_format.AsSpan(_at), out var verb, out var used);
        _at += used;
        if (verb.Value == '%') _output.Append('%');
        else if (_next < 0) BadNumber(verb);
        else if (_next >= _arguments.Count) _output.Append("%!").Append(verb.ToString())
            .Append(_hasNumbers ? "(BADINDEX)" : "(MISSING)");
        else _output.Append(new GoVerb(flags, width, precision).Apply(verb, _arguments[_next++]));
    }

    private void BadNumber(Rune verb)
    {
        _output.Append("%!").Append(verb.ToString()).Append("(BADINDEX)");
        _next = 0;
    }

    private int? Amount()
    {
        if (_at < _format.Length && _format[_at] == '*')
        {
            _at++;
            if (_next >= 0 && _next < _arguments.Count && _arguments[_next++] is IntValue
                { Number: >= -1_000_000 and <= 1_000_000 } amount)
                return (int)amount.Number;
            _output.Append("%!(BADWIDTH)");
            return null;
        }
        var start = _at;
        while (_at < _format.Length && char.IsAsciiDigit(_format[_at])) _at++;
        return start < _at
            && int.TryParse(_format.AsSpan(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture,
            out var number)
            && number <= 1_000_000
            ? number
            : null;
    }

    private void ArgumentNumber()
    {
        if (_at >= _format.Length || _format[_at] != '[') return;
        _hasNumbers = true;
        var end = _format.IndexOf(']', _at);
        if (end > 0 && int.TryParse(_format.AsSpan(_at + 1, end - _at - 1), NumberStyles.None,
            CultureInfo.InvariantCulture, out var number)
            && number >= 1 && number <= _arguments.Count)
            _next = number - 1;
        else _next = -1;
        _at = end > 0 ? end + 1 : _at + 1;
    }

    private static string Described(TemplateValue value) =>
        value is NilValue ? "<nil>" : $"{value.TypeName}={GoText.Plain(value)}";
}
