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
            using var file = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Whoever opens the file meets the same, and names it.
        }
    }
}
