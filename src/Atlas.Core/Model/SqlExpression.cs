namespace Atlas.Core.Model;

/// <summary>A default's expression; the kinds are a closed family.</summary>
public abstract record SqlExpression
{
    private protected SqlExpression() { }
}

/// <summary>A text literal.</summary>
/// <param name="Value">The text without quotes and escapes.</param>
public sealed record StringLiteral(string Value) : SqlExpression;

/// <summary>A number literal.</summary>
/// <param name="Text">The decimal digits as SQL writes them, with sign.</param>
public sealed record NumberLiteral(string Text) : SqlExpression;

/// <summary>true or false.</summary>
public sealed record BoolLiteral(bool Value) : SqlExpression;

/// <summary>Any other expression as SQL.</summary>
/// <param name="Sql">The text as the database stores it, or as the user wrote it before normalisation.</param>
public sealed record RawSql(string Sql) : SqlExpression;
