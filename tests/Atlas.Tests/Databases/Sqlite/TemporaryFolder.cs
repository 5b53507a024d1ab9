namespace Atlas.Tests.Databases.Sqlite;

/// <summary>A folder that is gone when the test is over.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private readonly string path = Directory.CreateTempSubdirectory("atlas-test-").FullName;

    public string File(string name) => Path.Combine(path, name);

    public string Url(string name) => "sqlite://" + File(name);

    public void Dispose() => Directory.Delete(path, recursive: true);
}
