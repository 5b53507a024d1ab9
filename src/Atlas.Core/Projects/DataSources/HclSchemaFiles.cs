using Atlas.Core.Model;
using Atlas.Core.States;
using Atlas.Hcl.Decoding;
using Atlas.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Core.Projects.DataSources;

/// <summary>Schema files with input variables, as a state.</summary>
public sealed class HclSchemaFiles : DataSource
{
    /// <inheritdoc/>
    public override string Type => "hcl_schema";

    /// <inheritdoc/>
    public override BodyShape Shape { get; } = new()
    {
        Attributes = [new("path", ValueType.String), new("paths", ValueType.Dynamic), new("vars", ValueType.Dynamic)],
    };

    /// <inheritdoc/>
    public override async Task<Value> ReadAsync(DataSourceContext context, CancellationToken cancellationToken)
    {
        var one = await context.TextAsync("path", cancellationToken);
        var several = await context.TextsAsync("paths", cancellationToken);
        if (one is null == several.IsEmpty) throw context.Failure("give either path or paths");
        var paths = (one is null ? several : [one]).Select(p => context.Project.File.At(p)).ToSeq();
        var variables = (await context.ValueAsync("vars", cancellationToken))?.Members
            ?? new Dictionary<string, Value>();
        return context.Declare(new DeclaredHcl(paths, variables));
    }
}
