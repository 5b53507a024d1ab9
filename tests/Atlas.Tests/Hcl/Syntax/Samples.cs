using CsCheck;

namespace Atlas.Tests.Hcl.Syntax;

/// <summary>Texts for properties: pieces of the language in any order, so that most are wrong somewhere.</summary>
internal static class Samples
{
    /// <summary>The pieces.</summary>
    public static readonly string[] Pieces =
    [
        "a", "b-c", "for", "in", "if", "true", "null", "é", "漢", "1", "2.5", "1e3", "\"", "\"x\"", "\"${", "${", "%{", "}", "~}", "${~",
        "\"a${b}c\"", "\"%{ if a }x%{ else }y%{ endif }\"", "%{ for v in xs }", "%{ endfor }", "{", "}", "[", "]", "(", ")", "=", "=>",
        ":", "::", "?", ",", ".", "...", "*", "[*]", ".*", "+", "-", "!", "&&", "||", "==", "!=", "<", ">=", "/", "%", "&", "|", "~",
        "'", ";", "`", "#c\n", "// c\n", "/* c */", "/*", " ", "  ", "\t", "\n", "\r\n", "\r", "<<X\n", "<<-X\n", "  X\n", "X\n", "<<X \n",
        "\\", "\\n", "\\u00", "$${", "%%{", "a = 1\n", "a = [1, 2]\n", "b \"l\" {\n", "}\n", "x = {a = 1, b : 2}\n", "f(a, b...)",
        "[for v in xs : v if v]", "{for k, v in xs : k => v...}", "a ? b : c", "\uFEFF", "\u00A0", "e\u0301", "👩‍👩‍👧",
    ];

    /// <summary>Gets any text made of pieces of the language.</summary>
    public static Gen<string> Text => Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 40].Select(string.Concat);

    /// <summary>Gets any bytes, and texts with a byte changed.</summary>
    public static Gen<byte[]> Bytes => Gen.OneOf(
        Gen.Byte.Array[0, 60],
        Gen.Select(Text, Gen.Int[0, 1000], Gen.Byte).Select((text, at, value) =>
        {
            var bytes = System.Text.Encoding.UTF8.GetBytes(text);
            if (bytes.Length > 0) bytes[at % bytes.Length] = value;
            return bytes;
        }));
}
