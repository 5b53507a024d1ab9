using Atlas.Core.Model;
using Atlas.Core.States;
using Atlas.Hcl.Decoding;
using Atlas.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Core.Projects.DataSources;

/// <summary>The SQL that a program prints, as a state.</summary>
public sealed class ExternalSchema : DataSource
{
    /// <inheritdoc/>
    public override string Type => "external_schema";

    /// <inheritdoc/>
    public override BodyShape Shape { get; } = new()
    {
        Attributes = [new("program", ValueType.Dynamic, true), new("working_dir", ValueType.String)],
    };

    /// <inheritdoc/>
    public override async Task<Value> ReadAsync(DataSourceContext context, CancellationToken cancellationToken) =>
        context.Declare(
            new DeclaredSql($"data.external_schema.{context.Name}",
            await External.RunAsync(context, cancellationToken)));
}
