using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Atlas.Databases.Sqlite;

/// <summary>Who a file is to the operating system: device and number, which stay when it is renamed and differ for a
/// copy.</summary>
/// <remarks>
/// Nothing is opened for it: closing a second handle of a database file would give up SQLite's own locks
/// (sqlite.org/howtocorrupt.html, section 2.2). Structures are read by offset, as the manuals lay them out.
/// </remarks>
internal static class FileNumber
{
    private const int CurrentFolder = -100;
    private const int EmptyPath = 0x1000;
    private const uint WantsNumber = 0x100;

    /// <summary>Returns device and number of the file with this path; null when it isn't there or the system doesn't
    /// tell.</summary>
    public static string? Of(string path)
    {
        try
        {
            if (OperatingSystem.IsLinux()) return Linux(CurrentFolder, path, 0);
            return OperatingSystem.IsMacOS() ? Mac(path) : null;
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Returns device and number of an open file; null when the system doesn't tell.</summary>
    public static string? Of(SafeFileHandle handle)
    {
        try
        {
            return OperatingSystem.IsLinux() ? Linux((int)handle.DangerousGetHandle(), "", EmptyPath) : null;
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            return null;
        }
    }

    private static string? Linux(int folder, string path, int flags)
    {
        var answer = new byte[256];
        if (statx(folder, Encoding.UTF8.GetBytes(path + "\0"), flags, WantsNumber, answer) != 0) return null;
        var major = BinaryPrimitives.ReadUInt32LittleEndian(answer.AsSpan(136));
        var minor = BinaryPrimitives.ReadUInt32LittleEndian(answer.AsSpan(140));
        var number = BinaryPrimitives.ReadUInt64LittleEndian(answer.AsSpan(32));
        return FormattableString.Invariant($"{major}:{minor}:{number}");
    }

    private static string? Mac(string path)
    {
        var answer = new byte[256];
        var name = Encoding.UTF8.GetBytes(path + "\0");
        var result = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? stat(name, answer)
            : stat64(name, answer);
        if (result != 0) return null;
        var number = BinaryPrimitives.ReadUInt64LittleEndian(answer.AsSpan(8));
        return FormattableString.Invariant($"{BinaryPrimitives.ReadInt32LittleEndian(answer)}:{number}");
    }

    [DllImport("libc", ExactSpelling = true)]
    private static extern int statx(int folder, byte[] path, int flags, uint mask, byte[] answer);

    [DllImport("libc", ExactSpelling = true)]
    private static extern int stat(byte[] path, byte[] answer);

    [DllImport("libc", EntryPoint = "stat$INODE64", ExactSpelling = true)]
    private static extern int stat64(byte[] path, byte[] answer);
}
