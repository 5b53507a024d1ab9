using Atlas.Core.Model;

namespace Atlas.Core.Hosting;

/// <summary>The one door to files, environment, processes, randomness and the clock.</summary>
public abstract class Host
{
    /// <summary>Gets the time in UTC.</summary>
    public abstract DateTimeOffset Now { get; }

    /// <summary>Gets the working folder as an absolute path.</summary>
    public abstract string WorkingFolder { get; }

    /// <summary>Returns an environment variable, or null when it isn't set.</summary>
    public abstract string? Variable(string name);

    /// <summary>Returns whether a file is there.</summary>
    public abstract bool FileExists(string path);

    /// <summary>Returns whether a folder is there.</summary>
    public abstract bool FolderExists(string path);

    /// <summary>Reads a file; throws <see cref="Dialects.FailureException"/> that names it.</summary>
    public abstract byte[] ReadFile(string path);

    /// <summary>Writes a file, and makes its folder; throws <see cref="Dialects.FailureException"/> that names
    /// it.</summary>
    public abstract void WriteFile(string path, ReadOnlySpan<byte> content);

    /// <summary>Writes a file that only its owner may read (mode 0600), in a folder that only its owner may
    /// enter.</summary>
    public abstract void WriteSecret(string path, ReadOnlySpan<byte> content);

    /// <summary>Deletes a file; does nothing when it isn't there.</summary>
    public abstract void DeleteFile(string path);

    /// <summary>Lists the paths of files in a folder, sorted by code point; recursive on request.</summary>
    public abstract Seq<string> ListFiles(string folder, bool recursive);

    /// <summary>Runs a program to its end with no input, and returns what it printed.</summary>
    /// <param name="program">The program and its arguments; not empty.</param>
    /// <param name="folder">The working folder.</param>
    /// <param name="cancellationToken">Kills the program.</param>
    public abstract Task<ProcessOutput> RunAsync(Seq<string> program, string folder,
        CancellationToken cancellationToken);

    /// <summary>Starts a program that serves, and waits for the first line that it prints.</summary>
    /// <param name="program">The program and its arguments; not empty.</param>
    /// <param name="input">The first line of its standard input, which then stays open.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="Dialects.FailureException">It ended before, with what it said.</exception>
    public abstract Task<ServingProgram> ServeAsync(Seq<string> program, string input,
        CancellationToken cancellationToken);

    /// <summary>Makes a new ULID: sortable by time, unique.</summary>
    public abstract string NewId();

    /// <summary>Makes a random UUID.</summary>
    public abstract Guid NewUuid();

    /// <summary>Shows a line to the person at the terminal (stderr).</summary>
    public abstract void Warn(string message);
}

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">0 for success.</param>
/// <param name="Output">What it wrote to its standard output.</param>
/// <param name="Error">What it wrote to its standard error.</param>
public sealed record ProcessOutput(int ExitCode, string Output, string Error);
