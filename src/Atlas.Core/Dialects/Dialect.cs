using Atlas.Core.Diff;
using Atlas.Core.Lint;
using Atlas.Core.Migrations;
using Atlas.Core.Model;
using Atlas.Core.Planning;

namespace Atlas.Core.Dialects;

/// <summary>What a kind of database answers without a connection: types, rules and SQL text.</summary>
public abstract class Dialect
{
    /// <summary>Gets the name, such as <c>postgres</c> or <c>sqlite</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Gets the schema that unqualified names mean, such as <c>public</c> or <c>main</c>.</summary>
    public abstract string DefaultSchema { get; }

    /// <summary>Gets whether a failed plan leaves nothing behind when it runs in one transaction.</summary>
    public abstract bool HasTransactionalDdl { get; }

    /// <summary>Gets whether a foreign key may name a table that isn't there yet, so that cycles need no
    /// splitting.</summary>
    public abstract bool AllowsForwardReferences { get; }

    /// <summary>Gets whether expressions come back from the server as written, so that no dev database is needed to
    /// compare them.</summary>
    public abstract bool KeepsExpressionText { get; }

    /// <summary>Gets how SQL files are split into statements.</summary>
    public abstract SplitOptions SplitOptions { get; }

    /// <summary>Gets the words of the schema language for types, sorted, for suggestions.</summary>
    public abstract Seq<string> TypeWords { get; }

    /// <summary>Returns the type that a word of the schema language means, such as <c>varchar(255)</c>.</summary>
    /// <param name="word">The word, such as <c>varchar</c>.</param>
    /// <param name="arguments">The arguments; may be empty.</param>
    /// <param name="problem">A full sentence when the result is null.</param>
    public abstract ColumnType? TypeFromWord(string word, Seq<int> arguments, out string? problem);

    /// <summary>Returns the type that SQL text means; text that the dialect doesn't know gives a
    /// <see cref="RawType"/>.</summary>
    public abstract ColumnType TypeFromSql(string sql);

    /// <summary>Returns a type as SQL, with enums qualified unless <paramref name="naming"/> leaves schemas
    /// out.</summary>
    public abstract string TypeToSql(ColumnType type, Naming naming);

    /// <summary>Returns a realm as the database itself would spell it as far as that is known without asking
    /// it.</summary>
    public abstract Realm Canonicalize(Realm realm);

    /// <summary>Returns why a change can't be made, as a full sentence with the remedy; null when it can.</summary>
    public abstract string? Refusal(Change change);

    /// <summary>Returns whether a change is made by building the table anew and dropping the old one.</summary>
    /// <param name="change">The change.</param>
    public virtual bool Rebuilds(Change change) => false;

    /// <summary>Returns whether an object can become another one where it stands; else it is dropped and created, and
    /// what stands on it too.</summary>
    public virtual bool ChangesInPlace(ModifyObject change) => true;

    /// <summary>Writes one change as SQL, in execution order; never empty. Source of all SQL that a plan
    /// holds.</summary>
    /// <param name="change">The change; <see cref="Refusal"/> gave null for it.</param>
    /// <param name="context">What the writer may need to know of its surroundings.</param>
    public abstract Seq<Statement> Write(Change change, WriteContext context);

    /// <summary>Gets the analyzers that only this kind of database needs, in the order of their codes.</summary>
    public virtual Seq<Analyzer> Analyzers => [];

    /// <summary>Returns whether the database refuses a statement inside a transaction.</summary>
    /// <param name="sql">One statement.</param>
    public virtual bool RunsAlone(string sql) => false;

    /// <summary>Returns a text as a literal.</summary>
    public virtual string QuoteText(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>Returns an identifier quoted for SQL.</summary>
    public abstract string Quote(string identifier);
}

/// <summary>How names are written.</summary>
public enum Naming
{
    /// <summary>With the schema: the URL's scope is the whole database.</summary>
    Qualified,

    /// <summary>Without the schema: the URL is bound to one.</summary>
    Unqualified,
}

/// <summary>What a writer of SQL may know of its surroundings.</summary>
/// <param name="Naming">How names are written.</param>
/// <param name="Current">The realm before the change.</param>
/// <param name="Desired">The realm after the whole plan.</param>
/// <param name="Policy">How the project wants changes to be made.</param>
public sealed record WriteContext(Naming Naming, Realm Current, Realm Desired, DiffPolicy Policy);
