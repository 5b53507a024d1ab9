using System.Globalization;
using System.Text.RegularExpressions;

namespace Atlas.Scripts.Running;

/// <summary>
/// Replaces what differs between two runs. Times and version names are replaced only when they are near the present, so
/// that those which a script gives stay readable; equal ones get equal numbers.
/// </summary>
public sealed partial class Masks
{
    private static readonly TimeSpan Near = TimeSpan.FromHours(2);

    private readonly List<(Regex Pattern, string Shown)> _declared = [];
    private readonly List<(string Text, string Shown)> _texts = [];
    private readonly Dictionary<string, string> _numbered = [];
    private readonly Dictionary<string, int> _counts = [];

    public void Declare(Regex pattern, string shown) => _declared.Add((pattern, shown));

    public void Replace(string text, string shown) => _texts.Add((text, shown));

    public string Apply(string text)
    {
        foreach (var (pattern, shown) in _declared) text = pattern.Replace(text, shown);
        foreach (var (plain, shown) in _texts.OrderByDescending(pair => pair.Text.Length)) text = text.Replace(plain, shown);
        text = Rfc3339().Replace(text, match => IsNear(match.Value) ? "TIME" : match.Value);
        text = Stamp().Replace(text, match => IsNearStamp(match.Value) ? Numbered("VERSION", match.Value) : match.Value);
        text = Ulid().Replace(text, match => Numbered("ULID", match.Value));
        text = Duration().Replace(text, "1ms");
        return LoopbackPort().Replace(text, "$1:PORT");
    }

    private string Numbered(string kind, string text)
    {
        if (_numbered.TryGetValue(text, out var shown)) return shown;
        var count = _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
        return _numbered[text] = $"{kind}-{count}";
    }

    private static bool IsNear(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
        && (time - DateTimeOffset.UtcNow).Duration() < Near;

    private static bool IsNearStamp(string text) =>
        DateTime.TryParseExact(text, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
        && (time - DateTime.UtcNow).Duration() < Near;

    [GeneratedRegex(@"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d| UTC)?")]
    private static partial Regex Rfc3339();

    [GeneratedRegex(@"(?<!\d)\d{14}(?!\d)")]
    private static partial Regex Stamp();

    [GeneratedRegex(@"\b0[0-9A-HJKMNP-TV-Z]{25}\b")]
    private static partial Regex Ulid();

    [GeneratedRegex(@"(?<![\w.])(\d+h)?(\d+m(?!s))?\d+(\.\d+)?(ns|µs|us|ms|s)\b")]
    private static partial Regex Duration();

    [GeneratedRegex(@"(127\.0\.0\.1|localhost|\[::1\]):\d{2,5}\b")]
    private static partial Regex LoopbackPort();
}
