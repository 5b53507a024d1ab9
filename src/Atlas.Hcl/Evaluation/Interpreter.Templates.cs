using System.Text;
using Atlas.Hcl.Syntax;
using Atlas.Hcl.Text;
using Atlas.Hcl.Values;
using ValueType = Atlas.Hcl.Values.ValueType;

namespace Atlas.Hcl.Evaluation;

// Strings with parts.
internal sealed partial class Interpreter
{
    private Value EvaluateTemplate(TemplateSyntax template)
    {
        if (template.OnlyInterpolation is { } only) return Evaluate(only);
        return template.ConstantText is { } text ? Value.String(text) : EvaluateParts(template.Parts);
    }

    private Value EvaluateParts(IReadOnlyList<ExpressionSyntax> parts)
    {
        var text = new StringBuilder();
        return Append(parts, text) ? Value.String(text.ToString()) : Value.Unknown(ValueType.String);
    }

    /// <summary>Appends the text of all parts; returns false when a part is unknown or wrong.</summary>
    private bool Append(IReadOnlyList<ExpressionSyntax> parts, StringBuilder text)
    {
        var isKnown = true;
        foreach (var part in parts)
            isKnown &= part switch
            {
                TextSyntax plain => Append(plain.Text, text),
                TemplateIfSyntax choice => Append(choice, text),
                TemplateForSyntax loop => Append(loop, text),
                _ => AppendValue(Evaluate(part), part.Span, text),
            };
        return isKnown;
    }

    private static bool Append(string plain, StringBuilder text)
    {
        text.Append(plain);
        return true;
    }

    private bool AppendValue(Value value, Span span, StringBuilder text)
    {
        const string summary = "Invalid template interpolation value";
        if (value.IsNull)
        {
            if (options.NullInTemplateIsEmpty) return true;
            Fail(summary, "The value is null, which can't be part of a string.", span);
            return false;
        }
        if (!value.IsKnown && value.Type == ValueType.Dynamic) return false;
        if (Conversion.Convert(value, ValueType.String, out var problem) is not { } part)
        {
            Fail(summary, $"This value ({value.Type.Name}) can't be part of a string: {problem}.", span);
            return false;
        }
        return part.IsKnown && Append(part.AsString(), text);
    }

    private bool Append(TemplateIfSyntax choice, StringBuilder text)
    {
        var condition = Condition(choice.Condition, "Null condition", "Incorrect condition type");
        if (condition is not { IsKnown: true }) return false;
        return Append(condition.AsBool() ? choice.WhenTrue : choice.WhenFalse, text);
    }

    private bool Append(TemplateForSyntax loop, StringBuilder text)
    {
        if (Pairs(loop.Header) is not { } pairs) return false;
        foreach (var (key, element) in pairs)
            if (!With(Bind(loop.Header, key, element)).Append(loop.Parts, text)) return false;
        return true;
    }
}
