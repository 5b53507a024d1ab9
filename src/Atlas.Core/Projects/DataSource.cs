using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Hcl.Decoding;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;

namespace Atlas.Core.Projects;

/// <summary>A kind of <c>data</c> block: reads something from outside when an expression first needs it.</summary>
public abstract class DataSource
{
    /// <summary>Gets the first label, such as <c>sql</c>.</summary>
    public abstract string Type { get; }

    /// <summary>Gets what the block may hold.</summary>
    public abstract BodyShape Shape { get; }

    /// <summary>Reads the source and returns what expressions see under its address.</summary>
    public abstract Task<Value> ReadAsync(DataSourceContext context, CancellationToken cancellationToken);

    /// <summary>Checks a block against the shape; throws <see cref="DiagnosticException"/>.</summary>
    internal void Check(BlockSyntax block)
    {
        var diagnostics = new DiagnosticBag();
        Shape.Check(block.Body, diagnostics, block.HeaderSpan);
        diagnostics.ThrowIfErrors();
    }
}

/// <summary>A data block while it is read.</summary>
/// <param name="Project">The project it stands in.</param>
/// <param name="Block">The block.</param>
/// <param name="Name">Its second label.</param>
public sealed record DataSourceContext(Project Project, BlockSyntax Block, string Name)
{
    /// <summary>Evaluates an attribute; null when the block doesn't have it or its value is null.</summary>
    public Task<Value?> ValueAsync(string name, CancellationToken cancellationToken) =>
        ValueAsync(Block.Body, name, cancellationToken);

    /// <summary>Evaluates an attribute of a nested block.</summary>
    public async Task<Value?> ValueAsync(BodySyntax body, string name, CancellationToken cancellationToken) =>
        body.Attribute(name) is { } attribute
            && await Project.Names.EvaluateAsync(attribute.Value, null, cancellationToken) is { IsNull: false } value
            ? value : null;

    /// <summary>Evaluates a string attribute.</summary>
    public Task<string?> TextAsync(string name, CancellationToken cancellationToken) =>
        TextAsync(Block.Body, name, cancellationToken);

    /// <summary>Evaluates a string attribute of a nested block.</summary>
    public async Task<string?> TextAsync(BodySyntax body, string name, CancellationToken cancellationToken)
    {
        if (await ValueAsync(body, name, cancellationToken) is not { } value) return null;
        return Conversion.Convert(value, Hcl.Values.ValueType.String, out var problem)?.AsString()
            ?? throw Wrong(name, problem);
    }

    /// <summary>Evaluates an attribute that is a list of strings; a single string is a list of one.</summary>
    public async Task<Seq<string>> TextsAsync(string name, CancellationToken cancellationToken)
    {
        if (await ValueAsync(name, cancellationToken) is not { } value) return [];
        if (value.Type is PrimitiveType) value = Value.Tuple([value]);
        var list = Conversion.Convert(value, new ListType(Hcl.Values.ValueType.String), out var problem)
            ?? throw Wrong(name, problem);
        return [.. list.Elements.Select(e => e.IsNull ? throw Wrong(name, "an element is null") : e.AsString())];
    }

    /// <summary>Registers a state and returns what expressions see: an object with its <c>url</c>.</summary>
    public Value Declare(States.DeclaredState state)
    {
        var url = $"data://{Block.Labels[0].Text}/{Uri.EscapeDataString(Name)}";
        Project.DeclaredStates[url] = state;
        return Value.Object([new("url", Value.String(url))]);
    }

    /// <summary>Makes the failure of reading the source: names it and its line.</summary>
    public FailureException Failure(string message, Exception? inner = null) =>
        new($"data.{Block.Labels[0].Text}.{Name} ({Project.File.Path}:{Block.TypeSpan.Line}): {message}", inner);

    private DiagnosticException Wrong(string name, string? problem) =>
        new(Diagnostic.Error("Incorrect attribute value type",
            $"Inappropriate value for attribute \"{name}\": {problem ?? "another type is required"}.",
            Block.Body.Attribute(name)?.Value.Span ?? Block.HeaderSpan));
}
