using System.Text.Json;
using System.Text.Json.Serialization;

namespace Atlas.Registry.Backups;

/// <summary>The first line of a backup.</summary>
/// <param name="Format">Always <see cref="Backup.Format"/>.</param>
/// <param name="At">When it was made, by the clock of who made it.</param>
/// <param name="Checkpoint">The newest signed checkpoint of the audit log in it; empty where there is none.</param>
/// <param name="Tables">The columns of each table.</param>
internal sealed record BackupHeader(
    string Format, DateTimeOffset At, string Checkpoint, Dictionary<string, string[]> Tables);

/// <summary>The last line of a backup.</summary>
/// <param name="Rows">How many rows there are.</param>
/// <param name="Sha256">The SHA-256 of every line before, in hexadecimal.</param>
internal sealed record BackupTrailer(long Rows, string Sha256);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(BackupHeader))]
[JsonSerializable(typeof(BackupTrailer))]
internal sealed partial class BackupJson : JsonSerializerContext;
