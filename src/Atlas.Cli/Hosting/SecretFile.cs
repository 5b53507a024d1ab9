namespace Atlas.Cli.Hosting;

/// <summary>Files that only their owner may read.</summary>
internal static class SecretFile
{
    /// <summary>Makes an empty file of the mode 0600 where there is none; leaves it to who opens it to say why it can't
    /// be made.</summary>
    public static void Make(string path)
    {
        if (File.Exists(path)) return;
        try
        {
            using var file = new FileStream(path, Options(FileMode.CreateNew));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Whoever opens the file meets the same, and names it.
        }
    }

    /// <summary>Returns how such a file is opened to be written; where there are no modes its folder guards it.</summary>
    public static FileStreamOptions Options(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
