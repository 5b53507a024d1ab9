namespace Atlas.Tests.Databases.Sqlite;

/// <summary>A folder that is gone when the test is over.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("atlas-test-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string Url(string name) => "sqlite://" + File(name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
