using System.Globalization;
using System.Text.RegularExpressions;
using Atlas.Core.Diff;
using Atlas.Core.Dialects;
using Atlas.Core.Migrations;
using Atlas.Core.Model;
using Atlas.Core.Planning;

namespace Atlas.Tests.Core.Schemas;

/// <summary>A dialect that knows types and names only, so that what the language does by itself shows.</summary>
public sealed class TestDialect(string name) : Dialect
{
    public static readonly TestDialect Postgres = new("postgres");

    public static readonly TestDialect Sqlite = new("sqlite");

    public static readonly TestDialect MySql = new("mysql");

    private static readonly string[] Words = ["bigint", "boolean", "date", "integer", "numeric", "text", "timestamptz", "varchar"];

    public override string Name => name;

    public override string DefaultSchema => "public";

    public override bool HasTransactionalDdl => true;

    public override bool AllowsForwardReferences => false;

    public override bool KeepsExpressionText => true;

    public override SplitOptions SplitOptions => new();

    public override Seq<string> TypeWords => [.. Words];

    public override ColumnType? TypeFromWord(string word, Seq<int> arguments, out string? problem)
    {
        problem = (word, arguments.Count) switch
        {
            ("varchar", 0) => "Type \"varchar\" requires at least 1 argument",
            ("text", > 0) => "Type \"text\" does not accept attributes",
            _ => null,
        };
        return problem is null ? new BuiltInType(word, arguments) : null;
    }

    public override ColumnType TypeFromSql(string sql)
    {
        if (sql.EndsWith("[]", StringComparison.Ordinal)) return new ArrayType(TypeFromSql(sql[..^2]));
        var match = Regex.Match(sql, @"^([a-z]+)(?:\((\d+)(?:,(\d+))?\))?$");
        return match.Success && Words.Contains(match.Groups[1].Value)
            ? new BuiltInType(match.Groups[1].Value, [.. match.Groups.Values.Skip(2).Where(g => g.Success).Select(g => int.Parse(g.Value, CultureInfo.InvariantCulture))])
            : new RawType(sql);
    }

    public override string TypeToSql(ColumnType type, Naming naming) => type switch
    {
        BuiltInType { Arguments.IsEmpty: true } plain => plain.Word,
        BuiltInType sized => $"{sized.Word}({string.Join(',', sized.Arguments)})",
        ArrayType array => $"{TypeToSql(array.Element, naming)}[]",
        EnumReference reference => $"{Quote(reference.Name.Schema)}.{Quote(reference.Name.Name)}",
        RawType raw => raw.Sql,
        _ => throw new InvalidOperationException(),
    };

    public override Realm Canonicalize(Realm realm) => realm;

    public override string? Refusal(Change change) => null;

    public override Seq<Statement> Write(Change change, WriteContext context) => throw new NotSupportedException();

    public override string Quote(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
