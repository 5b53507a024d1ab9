using Atlas.Core.Dialects;
using Atlas.Core.Hosting;
using Atlas.Core.Model;
using Atlas.Core.Registries;
using Atlas.Registry.Log;

namespace Atlas.Registry.Witnesses;

/// <summary>Somebody outside the operator's reach who keeps the checkpoints of a log.</summary>
/// <param name="shown">The witness, as it may be shown.</param>
public abstract class Witness(string shown)
{
    /// <summary>Gets the witness, as it may be shown: without credentials.</summary>
    public string Shown => shown;

    /// <summary>Returns everything that the witness keeps, oldest first; null when it can't be asked.</summary>
    public abstract Task<Seq<Testimony>?> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Shows the witness a registry's log as it is now, once that is known to continue what the witness saw
    /// last.</summary>
    /// <param name="registry">The registry.</param>
    /// <param name="now">The time to be written beside it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What was shown; null when the witness knew it already.</returns>
    /// <exception cref="FailureException">The log doesn't continue what the witness saw, or the witness can't be
    /// reached.</exception>
    public async Task<Testimony?> ShowAsync(
        SchemaRegistry registry, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var kept = await ReadAsync(cancellationToken) ?? [];
        var key = (await registry.GetLogAsync(0, cancellationToken)).Key;
        var last = kept.LastOrDefault(t => t.Seen.Key.Name == VerifierKey.Read(key)?.Name)?.Seen;
        var state = await registry.GetLogAsync(last?.Checkpoint.Size ?? 0, cancellationToken);
        var reason = last is null
            ? SeenLog.Of(state) is null ? "its checkpoint isn't signed by the key that it names" : null
            : LogContinuity.Break(last, state);
        if (reason is not null || SeenLog.Of(state) is not { } seen)
        {
            throw new FailureException(
                $"the audit log of the registry at {registry.Address} doesn't continue what the witness {Shown} saw: " +
                $"{reason}. The witness was shown nothing. Keep it as it is and ask who runs the registry.");
        }

        if (seen.Checkpoint == last?.Checkpoint) return null;

        var testimony = new Testimony(Shown, seen, now);
        await AddAsync(testimony, cancellationToken);
        return testimony;
    }

    /// <summary>Makes the witness that a URL names.</summary>
    /// <param name="url">The URL: <c>file://</c>, <c>git+…://</c>, <c>http://</c> or <c>https://</c>.</param>
    /// <param name="host">The door to files and processes.</param>
    /// <param name="folder">Where copies of git repositories are kept.</param>
    /// <exception cref="FailureException">The URL is none of these.</exception>
    public static Witness Of(string url, Host host, string folder)
    {
        var scheme = url.Split("://", 2) is [var before, { Length: > 0 }] ? before : "";
        return scheme switch
        {
            "file" => new FileWitness(Path.GetFullPath(url["file://".Length..], host.WorkingFolder), host),
            "http" or "https" when Uri.TryCreate(url, UriKind.Absolute, out var address) => new WebhookWitness(address),
            _ when scheme.StartsWith("git+", StringComparison.Ordinal) =>
                new GitWitness(url["git+".Length..], host, folder),
            _ => throw new FailureException(
                "a witness is given as file://PATH, as git+https://…, git+ssh://… or git+file://… for a git remote, " +
                "or as https://… for a webhook"),
        };
    }

    private protected abstract Task AddAsync(Testimony testimony, CancellationToken cancellationToken);
}
