using Atlas.Core.Model;
using Atlas.Core.States;
using Atlas.Hcl.Values;

namespace Atlas.Core.Projects.DataSources;

/// <summary>The SQL that a program prints, as a state.</summary>
public sealed class ExternalSchema : DataSource
{
    /// <inheritdoc/>
    public override string Type => "external_schema";

    /// <inheritdoc/>
    public override Seq<DataSourceAttribute> Attributes => [new("program", true), new("working_dir", false)];

    /// <inheritdoc/>
    public override async Task<Value> ReadAsync(DataSourceContext context, CancellationToken cancellationToken) =>
        context.Declare(new DeclaredSql($"data.external_schema.{context.Name}", await External.RunAsync(context, cancellationToken)));
}
