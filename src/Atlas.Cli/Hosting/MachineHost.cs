using System.Diagnostics;
using Atlas.Core.Dialects;
using Atlas.Core.Hosting;
using Atlas.Core.Model;

namespace Atlas.Cli.Hosting;

/// <summary>The machine that the program runs on.</summary>
/// <param name="error">Where messages for people go.</param>
internal sealed class MachineHost(TextWriter error) : Host
{
    private readonly HashSet<string> warned = [];

    /// <inheritdoc/>
    public override DateTimeOffset Now => DateTimeOffset.UtcNow;

    /// <inheritdoc/>
    public override string WorkingFolder => Environment.CurrentDirectory;

    /// <inheritdoc/>
    public override string? Variable(string name) => Environment.GetEnvironmentVariable(name);

    /// <inheritdoc/>
    public override bool FileExists(string path) => File.Exists(path);

    /// <inheritdoc/>
    public override bool FolderExists(string path) => Directory.Exists(path);

    /// <inheritdoc/>
    public override byte[] ReadFile(string path) => Try(path, "read", () => File.ReadAllBytes(path));

    /// <inheritdoc/>
    public override void WriteFile(string path, ReadOnlySpan<byte> content)
    {
        var bytes = content.ToArray();
        Try(path, "written", () =>
        {
            if (Path.GetDirectoryName(path) is { Length: > 0 } folder) Directory.CreateDirectory(folder);
            File.WriteAllBytes(path, bytes);
            return 0;
        });
    }

    /// <inheritdoc/>
    public override void WriteSecret(string path, ReadOnlySpan<byte> content)
    {
        var bytes = content.ToArray();
        Try(path, "written", () =>
        {
            var folder = Path.GetDirectoryName(path) ?? ".";
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
                File.WriteAllBytes(path, bytes);
                return 0;
            }

            // Another process that reads it finds the old content or the new one, whole.
            var draft = $"{path}.{Guid.NewGuid():N}.draft";

            Directory.CreateDirectory(folder,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            using (var file = new FileStream(draft, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }))
            {
                file.Write(bytes);
            }

            File.Move(draft, path, overwrite: true);
            return 0;
        });
    }

    /// <inheritdoc/>
    public override void DeleteFile(string path) => Try(path, "deleted", () => { File.Delete(path); return 0; });

    /// <inheritdoc/>
    public override Seq<string> ListFiles(string folder, bool recursive) => Try(folder, "listed", () => Directory
        .EnumerateFiles(folder, "*", recursive ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly)
        .Order(StringComparer.Ordinal).ToSeq());

    /// <inheritdoc/>
    public override async Task<ProcessOutput> RunAsync(Seq<string> program, string folder,
        CancellationToken cancellationToken)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program[0], program.Skip(1))
            {
                WorkingDirectory = folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception problem)
        {
            throw new FailureException($"the program {program[0]} can't be started: {problem.Message}", problem);
        }

        process.StandardInput.Close();
        var (output, problems) = (process.StandardOutput.ReadToEndAsync(cancellationToken),
            process.StandardError.ReadToEndAsync(cancellationToken));
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new ProcessOutput(process.ExitCode, await output, await problems);
    }

    /// <inheritdoc/>
    public override async Task<ServingProgram> ServeAsync(Seq<string> program, string input,
        CancellationToken cancellationToken) => await ServingProcess.StartAsync(program, input, cancellationToken);

    /// <inheritdoc/>
    public override string NewId() => Ulid.NewUlid().ToString();

    /// <inheritdoc/>
    public override Guid NewUuid() => Guid.NewGuid();

    /// <inheritdoc/>
    public override void Warn(string message)
    {
        // What is read again under the lock has been warned about before.
        if (warned.Add(message)) error.Write(message + "\n");
    }

    private static T Try<T>(string path, string verb, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new FailureException($"{path} can't be {verb}: {problem.Message}", problem);
        }
    }
}
