namespace Atlas.Scripts.Language;

/// <summary>A line of a script failed; the message is for whoever reads the test's output.</summary>
public sealed class ScriptException(string message) : Exception(message);
