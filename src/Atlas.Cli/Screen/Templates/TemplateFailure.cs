namespace Atlas.Cli.Screen.Templates;

/// <summary>A step of a template failed; whoever knows the place turns it into a
/// <see cref="TemplateException"/>.</summary>
/// <param name="message">What is wrong, without a place.</param>
public sealed class TemplateFailure(string message) : Exception(message);
