using System.Diagnostics;
using Atlas.Core.Dialects;

namespace Atlas.Cli.Hosting;

/// <summary>Has a person change a text in the editor of their choice.</summary>
internal static class Editor
{
    /// <summary>Opens a text in <c>$VISUAL</c>, else <c>$EDITOR</c>, else vi, and returns what it is
    /// afterwards.</summary>
    /// <param name="app">Tells which editor.</param>
    /// <param name="name">The file's name, for the editor to know its kind.</param>
    /// <param name="text">The text.</param>
    /// <param name="cancellationToken">Kills the editor.</param>
    /// <exception cref="FailureException">The editor can't be started, fails, or leaves nothing.</exception>
    public static async Task<string> EditAsync(App app, string name, string text, CancellationToken cancellationToken)
    {
        var editor = Variable(app, "VISUAL") ?? Variable(app, "EDITOR") ?? "vi";
        var folder = Directory.CreateTempSubdirectory("atlas-edit-");
        try
        {
            var path = Path.Combine(folder.FullName, name);
            await File.WriteAllTextAsync(path, text, cancellationToken);

            // An editor is often given with arguments, so a shell reads it; the path is an argument of its own.
            using var process = Process.Start(
                new ProcessStartInfo("/bin/sh", ["-c", $"{editor} \"$1\"", "sh", path])) ?? throw Failed(editor);
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0) throw Failed(editor);
            var edited = await File.ReadAllTextAsync(path, cancellationToken);
            return string.IsNullOrWhiteSpace(edited)
                ? throw new FailureException("the edited plan is empty, so nothing was done") : edited;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static FailureException Failed(string editor) =>
        new($"the editor {editor} failed, so nothing was done. Set EDITOR to another one.");

    private static string? Variable(App app, string name) =>
        app.Host.Variable(name) is { Length: > 0 } value ? value : null;
}
