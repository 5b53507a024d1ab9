using Atlas.Core.Dialects;

namespace Atlas.Core.Workflows;

/// <summary>Gives databases names that people recognise.</summary>
public static class DatabaseName
{
    /// <summary>Returns the database's name in a URL: the last part of its path, without the ending of a
    /// file.</summary>
    public static string Of(Url url)
    {
        var last = url.HostAndPath.TrimEnd('/').Split('/')[^1];
        return url.Scheme.StartsWith("sqlite", StringComparison.Ordinal) ? Path.GetFileNameWithoutExtension(last) : last;
    }
}
