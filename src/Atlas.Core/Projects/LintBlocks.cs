using Atlas.Core.Lint;
using Atlas.Core.Model;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;

namespace Atlas.Core.Projects;

/// <summary>Reads <c>lint</c> blocks: what the environment's says goes before what the project's says.</summary>
/// <param name="project">The project, which evaluates.</param>
/// <param name="extra">Names such as <c>each</c>; null for none.</param>
/// <param name="blocks">The blocks, the environment's first.</param>
internal sealed class LintBlocks(
    Project project, IReadOnlyDictionary<string, Value>? extra, IReadOnlyList<BlockSyntax> blocks)
{
    /// <summary>Evaluates everything that isn't for the linting of migration directories.</summary>
    public async Task<LintSettings> ReadAsync(CancellationToken cancellationToken)
    {
        var families = new List<KeyValuePair<string, Severity>>();
        foreach (var family in Family.All)
            if (await BoolAsync(family.Name, "error", cancellationToken) is { } isError)
                families.Add(new(family.Name, isError ? Severity.Error : Severity.Warning));
        var (codes, skipped) = await CodesAsync(cancellationToken);
        return new LintSettings
        {
            IsThere = blocks.Count > 0,
            Review = await ReviewAsync(cancellationToken),
            Families = [.. families],
            Codes = codes,
            Skipped = [.. skipped, .. await UncheckedAsync(cancellationToken)],
            ForcesDestructive = await BoolAsync("destructive", "force", cancellationToken) == true,
            DroppableTables = await PatternAsync(Inner("destructive", "allow_table"), cancellationToken),
            DroppableColumns = await PatternAsync(Inner("destructive", "allow_column"), cancellationToken),
            Naming = await NamingAsync(cancellationToken),
            Ownership = new(await TextsAsync("ownership", "allow", cancellationToken),
                await TextsAsync("ownership", "deny", cancellationToken)),
            LargeTableRows = await RowsAsync(cancellationToken) ?? LintSettings.Default.LargeTableRows,
            RuleFiles = await RuleFilesAsync(cancellationToken),
            RuleVariables = await RuleVariablesAsync(cancellationToken),
        };
    }

    private async Task<ReviewPolicy?> ReviewAsync(CancellationToken cancellationToken)
    {
        if (First(blocks.Select(b => b.Body), "review") is not { } attribute) return null;
        var words = Enum.GetNames<ReviewPolicy>()
            .ToDictionary(w => w.ToUpperInvariant(), w => Value.String(w.ToUpperInvariant()));
        var value = await project.Names.EvaluateAsync(attribute.Value, words, cancellationToken);
        return value is { IsKnown: true, IsNull: false } && value.Type == Hcl.Values.ValueType.String
            && Enum.TryParse<ReviewPolicy>(value.AsString(), ignoreCase: true, out var policy)
            ? policy
            : throw Wrong("Invalid review policy", "The value of \"review\" must be ALWAYS, WARNING or ERROR.", attribute);
    }

    private async Task<(Seq<KeyValuePair<string, Severity>> Codes, Seq<string> Skipped)> CodesAsync(
        CancellationToken cancellationToken)
    {
        var codes = new List<KeyValuePair<string, Severity>>();
        var skipped = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var block in Blocks("check"))
        {
            var code = block.Labels[0].Text;
            EnsureKnown(code, block.Labels[0].Span);
            if (!seen.Add(code)) continue;
            if (block.Body.Attribute("error") is { } error)
                codes.Add(new(code, await BoolAsync(error, cancellationToken) ? Severity.Error : Severity.Warning));
            if (block.Body.Attribute("skip") is { } skip && await BoolAsync(skip, cancellationToken)) skipped.Add(code);
        }

        return ([.. codes], [.. skipped]);
    }

    private void EnsureKnown(string code, Span place)
    {
        var known = project.Inputs.Drivers.All.SelectMany(d => AnalyzerList.For(d.Dialect)).Select(a => a.Rule.Code)
            .Concat(AnalyzerList.NotApplicable).Distinct().ToList();
        if (!known.Contains(code))
            throw new DiagnosticException(Diagnostic.Error("Unknown check",
                $"There is no check \"{code}\".{Suggestion.For(code, known)}", place));
    }

    private async Task<Seq<string>> UncheckedAsync(CancellationToken cancellationToken)
    {
        var codes = new List<string>();
        foreach (var (name, code) in ((string, string)[])[("check_create", "PG101"), ("check_drop", "PG102"),
            ("check_txmode", "PG103")])
            if (await BoolAsync("concurrent_index", name, cancellationToken) == false) codes.Add(code);
        return [.. codes];
    }

    private async Task<Seq<NamingConvention>> NamingAsync(CancellationToken cancellationToken)
    {
        var conventions = new List<NamingConvention>();
        foreach (var kind in LintShape.NamedKinds)
        {
            // The nearest block that says something of the kind, or of all kinds.
            foreach (var body in Inner("naming", kind).Concat(Blocks("naming").Select(b => b.Body)))
            {
                if (await PatternAsync([body], cancellationToken) is not { } pattern) continue;
                var message = body.Attribute("message") is { } text ? await TextAsync(text, cancellationToken) : null;
                conventions.Add(new NamingConvention(kind, pattern, message));
                break;
            }
        }

        return [.. conventions];
    }

    private async Task<Seq<string>> RuleFilesAsync(CancellationToken cancellationToken)
    {
        var files = new List<string>();
        foreach (var block in Blocks("rule"))
        {
            if (block.Labels[0].Text != "hcl")
                throw new DiagnosticException(Diagnostic.Error("Unsupported rule language",
                    $"Rules are written in HCL: rule \"hcl\" \"{block.Labels[1].Text}\".", block.Labels[0].Span));
            if (block.Body.Attribute("src") is not { } src) continue;
            foreach (var path in await TextsAsync(src, cancellationToken))
                files.Add(project.File.At(path.StartsWith("file://", StringComparison.Ordinal) ? path["file://".Length..] : path));
        }

        return [.. files.Distinct()];
    }

    private async Task<Seq<KeyValuePair<string, Value>>> RuleVariablesAsync(CancellationToken cancellationToken)
    {
        var variables = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var attribute in Blocks("rule").Select(b => b.Body.Attribute("vars")).OfType<AttributeSyntax>())
        {
            var value = await project.Names.EvaluateAsync(attribute.Value, extra, cancellationToken);
            if (value is not { IsKnown: true, IsNull: false } || value.Type is not (ObjectType or MapType))
                throw Wrong("Invalid variables", "The value of \"vars\" must be an object, such as { limit = 3 }.", attribute);
            foreach (var (name, member) in value.Members) variables.TryAdd(name, member);
        }

        return [.. variables];
    }

    private async Task<long?> RowsAsync(CancellationToken cancellationToken)
    {
        if (First(Blocks("large_table").Select(b => b.Body), "rows") is not { } attribute) return null;
        return long.TryParse(await TextAsync(attribute, cancellationToken), out var rows) && rows >= 0 ? rows
            : throw Wrong("Invalid number of rows", "The value of \"rows\" must be a whole number, 0 or more.", attribute);
    }

    private async Task<NamePattern?> PatternAsync(IEnumerable<BodySyntax> bodies, CancellationToken cancellationToken)
    {
        if (First(bodies, "match") is not { } attribute) return null;
        return NamePattern.Parse(await TextAsync(attribute, cancellationToken), out var problem)
            ?? throw Wrong("Invalid pattern", $"The value of \"match\" is not a valid pattern: {problem}.", attribute);
    }

    private async Task<Seq<string>> TextsAsync(string block, string name, CancellationToken cancellationToken) =>
        First(Blocks(block).Select(b => b.Body), name) is { } attribute ? await TextsAsync(attribute, cancellationToken) : [];

    private async Task<Seq<string>> TextsAsync(AttributeSyntax attribute, CancellationToken cancellationToken)
    {
        var value = await project.Names.EvaluateAsync(attribute.Value, extra, cancellationToken);
        return value.Type is ListType or SetType or TupleType ? [.. value.Elements.Select(e => Text(e, attribute))]
            : [Text(value, attribute)];
    }

    private async Task<string> TextAsync(AttributeSyntax attribute, CancellationToken cancellationToken) =>
        Text(await project.Names.EvaluateAsync(attribute.Value, extra, cancellationToken), attribute);

    private async Task<bool?> BoolAsync(string block, string name, CancellationToken cancellationToken) =>
        First(Blocks(block).Select(b => b.Body), name) is { } attribute ? await BoolAsync(attribute, cancellationToken) : null;

    private async Task<bool> BoolAsync(AttributeSyntax attribute, CancellationToken cancellationToken) =>
        Conversion.Convert(await project.Names.EvaluateAsync(attribute.Value, extra, cancellationToken),
            Hcl.Values.ValueType.Bool, out _) is { IsKnown: true, IsNull: false } value
            ? value.AsBool()
            : throw Wrong("Incorrect attribute value type",
                $"Inappropriate value for attribute \"{attribute.Name}\": a bool is required.", attribute);

    private IEnumerable<BlockSyntax> Blocks(string type) => blocks.SelectMany(b => b.Body.BlocksOf(type));

    private IEnumerable<BodySyntax> Inner(string outer, string inner) =>
        Blocks(outer).SelectMany(b => b.Body.BlocksOf(inner)).Select(b => b.Body);

    private static AttributeSyntax? First(IEnumerable<BodySyntax> bodies, string name) =>
        bodies.Select(b => b.Attribute(name)).FirstOrDefault(a => a is not null);

    private static string Text(Value value, AttributeSyntax attribute) =>
        Conversion.Convert(value, Hcl.Values.ValueType.String, out _) is { IsKnown: true, IsNull: false } text
            ? text.AsString()
            : throw Wrong("Incorrect attribute value type",
                $"Inappropriate value for attribute \"{attribute.Name}\": a string is required.", attribute);

    private static DiagnosticException Wrong(string summary, string detail, AttributeSyntax attribute) =>
        new(Diagnostic.Error(summary, detail, attribute.Value.Span));
}
