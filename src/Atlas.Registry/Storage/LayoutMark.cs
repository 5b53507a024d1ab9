using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Atlas.Core.Dialects;

namespace Atlas.Registry.Storage;

/// <summary>Remembers in a storage that its tables are those which this program declares, so that the next command needn't
/// compare them.</summary>
/// <remarks>The mark is a hash over the declared tables and the engine's own counter of schema changes: another version of
/// the program, or any change of the tables by anybody, makes it another one, and the tables are compared.</remarks>
/// <param name="engine">The storage's engine; one without such a counter is compared each time.</param>
/// <param name="declared">The bytes of the declaration.</param>
internal sealed class LayoutMark(StoreEngine engine, byte[] declared)
{
    /// <summary>Returns whether the storage bears the mark of its tables as they are now; two round trips.</summary>
    public async Task<bool> IsOnAsync(Database database, CancellationToken cancellationToken)
    {
        if (engine.LayoutCounter.Length == 0) return false;
        var found = await ScalarAsync(database, engine.LayoutMark, cancellationToken);
        return found != "0" && found == await CurrentAsync(database, cancellationToken);
    }

    /// <summary>Marks the storage; its tables must have been found to be the declared ones.</summary>
    public async Task PutAsync(Database database, CancellationToken cancellationToken)
    {
        if (engine.LayoutCounter.Length == 0) return;
        var mark = await CurrentAsync(database, cancellationToken);
        await database.ExecuteAsync($"{engine.LayoutMark} = {mark}", cancellationToken);
    }

    /// <summary>Returns a number from 0 to 2^31 - 1.</summary>
    private async Task<string> CurrentAsync(Database database, CancellationToken cancellationToken)
    {
        var counter = await ScalarAsync(database, engine.LayoutCounter, cancellationToken);
        var hash = SHA256.HashData([.. declared, .. Encoding.UTF8.GetBytes(counter)]);
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash) & int.MaxValue;
        return number.ToString(CultureInfo.InvariantCulture);
    }

    private static async Task<string> ScalarAsync(Database database, string sql, CancellationToken cancellationToken) =>
        (await database.QueryAsync(sql, [], cancellationToken))[0][0] ?? "";
}
