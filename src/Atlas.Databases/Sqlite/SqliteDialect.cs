using Atlas.Core.Dialects;
using Atlas.Core.Diff;
using Atlas.Core.Lint;
using Atlas.Core.Migrations;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Databases.Sqlite.Lint;

namespace Atlas.Databases.Sqlite;

/// <summary>SQLite 3.37 and newer: types, rules and SQL text.</summary>
public sealed class SqliteDialect : Dialect
{
    /// <inheritdoc/>
    public override string Name => "sqlite";

    /// <inheritdoc/>
    public override string DefaultSchema => "main";

    /// <inheritdoc/>
    public override bool HasTransactionalDdl => true;

    /// <inheritdoc/>
    public override bool AllowsForwardReferences => true;

    /// <inheritdoc/>
    public override bool KeepsExpressionText => true;

    /// <inheritdoc/>
    public override SplitOptions SplitOptions => new() { BeginEnd = true, BracketIdentifiers = true };

    /// <inheritdoc/>
    public override Seq<string> TypeWords => SqliteTypes.Words;

    /// <inheritdoc/>
    public override ColumnType? TypeFromWord(string word, Seq<int> arguments, out string? problem) =>
        SqliteTypes.FromWord(word, arguments, out problem);

    /// <inheritdoc/>
    public override ColumnType TypeFromSql(string sql) => SqliteTypes.FromSql(sql);

    /// <inheritdoc/>
    public override string TypeToSql(ColumnType type, Naming naming) => SqliteTypes.ToSql(type);

    /// <inheritdoc/>
    public override Realm Canonicalize(Realm realm) => SqliteSpelling.Canonical(realm, DefaultSchema);

    /// <inheritdoc/>
    public override string? Refusal(Change change) => SqliteRules.Refusal(change);

    /// <summary>Returns whether a change may build the table anew; a rename does where inspection had to make up
    /// names.</summary>
    /// <inheritdoc/>
    public override bool Rebuilds(Change change) =>
        change is RenameTable || (change is ModifyTable modify && !InPlace.Handles(modify));

    /// <summary>Returns false: neither views nor triggers can be altered.</summary>
    /// <inheritdoc/>
    public override bool ChangesInPlace(ModifyObject change) => false;

    /// <inheritdoc/>
    public override Seq<Statement> Write(Change change, WriteContext context) => SqlWriter.Write(change, context);

    /// <summary>Returns whether a statement is refused in a transaction.</summary>
    /// <inheritdoc/>
    public override bool RunsAlone(string sql) =>
        SqlWords.Of(sql, SplitOptions).FirstOrDefault() is "VACUUM" or "ATTACH" or "DETACH";

    /// <inheritdoc/>
    public override Seq<Analyzer> Analyzers => SqliteAnalyzers.All;

    /// <inheritdoc/>
    public override string Quote(string identifier) => Vocabulary.Quote(identifier);
}
