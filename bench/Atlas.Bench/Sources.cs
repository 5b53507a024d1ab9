using System.Text;
using System.Text.Json;

namespace Atlas.Bench;

/// <summary>Makes inputs of a size.</summary>
internal static class Sources
{
    /// <summary>Returns a schema file of tables with columns and indexes, of at least so many bytes.</summary>
    public static byte[] Schema(int bytes)
    {
        var text = new StringBuilder(bytes + 1000);
        for (var table = 0; text.Length < bytes; table++)
        {
            text.Append($"# The table of things number {table}.\ntable \"things_{table}\" {{\n  schema = schema.public\n");
            for (var column = 0; column < 8; column++)
                text.Append(
                    $"  column \"column_{column}\" {{\n    null    = {(column % 2 == 0 ? "true" : "false")}\n    type    = varchar({column + 10})\n" +
                    $"    default = \"value {column}\"\n    comment = \"what column {column} holds\"\n  }}\n");
            text.Append("  primary_key {\n    columns = [column.column_0]\n  }\n  index \"by_one\" {\n    unique  = true\n    columns = [column.column_1, column.column_2]\n  }\n}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Returns the same tables as an indented JSON document, of at least so many bytes.</summary>
    public static byte[] Json(int bytes)
    {
        using var buffer = new MemoryStream();
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true });
        writer.WriteStartObject();
        for (var table = 0; buffer.Length < bytes; table++)
        {
            writer.WriteStartObject($"things_{table}");
            writer.WriteString("schema", "public");
            for (var column = 0; column < 8; column++)
            {
                writer.WriteStartObject($"column_{column}");
                writer.WriteBoolean("null", column % 2 == 0);
                writer.WriteString("type", $"varchar({column + 10})");
                writer.WriteString("default", $"value {column}");
                writer.WriteString("comment", $"what column {column} holds");
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
            writer.Flush();
        }

        writer.WriteEndObject();
        writer.Flush();
        return buffer.ToArray();
    }

    /// <summary>Returns a file of one line, a list of at least so many bytes.</summary>
    public static byte[] OneLine(int bytes)
    {
        var text = new StringBuilder("a = [", bytes + 100);
        for (var number = 0; text.Length < bytes; number++) text.Append($"{{ n = {number}, s = \"é${{x.y[{number}]}}\" }}, ");
        return Encoding.UTF8.GetBytes(text.Append("]\n").ToString());
    }
}
