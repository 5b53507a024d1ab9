using System.Globalization;

namespace Atlas.Registry.Log;

/// <summary>What a log is committed to: its size and hash (c2sp.org/tlog-checkpoint).</summary>
/// <param name="Origin">The log's name.</param>
/// <param name="Size">How many entries it has.</param>
/// <param name="Root">The hash of all of them.</param>
public sealed record Checkpoint(string Origin, long Size, TreeHash Root)
{
    /// <summary>Returns the text that is signed: a line each, ended.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Root}\n");

    /// <summary>Reads the text; null when it isn't exactly how a checkpoint is written.</summary>
    public static Checkpoint? Read(string text)
    {
        if (text.Split('\n') is not [{ Length: > 0 } origin, var size, var root, ""]
            || !long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || TreeHash.Read(root) is not { } hash)
        {
            return null;
        }

        var checkpoint = new Checkpoint(origin, count, hash);
        return checkpoint.ToString() == text ? checkpoint : null;
    }
}
