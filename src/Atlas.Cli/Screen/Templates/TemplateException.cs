namespace Atlas.Cli.Screen.Templates;

/// <summary>A template can't be read or run; the message has the template's name, line, column and what is
/// wrong.</summary>
public sealed class TemplateException(string message) : Exception(message);
