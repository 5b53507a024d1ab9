using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using Atlas.Core.Model;
using Atlas.Core.Planning;
using Atlas.Registry.Wire;

namespace Atlas.Server.Web;

/// <summary>Writes the OpenAPI document from the list of endpoints and the shapes of what they take and give.</summary>
internal static class OpenApi
{
    private static readonly JsonSchemaExporterOptions Exporting = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = Transform,
    };

    /// <summary>Returns the document as UTF-8, indented, with a newline at its end; equal on every machine.</summary>
    public static byte[] Write(Seq<Endpoint> endpoints)
    {
        var schemas = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal);
        var paths = new JsonObject();
        foreach (var path in endpoints.GroupBy(e => e.Shape.Path))
        {
            var methods = new JsonObject();
            foreach (var endpoint in path)
                methods[endpoint.Shape.Method.ToLowerInvariant()] = Operation(endpoint, schemas);
            paths[Endpoints.Root + path.Key] = methods;
        }

        Reference(RegistryJson.Default.Problem, schemas);
        var components = new JsonObject();
        foreach (var (name, schema) in schemas) components[name] = schema;
        var document = new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "Atlas registry", ["version"] = "1" },
            ["security"] = new JsonArray(new JsonObject { ["token"] = new JsonArray() }),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = components,
                ["securitySchemes"] = new JsonObject
                {
                    ["token"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" },
                },
            },
        };
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer,
            new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            document.WriteTo(writer);
        }

        buffer.Write("\n"u8);
        return buffer.ToArray();
    }

    private static JsonObject Operation(Endpoint endpoint, SortedDictionary<string, JsonNode> schemas)
    {
        var shape = endpoint.Shape;
        var operation = new JsonObject
        {
            ["operationId"] = JsonNamingPolicy.CamelCase.ConvertName(endpoint.Name),
            ["summary"] = shape.Summary,
            ["x-atlas-scope"] = shape.Scope,
            ["parameters"] = new JsonArray([.. PathParameters(shape), .. shape.Query.Select(QueryParameter)]),
        };
        if (shape.Body is { } body)
        {
            operation["requestBody"] = new JsonObject
            {
                ["required"] = true,
                ["content"] = Content("application/json", Reference(body, schemas))
            };
        }

        var answer = shape.Answer is { } type
            ? Content("application/json", Reference(type, schemas))
            : Content("application/octet-stream", new JsonObject { ["type"] = "string", ["format"] = "binary" });
        var responses = new JsonObject { ["200"] = new JsonObject { ["description"] = "Done.", ["content"] = answer } };
        if (shape.MayBeNothing) responses["204"] = new JsonObject { ["description"] = "There is nothing." };
        responses["default"] = new JsonObject
        {
            ["description"] = "A refusal.",
            ["content"] = Content("application/problem+json", Reference(RegistryJson.Default.Problem, schemas)),
        };
        operation["responses"] = responses;
        return operation;
    }

    private static IEnumerable<JsonNode> PathParameters(EndpointShape shape)
    {
        foreach (var segment in shape.Path.Split('/').Where(s => s.StartsWith('{')))
        {
            yield return new JsonObject
            {
                ["name"] = segment.Trim('{', '}'),
                ["in"] = "path",
                ["required"] = true,
                ["schema"] = new JsonObject { ["type"] = "string" },
            };
        }
    }

    private static JsonNode QueryParameter(string name) => new JsonObject
    {
        ["name"] = name,
        ["in"] = "query",
        ["schema"] = new JsonObject { ["type"] = name is "page" or "size" or "start" or "since" ? "integer" : "string" },
    };

    private static JsonObject Content(string mediaType, JsonNode schema) =>
        new() { [mediaType] = new JsonObject { ["schema"] = schema } };

    private static JsonObject Reference(JsonTypeInfo type, SortedDictionary<string, JsonNode> schemas)
    {
        var name = ComponentName(type.Type);
        if (!schemas.ContainsKey(name)) schemas[name] = type.GetJsonSchemaAsNode(Exporting);
        return new JsonObject { ["$ref"] = $"#/components/schemas/{name}" };
    }

    private static string ComponentName(Type type)
    {
        var name = new StringBuilder(type.Name.Split('`')[0]);
        foreach (var argument in type.GenericTypeArguments) name.Append("Of").Append(ComponentName(argument));
        return name.ToString();
    }

    /// <summary>Says what the converters of our own write, which the exporter can't know.</summary>
    private static JsonNode Transform(JsonSchemaExporterContext context, JsonNode schema)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var isNullable = type != context.TypeInfo.Type;
        if (type == typeof(Digest) || type == typeof(Fingerprint) || type == typeof(TimeSpan))
        {
            return new JsonObject { ["type"] = isNullable ? new JsonArray("string", "null") : "string" };
        }

        return context.TypeInfo.Converter is ISequenceConverter sequence
            ? new JsonObject
            {
                ["type"] = "array",
                ["items"] = context.TypeInfo.Options.GetTypeInfo(sequence.Element).GetJsonSchemaAsNode(Exporting),
            }
            : schema;
    }
}
