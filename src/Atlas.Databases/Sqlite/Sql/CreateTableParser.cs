using Atlas.Core.Model;

namespace Atlas.Databases.Sqlite.Sql;

/// <summary>Reads a CREATE TABLE statement that SQLite has accepted; lenient, since it need not find
/// mistakes.</summary>
/// <remarks>Source: sqlite.org/lang_createtable.html. Commas between table constraints are optional there, and so they
/// are here.</remarks>
internal sealed class CreateTableParser
{
    private static readonly string[] TableConstraints = ["CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"];

    private static readonly string[] ColumnConstraints =
        ["CONSTRAINT", "PRIMARY", "NOT", "NULL", "UNIQUE", "CHECK", "DEFAULT", "COLLATE", "REFERENCES", "GENERATED",
            "AS", "DEFERRABLE"];

    private readonly Cursor _cursor;
    private readonly CreateTable _table = new();
    private string? _constraint;

    private CreateTableParser(string sql) => _cursor = new Cursor(sql);

    public static CreateTable Parse(string sql) => new CreateTableParser(sql).Parse();

    private CreateTable Parse()
    {
        while (!_cursor.IsAtEnd && !_cursor.Current.Is('(')) _cursor.Take();
        _cursor.TryTake('(');
        while (!_cursor.IsAtEnd && !_cursor.Current.Is(')'))
        {
            if (_table.Columns.Count > 0 && TableConstraints.Any(_cursor.Current.Is)) ReadTableConstraint();
            else ReadColumn();
            if (_cursor.TryTake(',')) _constraint = null;
        }

        return _table;
    }

    private void ReadColumn()
    {
        var column = new ColumnText(_cursor.Take().Value);
        _table.Columns.Add(column);
        while (!IsEndOfItem && !ColumnConstraints.Any(_cursor.Current.Is)) SkipOne();
        while (!IsEndOfItem) ReadColumnConstraint(column);
    }

    private void ReadColumnConstraint(ColumnText column)
    {
        if (_cursor.TryTake("CONSTRAINT")) _constraint = _cursor.Take().Value;
        else if (_cursor.TryTake("PRIMARY", "KEY"))
        {
            if (_cursor.TryTake("DESC")) _table.Unmodelled.Add("order of the primary key");
            else _cursor.TryTake("ASC");
            ReadConflict();
            if (_cursor.TryTake("AUTOINCREMENT")) _table.IsAutoIncrement = true;
        }
        else if (_cursor.TryTake("CHECK")) ReadCheck();
        else if (_cursor.TryTake("COLLATE")) column.Collation = _cursor.Take().Value;
        else if (_cursor.TryTake("REFERENCES")) ReadReferences([column.Name]);
        else if (_cursor.TryTake("AS")) column.Generated = ExpressionText.Canonical(_cursor.TakeGroup());
        else if (_cursor.TryTake("DEFAULT")) SkipOne();
        else if (_cursor.Current.Is("ON")) ReadConflict();
        else if (_cursor.Current.Is("DEFERRABLE")) ReadDeferral();
        else SkipOne();
    }

    private void ReadTableConstraint()
    {
        if (_cursor.TryTake("CONSTRAINT")) _constraint = _cursor.Take().Value;
        if (_cursor.TryTake("PRIMARY", "KEY"))
        {
            foreach (var part in _cursor.TakeList()) ReadKeyPart(part);
            ReadConflict();
        }
        else if (_cursor.TryTake("UNIQUE"))
        {
            _cursor.TakeList();
            ReadConflict();
        }
        else if (_cursor.TryTake("CHECK")) ReadCheck();
        else if (_cursor.TryTake("FOREIGN", "KEY"))
        {
            var columns = _cursor.TakeList().Select(NameOf).ToSeq();
            if (_cursor.TryTake("REFERENCES")) ReadReferences(columns);
        }
        else if (!IsEndOfItem && !TableConstraints.Any(_cursor.Current.Is)) SkipOne();

        _constraint = null;
    }

    private void ReadKeyPart(string part)
    {
        var tokens = Lexer.Read(part);
        if (tokens.Any(t => t.Is("AUTOINCREMENT"))) _table.IsAutoIncrement = true;
        if (tokens.Skip(1).Any(t => t.Is("DESC") || t.Is("COLLATE"))) _table.Unmodelled.Add("order of the primary key");
    }

    private void ReadCheck()
    {
        _table.Checks.Add(new Check(_constraint, ExpressionText.Canonical(_cursor.TakeGroup())));
        _constraint = null;
        ReadConflict();
    }

    private void ReadReferences(Seq<string> columns)
    {
        var table = _cursor.Take().Value;
        _cursor.TakeList();
        _table.ForeignKeys.Add(new ForeignKeyText(_constraint, columns, table));
        _constraint = null;
        while (true)
        {
            if (_cursor.TryTake("ON"))
            {
                _cursor.Take();
                if (!_cursor.TryTake("SET", "NULL") && !_cursor.TryTake("SET", "DEFAULT")
                    && !_cursor.TryTake("NO", "ACTION")) _cursor.Take();
            }
            else if (_cursor.TryTake("MATCH")) _cursor.Take();
            else if (_cursor.Current.Is("DEFERRABLE")
                || (_cursor.Current.Is("NOT") && _cursor.Peek(1).Is("DEFERRABLE"))) ReadDeferral();
            else return;
        }
    }

    /// <summary>Only a key that is checked at the end of the transaction differs from what the model means.</summary>
    private void ReadDeferral()
    {
        var isNegated = _cursor.TryTake("NOT");
        _cursor.TryTake("DEFERRABLE");
        if (_cursor.TryTake("INITIALLY", "DEFERRED") && !isNegated) _table.Unmodelled.Add("deferred foreign key");
        else _cursor.TryTake("INITIALLY", "IMMEDIATE");
    }

    private void ReadConflict()
    {
        if (!_cursor.TryTake("ON", "CONFLICT")) return;
        if (!_cursor.Take().Is("ABORT")) _table.Unmodelled.Add("conflict clause");
    }

    private bool IsEndOfItem => _cursor.IsAtEnd || _cursor.Current.Is(',') || _cursor.Current.Is(')');

    private void SkipOne()
    {
        if (_cursor.Current.Is('(')) _cursor.TakeGroup();
        else _cursor.Take();
    }

    private static string NameOf(string part) => Lexer.Read(part) is [var first, ..] ? first.Value : part;
}
