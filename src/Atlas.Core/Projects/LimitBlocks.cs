using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Core.Plans;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;

namespace Atlas.Core.Projects;

/// <summary>Reads <c>limits</c> blocks: how patient the statements of a plan are, and how much they may go
/// through.</summary>
/// <param name="project">The project, for names.</param>
/// <param name="extra">Further names, such as <c>each</c>.</param>
/// <param name="blocks">The blocks; of two that say the same thing the first one counts.</param>
internal sealed class LimitBlocks(
    Project project, IReadOnlyDictionary<string, Value>? extra, IReadOnlyList<BlockSyntax> blocks)
{
    private const int MostTries = 100;
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB"];

    /// <summary>Reads them; throws <see cref="DiagnosticException"/> at the value that is wrong.</summary>
    /// <param name="role">The role that statements run as; null for the one that logs in.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<WorkSession> ReadAsync(string? role, CancellationToken cancellationToken)
    {
        var session = new WorkSession("atlas") { Role = role };
        if (await TextAsync("lock_timeout", cancellationToken) is (var timeout, var timeoutPlace))
        {
            session = session with
            {
                LockTimeout = GoDuration.TryParse(timeout, out var duration) && duration > TimeSpan.Zero
                    ? duration
                    : throw Wrong("lock_timeout is a duration such as \"3s\" or \"500ms\", and more than nothing",
                        timeoutPlace),
            };
        }

        if (await TextAsync("lock_tries", cancellationToken) is not (var tries, var place)) return session;
        return session with
        {
            Tries = int.TryParse(tries, out var number) && number is >= 1 and <= MostTries
                ? number : throw Wrong($"lock_tries is a number from 1 to {MostTries}", place),
        };
    }

    /// <summary>Reads the sizes; throws <see cref="DiagnosticException"/> at the value that is wrong.</summary>
    public async Task<SizeLimits> SizesAsync(CancellationToken cancellationToken) => new(
        await BytesAsync("rewrite", cancellationToken), await BytesAsync("scan", cancellationToken),
        await BytesAsync("lock", cancellationToken));

    private async Task<long?> BytesAsync(string name, CancellationToken cancellationToken)
    {
        if (await TextAsync(name, cancellationToken) is not (var text, var place)) return null;
        var digits = string.Concat(text.TakeWhile(char.IsAsciiDigit));
        var unit = Array.IndexOf(Units, text[digits.Length..].Trim());
        return long.TryParse(digits, out var number) && unit >= 0 && number < 1L << 20
            ? number << (10 * unit)
            : throw Wrong($"{name} is a size such as \"500MB\" or \"10GB\"", place);
    }

    private async Task<(string Text, Span Place)?> TextAsync(string name, CancellationToken cancellationToken)
    {
        if (blocks.Select(b => b.Body.Attribute(name)).FirstOrDefault(a => a is not null) is not { } attribute)
            return null;
        var value = await project.Names.EvaluateAsync(attribute.Value, extra, cancellationToken);
        var place = attribute.Value.Span;
        return value is { IsKnown: true, IsNull: false }
            && Conversion.Convert(value, Hcl.Values.ValueType.String, out _)?.AsString() is { } text
                ? (text, place) : throw Wrong($"{name} must not be null", place);
    }

    private static DiagnosticException Wrong(string problem, Span place) =>
        new(Diagnostic.Error("Invalid limit", $"{problem}.", place));
}
