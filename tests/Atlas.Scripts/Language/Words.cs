using System.Text;

namespace Atlas.Scripts.Language;

/// <summary>Splits a script line into words: 'literal text', "text with $variables", and '' for a quote in quotes.</summary>
public static class Words
{
    /// <exception cref="ScriptException">A quote isn't closed, or a variable isn't known.</exception>
    public static IReadOnlyList<string> Split(string line, Func<string, string?> variable)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var inWord = false;
        for (var i = 0; i < line.Length;)
        {
            switch (line[i])
            {
                case ' ' or '\t':
                    if (inWord) words.Add(word.ToString());
                    word.Clear();
                    (inWord, i) = (false, i + 1);
                    break;
                case '#' when !inWord:
                    return words;
                case '\'':
                    (inWord, i) = (true, Literal(line, i + 1, word));
                    break;
                case '"':
                    (inWord, i) = (true, Quoted(line, i + 1, word, variable));
                    break;
                case '$':
                    (inWord, i) = (true, Variable(line, i, word, variable));
                    break;
                default:
                    word.Append(line[i++]);
                    inWord = true;
                    break;
            }
        }
        if (inWord) words.Add(word.ToString());
        return words;
    }

    /// <summary>Lists the variables that a raw shell line names.</summary>
    public static IEnumerable<string> Variables(string line)
    {
        for (var i = line.IndexOf('$'); i >= 0; i = line.IndexOf('$', i + 1))
        {
            var start = i + 1 < line.Length && line[i + 1] == '{' ? i + 2 : i + 1;
            if (Name(line, start) is { Length: > 0 } name) yield return name;
        }
    }

    private static int Literal(string line, int i, StringBuilder word)
    {
        while (i < line.Length)
        {
            if (line[i] == '\'')
            {
                if (i + 1 >= line.Length || line[i + 1] != '\'') return i + 1;
                i++;
            }
            word.Append(line[i++]);
        }
        throw new ScriptException("A single quote isn't closed.");
    }

    private static int Quoted(string line, int i, StringBuilder word, Func<string, string?> variable)
    {
        while (i < line.Length)
        {
            switch (line[i])
            {
                case '"':
                    return i + 1;
                case '\\' when i + 1 < line.Length && line[i + 1] is '"' or '\\' or '$':
                    word.Append(line[i + 1]);
                    i += 2;
                    break;
                case '$':
                    i = Variable(line, i, word, variable);
                    break;
                default:
                    word.Append(line[i++]);
                    break;
            }
        }
        throw new ScriptException("A double quote isn't closed.");
    }

    private static int Variable(string line, int i, StringBuilder word, Func<string, string?> variable)
    {
        var braced = i + 1 < line.Length && line[i + 1] == '{';
        var name = Name(line, braced ? i + 2 : i + 1);
        if (name.Length == 0)
        {
            word.Append('$');
            return i + 1;
        }
        word.Append(variable(name) ?? throw new ScriptException($"The variable ${name} isn't set."));
        return i + 1 + name.Length + (braced ? 2 : 0);
    }

    private static string Name(string line, int start)
    {
        var end = start;
        while (end < line.Length && (char.IsAsciiLetterOrDigit(line[end]) || line[end] == '_')) end++;
        return start < end && !char.IsAsciiDigit(line[start]) ? line[start..end] : "";
    }
}
