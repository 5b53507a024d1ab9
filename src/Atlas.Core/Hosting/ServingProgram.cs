namespace Atlas.Core.Hosting;

/// <summary>A program that serves until this is disposed, or until this process ends in whatever way: then its standard
/// input ends.</summary>
/// <param name="firstLine">The first line that it printed, which says that it serves.</param>
public abstract class ServingProgram(string firstLine) : IAsyncDisposable
{
    /// <summary>Gets the first line that it printed.</summary>
    public string FirstLine => firstLine;

    /// <summary>Ends its standard input and waits until it has cleaned up.</summary>
    public abstract ValueTask DisposeAsync();
}
