using System.Text;

namespace Atlas.Tests.Hcl.Fuzz;

/// <summary>Writes random files by the grammar: every rule is a method, and what it writes parses without a complaint.</summary>
/// <param name="random">Decides; the same seed writes the same file.</param>
internal sealed class Grammar(Random random)
{
    private static readonly string[] Names =
        ["a", "b", "c_1", "d-e", "é", "漢字", "𝒜", "for", "in", "if", "null", "true", "dynamic", "content", "n", "s", "xs", "o", "m", "nul"];

    // The words that begin something else where a value is read.
    private static readonly string[] Variables = ["n", "s", "xs", "o", "m", "nul", "words", "missing", "later", "nope", "if", "in"];

    private static readonly string[] Functions =
    [
        "upper", "lower", "length", "max", "min", "join", "split", "concat", "merge", "keys", "values", "flatten", "format", "try", "can",
        "tostring", "tonumber", "toset", "tolist", "tomap", "jsonencode", "jsondecode", "yamlencode", "regex", "regexall", "replace",
        "substr", "contains", "lookup", "coalescelist", "setunion", "zipmap", "element", "reverse", "sort", "nope", "a::b",
    ];

    private readonly StringBuilder text = new();
    private int depth;
    private int unique;

    /// <summary>Writes a file.</summary>
    public static string File(Random random)
    {
        var grammar = new Grammar(random);
        if (random.Next(40) == 0) grammar.text.Append('\uFEFF');
        grammar.Items(random.Next(1, 8));
        return grammar.text.ToString();
    }

    private void Items(int count)
    {
        for (; count > 0; count--) Pick(Attribute, Attribute, Attribute, Block, Comment, BlankLine);
    }

    private void Attribute()
    {
        // A body sets each name once.
        Write(Any(Names), $"_{unique++}", Blank(), "=", Blank());
        Expression();
        EndLine();
    }

    private void Block() => Nested(() =>
    {
        if (random.Next(6) == 0) Dynamic();
        else if (random.Next(5) == 0) Header(() => { Write(" "); Write(Any(Names), "=", Blank()); Expression(); Write(" "); });
        else Header(() => { EndLine(); Items(random.Next(4)); });
    }, () => Write("b {}\n"));

    private void Header(Action body)
    {
        Write(Any(Names));
        for (var labels = random.Next(3); labels > 0; labels--) Write(" ", Any("\"l\"", "\"a\\tb\"", "\"$${x}\"", "l", "é", "\"\""));
        Write(" {");
        body();
        Write("}");
        EndLine();
    }

    private void Dynamic()
    {
        Write("dynamic \"p\" {\nfor_each = ");
        Pick(() => Write("xs"), () => Write("[1, 2]"), () => Write("{ k = 1 }"), () => Write("toset([\"a\"])"), Expression);
        Write("\n", Any("", "iterator = it\n"), Any("", "labels = [\"l\"]\n"), "content {\n");
        Items(random.Next(3));
        Write("}\n}\n");
    }

    private void Expression() => Nested(() => Pick(
        Term, Term, Steps, Steps, Binary, Unary, Conditional, Tuple, Object, ForTuple, ForObject, Call, Call, Quoted, Quoted, Heredoc, Parentheses), Term);

    private void Term() => Pick(Number, () => Write(Any("true", "false", "null")), () => Write(Any(Variables)),
        () => Write("\"", Any("", "x", "é e\u0301", "👩‍👩‍👧", "$ % $$ %%", "\\n\\\"\\u00e9\\U0001F600", "$${x}", "%%{x}"), "\""));

    private void Number() => Write(Any("0", "7", "007", "2.50", "1e3", "1E-7", "12345678901234567890123", "0.1", "99999999999e+9"));

    private void Steps()
    {
        Pick(() => Write(Any(Variables)), Tuple, Object, Call, Parentheses);
        for (var steps = random.Next(1, 4); steps > 0; steps--)
            Pick(() => Write(".", Any("k", "l", "a", "é")), () => Write("[", Any("0", "1", "\"k\"", "n"), "]"), () => Write("[*]"),
                () => { Write("["); Expression(); Write("]"); });
        if (random.Next(6) == 0) Write(".*", Any("", ".k", ".0"));
    }

