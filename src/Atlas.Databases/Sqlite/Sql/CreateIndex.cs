using Atlas.Core.Model;

namespace Atlas.Databases.Sqlite.Sql;

/// <summary>What only the text of a CREATE INDEX statement tells.</summary>
/// <param name="Parts">The text of each key part without its direction.</param>
/// <param name="Predicate">The condition; null for a whole index.</param>
internal sealed record CreateIndex(Seq<string> Parts, string? Predicate)
{
    /// <summary>Reads a statement that SQLite has accepted (sqlite.org/lang_createindex.html).</summary>
    public static CreateIndex Parse(string sql)
    {
        var cursor = new Cursor(sql);
        while (!cursor.IsAtEnd && !cursor.Current.Is('(')) cursor.Take();
        var parts = cursor.TakeList().Select(WithoutDirection).ToSeq();
        return new CreateIndex(parts, cursor.TryTake("WHERE") ? ExpressionText.Canonical(cursor.Rest()) : null);
    }

    private static string WithoutDirection(string part)
    {
        var tokens = Lexer.Read(part);
        return tokens is [_, .., var last] && (last.Is("ASC") || last.Is("DESC")) ? part[..last.Start] : part;
    }
}
