using Atlas.Core.Dialects;
using Atlas.Core.Diff;
using Atlas.Core.Lint;
using Atlas.Core.Migrations;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Databases.Postgres.Lint;
using Atlas.Databases.Postgres.Rules;
using Atlas.Databases.Postgres.Types;
using Atlas.Databases.Postgres.Writing;

namespace Atlas.Databases.Postgres;

/// <summary>PostgreSQL's types, rules and SQL, from version 15 on.</summary>
public sealed class PostgresDialect : Dialect
{
    /// <inheritdoc/>
    public override string Name => "postgres";

    /// <inheritdoc/>
    public override string DefaultSchema => "public";

    /// <inheritdoc/>
    public override bool HasTransactionalDdl => true;

    /// <inheritdoc/>
    public override bool AllowsForwardReferences => false;

    /// <inheritdoc/>
    public override bool KeepsExpressionText => false;

    /// <inheritdoc/>
    public override SplitOptions SplitOptions { get; } =
        new() { DollarQuotes = true, BeginAtomic = true, EscapeStrings = true, NestedComments = true };

    /// <inheritdoc/>
    public override Seq<string> TypeWords => PostgresTypes.Words;

    /// <inheritdoc/>
    public override ColumnType? TypeFromWord(string word, Seq<int> arguments, out string? problem) =>
        PostgresTypes.FromWord(word, arguments, out problem);

    /// <inheritdoc/>
    public override ColumnType TypeFromSql(string sql) => PostgresTypes.FromSql(sql);

    /// <inheritdoc/>
    public override string TypeToSql(ColumnType type, Naming naming) => new Names(naming).Type(type);

    /// <inheritdoc/>
    public override Realm Canonicalize(Realm realm) => Canonical.Of(realm);

    /// <inheritdoc/>
    public override string? Refusal(Change change) => Refusals.Of(change);

    /// <inheritdoc/>
    public override bool ChangesInPlace(ModifyObject change) => InPlace.Changes(change);

    /// <inheritdoc/>
    public override Seq<Statement> Write(Change change, WriteContext context) =>
        SqlWriter.Write(change, context).ToSeq();

    /// <summary>Returns whether a statement is one of those that the manual forbids in a transaction block, or may end
    /// transactions itself.</summary>
    /// <inheritdoc/>
    public override bool RunsAlone(string sql) => Alone.Is(sql, SplitOptions);

    /// <inheritdoc/>
    public override Seq<Analyzer> Analyzers => PostgresAnalyzers.All;

    /// <inheritdoc/>
    public override string Quote(string identifier) => Quoting.Name(identifier);
}
