using Atlas.Core.Dialects;
using Atlas.Core.Model;
using Atlas.Hcl.Decoding;
using Atlas.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Core.Projects.DataSources;

/// <summary>What a program prints.</summary>
public sealed class External : DataSource
{
    /// <inheritdoc/>
    public override string Type => "external";

    /// <inheritdoc/>
    public override BodyShape Shape { get; } = new()
    {
        Attributes = [new("program", ValueType.Dynamic, true), new("working_dir", ValueType.String)],
    };

    /// <inheritdoc/>
    public override async Task<Value> ReadAsync(DataSourceContext context, CancellationToken cancellationToken) =>
        Value.String(await RunAsync(context, cancellationToken));

    /// <summary>Runs the program of a data block; throws <see cref="FailureException"/> with what it wrote to
    /// stderr.</summary>
    internal static async Task<string> RunAsync(DataSourceContext context, CancellationToken cancellationToken)
    {
        var program = await context.TextsAsync("program", cancellationToken);
        if (program.IsEmpty) throw context.Failure("program is empty: give a list of the program and its arguments");
        var folder = await context.TextAsync("working_dir", cancellationToken);
        var output = await context.Project.Host.RunAsync(
            program, folder is null ? context.Project.Host.WorkingFolder
                : Path.Combine(context.Project.File.Folder, folder), cancellationToken);
        return output.ExitCode == 0
            ? output.Output
            : throw context.Failure(
                $"the program {program[0]} ended with exit code {output.ExitCode}: {output.Error.Trim()}");
    }
}
