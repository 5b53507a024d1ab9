using Atlas.Core.Model;
using Atlas.Core.States;
using Atlas.Hcl.Decoding;
using Atlas.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Core.Projects.DataSources;

/// <summary>Several states side by side, each as a schema of its own.</summary>
public sealed class CompositeSchema : DataSource
{
    /// <inheritdoc/>
    public override string Type => "composite_schema";

    /// <inheritdoc/>
    public override BodyShape Shape { get; } = new()
    {
        Blocks = [new("schema", new() { Attributes = [new("url", ValueType.String, true)] })
            { Labels = ["name"], OptionalLabels = 1 }],
    };

    /// <inheritdoc/>
    public override async Task<Value> ReadAsync(DataSourceContext context, CancellationToken cancellationToken)
    {
        var parts = new List<CompositePart>();
        foreach (var block in context.Block.Body.BlocksOf("schema"))
        {
            var url = await context.TextAsync(block.Body, "url", cancellationToken)
                ?? throw context.Failure($"the schema block at line {block.TypeSpan.Line} has no url");
            parts.Add(new CompositePart(block.Labels.Count > 0 ? block.Labels[0].Text : null, url));
        }

        return parts.Count > 0
            ? context.Declare(new DeclaredComposite([.. parts]))
            : throw context.Failure("there is no schema block: add schema \"NAME\" { url = … }");
    }
}
