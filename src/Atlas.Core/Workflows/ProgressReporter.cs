using System.Collections.Immutable;
using Atlas.Core.Lint;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Core.Projects;
using Atlas.Core.Registries;

namespace Atlas.Core.Workflows;

/// <summary>Tells the registry while a deployment runs how far it is, beside the work: a report that is lost or slow
/// holds no statement up.</summary>
/// <remarks>Whoever is done within the first pause reports nothing, so that short deployments cost no round
/// trip.</remarks>
/// <param name="inner">Is told of each station, too.</param>
/// <param name="id">The deployment.</param>
/// <param name="registry">The registry.</param>
/// <param name="now">The clock, for what is claimed of the time.</param>
internal sealed class ProgressReporter(
    ApplyObserver inner, string id, SchemaRegistry registry, Func<DateTimeOffset> now) : ApplyObserver, IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource ended = new();
    private Task reporting = Task.CompletedTask;
    private ImmutableList<double> finished = [];

    /// <summary>Begins to report.</summary>
    public void Start() => reporting = ReportAsync();

    /// <inheritdoc/>
    public override void Planned(Plan plan) => inner.Planned(plan);

    /// <inheritdoc/>
    public override void Linted(LintReport report, TimeSpan took) => inner.Linted(report, took);

    /// <inheritdoc/>
    public override void Checked(CheckList checks, CheckReport report, TimeSpan took) =>
        inner.Checked(checks, report, took);

    /// <inheritdoc/>
    public override void Applying(Plan plan) => inner.Applying(plan);

    /// <inheritdoc/>
    public override void Running(Statement statement) => inner.Running(statement);

    /// <inheritdoc/>
    public override void Progressing(Statement statement, string progress) => inner.Progressing(statement, progress);

    /// <inheritdoc/>
    public override void Ran(Statement statement, TimeSpan took, string? error)
    {
        if (error is null) Volatile.Write(ref finished, finished.Add(took.TotalMilliseconds));
        inner.Ran(statement, took, error);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await reporting;
        ended.Dispose();
    }

    /// <summary>Reports what changed, and from time to time that nothing did: a watcher tells a long statement from a
    /// dead client by it.</summary>
    private async Task ReportAsync()
    {
        var said = -1;
        for (var quiet = TimeSpan.Zero; ; quiet += Pause)
        {
            await Task.Delay(Pause, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ended.IsCancellationRequested) return;
            var all = Volatile.Read(ref finished);
            if (all.Count == said && quiet < Silence) continue;
            if (!await TryAsync(new(id, all.ToSeq(), now()))) continue;
            (said, quiet) = (all.Count, TimeSpan.Zero);
        }
    }

    private async Task<bool> TryAsync(DeploymentProgress progress)
    {
        try
        {
            await registry.ReportProgressAsync(progress, ended.Token);
            return true;
        }
        catch (Exception problem) when (problem is RegistryException or OperationCanceledException)
        {
            return false;
        }
    }
}