    private void Binary()
    {
        Operand();
        Write(" ", Any("+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "&&", "||"), " ");
        Operand();
    }

    private void Operand() => Pick(Term, Parentheses, Call, Steps, Unary);

    private void Unary()
    {
        Write(Any("-", "!", "--", "!!"));
        Pick(Term, Parentheses, Call);
    }

    private void Conditional()
    {
        Operand();
        Write(" ? ");
        Expression();
        Write(" : ");
        Expression();
    }

    private void Parentheses()
    {
        Write("(", Any("", "\n", " /* c */ ", "# c\n"));
        Expression();
        Write(Any("", "\n"), ")");
    }

    private void Tuple() => Bracketed("[", Expression, Any(",", ", ", ",\n", ", # c\n"), "]");

    private void Call() => Bracketed(Any(Functions) + Any("", " ") + "(", Expression, ", ", Any(")", ")", ")", ",)", "...)"));

    private void Object() => Bracketed("{", () =>
    {
        Pick(() => Write(Any("a", "b", "null", "é")), () => Write(Any("\"k\"", "\"${s}\"", "1", "(s)")));
        Write(Any(" = ", "=", " : "));
        Expression();
    }, Any(",", ", ", "\n", ",\n\n"), "}");

    private void Bracketed(string open, Action element, string separator, string close)
    {
        var count = random.Next(4);
        if (count == 0) close = close.TrimStart(',', '.');
        Write(open);
        for (var i = 0; i < count; i++)
        {
            if (i > 0) Write(separator);
            element();
        }
        Write(close);
    }

    private void ForTuple() => For("[", Expression, "]");

    private void ForObject() => For("{", () =>
    {
        Pick(() => Write("k"), () => Write("v"), Expression);
        Write(" => ");
        Expression();
        Write(Any("", "..."));
    }, "}");

    private void For(string open, Action body, string close)
    {
        Write(open, "for ", Any("v", "k, v"), " in ");
        Expression();
        Write(" : ");
        body();
        if (random.Next(3) == 0)
        {
            Write(" if ");
            Expression();
        }
        Write(close);
    }

    private void Quoted()
    {
        Write("\"");
        for (var parts = random.Next(4); parts > 0; parts--) Part(() => Write(Any("x", " y ", "\\n", "é", "$ ", "%% ", "$${")));
        Write("\"");
    }

    private void Part(Action literal) => Pick(literal, literal, Interpolation, () => Nested(IfDirective, literal), () => Nested(ForDirective, literal));

    private void Interpolation()
    {
        Write(Any("${", "${~", "${ "));
        Expression();
        Write(Any("}", " }", " ~}"));
    }

    private void IfDirective()
    {
        Write("%{ if ");
        Expression();
        Write(Any("}", "~}"), "x", Any("", "%{ else }y", "%{~ else ~}y"), Any("%{ endif }", "%{~endif~}"));
    }

    private void ForDirective()
    {
        Write("%{ for ", Any("v", "k, v"), " in ");
        Expression();
        Write(" }", Any("x", "${v}", " "), "%{ endfor }");
    }

    private void Heredoc()
    {
        // Its closing line ends with a newline, which only brackets pass over.
        Write("(<<", Any("", "-"), "EOT\n");
        for (var lines = random.Next(4); lines > 0; lines--)
        {
            Write(Any("", "  ", "\t", "    "));
            for (var parts = random.Next(3); parts > 0; parts--) Part(() => Write(Any("text", "\\n \"", "EOT,", "# no comment", "é")));
            Write(Any("\n", "\r\n"));
        }
        Write(Any("", "  "), "EOT\n)");
    }

    private void Comment() => Write(Any("# c\n", "// c\n", "/* c\n */\n", "# é 漢\r\n"));

    private void BlankLine() => Write(Any("\n", "  \n", "\r\n"));

    private void EndLine() => Write(Any("\n", "\n", "\n", " # c\n", "\r\n", " /* c */ // d\n"));

    private string Blank() => Any(" ", " ", "", "  ", "\t", " /* c */ ");

    private void Nested(Action deep, Action flat)
    {
        depth++;
        if (depth < 7 && text.Length < 4000) deep();
        else flat();
        depth--;
    }

    private void Pick(params Action[] rules) => rules[random.Next(rules.Length)]();

    private string Any(params string[] choices) => choices[random.Next(choices.Length)];

    private void Write(params string[] parts)
    {
        foreach (var part in parts) text.Append(part);
    }
}
