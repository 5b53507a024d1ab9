using System.Diagnostics;
using System.Text;
using Atlas.Core.Registries;
using Atlas.Server.Web.Slices;
using RazorSlices;

namespace Atlas.Server.Web.Pages;

/// <summary>How far a deployment is, as server-sent events: <c>summary</c> and <c>list</c> whenever something changed,
/// <c>end</c> when it ended.</summary>
/// <remarks>A stream ends before requests time out, and the browser opens the next one; so every half minute the
/// sign-in is asked for again. Each stream reads the registry's storage, since reports may reach another
/// instance.</remarks>
/// <param name="stopping">The server is to stop.</param>
internal sealed class LiveDeployment(CancellationToken stopping)
{
    public const string Path = "/migrations/{id}/live";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(25);

    public async Task WriteAsync(Visit visit)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(visit.Cancelled, stopping);
        var deployment = await ReadAsync(visit);
        var response = visit.Http.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        response.Headers.XContentTypeOptions = "nosniff";
        try
        {
            await SendAsync(visit, $"retry: {Pause.TotalMilliseconds:0}\n\n", ended.Token);
            var clock = Stopwatch.StartNew();
            for (var said = ""; clock.Elapsed < Longest; deployment = await ReadAsync(visit))
            {
                if (deployment.Outcome is not DeploymentOutcome.Running)
                {
                    await SendAsync(visit, Event("end", ""), ended.Token);
                    return;
                }

                var run = new RunningDeployment(deployment);
                var list = await ListAsync(run);
                var now = Event("summary", run.Summary) + Event("list", list);
                if (now != said) await SendAsync(visit, now, ended.Token);
                said = now;
                await Task.Delay(Pause, ended.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody watches any more, or the server stops.
        }
    }

    private static Task<Deployment> ReadAsync(Visit visit) =>
        visit.Registry.GetDeploymentAsync(visit.Route("id"), visit.Cancelled);

    private static async Task<string> ListAsync(RunningDeployment run)
    {
        using var text = new StringWriter();
        await ((RazorSlice)_Running.Create(run)).RenderAsync(text, SiteGate.Encoder);
        return text.ToString();
    }

    private static string Event(string name, string data) =>
        $"event: {name}\ndata: {data.ReplaceLineEndings("\n").Replace("\n", "\ndata: ")}\n\n";

    private static async Task SendAsync(Visit visit, string text, CancellationToken cancellationToken)
    {
        await visit.Http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        await visit.Http.Response.Body.FlushAsync(cancellationToken);
    }
}

/// <summary>The statements of a deployment that has no end yet.</summary>
/// <param name="Deployment">The deployment.</param>
public sealed record RunningDeployment(Deployment Deployment)
{
    /// <summary>Gets how long each finished statement took in milliseconds.</summary>
    public Core.Model.Seq<double> Finished => Deployment.Progress?.Finished ?? [];

    /// <summary>Gets how far it is, in a sentence.</summary>
    public string Summary
    {
        get
        {
            var all = Deployment.Begin.Statements.Count;
            var done = FormattableString.Invariant($"{Finished.Count} of {Show.Count(all, "statement")} done");
            return Deployment.Progress is { } progress
                ? $"{done}; last heard of at {Show.Moment(progress.At)}."
                : $"{done}; nothing was heard since it began.";
        }
    }
}
