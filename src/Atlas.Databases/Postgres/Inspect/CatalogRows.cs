using Npgsql;

namespace Atlas.Databases.Postgres.Inspect;

/// <summary>Reads one result column after the other, in the order of the query's text.</summary>
internal sealed class CatalogRows(NpgsqlDataReader reader)
{
    private int _next;

    public async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        _next = 0;
        return await reader.ReadAsync(cancellationToken);
    }

    public Task NextResultAsync(CancellationToken cancellationToken) => reader.NextResultAsync(cancellationToken);

    public uint Oid() => reader.GetFieldValue<uint>(_next++);

    public uint? OidOrNull() => reader.IsDBNull(_next) ? Skip<uint?>() : Oid();

    public string Text() => reader.GetString(_next++);

    public string? TextOrNull() => reader.IsDBNull(_next) ? Skip<string?>() : Text();

    public bool Flag() => reader.GetBoolean(_next++);

    public bool FlagOrFalse() => reader.IsDBNull(_next) ? Skip<bool>() : Flag();

    public long Number() => reader.GetInt64(_next++);

    public int Integer() => reader.GetInt32(_next++);

    public long? NumberOrNull() => reader.IsDBNull(_next) ? Skip<long?>() : Number();

    /// <summary>Returns a value of the server's one-byte type; a space for null and for its zero byte.</summary>
    public char Letter()
    {
        if (reader.IsDBNull(_next)) return Skip(' ');
        var letter = reader.GetFieldValue<char>(_next++);
        return letter == '\0' ? ' ' : letter;
    }

    public string[] Texts() => reader.IsDBNull(_next) ? Skip<string[]>([]) : reader.GetFieldValue<string[]>(_next++);

    public string?[] TextsOrNulls() =>
        reader.IsDBNull(_next) ? Skip<string?[]>([]) : reader.GetFieldValue<string?[]>(_next++);

    public uint[] Oids() => reader.IsDBNull(_next) ? Skip<uint[]>([]) : reader.GetFieldValue<uint[]>(_next++);

    public int? IntegerOrNull() => reader.IsDBNull(_next) ? Skip<int?>() : Integer();

    public byte[] Bytes() => reader.GetFieldValue<byte[]>(_next++);

    public int[] Integers() => reader.GetFieldValue<int[]>(_next++);

    private T Skip<T>(T value)
    {
        _next++;
        return value;
    }

    private T? Skip<T>() => Skip(default(T));
}
