using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Atlas.Core.Model;

namespace Atlas.Registry.Wire;

/// <summary>A converter of a sequence, as its schema needs to be known.</summary>
internal interface ISequenceConverter
{
    /// <summary>Gets the type of the elements.</summary>
    Type Element { get; }
}

/// <summary>Reads and writes a <see cref="Seq{T}"/> as a JSON array.</summary>
internal sealed class SeqConverter<T> : JsonConverter<Seq<T>>, ISequenceConverter
{
    public Type Element => typeof(T);

    public override bool HandleNull => false;

    public override Seq<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("A list is expected here.");

        var type = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        var items = new List<T>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            items.Add(JsonSerializer.Deserialize(ref reader, type) ?? throw new JsonException("A list holds no null."));
        }

        return items.ToSeq();
    }

    public override void Write(Utf8JsonWriter writer, Seq<T> value, JsonSerializerOptions options)
    {
        var type = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        writer.WriteStartArray();
        foreach (var item in value) JsonSerializer.Serialize(writer, item, type);
        writer.WriteEndArray();
    }
}
