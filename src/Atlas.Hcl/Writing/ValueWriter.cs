using Atlas.Hcl.Values;

namespace Atlas.Hcl.Writing;

/// <summary>Writes values and names as source.</summary>
public static class ValueWriter
{
    /// <summary>Returns the source of a value; sequences on one line, maps and objects over several.</summary>
    public static string Write(Value value) => throw new NotImplementedException();

    /// <summary>Returns a quoted string with the escapes of the language, <c>${</c> and <c>%{</c> doubled.</summary>
    public static string Quote(string text) => throw new NotImplementedException();

    /// <summary>Returns whether a name can stand without quotes.</summary>
    public static bool IsIdentifier(string name) => throw new NotImplementedException();
}
