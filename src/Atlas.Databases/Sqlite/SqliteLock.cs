using System.Runtime.InteropServices;
using System.Text;
using Atlas.Core.Dialects;
using Microsoft.Win32.SafeHandles;

namespace Atlas.Databases.Sqlite;

/// <summary>A lock file beside the database. The operating system gives it up when the process ends, however it
/// ends.</summary>
internal sealed class SqliteLock : DatabaseLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly string _path;
    private readonly FileStream? _file;

    private SqliteLock(string path, FileStream? file) => (_path, _file) = (path, file);

    /// <summary>A lock on a database in memory, which nobody else can reach.</summary>
    public static SqliteLock OfMemory { get; } = new("", null);

    public static async Task<SqliteLock> TakeAsync(
        string path, string holder, TimeSpan timeout, Action<string> waiting, CancellationToken cancellationToken)
    {
        var deadline = TimeProvider.System.GetTimestamp()
            + (long)(timeout.TotalSeconds * TimeProvider.System.TimestampFrequency);
        for (var isFirst = true; ; isFirst = false)
        {
            if (TryTake(path, holder) is { } taken) return taken;
            if (isFirst) waiting(Holder(path));
            if (TimeProvider.System.GetTimestamp() >= deadline)
                throw new FailureException(
                    $"The lock on the database is held by {Holder(path)}. Wait until it has finished, or give a " +
                        "longer --lock-timeout.");
            await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public override Task EnsureHeldAsync(CancellationToken cancellationToken) => IsHeld()
        ? Task.CompletedTask
        : throw new FailureException(
            $"The lock file {_path} was removed or replaced while the lock was held. Nothing more is done; run the " +
                "command again.");

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (_file is null) return;
        // The file goes while the lock is held, so that nobody's lock is taken away: whoever opened it meanwhile finds
        // it replaced.
        if (IsHeld()) TryDelete();
        await _file.DisposeAsync().ConfigureAwait(false);
    }

    private static SqliteLock? TryTake(string path, string holder)
    {
        try
        {
            // On Unix FileShare.None is an exclusive flock; Windows would keep readers from the holder's name.
            var share = OperatingSystem.IsWindows() ? FileShare.Read : FileShare.None;
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, share);
            var taken = new SqliteLock(path, file);
            if (!taken.IsHeld())
            {
                file.Dispose();
                return null;
            }

            file.SetLength(0);
            file.Write(Encoding.UTF8.GetBytes(holder));
            file.Flush();
            return taken;
        }
        catch (UnauthorizedAccessException e)
        {
            throw new FailureException(
                $"The lock file {path} can't be written. Give this user the right to write in the folder of the " +
                    "database.", e);
        }
        catch (DirectoryNotFoundException e)
        {
            throw new FailureException($"The folder of the lock file {path} doesn't exist. Create it first.", e);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private bool IsHeld() => _file is null || OperatingSystem.IsWindows()
        || (File.Exists(_path) && (FileNumber.Of(_file.SafeFileHandle) is not { } own || own == FileNumber.Of(_path)));

    private void TryDelete()
    {
        try
        {
            File.Delete(_path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // An empty lock file that stays behind locks nobody out.
        }
    }

    private static string Holder(string path)
    {
        try
        {
            using var handle = OpenUnlocked(path);
            var bytes = new byte[1024];
            var text = handle.IsInvalid ? "" : Encoding.UTF8.GetString(bytes, 0, RandomAccess.Read(handle, bytes, 0))
                .Trim();
            return text.Length > 0 ? text : "another program";
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or EntryPointNotFoundException
            or DllNotFoundException)
        {
            return "another program";
        }
    }

    /// <summary>Every FileStream takes a lock on Unix, and the file is locked: it is read behind the framework's
    /// back.</summary>
    private static SafeFileHandle OpenUnlocked(string path) => OperatingSystem.IsWindows()
        ? File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite)
        : new SafeFileHandle(open(Encoding.UTF8.GetBytes(path + "\0"), 0), ownsHandle: true);

    [DllImport("libc", ExactSpelling = true)]
    private static extern nint open(byte[] path, int flags);
}
