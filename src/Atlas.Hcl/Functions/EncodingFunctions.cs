using System.Security.Cryptography;
using System.Text;
using Atlas.Hcl.Evaluation;
using Atlas.Hcl.Values;
using static Atlas.Hcl.Functions.Define;

namespace Atlas.Hcl.Functions;

internal static class EncodingFunctions
{
    private static readonly UTF8Encoding Strict =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static IEnumerable<Function> All =>
    [
        Function("jsonencode", [OfAnyOrNull("val")], a => Value.String(JsonText.Write(a[0]))),
        Function("jsondecode", [OfString("str")], a => JsonText.Read(a.Text(0))),
        Function("csvdecode", [OfString("str")], a => CsvText.Read(a.Text(0))),
        Function("yamldecode", [OfString("src")], a => YamlReader.Read(a.Text(0))),
        Function("yamlencode", [OfAnyOrNull("value")], a => Value.String(YamlWriter.Write(a[0]))),
        Function("yamlmerge", [], YamlMerge.Apply, rest: OfAnyOrNull("docs")),
        Function("base64encode", [OfString("str")],
            a => Value.String(Convert.ToBase64String(Encoding.UTF8.GetBytes(a.Text(0))))),
        Function("base64decode", [OfString("str")], DecodeBase64),
        Function("sha256", [OfString("str")],
            a => Value.String(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(a.Text(0)))))),
    ];

    private static Value DecodeBase64(Arguments arguments)
    {
        try
        {
            return Value.String(Strict.GetString(Convert.FromBase64String(arguments.Text(0))));
        }
        catch (FormatException)
        {
            throw new FunctionException("the text is not base64", 0);
        }
        catch (DecoderFallbackException)
        {
            throw new FunctionException("the decoded bytes are not UTF-8 text", 0);
        }
    }
}
