using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Hcl.Decoding;
using Atlas.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Core.Projects.DataSources;

/// <summary>The first column of a query's rows.</summary>
public sealed class SqlQuery : DataSource
{
    /// <inheritdoc/>
    public override string Type => "sql";

    /// <inheritdoc/>
    public override BodyShape Shape { get; } = new()
    {
        Attributes = [new("url", ValueType.String, true), new("query", ValueType.String, true),
            new("args", ValueType.Dynamic)],
    };

    /// <inheritdoc/>
    public override async Task<Value> ReadAsync(DataSourceContext context, CancellationToken cancellationToken)
    {
        var url = Url.Parse(
            await context.TextAsync("url", cancellationToken) is { Length: > 0 } text
                ? text
                : throw context.Failure("url is empty"));
        var query = await context.TextAsync("query", cancellationToken) ?? throw context.Failure("query is null");
        var arguments = (await context.ValueAsync("args", cancellationToken))?.Elements.Select(Argument).ToSeq() ?? [];
        try
        {
            await using var database = await context.Project.Inputs.Drivers.OpenAsync(url, cancellationToken);
            var rows = await database.QueryAsync(query, arguments, cancellationToken);
            var values = rows.Where(r => r.Count > 0)
                .Select(r => r[0] is { } cell ? Value.String(cell) : Value.Null(ValueType.String)).ToList();
            return Value.Object(
            [
                new("count", Value.Number(values.Count)),
                new("values", Value.List(ValueType.String, values)),
                new("value", values.Count > 0 ? values[0] : Value.Null(ValueType.String)),
            ]);
        }
        catch (FailureException problem)
        {
            throw context.Failure(problem.Message, problem);
        }
    }

    private static object? Argument(Value value) => value switch
    {
        { IsNull: true } => null,
        _ when value.Type == ValueType.Bool => value.AsBool(),
        _ when value.Type == ValueType.Number && value.AsNumber().ToInt64() is { } whole => whole,
        _ => Conversion.Convert(value, ValueType.String, out _)?.AsString(),
    };
}
