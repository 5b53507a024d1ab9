using System.Security.Cryptography;
using System.Text;
using Atlas.Core.Dialects;
using Atlas.Core.Hosting;
using Atlas.Core.Model;

namespace Atlas.Registry.Witnesses;

/// <summary>A git remote: the file <c>checkpoints.jsonl</c> of its default branch grows by a line and a commit for each
/// checkpoint. A push that isn't a continuation is refused by the remote.</summary>
internal sealed class GitWitness : Witness
{
    private const string File = "checkpoints.jsonl";
    private const int NameLength = 16;
    private const int Attempts = 3;

    private readonly string remote;
    private readonly Host host;
    private readonly string copy;

    /// <summary>Makes the witness; nothing is asked yet.</summary>
    /// <param name="remote">The remote's URL.</param>
    /// <param name="host">The door to files and processes.</param>
    /// <param name="folder">Where the copy is kept.</param>
    public GitWitness(string remote, Host host, string folder)
        : base("git+" + WithoutUser(remote))
    {
        (this.remote, this.host) = (remote, host);
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(remote)))[..NameLength];
        copy = Path.Combine(folder, name);
    }

    private string Kept => Path.Combine(copy, File);

    /// <inheritdoc/>
    public override async Task<Seq<Testimony>?> ReadAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        return host.FileExists(Kept) ? Testimony.Read(Shown, Encoding.UTF8.GetString(host.ReadFile(Kept))) : [];
    }

    private protected override async Task AddAsync(Testimony testimony, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            byte[] kept = host.FileExists(Kept) ? host.ReadFile(Kept) : [];
            host.WriteFile(Kept, [.. kept, .. Encoding.UTF8.GetBytes(testimony.ToLine())]);
            await GitAsync(cancellationToken, "add", File);
            await GitAsync(
                cancellationToken, "-c", "user.name=atlas", "-c", "user.email=atlas@localhost",
                "-c", "commit.gpgsign=false", "commit", "--quiet", "-m",
                $"{testimony.Seen.Checkpoint.Origin}: {testimony.Seen.Checkpoint.Size} entries");
            if (await TryGitAsync(cancellationToken, "push", "--quiet", "origin", "HEAD") is not { } problem) return;
            if (attempt == Attempts) throw Failure(problem);

            // Somebody else was first: what it keeps now is taken, and this checkpoint goes behind it.
            await RefreshAsync(cancellationToken);
        }
    }

    /// <summary>Makes the copy what the remote is; a remote without commits leaves it empty.</summary>
    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        if (!host.FolderExists(Path.Combine(copy, ".git")))
        {
            var problem = await RunAsync(
                cancellationToken, ["git", "clone", "--quiet", remote, copy], host.WorkingFolder);
            if (problem is not null) throw Failure(problem);
        }

        await GitAsync(cancellationToken, "fetch", "--quiet", "origin");
        var head = await HeadAsync(cancellationToken);
        if (head is not null) await GitAsync(cancellationToken, "reset", "--quiet", "--hard", head);
    }

    /// <summary>Returns the remote's branch of the same name as the copy's; null when the remote has none.</summary>
    private async Task<string?> HeadAsync(CancellationToken cancellationToken)
    {
        var branch = await host.RunAsync(["git", "-C", copy, "symbolic-ref", "--short", "HEAD"], host.WorkingFolder,
            cancellationToken);
        var name = $"origin/{branch.Output.Trim()}";
        return await TryGitAsync(cancellationToken, "rev-parse", "--quiet", "--verify", name) is null ? name : null;
    }

    private async Task GitAsync(CancellationToken cancellationToken, params string[] arguments)
    {
        if (await TryGitAsync(cancellationToken, arguments) is { } problem) throw Failure(problem);
    }

    private Task<string?> TryGitAsync(CancellationToken cancellationToken, params string[] arguments) =>
        RunAsync(cancellationToken, ["git", "-C", copy, .. arguments], host.WorkingFolder);

    /// <summary>Runs git without anybody to ask; returns why it failed, null when it didn't.</summary>
    private async Task<string?> RunAsync(CancellationToken cancellationToken, Seq<string> program, string folder)
    {
        var output = await host.RunAsync(["env", "GIT_TERMINAL_PROMPT=0", .. program], folder, cancellationToken);
        return output.ExitCode == 0
            ? null
            : output.Error.Replace(remote, WithoutUser(remote), StringComparison.Ordinal);
    }

    private FailureException Failure(string problem) => new(
        $"the witness {Shown} can't be used: git says {problem.Trim().ReplaceLineEndings(" ")}");

    /// <summary>Returns a URL without the part that may hold a password.</summary>
    private static string WithoutUser(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.UserInfo.Length > 0
            ? url.Replace(uri.UserInfo + "@", "", StringComparison.Ordinal)
            : url;
}
