using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Atlas.Scripts.Language;

namespace Atlas.Scripts.Running;

/// <summary>What a process printed and how it ended.</summary>
public sealed record Ended(int Exit, string Output, string Error);

/// <summary>A process that a script started; what it prints is collected while it runs.</summary>
public sealed class Launched : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly Task _reading;

    private Launched(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput, _output), ReadAsync(process.StandardError, _error));
    }

    public string Output { get { lock (_output) return _output.ToString(); } }

    public string Error { get { lock (_error) return _error.ToString(); } }

    public bool HasExited => _process.HasExited;

    /// <summary>Starts a process with exactly the given environment.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="folder">Its working folder.</param>
    /// <param name="environment">All of its environment.</param>
    /// <param name="input">Its standard input; null keeps the input open for <see cref="SendAsync"/>.</param>
    public static async Task<Launched> StartAsync(
        IReadOnlyList<string> command, string folder, IReadOnlyDictionary<string, string> environment, string? input)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment) start.Environment[name] = value;
        Launched launched;
        try
        {
            launched = new(Process.Start(start) ?? throw new ScriptException($"{command[0]} did not start."));
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new ScriptException($"{command[0]} did not start: {error.Message}. `make build` builds the program.");
        }
        if (input is not null)
        {
            try
            {
                await launched._process.StandardInput.WriteAsync(input);
                launched._process.StandardInput.Close();
            }
            catch (IOException)
            {
                // It ended without reading its input, which is its right.
            }
        }
        return launched;
    }

    public async Task SendAsync(string text)
    {
        await _process.StandardInput.WriteAsync(text);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Waits for the end; kills the process and fails when the limit passes.</summary>
    public async Task<Ended> WaitAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(limit);
        try
        {
            await _process.WaitForExitAsync(bound.Token);
            // A grandchild may still hold the pipes: what the process itself wrote is there within a moment.
            await Task.WhenAny(_reading, Task.Delay(TimeSpan.FromSeconds(2), CancellationToken.None));
            return new(_process.ExitCode, Output, Error);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            throw new ScriptException($"The command did not end within {limit.TotalSeconds} s.\n{Output}{Error}");
        }
    }

    /// <summary>Sends a signal to the process itself.</summary>
    public void Signal(string name)
    {
        var number = name switch
        {
            "HUP" => 1,
            "INT" => 2,
            "QUIT" => 3,
            "KILL" => 9,
            "TERM" => 15,
            "CONT" => 18,
            "STOP" => 19,
            _ => throw new ScriptException($"Unknown signal `{name}`."),
        };
        if (!_process.HasExited && Kill(_process.Id, number) != 0)
            throw new ScriptException($"Signal {name} could not be sent to process {_process.Id}.");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await Task.WhenAny(_reading, Task.Delay(TimeSpan.FromSeconds(2)));
        _process.Dispose();
    }

    private static async Task ReadAsync(StreamReader reader, StringBuilder into)
    {
        var buffer = new char[4096];
        while (await reader.ReadAsync(buffer) is var count and > 0)
            lock (into) into.Append(buffer, 0, count);
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int process, int signal);
}
