using Atlas.Hcl.Values;
using CsCheck;

namespace Atlas.Tests.Hcl.Values;

public sealed class NfcTests
{
    [Fact]
    public void Samples_of_the_Unicode_data_come_out_as_listed()
    {
        foreach (var line in NfcSamples.Text.Split('\n', StringSplitOptions.TrimEntries))
        {
            var halves = line.Split(';');
            Assert.Equal(Text(halves[1]), Nfc.Normalize(Text(halves[0])));
        }
    }

    [Fact]
    public void Text_that_is_normal_is_returned_as_the_same_object()
    {
        var text = new string("naïve Ελληνικά 한국어 😀".ToCharArray());
        Assert.Same(text, Nfc.Normalize(text));
        Assert.True(Nfc.IsNormalized(text));
        Assert.False(Nfc.IsNormalized("e\u0301"));
    }

    [Fact]
    public void Lone_surrogates_stay() => Assert.Equal("\uD83De\uDE00é", Nfc.Normalize("\uD83De\uDE00e\u0301"));

    [Fact]
    public void Normalising_twice_changes_nothing() =>
        Texts.Sample(text => Nfc.Normalize(Nfc.Normalize(text)) == Nfc.Normalize(text));

    [Fact]
    public void Parts_may_be_normalised_before_they_are_joined() =>
        Gen.Select(Texts, Texts).Sample((a, b) => Nfc.Normalize(Nfc.Normalize(a) + Nfc.Normalize(b)) == Nfc.Normalize(a + b));

    [Fact]
    public void Texts_joined_at_a_letter_are_normal_when_both_are() =>
        Gen.Select(Texts, Texts).Sample((a, b) => Nfc.Normalize(a + "x") + Nfc.Normalize("y" + b) == Nfc.Normalize(a + "xy" + b));

    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.Char['a', 'f'].Select(c => c.ToString()),
        Gen.Char['\u0300', '\u0345'].Select(c => c.ToString()),
        Gen.Char['\u1100', '\u11FF'].Select(c => c.ToString()),
        Gen.Char['\uAC00', '\uD7A3'].Select(c => c.ToString()),
        Gen.Char['\u1E00', '\u1FFF'].Select(c => c.ToString()),
        Gen.Int[0x1D15E, 0x1D1C0].Select(char.ConvertFromUtf32)).Array[0, 8].Select(string.Concat);

    private static string Text(string points) =>
        string.Concat(points.Split(' ').Select(p => char.ConvertFromUtf32(Convert.ToInt32(p, 16))));
}
